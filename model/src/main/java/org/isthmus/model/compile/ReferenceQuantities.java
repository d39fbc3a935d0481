package org.isthmus.model.compile;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.ModelStatistic;
import org.isthmus.model.compiled.TreeTable;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.model.kinematics.Transmissions;
import org.isthmus.model.scene.Actuator;
import org.jspecify.annotations.Nullable;

/// What follows from the model's state at `qpos0`, written back to the drafts: diagonal and inverse inertias,
/// lengths, anchors of equalities, poses of cameras and lights, damping of servos and springs (MuJoCo's
/// `mj_setConst`).
final class ReferenceQuantities {
    /// Least divisor (MuJoCo's `mjMINVAL`).
    private static final double MIN_VALUE = 1e-15;

    private final Compilation c;
    private final Model model;
    private final Kinematics frames;
    private final DofMotions motions;
    private final TendonLengths tendons;
    private final MassMatrix mass;
    private final SimpleBodies simple;

    private ReferenceQuantities(Compilation c, Model model) {
        this.c = c;
        this.model = model;
        frames = new Kinematics(model);
        motions = new DofMotions(model);
        tendons = new TendonLengths(model);
        mass = new MassMatrix(model);
        simple = new SimpleBodies(c);
    }

    /// @param model a first assembly of the same drafts
    static ModelStatistic compute(Compilation c, Model model) {
        ReferenceQuantities q = new ReferenceQuantities(c, model);
        q.frames.compute(model.qpos0().toArray());
        q.motions.compute(q.frames);
        q.mass.compute(q.frames, q.motions, q.tendons);
        q.c.bodies.list.forEach(q::setBodyWeights);
        q.c.joints.list.forEach(q::setJoint);
        q.c.tendons.list.forEach(q::setTendon);
        q.setActuators();
        Equalities.complete(c, q.frames);
        q.setViews();
        q.setSpringDampers();
        ModelStatistic statistic = Statistics.compute(c, model, q.frames, q.mass);
        q.setSpringLengths();
        return statistic;
    }

    /// Mean inverse inertia of a body at its centre of mass: a third of the trace of `J M⁻¹ Jᵀ`, for translation and
    /// rotation.
    private void setBodyWeights(BodyDraft body) {
        if (body.weld().isWorld() || body.treeId < 0) {
            return;
        }
        if (simple.isSlider(body)) {
            body.invWeight0[0] = 1 / Math.max(MIN_VALUE, body.mass);
            return;
        }
        Vec3 center = Vec3.of(frames.xipos, 3 * body.id);
        for (Vec3 axis : new Vec3[]{Vec3.X, Vec3.Y, Vec3.Z}) {
            double[] linear = new double[model.sizes().nv()];
            double[] angular = new double[model.sizes().nv()];
            motions.addLinear(body.id, center, axis, 1, linear);
            motions.addAngular(body.id, axis, 1, angular);
            body.invWeight0[0] += inverse(linear, body.treeId) / 3;
            body.invWeight0[1] += inverse(angular, body.treeId) / 3;
        }
    }

    /// `r M⁻¹ rᵀ` of a row that touches one kinematic tree.
    private double inverse(double[] row, int tree) {
        TreeTable trees = model.trees();
        int from = trees.dofAdr().get(tree);
        int to = from + trees.dofNum().get(tree);
        double[] solved = row.clone();
        mass.solve(solved, from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += row[i] * solved[i];
        }
        return sum;
    }

    /// Diagonal of the mass matrix and of its inverse, the latter averaged over translations and over rotations.
    private void setJoint(JointDraft joint) {
        int count = joint.m0.length;
        for (int i = 0; i < count; i++) {
            joint.m0[i] = mass.rigidDiagonal(joint.dofAdr + i);
            double[] unit = new double[model.sizes().nv()];
            unit[joint.dofAdr + i] = 1;
            joint.invWeight0[i] = simple.isSlider(joint.body) ? 1 / Math.max(MIN_VALUE, joint.body.mass)
                    : inverse(unit, joint.body.treeId);
        }
        for (int i = 0; i + 3 <= count; i += 3) {
            double mean = (joint.invWeight0[i] + joint.invWeight0[i + 1] + joint.invWeight0[i + 2]) / 3;
            Arrays.fill(joint.invWeight0, i, i + 3, mean);
        }
    }

    private void setTendon(TendonDraft tendon) {
        double[] row = new double[model.sizes().nv()];
        tendons.addJacobian(tendon.id, frames, motions, 1, row);
        double[] solved = row.clone();
        mass.solve(solved);
        tendon.length0 = tendons.length(tendon.id, frames);
        tendon.invWeight0 = dot(row, solved);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private void setActuators() {
        Transmissions transmissions = new Transmissions(model, frames, motions, tendons);
        for (ActuatorDraft actuator : c.actuators.list) {
            double[] moment = new double[model.sizes().nv()];
            transmissions.addMoment(actuator.id, moment);
            double[] solved = moment.clone();
            mass.solve(solved);
            actuator.length0 = transmissions.length(actuator.id);
            actuator.acc0 = Math.sqrt(dot(solved, solved));
            setServoDamping(actuator.element, moment);
        }
    }

    /// A positive third bias parameter of a position servo is a damping ratio: it becomes a damping, with the inertia
    /// that the servo sees.
    private void setServoDamping(Actuator e, double[] moment) {
        if (e.gainPrm[0] != -e.biasPrm[1] || !(e.biasPrm[2] > 0)) {
            return;
        }
        double reflected = 0;
        for (JointDraft joint : c.joints.list) {
            for (int i = 0; i < joint.m0.length; i++) {
                double square = moment[joint.dofAdr + i] * moment[joint.dofAdr + i];
                reflected += square > MIN_VALUE ? joint.m0[i] / square : 0;
            }
        }
        e.biasPrm[2] = -e.biasPrm[2] * 2 * Math.sqrt(e.gainPrm[0] * reflected);
    }

    private void setViews() {
        for (CameraDraft camera : c.cameras.list) {
            Pose pose = frames.bodyPose(camera.body.id).times(camera.element.pose());
            camera.pos0 = pose.position().minus(Vec3.of(frames.xpos, 3 * camera.body.id));
            camera.posCom0 = pose.position().minus(center(camera.body, camera.target));
            camera.mat0 = pose.rotation().toRotation();
        }
        for (LightDraft light : c.lights.list) {
            Pose body = frames.bodyPose(light.body.id);
            Vec3 position = body.transform(light.element.pos);
            light.pos0 = position.minus(body.position());
            light.posCom0 = position.minus(center(light.body, light.target));
            light.dir0 = body.rotation().rotate(light.element.dir);
        }
    }

    /// Centre of mass of the target's subtree where there is a target, else of the body's.
    private Vec3 center(BodyDraft body, @Nullable BodyDraft target) {
        return Vec3.of(frames.subtreeCom, 3 * (target == null ? body : target).id);
    }

    /// Stiffness and damping of joints that give a time constant and a damping ratio.
    private void setSpringDampers() {
        for (JointDraft joint : c.joints.list) {
            double time = joint.element.springDamper[0];
            double ratio = joint.element.springDamper[1];
            if (time > 0 && ratio > 0) {
                double inverse = Arrays.stream(joint.invWeight0).sum() / joint.invWeight0.length;
                double inertia = 1 / Math.max(MIN_VALUE, inverse);
                joint.element.stiffness[0] = inertia / Math.max(MIN_VALUE, time * time * ratio * ratio);
                joint.element.damping[0] = 2 * inertia / Math.max(MIN_VALUE, time);
            }
        }
    }

    /// Rest lengths that are not given: the lengths where joint springs rest.
    private void setSpringLengths() {
        frames.compute(model.qposSpring().toArray());
        for (TendonDraft tendon : c.tendons.list) {
            double[] rest = tendon.element.springLength;
            if (rest[0] == Tendons.UNSET && rest[1] == Tendons.UNSET) {
                Arrays.fill(rest, tendons.length(tendon.id, frames));
            }
        }
    }
}
