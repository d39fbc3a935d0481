package org.isthmus.task.action;

import java.util.List;

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
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Space;

/// Six numbers move the tool: three its position, three its orientation, about axes of the world; position servos of the arm
/// follow by inverse kinematics.
///
/// The target adds up from what was commanded. In each period the joints go one step of damped least squares towards it,
/// `Δq = Jᵀ(J·Jᵀ + λ²·1)⁻¹·e` (Wampler 1986, equation 9), from where they were commanded, so that what remains is made up for later; joints stop at
/// the ranges of their servos.
///
/// @param site of the tool
/// @param actuators position servos of hinges or slides that carry it
/// @param metres the position moves in a period at 1, m
/// @param radians it turns in a period at 1, rad
public record ToolDelta(String name, String site, List<String> actuators, double metres, double radians)
        implements ActionTerm {
    private static final double DAMPING = 0.03;
    private static final int ROWS = 6;
    /// A target does not run further ahead of the tool than so many periods.
    private static final double LEAD = 3;

    public ToolDelta {
        actuators = List.copyOf(actuators);
    }

    @Override
    public String description() {
        return "moves of " + site + " in world axes: x, y, z times " + metres + " m, turns about x, y, z times "
                + radians + " rad, each period";
    }

    @Override
    public Space space() {
        return Box.uniform(ROWS, -1, 1);
    }

    @Override
    public Actuation bind(WorldBatch batch, double period, Parallel pool) {
        return new Following(batch, pool);
    }

    private final class Following implements Actuation {
        private final WorldBatch batch;
        private final Dynamics dynamics;
        private final Dynamics.Frame frame;
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
        /// [worlds][6][nv]
        private final double[] jacobians;

        Following(WorldBatch batch, Parallel pool) {
            this.batch = batch;
            Model model = batch.model();
            dynamics = PhysicsEngine.named("lane-double").dynamics(model, pool);
            frame = Dynamics.Frame.ofSite(model, model.names().id(ObjectType.SITE, site));
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
            jacobians = new double[batch.worlds() * ROWS * nv];
        }

        @Override
        public void prepare(float[] actions, int at, int actionStride) {
            batch.read(Quantity.QPOS, qpos);
            for (int w = 0; w < batch.worlds(); w++) {
                for (int i = 0; i < n; i++) {
                    qpos[w * nq + qposAdr[i]] = memory[w * stride + 7 + i];
                }
            }
            dynamics.pose(frame, batch.worlds(), qpos, poses);
            dynamics.jacobian(frame, batch.worlds(), qpos, jacobians);
        }

        @Override
        public void act(int world, float[] actions, int at) {
            int mine = world * stride;
            Vec3 tool = Vec3.of(poses, world * 7);
            Quat turn = Quat.of(poses, world * 7 + 3);
            Vec3 ahead = Vec3.of(memory, mine).plus(vector(actions, at).times(metres)).minus(tool);
            Vec3 turnAhead = Quat.fromRotationVector(vector(actions, at + 3).times(radians))
                    .times(Quat.of(memory, mine + 3)).times(turn.conjugate()).toRotationVector();
            ahead = limited(ahead, LEAD * metres);
            turnAhead = limited(turnAhead, LEAD * radians);
            tool.plus(ahead).into(memory, mine);
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
            dynamics.pose(frame, 1, all, pose);
            System.arraycopy(pose, 0, memory, world * stride, 7);
        }

        @Override
        public double[] memory() {
            return memory;
        }
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
