package org.isthmus.task.solve;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.Dynamics;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.action.ActionTerm;
import org.isthmus.task.action.ControlRange;

/// Gives the actions that follow a script, in all worlds of an environment: the tool's way in small steps, inverse kinematics from step to step, and
/// what makes position servos go there.
///
/// A servo gives `k·(u − q) − d·v`; the torque `τ` that weight and speed need (inverse dynamics) is put into its command, `u = q + (τ + d·v)/k`. The action is
/// what moves the servo's present command to that one. [Steering] says which terms an arm can have; the gripper's is a [ControlRange].
public final class ScriptedSolver implements Solver {
    /// Of the tool, rad/s.
    private static final double TURN = 2;
    /// Pieces in which the length of a way is measured.
    private static final int PIECES = 8;
    /// From rest to full speed, s.
    private static final double RISE = 0.1;
    /// So long before the end, at full speed, a motion begins to slow down, s: what is left then shrinks by the same part in each period.
    private static final double BRAKE = 0.1;
    /// The least share of full speed.
    private static final double LEAST_PACE = 0.1;
    /// A jaw that moves less in a period has stopped, m or rad.
    private static final double STOPPED = 1e-3;
    /// A way that is not rested at is left for the next so long before its end, at full speed, s.
    private static final double PASSING = 0.02;

    private final VectorEnv env;
    private final JointGroup arm;
    private final Dynamics dynamics;
    private final IkSolver ik;
    private final int stride;
    private final int armAt;
    private final int jawAt;
    private final Steering steering;
    /// [n] of each coordinate: its actuator, stiffness, damping, dof, place in the arm's term
    private final int[] servo;
    private final double[] stiffness;
    private final double[] damping;
    private final int[] dof;
    private final int[] place;
    private final Run[] runs;
    /// [worlds][nq], [worlds][nv] ×3
    private final double[] qpos;
    private final double[] qvel;
    private final double[] qacc;
    private final double[] forces;

    /// A world on its way through the script.
    private static final class Run {
        final Sight sight;
        final List<Move> script;
        /// [n] commanded
        double[] x = new double[0];
        /// [n] speed of the command
        double[] v = new double[0];
        Pose tool = Pose.IDENTITY;
        Way.Path path = share -> Pose.IDENTITY;
        int move = -1;
        /// For the whole way at full speed, s.
        double seconds;
        /// Of the way that is behind.
        double share;
        /// Of full speed.
        double pace;
        /// Periods since the end of the way.
        int rested;
        /// How far it was open a period ago, m or rad.
        double jaw;
        int attempts;

        Run(Sight sight, List<Move> script) {
            this.sight = sight;
            this.script = List.copyOf(script);
        }

        boolean isThrough() {
            return move >= script.size();
        }

        /// At full speed, s.
        double left() {
            return (1 - share) * seconds;
        }
    }

    /// @param env whose task has an arm, moved as [Steering] knows it, and after it a gripper, moved by a [ControlRange]
    /// @param gripper of the environment's model; where there are several arms, the one that this solver moves
    /// @throws IllegalArgumentException when the task has not those actions
    public ScriptedSolver(VectorEnv env, RobotGripper gripper, List<Move> script, Parallel pool) {
        this(env, gripper, world -> script, pool);
    }

    /// With a script for each world, whose moves may remember what happened there.
    ///
    /// @param scripts by world
    /// @throws IllegalArgumentException as above
    public ScriptedSolver(VectorEnv env, RobotGripper gripper, IntFunction<List<Move>> scripts, Parallel pool) {
        this.env = env;
        arm = gripper.arm();
        dynamics = PhysicsEngine.named("lane").dynamics(env.model(), pool);
        ik = new IkSolver(arm, List.of(IkTask.pose(gripper.tool())), IkSolver.Options.WARM);
        stride = env.singleActionSpace().size();
        int mine = next(0, action -> Steering.isFor(action) && moves(action), "moves the arm's targets");
        armAt = at(mine);
        jawAt = at(next(mine, ControlRange.class::isInstance, "moves a jaw"));
        int n = arm.size();
        servo = new int[n];
        stiffness = new double[n];
        damping = new double[n];
        dof = new int[n];
        place = new int[n];
        ActionTerm term = env.task().actions().get(mine);
        findServos(Steering.actuators(term));
        steering = Steering.of(term, gripper, place, env.task().period());
        runs = new Run[env.worlds()];
        for (int w = 0; w < runs.length; w++) {
            int world = w;
            runs[w] = new Run(new Sight(env, w, gripper, path -> reaches(runs[world].x, path)), scripts.apply(w));
        }
        Model model = env.model();
        qpos = new double[runs.length * model.sizes().nq()];
        qvel = new double[runs.length * model.sizes().nv()];
        qacc = new double[qvel.length];
        forces = new double[qvel.length];
    }

    /// The first term of an action that is wanted, from one on.
    private int next(int from, Predicate<ActionTerm> isWanted, String words) {
        List<ActionTerm> terms = env.task().actions();
        return IntStream.range(from, terms.size()).filter(i -> isWanted.test(terms.get(i))).findFirst().orElseThrow(
                () -> new IllegalArgumentException("task '" + env.task().id() + "' has no action that " + words));
    }

    /// Whether a term moves this arm, and not another one.
    private boolean moves(ActionTerm term) {
        int actuator = env.model().names().id(ObjectType.ACTUATOR, Steering.actuators(term).getFirst());
        int joint = env.model().actuators().trnId().get(2 * actuator);
        return arm.followers().stream().anyMatch(follower -> follower.joint() == joint);
    }

    /// Where a term begins in an action.
    private int at(int term) {
        return env.task().actions().stream().limit(term).mapToInt(action -> action.space().size()).sum();
    }

    private void findServos(List<String> actuators) {
        Model model = env.model();
        for (int i = 0; i < actuators.size(); i++) {
            int actuator = model.names().id(ObjectType.ACTUATOR, actuators.get(i));
            int joint = model.actuators().trnId().get(2 * actuator);
            for (JointGroup.Follower follower : arm.followers()) {
                if (follower.joint() == joint) {
                    int c = follower.coordinate();
                    servo[c] = actuator;
                    stiffness[c] = -model.actuators().biasPrm().get(10 * actuator + 1);
                    damping[c] = -model.actuators().biasPrm().get(10 * actuator + 2);
                    dof[c] = model.joints().dofAdr().get(joint);
                    place[c] = i;
                }
            }
        }
    }

    /// Whether inverse kinematics follows a path all along.
    private boolean reaches(double[] from, Way.Path path) {
        double[] x = from.clone();
        return IntStream.rangeClosed(1, PIECES).allMatch(i -> ik.solve(x, path.at((double) i / PIECES)));
    }

    /// How often a world began its script, in its running episode.
    public int attempts(int world) {
        return runs[world].attempts;
    }

    /// Whether a world is through its script.
    public boolean isThrough(int world) {
        return runs[world].isThrough();
    }

    /// What a world is at, in words: the move, and how often the script began.
    public String state(int world) {
        String move = isThrough(world) ? "through" : runs[world].move < 0 ? "not begun" : move(world);
        return move + ", attempt " + runs[world].attempts;
    }

    @Override
    public String move(int world) {
        int move = runs[world].move;
        return move < 0 || isThrough(world) ? "" : runs[world].script.get(move).name();
    }

    /// Begins the script anew in all worlds, after they were reset.
    public void restart() {
        for (Run run : runs) {
            run.move = -1;
        }
    }

    @Override
    public void act(float[] actions) {
        for (int w = 0; w < runs.length; w++) {
            advance(w, runs[w]);
        }
        env.batch().read(Quantity.QPOS, qpos);
        int nq = qpos.length / runs.length;
        int nv = qvel.length / runs.length;
        double[] row = new double[nq];
        for (int w = 0; w < runs.length; w++) {
            System.arraycopy(qpos, w * nq, row, 0, nq);
            arm.toQpos(runs[w].x, row);
            System.arraycopy(row, 0, qpos, w * nq, nq);
            for (int c = 0; c < dof.length; c++) {
                qvel[w * nv + dof[c]] = runs[w].v[c];
            }
        }
        dynamics.inverse(runs.length, qpos, qvel, qacc, forces);
        double[] now = new double[dof.length];
        double[] wanted = new double[dof.length];
        for (int w = 0; w < runs.length; w++) {
            Run run = runs[w];
            for (int c = 0; c < dof.length; c++) {
                wanted[c] = run.x[c] + (forces[w * nv + dof[c]] + damping[c] * run.v[c]) / stiffness[c];
                now[c] = env.batch().get(Quantity.CTRL, w, servo[c]);
            }
            steering.steer(now, wanted, actions, w * stride + armAt);
            Move move = run.script.get(Math.min(run.move, run.script.size() - 1));
            actions[w * stride + jawAt] = (float) move.jaw();
        }
    }

    /// Puts the commanded tool where it should be at the end of this period.
    private void advance(int world, Run run) {
        if (env.steps()[world] == 0 || run.move < 0) {
            run.attempts = 1;
            restart(run);
        } else if (!run.isThrough() && isOver(run, run.script.get(run.move))) {
            if (run.script.get(run.move).after().test(run.sight.look())) {
                begin(run, run.move + 1);
            } else {
                run.attempts++;
                restart(run);
            }
        }
        goOn(run);
        double[] x = run.x.clone();
        ik.solve(x, run.tool);
        for (int c = 0; c < x.length; c++) {
            run.v[c] = (x[c] - run.x[c]) / env.task().period();
        }
        run.x = x;
    }

    private boolean isOver(Run run, Move move) {
        double before = run.jaw;
        run.jaw = run.sight.look().jaw();
        if (run.seconds == 0 && run.rested >= 2 && Math.abs(run.jaw - before) < STOPPED) {
            return true;
        }
        int rest = (int) Math.rint(move.rest() / env.task().period());
        return rest == 0 ? run.left() <= PASSING : run.share == 1 && run.rested >= rest;
    }

    /// One period along the way. How fast depends on what is left of it, not on the time since it began: a policy that sees where things are can
    /// learn that.
    private void goOn(Run run) {
        double period = env.task().period();
        run.rested += run.share == 1 ? 1 : 0;
        run.pace = Math.min(Math.min(1, run.pace + period / RISE), Math.max(LEAST_PACE, run.left() / BRAKE));
        run.share = run.left() <= run.pace * period ? 1 : run.share + run.pace * period / run.seconds;
        run.tool = run.path.at(run.share);
    }

    /// From where the arm is.
    private void restart(Run run) {
        run.sight.look();
        run.x = run.sight.arm();
        run.v = new double[run.x.length];
        run.tool = run.sight.tool();
        begin(run, 0);
    }

    private void begin(Run run, int move) {
        run.pace = run.share == 1 || move == 0 ? 0 : run.pace;
        run.move = move;
        run.share = 0;
        run.rested = 0;
        run.seconds = 0;
        if (run.isThrough()) {
            Pose end = run.tool;
            run.path = share -> end;
            return;
        }
        Move next = run.script.get(move);
        Way.Path path = next.way().begin(run.tool, run.sight.look());
        run.path = path;
        double length = 0;
        double angle = 0;
        for (int i = 0; i < PIECES; i++) {
            Pose a = path.at((double) i / PIECES);
            Pose b = path.at((i + 1.0) / PIECES);
            length += a.position().distance(b.position());
            angle += a.rotation().angleTo(b.rotation());
        }
        run.seconds = Math.max(length / next.speed(), angle / TURN);
    }
}
