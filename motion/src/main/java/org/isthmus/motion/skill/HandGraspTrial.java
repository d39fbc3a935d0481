package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.grasp.HandGrasp;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// Tries grasps of a hand with several fingers in physics, as [GraspTrial] does with a gripper: the hand stands in space and presses, and
/// gravity lifts and shakes what it holds. All grasps are tried at once, one world each.
///
/// Each joint's position servo is commanded so far ahead that the parts in contact press with their shares of the force along their
/// normals: `u = q + Jᵀf / k`.
public final class HandGraspTrial {
    private HandGraspTrial() {}

    /// What came of a grasp.
    ///
    /// @param slip the farthest that the object was from where it was when the hand had closed, m; ∞ where the world diverged
    public record Result(HandGrasp grasp, boolean isHeld, double slip) {}

    /// Tries grasps.
    ///
    /// @param hand of a model made by [GraspTrial#model]; joints without a position servo press with nothing
    /// @param force of the fingers together, N
    /// @param shaking acceleration, m/s²
    /// @param most how far the object may move in the hand, m
    /// @param engine name of the physics engine
    public static List<Result> run(JointGroup hand, List<HandGrasp> grasps, double force, double shaking, double most,
            String engine, Parallel pool) {
        if (grasps.isEmpty()) {
            return List.of();
        }
        WorldBatch batch = PhysicsEngine.named(engine).create(hand.model(), grasps.size(), Set.of(Parameter.GRAVITY),
                pool, new Diagnostics());
        for (int w = 0; w < grasps.size(); w++) {
            begin(batch, w, hand, grasps.get(w), force);
        }
        batch.step((int) (GraspTrial.CLOSING / GraspTrial.STEP));
        double[] slip = GraspTrial.shake(batch, shaking);
        List<Result> results = new ArrayList<>();
        for (int w = 0; w < slip.length; w++) {
            results.add(new Result(grasps.get(w), slip[w] <= most, slip[w]));
        }
        return results;
    }

    private static void begin(WorldBatch batch, int world, JointGroup hand, HandGrasp grasp, double force) {
        Model model = hand.model();
        double[] joints = grasp.joints().toArray();
        double[] qpos = model.qpos0().toArray();
        hand.toQpos(joints, qpos);
        int at = GraspTrial.objectAt(model);
        grasp.object().position().into(qpos, at);
        grasp.object().rotation().normalized().into(qpos, at + 3);
        for (int i = 0; i < qpos.length; i++) {
            batch.set(Quantity.QPOS, world, i, qpos[i]);
        }
        GraspTrial.gravity(batch, world, Vec3.ZERO);
        double[] torques = torques(hand, grasp, force);
        for (int a = 0; a < model.sizes().nu(); a++) {
            for (JointGroup.Follower f : hand.followers()) {
                if (ServoArm.isServo(model, a, f.joint())) {
                    double stiffness = model.actuators().gainPrm().get(10 * a);
                    double q = qpos[model.joints().qposAdr().get(f.joint())];
                    batch.set(Quantity.CTRL, world, a, q + torques[f.coordinate()] / stiffness);
                }
            }
        }
    }

    /// [n] of the joints that press with the force: `Jᵀf` at the contacts.
    private static double[] torques(JointGroup hand, HandGrasp grasp, double force) {
        double shares = grasp.touches().stream().mapToDouble(HandGrasp.Touch::share).sum();
        double[] torques = new double[hand.size()];
        for (HandGrasp.Touch touch : grasp.touches()) {
            Frame link = new Frame("", hand.model().geoms().bodyId().get(touch.geom()), Pose.IDENTITY);
            GroupKinematics kinematics = new GroupKinematics(hand, link);
            kinematics.compute(grasp.joints().toArray());
            Vec3 point = grasp.object().transform(touch.contact().point());
            Frame there = link.moved(Pose.at(kinematics.pose(0).inverseTransform(point)));
            Vec3 push = grasp.object().rotation().rotate(touch.contact().inwards())
                    .times(force * touch.share() / shares);
            GroupKinematics atContact = new GroupKinematics(hand, there);
            atContact.compute(grasp.joints().toArray());
            double[] jacobian = atContact.jacobian(0);
            for (int i = 0; i < torques.length; i++) {
                for (int k = 0; k < 3; k++) {
                    torques[i] += jacobian[k * torques.length + i] * push.get(k);
                }
            }
        }
        return torques;
    }
}
