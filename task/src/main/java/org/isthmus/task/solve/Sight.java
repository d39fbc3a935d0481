package org.isthmus.task.solve;

import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.VectorEnv;

/// One world as a script sees it: the simulation's own state, without errors of sensors.
public final class Sight {
    private final VectorEnv env;
    private final int world;
    private final RobotGripper gripper;
    private final Model model;
    private final Kinematics frames;
    private final Predicate<Way.Path> reach;
    /// [nq] as last read
    private final double[] qpos;

    /// @param reach whether the arm can follow a path from where it is commanded
    Sight(VectorEnv env, int world, RobotGripper gripper, Predicate<Way.Path> reach) {
        this.reach = reach;
        this.env = env;
        this.world = world;
        this.gripper = gripper;
        model = env.model();
        frames = new Kinematics(model);
        qpos = new double[model.sizes().nq()];
    }

    /// Sees what is now.
    Sight look() {
        WorldBatch batch = env.batch();
        for (int i = 0; i < qpos.length; i++) {
            qpos[i] = batch.get(Quantity.QPOS, world, i);
        }
        for (int m = 0; m < model.sizes().nmocap(); m++) {
            for (int k = 0; k < 3; k++) {
                frames.mocapPos[3 * m + k] = batch.get(Quantity.MOCAP, world, 7 * m + k);
            }
            for (int k = 0; k < 4; k++) {
                frames.mocapQuat[4 * m + k] = batch.get(Quantity.MOCAP, world, 7 * m + 3 + k);
            }
        }
        frames.compute(qpos);
        return this;
    }

    public Pose body(String name) {
        Pose pose = frames.bodyPose(model.names().id(ObjectType.BODY, name));
        return new Pose(pose.position(), pose.rotation().normalized());
    }

    /// Name of a loose body.
    ///
    /// @param index among them, in the order of the scene
    public String loose(int index) {
        int[] loose = IntStream.range(0, model.sizes().nbody())
                .filter(body -> model.bodies().dofNum().get(body) == 6).toArray();
        return model.names().name(ObjectType.BODY, loose[index]);
    }

    public Pose site(String name) {
        int id = model.names().id(ObjectType.SITE, name);
        double[] m = frames.siteXmat;
        int at = 9 * id;
        return new Pose(Vec3.of(frames.siteXpos, 3 * id), Rotation.fromColumns(
                new Vec3(m[at], m[at + 3], m[at + 6]), new Vec3(m[at + 1], m[at + 4], m[at + 7]),
                new Vec3(m[at + 2], m[at + 5], m[at + 8])).toQuat());
    }

    /// Where a hinge or slide is, rad or m.
    public double joint(String name) {
        return qpos[model.joints().qposAdr().get(model.names().id(ObjectType.JOINT, name))];
    }

    public Pose tool() {
        Pose pose = frames.bodyPose(gripper.tool().body()).times(gripper.tool().offset());
        return new Pose(pose.position(), pose.rotation().normalized());
    }

    /// Whether the arm can follow a path from where it is commanded.
    public boolean reaches(Way.Path path) {
        return reach.test(path);
    }

    /// How far the jaw is open, m or rad.
    double jaw() {
        return gripper.jawGroup().fromQpos(qpos)[0];
    }

    /// [n] where the arm is
    public double[] arm() {
        double[] x = gripper.arm().fromQpos(qpos);
        gripper.arm().clamp(x);
        return x;
    }

    /// [nq]
    double[] qpos() {
        return qpos;
    }

    /// A number that a factor drew.
    public double drawn(String factor, int index) {
        int size = env.xi().length / env.worlds();
        return env.xi()[world * size + env.xiAt(factor) + index];
    }

    /// A point that a factor drew.
    public Vec3 goal(String factor) {
        return new Vec3(drawn(factor, 0), drawn(factor, 1), drawn(factor, 2));
    }
}
