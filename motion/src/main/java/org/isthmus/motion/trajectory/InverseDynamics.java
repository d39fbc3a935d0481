package org.isthmus.motion.trajectory;

import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.SpatialVector;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.JointType;
import org.isthmus.motion.kinematics.JointGroup;

/// The torques and forces that a motion of a group needs, by the recursive Newton-Euler algorithm (Featherstone, Rigid
/// Body Dynamics Algorithms, 2008, section 5.3), all spatial vectors along the world's axes about its origin.
///
/// Rotor inertias of joints count; friction, springs and contacts do not. Bodies outside the group stand still, as if
/// held. Rung 0: it allocates; for planning.
public final class InverseDynamics {
    private final JointGroup group;
    private final Model model;
    private final Kinematics frames;
    private final double[] qpos;
    private final Vec3 gravity;
    /// [njnt] speed and acceleration of each joint
    private final double[] speed;
    private final double[] change;
    private final SpatialVector[] axes;
    private final SpatialVector[] velocity;
    private final SpatialVector[] acceleration;
    private final SpatialVector[] force;

    public InverseDynamics(JointGroup group) {
        this.group = group;
        model = group.model();
        frames = new Kinematics(model);
        qpos = group.rest().toArray();
        gravity = model.options().gravity;
        int njnt = model.sizes().njnt();
        int nbody = model.sizes().nbody();
        speed = new double[njnt];
        change = new double[njnt];
        axes = new SpatialVector[njnt];
        velocity = new SpatialVector[nbody];
        acceleration = new SpatialVector[nbody];
        force = new SpatialVector[nbody];
    }

    /// The torques, N·m, and forces, N, of the coordinates.
    ///
    /// @param x [n]
    /// @param velocities [n]
    /// @param accelerations [n]
    public double[] compute(double[] x, double[] velocities, double[] accelerations) {
        group.toQpos(x, qpos);
        frames.compute(qpos);
        for (JointGroup.Follower f : group.followers()) {
            speed[f.joint()] = f.gain() * velocities[f.coordinate()];
            change[f.joint()] = f.gain() * accelerations[f.coordinate()];
            axes[f.joint()] = axis(f.joint());
        }
        forward();
        backward();
        double[] torque = new double[group.size()];
        for (JointGroup.Follower f : group.followers()) {
            int body = model.joints().bodyId().get(f.joint());
            double rotor = model.dofs().armature().get(model.joints().dofAdr().get(f.joint())) * change[f.joint()];
            torque[f.coordinate()] += f.gain() * (axes[f.joint()].dot(force[body]) + rotor);
        }
        return torque;
    }

    private SpatialVector axis(int joint) {
        Vec3 direction = Vec3.of(frames.xaxis, 3 * joint);
        boolean turns = model.joints().type().get(joint) == JointType.HINGE.ordinal();
        return turns ? new SpatialVector(direction, Vec3.of(frames.xanchor, 3 * joint).cross(direction))
                : new SpatialVector(Vec3.ZERO, direction);
    }

    /// Velocities and accelerations from the world outwards; gravity is an acceleration of the world.
    private void forward() {
        velocity[0] = SpatialVector.ZERO;
        acceleration[0] = new SpatialVector(Vec3.ZERO, gravity.negate());
        for (int body = 1; body < velocity.length; body++) {
            int parent = model.bodies().parentId().get(body);
            SpatialVector v = velocity[parent];
            SpatialVector a = acceleration[parent];
            int first = model.bodies().jntAdr().get(body);
            for (int j = first; j < first + model.bodies().jntNum().get(body); j++) {
                if (axes[j] != null) {
                    SpatialVector own = axes[j].times(speed[j]);
                    a = a.plus(axes[j].times(change[j])).plus(v.crossMotion(own));
                    v = v.plus(own);
                }
            }
            velocity[body] = v;
            acceleration[body] = a;
            Inertia inertia = inertia(body);
            force[body] = inertia.times(a).plus(v.crossForce(inertia.times(v)));
        }
        force[0] = SpatialVector.ZERO;
    }

    private void backward() {
        for (int body = force.length - 1; body > 0; body--) {
            int parent = model.bodies().parentId().get(body);
            force[parent] = force[parent].plus(force[body]);
        }
    }

    private Inertia inertia(int body) {
        Vec3 moments = model.bodies().inertia().vec3(body);
        Inertia principal = new Inertia(model.bodies().mass().get(body), Vec3.ZERO,
                Sym3.diagonal(moments));
        Pose center = new Pose(model.bodies().ipos().vec3(body), model.bodies().iquat().quat(body));
        return principal
                .transformed(new Pose(Vec3.of(frames.xpos, 3 * body), Quat.of(frames.xquat, 4 * body)).times(center));
    }
}
