package org.isthmus.model.compile;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Joint;

/// Addresses of joints, degrees of freedom, kinematic trees and mocap bodies, and the reference configurations.
final class Numbering {
    int nq;
    int nv;
    int nmocap;
    /// A kinematic tree: the bodies that move together.
    ///
    /// @param bodies depth first
    record Tree(List<BodyDraft> bodies, int dofAdr) {
        int dofCount() {
            return bodies.stream().mapToInt(BodyDraft::dofCount).sum();
        }
    }

    final List<Tree> trees = new ArrayList<>();
    DoubleArray qpos0 = DoubleArray.wrap();
    DoubleArray qposSpring = DoubleArray.wrap();

    private Numbering() {}

    static Numbering of(Compilation c) {
        Numbering numbering = new Numbering();
        for (BodyDraft body : c.bodies.list) {
            body.mocapId = body.element.mocap ? numbering.nmocap++ : -1;
            numbering.putInTree(body);
            body.joints.forEach(numbering::setAddresses);
        }
        numbering.setReferences(c);
        return numbering;
    }

    /// A body with joints begins a tree unless it is in one already; one without is in its parent's.
    private void putInTree(BodyDraft body) {
        int parentTree = body.parent == null || body.element.mocap ? -1 : body.parent.treeId;
        if (body.joints.isEmpty() || parentTree >= 0) {
            body.treeId = parentTree;
        } else {
            body.treeId = trees.size();
            trees.add(new Tree(new ArrayList<>(), nv));
        }
        if (body.treeId >= 0) {
            trees.get(body.treeId).bodies.add(body);
        }
    }

    private void setAddresses(JointDraft joint) {
        joint.qposAdr = nq;
        joint.dofAdr = nv;
        nq += joint.element.type.qposCount();
        nv += joint.element.type.dofCount();
    }

    private void setReferences(Compilation c) {
        double[] reference = new double[nq];
        double[] spring = new double[nq];
        for (JointDraft joint : c.joints.list) {
            Joint e = joint.element;
            Body body = joint.body.element;
            int at = joint.qposAdr;
            switch (e.type) {
                case FREE -> {
                    body.pos.into(reference, at);
                    body.quat.into(reference, at + 3);
                    System.arraycopy(reference, at, spring, at, 7);
                }
                case BALL -> {
                    reference[at] = 1;
                    spring[at] = 1;
                }
                case SLIDE, HINGE -> {
                    reference[at] = e.ref;
                    spring[at] = e.springRef;
                }
            }
        }
        qpos0 = DoubleArray.wrap(reference);
        qposSpring = DoubleArray.wrap(spring);
    }
}
