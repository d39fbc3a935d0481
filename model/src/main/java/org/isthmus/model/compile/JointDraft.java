package org.isthmus.model.compile;

import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.ObjectType;

/// A joint while its scene is compiled.
final class JointDraft extends Draft<Joint> {
    BodyDraft body;
    boolean limited;
    boolean actuatorForceLimited;
    int qposAdr;
    int dofAdr;
    /// [dofs] diagonal of the mass matrix at `qpos0`
    final double[] m0;
    /// [dofs] inverse inertia at `qpos0`
    final double[] invWeight0;

    JointDraft(Joint joint, BodyDraft body) {
        super(ObjectType.JOINT, joint);
        this.body = body;
        m0 = new double[joint.type.dofCount()];
        invWeight0 = new double[joint.type.dofCount()];
    }
}
