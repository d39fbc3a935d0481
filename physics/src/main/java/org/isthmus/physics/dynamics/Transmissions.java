package org.isthmus.physics.dynamics;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;

import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;

/// Lengths of actuators and their moments: how an actuator's force becomes forces of the degrees of freedom; the traced twin of the
/// model's `kinematics.Transmissions`.
final class Transmissions {
    private final Graph g;
    private final Model model;
    private final ActuatorTable actuators;
    private final LinkTree tree;
    private final LinkFrames frames;
    private final Tendons tendons;
    private final State state;

    Transmissions(Graph g, Model model, LinkTree tree, LinkFrames frames, Tendons tendons, State state) {
        this.g = g;
        this.model = model;
        actuators = model.actuators();
        this.tree = tree;
        this.frames = frames;
        this.tendons = tendons;
        this.state = state;
    }

    /// What an actuator pulls.
    ///
    /// @param length 0 where it has none (free joints, sites without a reference)
    /// @param moment derivative of the length by the degrees of freedom
    record Reach(Expr length, SortedMap<Integer, Expr> moment) {
        Expr velocity(Expr[] qvel) {
            return Tendons.dot(moment, qvel, length.graph());
        }
    }

    static Transmission kind(Model model, int actuator) {
        return Transmission.values()[model.actuators().trnType().get(actuator)];
    }

    Reach of(int actuator) {
        int id = actuators.trnId().get(2 * actuator);
        return switch (kind(model, actuator)) {
            case JOINT, JOINT_IN_PARENT -> joint(actuator, id);
            case SLIDER_CRANK -> new SliderCrank(actuator).reach();
            case TENDON -> tendon(actuator, id);
            case SITE -> site(actuator, id);
            case BODY -> new Reach(g.constant(0), LinkFrames.row());
        };
    }

    private double gear(int actuator) {
        return actuators.gear().get(6 * actuator);
    }

    private Vec linearGear(int actuator) {
        return Vec.constant(g, actuators.gear().vec3(2 * actuator));
    }

    private Vec angularGear(int actuator) {
        return Vec.constant(g, actuators.gear().vec3(2 * actuator + 1));
    }

    private Reach tendon(int actuator, int tendon) {
        Tendons.Path path = tendons.path(tendon);
        SortedMap<Integer, Expr> moment = LinkFrames.row();
        path.row().forEach((d, value) -> moment.put(d, value.times(gear(actuator))));
        return new Reach(path.length().times(gear(actuator)), moment);
    }

    private Reach joint(int actuator, int joint) {
        int q = model.joints().qposAdr().get(joint);
        int d = model.joints().dofAdr().get(joint);
        Expr[] qpos = state.qpos();
        SortedMap<Integer, Expr> moment = LinkFrames.row();
        Expr length = g.constant(0);
        switch (JointType.values()[model.joints().type().get(joint)]) {
            case SLIDE, HINGE -> {
                moment.put(d, g.constant(gear(actuator)));
                length = qpos[q].times(gear(actuator));
            }
            case BALL -> {
                Vec axis = inJoint(actuator, linearGear(actuator), Quaternion.of(qpos, q));
                put(moment, d, axis);
                length = Quaternion.of(qpos, q).toRotationVector().dot(axis);
            }
            case FREE -> {
                put(moment, d, linearGear(actuator));
                put(moment, d + 3, inJoint(actuator, angularGear(actuator), Quaternion.of(qpos, q + 3)));
            }
        }
        return new Reach(length, moment);
    }

    /// An axis in the frame that a ball's or free joint's rotations are about.
    private Vec inJoint(int actuator, Vec axis, Quaternion rotation) {
        boolean inParent = kind(model, actuator) == Transmission.JOINT_IN_PARENT;
        return inParent ? rotation.toMat().transposeTimes(axis) : axis;
    }

    private static void put(SortedMap<Integer, Expr> row, int d, Vec v) {
        for (int k = 0; k < 3; k++) {
            if (!v.component(k).is(0)) {
                row.put(d + k, v.component(k));
            }
        }
    }

    private Vec position(Fixture fixture) {
        return frames.position(fixture.link(), fixture.inLink().position());
    }

    private Mat rotation(Fixture fixture) {
        return frames.rotation(fixture.link(), fixture.inLink());
    }

    /// The site's quaternion times the body's: MuJoCo 3.14 has them in this order here, which is the site's orientation only where one
    /// of them is none.
    private Quaternion orientation(int site) {
        Fixture body = Fixture.body(tree, model.sites().bodyId().get(site));
        return Quaternion.constant(g, model.sites().quat().quat(site))
                .times(frames.orientation(body.link(), body.inLink().rotation()));
    }

    /// Force and torque at a site, in its own frame or that of a reference site, against which lengths are measured.
    private Reach site(int actuator, int site) {
        Fixture own = Fixture.site(model, tree, site);
        int reference = actuators.trnId().get(2 * actuator + 1);
        Fixture base = reference < 0 ? own : Fixture.site(model, tree, reference);
        Mat frame = rotation(base);
        Vec force = frame.times(linearGear(actuator));
        Vec torque = frame.times(angularGear(actuator));
        SortedMap<Integer, Expr> moment = LinkFrames.row();
        addWrench(own, force, torque, 1, moment);
        if (reference < 0) {
            return new Reach(g.constant(0), moment);
        }
        addWrench(base, force, torque, -1, moment);
        // what moves both sites does no work between them
        moment.keySet().removeAll(common(own.link(), base.link()));
        Vec apart = frame.transposeTimes(position(own).minus(position(base)));
        Vec turned = orientation(reference).conjugate().times(orientation(site)).toRotationVector();
        return new Reach(apart.dot(linearGear(actuator)).plus(turned.dot(angularGear(actuator))), moment);
    }

    private void addWrench(Fixture site, Vec force, Vec torque, double sign, SortedMap<Integer, Expr> row) {
        frames.addLinear(site.link(), position(site), force, sign, row);
        frames.addAngular(site.link(), torque, sign, row);
    }

    /// Degrees of freedom that move both links.
    private Set<Integer> common(int a, int b) {
        Set<Integer> both = new HashSet<>(tree.dofsOf(a));
        both.retainAll(tree.dofsOf(b));
        return both;
    }

    /// A rod of fixed length from the crank's pin to a slider that moves along the z axis of its site.
    ///
    /// With `a` the axis, `v` from slider site to pin and `r` the rod: `length = a·v − √((a·v)² + r² − v·v)`; where the rod is too
    /// short the length is `a·v`.
    private final class SliderCrank {
        private final int actuator;
        private final Fixture pin;
        private final Fixture slider;

        SliderCrank(int actuator) {
            this.actuator = actuator;
            pin = Fixture.site(model, tree, actuators.trnId().get(2 * actuator));
            slider = Fixture.site(model, tree, actuators.trnId().get(2 * actuator + 1));
        }

        Reach reach() {
            double rod = actuators.crankLength().get(actuator);
            Vec axis = rotation(slider).column(2);
            Vec v = position(pin).minus(position(slider));
            Expr along = axis.dot(v);
            Expr square = along.square().plus(rod * rod).minus(v.dot(v));
            Expr root = square.max(g.constant(0)).sqrt();
            // 0 where the rod is too short
            Expr inverse = square.ifPositive(root.reciprocal(), g.constant(0));
            Expr share = g.constant(1).minus(along.times(inverse));
            Vec byPin = axis.times(share).plus(v.times(inverse));
            Vec byAxis = v.times(share);
            double gear = gear(actuator);
            SortedMap<Integer, Expr> moment = LinkFrames.row();
            frames.addLinear(pin.link(), position(pin), byPin.times(gear), 1, moment);
            frames.addLinear(slider.link(), position(slider), byPin.times(gear), -1, moment);
            // dLength/dt = byAxis · (ω × axis) = ω · (axis × byAxis)
            frames.addAngular(slider.link(), axis.cross(byAxis).times(gear), 1, moment);
            return new Reach(along.minus(root).times(gear), moment);
        }
    }
}
