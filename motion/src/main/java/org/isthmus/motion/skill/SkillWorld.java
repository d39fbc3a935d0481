package org.isthmus.motion.skill;

import java.util.TreeMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// One world as skills see it: an arm with a gripper, and one object, which is loose or part of something that moves on
/// joints. What is measured is the simulation's own state, without sensors' errors.
public final class SkillWorld {
    private final WorldBatch batch;
    private final int world;
    private final ServoArm servos;
    private final RobotGripper gripper;
    private final Model model;
    private final int object;
    private final Kinematics frames;
    /// [nq] of the world, as last read
    private final double[] qpos;

    /// @param objectBody what the skills are about: a body with a free joint, or a handle
    public SkillWorld(WorldBatch batch, int world, ServoArm servos, String objectBody) {
        this.batch = batch;
        this.world = world;
        this.servos = servos;
        gripper = servos.gripper();
        model = batch.model();
        object = Frame.of(model, objectBody).body();
        frames = new Kinematics(model);
        qpos = new double[model.sizes().nq()];
    }

    public Model model() {
        return model;
    }

    ServoArm servos() {
        return servos;
    }

    public boolean isDiverged() {
        return batch.isDiverged(world);
    }

    /// [nq]
    public double[] qpos() {
        for (int i = 0; i < qpos.length; i++) {
            qpos[i] = batch.get(Quantity.QPOS, world, i);
        }
        return qpos.clone();
    }

    /// [n] where the arm is.
    public double[] arm() {
        double[] x = gripper.arm().fromQpos(qpos());
        gripper.arm().clamp(x);
        return x;
    }

    public Pose object() {
        return body(object);
    }

    Pose body(int body) {
        frames.compute(qpos());
        Pose pose = frames.bodyPose(body);
        return new Pose(pose.position(), pose.rotation().normalized());
    }

    public Pose tool() {
        frames.compute(qpos());
        return frames.bodyPose(gripper.tool().body()).times(gripper.tool().offset());
    }

    /// The object in the tool's frame.
    public Pose held() {
        return tool().inverse().times(object());
    }

    /// How fast a loose object moves: its origin, m/s, or how fast it turns, rad/s, whichever is more.
    public double objectSpeed() {
        int dof = model.bodies().dofAdr().get(object);
        return Math.max(speed(dof), speed(dof + 3));
    }

    private double speed(int dof) {
        return new Vec3(batch.get(Quantity.QVEL, world, dof), batch.get(Quantity.QVEL, world, dof + 1),
                batch.get(Quantity.QVEL, world, dof + 2)).length();
    }

    /// Where a hinge or slide is, rad or m.
    public double joint(int joint) {
        return batch.get(Quantity.QPOS, world, model.joints().qposAdr().get(joint));
    }

    /// How hard the weaker of the fingers presses on the object, N.
    public double grip() {
        TreeMap<Integer, Double> press = new TreeMap<>();
        gripper.jawGroup().followers().forEach(f -> press.put(model.joints().bodyId().get(f.joint()), 0.0));
        for (Contact contact : batch.contacts(world)) {
            int a = model.geoms().bodyId().get(contact.firstGeom());
            int b = model.geoms().bodyId().get(contact.secondGeom());
            double normal = Math.abs(contact.force().dot(contact.normal()));
            if (a == object || b == object) {
                press.computeIfPresent(a == object ? b : a, (finger, sum) -> sum + normal);
            }
        }
        return press.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    /// Where the jaw is: its coordinate.
    public double jaw() {
        return gripper.jawGroup().fromQpos(qpos())[0];
    }

    public void commandJaw(double coordinate) {
        for (int actuator : servos.jaw()) {
            batch.set(Quantity.CTRL, world, actuator, coordinate);
        }
    }

    /// @param controls [n] of the arm's servos
    public void command(double[] controls) {
        for (int i = 0; i < controls.length; i++) {
            batch.set(Quantity.CTRL, world, servos.servo(i), controls[i]);
        }
    }

    /// Puts arm, jaw and a loose object somewhere, at rest, and lets the servos hold.
    ///
    /// @param x [n] of the arm
    /// @param width of the jaw, m
    public void place(double[] x, double width, Pose objectPose) {
        place(x, width);
        put(object, objectPose);
    }

    /// Puts arm and jaw somewhere, all else where it is at first.
    public void place(double[] x, double width) {
        batch.reset(world);
        pose(x, width);
    }

    /// Puts a loose body somewhere; nothing else changes.
    public void put(String body, Pose pose) {
        put(Frame.of(model, body).body(), pose);
    }

    private void put(int body, Pose pose) {
        double[] q = new double[7];
        pose.position().into(q, 0);
        pose.rotation().normalized().into(q, 3);
        int at = model.joints().qposAdr().get(model.bodies().jntAdr().get(body));
        for (int i = 0; i < q.length; i++) {
            batch.set(Quantity.QPOS, world, at + i, q[i]);
        }
    }

    /// Puts arm and jaw somewhere, at rest, and lets the servos hold; nothing else changes.
    ///
    /// @param x [n] of the arm
    /// @param width of the jaw, m
    public void pose(double[] x, double width) {
        double[] q = qpos();
        gripper.arm().toQpos(x, q);
        double coordinate = gripper.jaw().coordinate(width);
        gripper.jawGroup().toQpos(new double[]{coordinate}, q);
        for (int i = 0; i < q.length; i++) {
            batch.set(Quantity.QPOS, world, i, q[i]);
        }
        command(servos.controls(new Standstill(x), 1, q)[0]);
        commandJaw(coordinate);
    }

    /// A motion that does not move.
    private record Standstill(double[] x) implements org.isthmus.motion.trajectory.Trajectory {
        @Override
        public int dimensions() {
            return x.length;
        }

        @Override
        public double duration() {
            return 0;
        }

        @Override
        public void sample(double time, int derivative, double[] out) {
            System.arraycopy(derivative == 0 ? x : new double[x.length], 0, out, 0, x.length);
        }
    }
}
