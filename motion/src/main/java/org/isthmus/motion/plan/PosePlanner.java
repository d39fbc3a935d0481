package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.isthmus.core.math.Pose;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.ik.SixAxisArm;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.kinematics.Workspace;
import org.isthmus.motion.numeric.LowDiscrepancy;
import org.isthmus.motion.plan.Plan.Outcome;
import org.isthmus.motion.trajectory.PosePath;

/// Plans for poses of a tool, or of several at once, such as of two arms: freely, to any of the configurations that reach
/// them, or along straight lines, as for an approach or a retreat.
public final class PosePlanner {
    /// Configurations nearer than this in every coordinate are the same.
    private static final double SAME = 1e-3;
    private static final double STEP = 5e-3;
    private static final double TURN = 0.03;
    /// More than this in one step of a straight line is a jump to another branch, rad or m.
    private static final double JUMP = 0.3;
    private static final int STARTS = 60;

    private final CollisionChecker checker;
    private final JointGroup group;
    private final List<Frame> tools;
    private final Optional<SixAxisArm> closedForm;
    private final IkSolver single;

    public PosePlanner(CollisionChecker checker, Frame tool) {
        this(checker, List.of(tool));
    }

    /// @param tools each carried by some of the group's joints
    public PosePlanner(CollisionChecker checker, List<Frame> tools) {
        this.checker = checker;
        this.tools = List.copyOf(tools);
        group = checker.group();
        closedForm = tools.size() == 1 ? SixAxisArm.of(group, tools.getFirst()) : Optional.empty();
        single = new IkSolver(group, tools.stream().map(IkTask::pose).toList(), IkSolver.Options.WARM);
    }

    /// What keeps its motions free.
    public CollisionChecker checker() {
        return checker;
    }

    /// Free configurations that reach a pose, those nearest to another configuration first: all of an arm with a closed
    /// form, else what evenly spread starts lead to.
    ///
    /// @param near [n]
    /// @param most how many at most
    public List<double[]> goals(Pose target, double[] near, int most) {
        return goals(List.of(target), near, most);
    }

    /// As for one tool.
    ///
    /// @param targets of each tool
    public List<double[]> goals(List<Pose> targets, double[] near, int most) {
        List<double[]> found = new ArrayList<>();
        Pose[] all = targets.toArray(Pose[]::new);
        if (closedForm.isPresent()) {
            closedForm.get().solutions(all[0]).stream().filter(checker::isFree).forEach(found::add);
        } else {
            for (int i = -1; i < STARTS && found.size() < most; i++) {
                double[] x = i < 0 ? near.clone() : Workspace.configuration(group, LowDiscrepancy.HALTON, i);
                if (single.solve(x, all) && found.stream().noneMatch(y -> isSame(x, y)) && checker.isFree(x)) {
                    found.add(x);
                }
            }
        }
        found.sort(Comparator.comparingDouble(x -> Plan.distance(x, near)));
        return found.subList(0, Math.min(most, found.size()));
    }

    private static boolean isSame(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Math.abs(a[i] - b[i]) > SAME) {
                return false;
            }
        }
        return true;
    }

    /// Plans to any configuration in which the tool has a pose.
    public Plan plan(double[] start, Pose target, RrtConnect.Options options) {
        return plan(start, List.of(target), options);
    }

    /// Plans to any configuration in which each tool has its pose.
    public Plan plan(double[] start, List<Pose> targets, RrtConnect.Options options) {
        List<double[]> goals = goals(targets, start, 8);
        if (goals.isEmpty()) {
            String names = tools.stream().map(Frame::name).collect(Collectors.joining("' and '"));
            return new Plan(Outcome.GOAL_BLOCKED,
                    "no configuration that reaches the pose of '" + names + "' is free", List.of(), 0);
        }
        return new RrtConnect(checker, options).plan(start, goals);
    }

    /// Moves the tool along a straight line, turning evenly, to a pose; the path has a waypoint every 5 mm or 0.03 rad.
    public Plan straight(double[] start, Pose target) {
        return straight(start, List.of(target));
    }

    /// Moves all tools along straight lines at once; where they hold one thing and both targets move it alike, it stays held.
    public Plan straight(double[] start, List<Pose> targets) {
        GroupKinematics kinematics = new GroupKinematics(group, tools);
        kinematics.compute(start);
        List<Pose> from = new ArrayList<>();
        int steps = 1;
        for (int t = 0; t < targets.size(); t++) {
            Pose pose = kinematics.pose(t);
            from.add(pose);
            double turn = pose.rotation().angleTo(targets.get(t).rotation());
            double way = pose.position().distance(targets.get(t).position());
            steps = Math.max(steps, (int) Math.ceil(Math.max(way / STEP, turn / TURN)));
        }
        List<Pose[]> way = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            double part = (double) i / steps;
            Pose[] now = new Pose[from.size()];
            Arrays.setAll(now, t -> PosePath.SPLIT.between(from.get(t), targets.get(t), part));
            way.add(now);
        }
        return followAll(start, way, "line");
    }

    /// Moves the tool through poses, one after the other, each near the one before.
    ///
    /// @param way as a reason calls it: `arc`
    public Plan follow(double[] start, List<Pose> poses, String way) {
        return followAll(start, poses.stream().map(pose -> new Pose[]{pose}).toList(), way);
    }

    /// Moves all tools through poses, as [#follow] does one.
    ///
    /// @param all [steps] poses of all tools
    public Plan followAll(double[] start, List<Pose[]> all, String way) {
        List<double[]> path = new ArrayList<>(List.of(start.clone()));
        for (int i = 1; i <= all.size(); i++) {
            double[] x = path.getLast().clone();
            String where = " after " + Math.round(100 * (i - 1.0) / all.size()) + " % of the " + way;
            if (!single.solve(x, all.get(i - 1)) || jumps(path.getLast(), x)) {
                return new Plan(Outcome.NOT_FOUND, "the arm reaches no further" + where, List.of(), i);
            }
            if (!checker.isFree(path.getLast(), x)) {
                String touching = checker.collision(x);
                return new Plan(Outcome.NOT_FOUND, (touching.isEmpty() ? "something" : touching) + " touch" + where,
                        List.of(), i);
            }
            path.add(x);
        }
        return new Plan(Outcome.FOUND, "", path, all.size() + 1);
    }

    private static boolean jumps(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Math.abs(a[i] - b[i]) > JUMP) {
                return true;
            }
        }
        return false;
    }
}
