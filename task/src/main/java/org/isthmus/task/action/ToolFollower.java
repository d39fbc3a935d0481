package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Dynamics;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.motion.numeric.Cholesky;
import org.jspecify.annotations.Nullable;

/// Makes an arm's position servos follow a target of its tool.
///
/// In each period the joints go one step of damped least squares towards it, `Δq = Jᵀ(J·Jᵀ + λ²·1)⁻¹·e` (Wampler 1986, equation 9), from where they
/// were commanded, so that what remains is made up for later; joints stop at the ranges of their servos.
final class ToolFollower implements ActionTerm.Actuation {
    /// Numbers of an action: three of the position, three of the orientation.
    static final int ROWS = 6;
    private static final double DAMPING = 0.03;

    /// What an action makes of the target.
    interface Aim {
        /// @param target of the period before, world frame
        /// @param base frame that the action is in
        /// @param shift the action's first three numbers, each −1 to 1
        /// @param turn the others
        /// @return the new target, world frame
        Pose of(Pose target, Pose base, Vec3 shift, Vec3 turn);
    }

    private final WorldBatch batch;
    private final Dynamics dynamics;
    private final Dynamics.Frame tool;
    private final Dynamics.@Nullable Frame base;
    private final double metres;
    private final double radians;
    private final Aim aim;
    private final Servos servos;
    private final int n;
    private final int nq;
    private final int nv;
    /// [n] of the joints that the servos move
    private final int[] qposAdr;
    private final int[] dofAdr;
    /// [worlds][7 + n] target position, target orientation, commanded joints
    private final double[] memory;
    private final int stride;
    /// [worlds][nq] the commanded configuration
    private final double[] qpos;
    /// [worlds][7]
    private final double[] poses;
    /// [worlds][7] of the frame that the aim is in
    private final double[] bases;
    /// [worlds][6][nv]
    private final double[] jacobians;

    /// @param site of the tool
    /// @param actuators position servos of hinges or slides that carry the tool
    /// @param frame site whose frame the aim is in, of the robot or the world; empty: the world's
    /// @param metres that a target is ahead of the tool at most, m
    /// @param radians likewise, rad
    ToolFollower(WorldBatch batch, Parallel pool, String site, String frame, List<String> actuators, double metres,
            double radians, Aim aim) {
        this.batch = batch;
        this.metres = metres;
        this.radians = radians;
        this.aim = aim;
        Model model = batch.model();
        dynamics = PhysicsEngine.named("lane-double").dynamics(model, pool);
        tool = frame(model, site);
        base = frame.isEmpty() ? null : frame(model, frame);
        servos = Servos.of(model, actuators);
        n = servos.size();
        nq = model.sizes().nq();
        nv = model.sizes().nv();
        qposAdr = new int[n];
        dofAdr = new int[n];
        for (int i = 0; i < n; i++) {
            int joint = model.actuators().trnId().get(2 * servos.ids()[i]);
            qposAdr[i] = model.joints().qposAdr().get(joint);
            dofAdr[i] = model.joints().dofAdr().get(joint);
        }
        stride = 7 + n;
        memory = new double[batch.worlds() * stride];
        qpos = new double[batch.worlds() * nq];
        poses = new double[batch.worlds() * 7];
        bases = new double[batch.worlds() * 7];
        for (int w = 0; w < batch.worlds(); w++) {
            bases[7 * w + 3] = 1;
        }
        jacobians = new double[batch.worlds() * ROWS * nv];
    }

    @Override
    public void prepare(float[] actions, int at, int actionStride) {
        batch.read(Quantity.QPOS, qpos);
        if (base != null) {
            dynamics.pose(base, batch.worlds(), qpos, bases);
        }
        for (int w = 0; w < batch.worlds(); w++) {
            for (int i = 0; i < n; i++) {
                qpos[w * nq + qposAdr[i]] = memory[w * stride + 7 + i];
            }
        }
        dynamics.pose(tool, batch.worlds(), qpos, poses);
        dynamics.jacobian(tool, batch.worlds(), qpos, jacobians);
    }

    @Override
    public void act(int world, float[] actions, int at) {
        int mine = world * stride;
        Vec3 place = Vec3.of(poses, world * 7);
        Quat turn = Quat.of(poses, world * 7 + 3);
        Pose wanted = aim.of(pose(memory, mine), pose(bases, world * 7), vector(actions, at), vector(actions, at + 3));
        Vec3 ahead = limited(wanted.position().minus(place), metres);
        Vec3 turnAhead = limited(wanted.rotation().times(turn.conjugate()).toRotationVector(), radians);
        place.plus(ahead).into(memory, mine);
        Quat.fromRotationVector(turnAhead).times(turn).normalized().into(memory, mine + 3);
        step(world, ahead, turnAhead);
        for (int i = 0; i < n; i++) {
            batch.set(Quantity.CTRL, world, servos.ids()[i], memory[mine + 7 + i]);
        }
    }

    private void step(int world, Vec3 ahead, Vec3 turnAhead) {
        double[] e = new double[ROWS];
        ahead.into(e, 0);
        turnAhead.into(e, 3);
        double[] system = new double[ROWS * ROWS];
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c <= r; c++) {
                double sum = r == c ? DAMPING * DAMPING : 0;
                for (int i = 0; i < n; i++) {
                    sum += jacobian(world, r, i) * jacobian(world, c, i);
                }
                system[r * ROWS + c] = sum;
                system[c * ROWS + r] = sum;
            }
        }
        Cholesky.factor(system, ROWS);
        Cholesky.solve(system, ROWS, e);
        for (int i = 0; i < n; i++) {
            double move = 0;
            for (int r = 0; r < ROWS; r++) {
                move += jacobian(world, r, i) * e[r];
            }
            int at = world * stride + 7 + i;
            memory[at] = servos.clamp(i, memory[at] + move);
        }
    }

    private double jacobian(int world, int row, int i) {
        return jacobians[(world * ROWS + row) * nv + dofAdr[i]];
    }

    @Override
    public void restart(int world) {
        double[] all = new double[nq];
        double[] pose = new double[7];
        for (int i = 0; i < nq; i++) {
            all[i] = batch.get(Quantity.QPOS, world, i);
        }
        for (int i = 0; i < n; i++) {
            double control = servos.clamp(i, batch.get(Quantity.CTRL, world, servos.ids()[i]));
            memory[world * stride + 7 + i] = control;
            all[qposAdr[i]] = control;
        }
        dynamics.pose(tool, 1, all, pose);
        System.arraycopy(pose, 0, memory, world * stride, 7);
    }

    @Override
    public double[] memory() {
        return memory;
    }

    private static Dynamics.Frame frame(Model model, String site) {
        return Dynamics.Frame.ofSite(model, model.names().id(ObjectType.SITE, site));
    }

    private static Pose pose(double[] values, int at) {
        return new Pose(Vec3.of(values, at), Quat.of(values, at + 3));
    }

    private static Vec3 vector(float[] actions, int at) {
        return new Vec3(Math.clamp(actions[at], -1f, 1f), Math.clamp(actions[at + 1], -1f, 1f),
                Math.clamp(actions[at + 2], -1f, 1f));
    }

    private static Vec3 limited(Vec3 v, double most) {
        double length = v.length();
        return length > most ? v.times(most / length) : v;
    }
}
