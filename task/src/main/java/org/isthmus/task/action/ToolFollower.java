package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.math.Quaternions;
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
    /// Up to so many worlds a kernel of vectors is not worth being made.
    private static final int FEW = 4;

    /// What an action makes of the target.
    interface Aim {
        /// @param target [7] from `at` on: in, of the period before; out, the new one; world frame
        /// @param base [7] from `baseAt` on: the frame that the action is in
        /// @param action [7] the action's six numbers, each −1 to 1, three of the position and three of the orientation, and room for a
        ///     seventh; may be used up
        void move(double[] target, int at, double[] base, int baseAt, double[] action);
    }

    /// What a target is kept near.
    enum Anchor {
        /// the tool as the servos are commanded: the target moves no faster than the limits
        COMMANDED,
        /// the tool where it is: what holds it back does not let the target run away, so that it turns back at once
        ACTUAL
    }

    private final WorldBatch batch;
    private final Dynamics dynamics;
    private final Dynamics.Frame tool;
    private final Dynamics.@Nullable Frame base;
    private final Anchor anchor;
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
    /// [worlds][7] of the tool as commanded, and of what the target is kept near
    private final double[] poses;
    private final double[] anchors;
    /// [worlds][7] of the frame that the aim is in
    private final double[] bases;
    /// [worlds][6][nv]
    private final double[] jacobians;
    /// [worlds][7] an action, while it is worked on; its own in each world, since several threads act on worlds
    private final double[][] moves;
    /// [worlds][6] to be made up for
    private final double[][] errors;
    /// [worlds][6·6] J·Jᵀ + λ²·1
    private final double[][] systems;

    /// @param site of the tool
    /// @param actuators position servos of hinges or slides that carry the tool
    /// @param frame site whose frame the aim is in, of the robot or the world; empty: the world's
    /// @param metres that a target is ahead of the anchor at most, m
    /// @param radians likewise, rad
    ToolFollower(WorldBatch batch, Parallel pool, String site, String frame, List<String> actuators, Anchor anchor,
            double metres, double radians, Aim aim) {
        this.batch = batch;
        this.anchor = anchor;
        this.metres = metres;
        this.radians = radians;
        this.aim = aim;
        Model model = batch.model();
        // The same bits in either.
        dynamics = PhysicsEngine.named(batch.worlds() > FEW ? "lane-double" : "scalar-double").dynamics(model, pool);
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
        anchors = anchor == Anchor.COMMANDED ? poses : new double[batch.worlds() * 7];
        bases = new double[batch.worlds() * 7];
        for (int w = 0; w < batch.worlds(); w++) {
            bases[7 * w + 3] = 1;
        }
        jacobians = new double[batch.worlds() * ROWS * nv];
        moves = new double[batch.worlds()][ROWS + 1];
        errors = new double[batch.worlds()][ROWS];
        systems = new double[batch.worlds()][ROWS * ROWS];
    }

    @Override
    public void prepare(float[] actions, int at, int actionStride) {
        batch.read(Quantity.QPOS, qpos);
        if (base != null) {
            dynamics.pose(base, batch.worlds(), qpos, bases);
        }
        if (anchor == Anchor.ACTUAL) {
            dynamics.pose(tool, batch.worlds(), qpos, anchors);
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
        double[] move = moves[world];
        for (int i = 0; i < ROWS; i++) {
            move[i] = Math.clamp(actions[at + i], -1f, 1f);
        }
        aim.move(memory, mine, bases, 7 * world, move);
        lead(world, mine, move);
        step(world, mine);
        for (int i = 0; i < n; i++) {
            batch.set(Quantity.CTRL, world, servos.ids()[i], memory[mine + 7 + i]);
        }
    }

    /// Draws the target back to where the limits let it be.
    ///
    /// @param room [7] for what is worked on
    private void lead(int world, int mine, double[] room) {
        int near = 7 * world;
        double[] e = errors[world];
        difference(anchors, near, mine, e);
        limit(e, 0, metres);
        limit(e, 3, radians);
        for (int i = 0; i < 3; i++) {
            memory[mine + i] = anchors[near + i] + e[i];
        }
        Quaternions.exponential(e, 3, room, 0);
        Quaternions.multiply(room, 0, anchors, near + 3, memory, mine + 3);
        Quaternions.normalize(memory, mine + 3);
    }

    /// How far the target is ahead of a pose.
    private void difference(double[] pose, int at, int mine, double[] out) {
        for (int i = 0; i < 3; i++) {
            out[i] = memory[mine + i] - pose[at + i];
        }
        Quaternions.difference(pose, at + 3, memory, mine + 3, out, 3);
    }

    private static void limit(double[] v, int at, double most) {
        double length = Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1] + v[at + 2] * v[at + 2]);
        double share = length > most ? most / length : 1;
        for (int i = at; i < at + 3; i++) {
            v[i] *= share;
        }
    }

    private void step(int world, int mine) {
        double[] e = errors[world];
        if (anchor == Anchor.ACTUAL) {
            difference(poses, 7 * world, mine, e);
        }
        double[] system = systems[world];
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
            int at = mine + 7 + i;
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
}
