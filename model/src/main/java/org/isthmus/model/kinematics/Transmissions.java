package org.isthmus.model.kinematics;

import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Transmission;

/// Lengths of actuators and their moments: how an actuator's force becomes forces of the degrees of freedom, in one
/// configuration (MuJoCo's `mj_transmission`).
///
/// The moment of a body transmission (adhesion) depends on contacts; without contacts, as here, it is 0. A reference
/// implementation (rung 0) that allocates.
public final class Transmissions {
    private static final Transmission[] KINDS = Transmission.values();
    private static final JointType[] JOINT_TYPES = JointType.values();

    private final Model model;
    private final ActuatorTable actuators;
    private final Kinematics frames;
    private final DofMotions motions;
    private final TendonLengths tendons;

    public Transmissions(Model model, Kinematics frames, DofMotions motions, TendonLengths tendons) {
        this.model = model;
        this.frames = frames;
        this.motions = motions;
        this.tendons = tendons;
        actuators = model.actuators();
    }

    /// The length of one actuator; 0 where it has none (free joints, bodies, sites without a reference).
    public double length(int actuator) {
        int id = actuators.trnId().get(2 * actuator);
        return switch (KINDS[actuators.trnType().get(actuator)]) {
            case JOINT, JOINT_IN_PARENT -> jointLength(actuator, id);
            case SLIDER_CRANK -> gear(actuator) * new SliderCrank(actuator).length;
            case TENDON -> gear(actuator) * tendons.length(id, frames);
            case SITE -> siteLength(actuator, id);
            case BODY -> 0;
        };
    }

    /// Adds the actuator's moment to `row`.
    ///
    /// @param row [nv]
    public void addMoment(int actuator, double[] row) {
        int id = actuators.trnId().get(2 * actuator);
        switch (KINDS[actuators.trnType().get(actuator)]) {
            case JOINT, JOINT_IN_PARENT -> addJointMoment(actuator, id, row);
            case SLIDER_CRANK -> new SliderCrank(actuator).addMoment(row);
            case TENDON -> tendons.addJacobian(id, frames, motions, gear(actuator), row);
            case SITE -> addSiteMoment(actuator, id, row);
            case BODY -> {
            }
        }
    }

    private double gear(int actuator) {
        return actuators.gear().get(6 * actuator);
    }

    private Vec3 linearGear(int actuator) {
        return actuators.gear().vec3(2 * actuator);
    }

    private Vec3 angularGear(int actuator) {
        return actuators.gear().vec3(2 * actuator + 1);
    }

    private double jointLength(int actuator, int joint) {
        int at = model.joints().qposAdr().get(joint);
        return switch (JOINT_TYPES[model.joints().type().get(joint)]) {
            case SLIDE, HINGE -> gear(actuator) * frames.qpos[at];
            case BALL -> Quat.of(frames.qpos, at).toRotationVector()
                    .dot(inJoint(actuator, linearGear(actuator), Quat.of(frames.qpos, at)));
            case FREE -> 0;
        };
    }

    private void addJointMoment(int actuator, int joint, double[] row) {
        int at = model.joints().qposAdr().get(joint);
        int dof = model.joints().dofAdr().get(joint);
        switch (JOINT_TYPES[model.joints().type().get(joint)]) {
            case SLIDE, HINGE -> row[dof] += gear(actuator);
            case BALL -> add(inJoint(actuator, linearGear(actuator), Quat.of(frames.qpos, at)), row, dof);
            case FREE -> {
                add(linearGear(actuator), row, dof);
                add(inJoint(actuator, angularGear(actuator), Quat.of(frames.qpos, at + 3)), row, dof + 3);
            }
        }
    }

    /// An axis in the frame that a ball's or free joint's rotations are about.
    private Vec3 inJoint(int actuator, Vec3 axis, Quat rotation) {
        boolean inParent = KINDS[actuators.trnType().get(actuator)] == Transmission.JOINT_IN_PARENT;
        return inParent ? rotation.rotateInverse(axis) : axis;
    }

    private static void add(Vec3 v, double[] row, int at) {
        row[at] += v.x();
        row[at + 1] += v.y();
        row[at + 2] += v.z();
    }

    private Vec3 sitePosition(int site) {
        return Vec3.of(frames.siteXpos, 3 * site);
    }

    private Rotation siteRotation(int site) {
        return DofMotions.matrix(frames.siteXmat, site);
    }

    /// The site's quaternion times the body's: MuJoCo 3.14 has them in this order here, which is the site's orientation only where one
    /// of them is none.
    private Quat siteQuat(int site) {
        int body = model.sites().bodyId().get(site);
        return model.sites().quat().quat(site).times(Quat.of(frames.xquat, 4 * body));
    }

    /// Of a site against a reference site: position and rotation vector in the reference's frame, weighted by the gear.
    private double siteLength(int actuator, int site) {
        int reference = actuators.trnId().get(2 * actuator + 1);
        if (reference < 0) {
            return 0;
        }
        Vec3 apart = siteRotation(reference).transpose().times(sitePosition(site).minus(sitePosition(reference)));
        Vec3 turned = siteQuat(reference).conjugate().times(siteQuat(site)).toRotationVector();
        return apart.dot(linearGear(actuator)) + turned.dot(angularGear(actuator));
    }

    private void addSiteMoment(int actuator, int site, double[] row) {
        int reference = actuators.trnId().get(2 * actuator + 1);
        Rotation frame = siteRotation(reference < 0 ? site : reference);
        Vec3 force = frame.times(linearGear(actuator));
        Vec3 torque = frame.times(angularGear(actuator));
        double[] moment = new double[row.length];
        addWrench(site, force, torque, 1, moment);
        if (reference >= 0) {
            addWrench(reference, force, torque, -1, moment);
            clearCommon(site, reference, moment);
        }
        for (int i = 0; i < row.length; i++) {
            row[i] += moment[i];
        }
    }

    private void addWrench(int site, Vec3 force, Vec3 torque, double scale, double[] row) {
        int body = model.sites().bodyId().get(site);
        motions.addLinear(body, sitePosition(site), force, scale, row);
        motions.addAngular(body, torque, scale, row);
    }

    /// What moves both sites does no work between them.
    private void clearCommon(int site, int reference, double[] row) {
        IntArray parent = model.dofs().parentId();
        int a = motions.lastDof(model.sites().bodyId().get(site));
        int b = motions.lastDof(model.sites().bodyId().get(reference));
        while (a >= 0 && b >= 0 && a != b) {
            if (a > b) {
                a = parent.get(a);
            } else {
                b = parent.get(b);
            }
        }
        for (int dof = a == b ? a : -1; dof >= 0; dof = parent.get(dof)) {
            row[dof] = 0;
        }
    }

    /// A rod of fixed length from the crank's pin to a slider that moves along the z axis of its site.
    ///
    /// With `a` the axis, `v` from slider site to pin and `r` the rod: `length = a·v − √((a·v)² + r² − v·v)`; where
    /// the rod is too short the length is `a·v`.
    private final class SliderCrank {
        private final int actuator;
        private final int pin;
        private final int slider;
        private final Vec3 axis;
        private final Vec3 v;
        private final double along;
        private final double root;
        private final double length;

        SliderCrank(int actuator) {
            this.actuator = actuator;
            pin = actuators.trnId().get(2 * actuator);
            slider = actuators.trnId().get(2 * actuator + 1);
            double rod = actuators.crankLength().get(actuator);
            axis = siteRotation(slider).columnZ();
            v = sitePosition(pin).minus(sitePosition(slider));
            along = axis.dot(v);
            double square = along * along + rod * rod - v.dot(v);
            root = square > 0 ? Math.sqrt(square) : 0;
            length = along - root;
        }

        void addMoment(double[] row) {
            double g = gear(actuator);
            double share = root > 0 ? 1 - along / root : 1;
            Vec3 byV = root > 0 ? axis.times(share).plusScaled(v, 1 / root) : axis;
            Vec3 byAxis = v.times(share);
            int pinBody = model.sites().bodyId().get(pin);
            int sliderBody = model.sites().bodyId().get(slider);
            motions.addLinear(pinBody, sitePosition(pin), byV, g, row);
            motions.addLinear(sliderBody, sitePosition(slider), byV, -g, row);
            // dLength/dt = byAxis · (ω × axis) = ω · (axis × byAxis)
            motions.addAngular(sliderBody, axis.cross(byAxis), g, row);
        }
    }
}
