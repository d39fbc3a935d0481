package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.plan.CollisionChecker;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.pipeline.seed.ArmCheck.Trouble;
import org.isthmus.pipeline.seed.Surroundings.Held;
import org.isthmus.task.solve.Way;

/// The ways of a seed among what stands around in one world: those that the demonstration or a simple rule gives, and, for where none of them can be
/// followed, planned ones.
final class Routes {
    /// The last of a reach goes slowly, and straight along the tool, m.
    private static final double SLOWLY = 0.05;
    /// How much of the demonstrated reach is gone, m: the first that can be; and where time is short.
    private static final double[] SHOWN = {0.15, 0.08};
    private static final double[] SHOWN_IN_HASTE = {0.05};
    /// A way from above comes from so much higher, m.
    private static final double HIGHER = 0.06;
    /// Where something is let go is approached from so far above, m.
    private static final double ABOVE = 0.05;
    /// Of a demonstrated way back, m.
    private static final double BACK = 0.1;
    /// How far something is lifted before a planned way begins, m: the first at which it is clear of what it stood on.
    private static final double[] LIFTS = {HIGHER, 0.03, 0.015, 0};
    /// What planned ways keep from all that is around, m: the first that there is at the beginning.
    private static final double[] ROOMS = {0.01, 1e-3};
    /// By how much what is carried may be turned where its heading is of no importance, rad: the first that the arm reaches.
    private static final double[] TURNS = {0, 0.25 * Math.PI, -0.25 * Math.PI, 0.5 * Math.PI, -0.5 * Math.PI, Math.PI};

    private final Errand errand;
    private final SeedWays ways;
    private final ArmCheck arm;
    private final Surroundings around;
    private final Detours detours;
    private final boolean isHasty;

    /// A way of the tool, or what keeps the arm from all of them.
    ///
    /// @param path where there is trouble, one that cannot be followed
    record Route(Way.Path path, Trouble trouble) {
        boolean isFree() {
            return trouble.isNone();
        }
    }

    /// Something in the hand, or about to be.
    ///
    /// @param tool where the tool is
    /// @param frame where the object's frame is
    /// @param hold the tool in that frame
    /// @param goal where that frame is to be
    record Load(Pose tool, Pose frame, Pose hold, Held held, Pose goal) {}

    /// @param seed of what is drawn
    /// @param isHasty whether the task gives little time
    Routes(Errand errand, SeedWays ways, ArmCheck arm, Surroundings around, long seed, boolean isHasty) {
        this.errand = errand;
        this.ways = ways;
        this.arm = arm;
        this.around = around;
        detours = new Detours(arm, seed);
        this.isHasty = isHasty;
    }

    private static Pose before(Pose grasp) {
        return grasp.times(Pose.at(0, 0, -SLOWLY));
    }

    /// Ways to a pose from which the tool goes straight to the object, the preferred first: human fingers slide along what they grasp,
    /// jaws with little room do not.
    ///
    /// @param frame the object's
    /// @param grasp the tool in it
    List<List<Pose>> reaches(Pose frame, Pose grasp) {
        Pose before = before(grasp);
        List<List<Pose>> all = new ArrayList<>();
        for (double most : isHasty ? SHOWN_IN_HASTE : SHOWN) {
            all.add(ways.reach(frame, before, most));
        }
        Pose near = frame.times(before);
        all.add(List.of(near));
        all.add(List.of(Pose.at(0, 0, HIGHER).times(near), near));
        return all;
    }

    /// Whether there is room for the hand at a contact.
    ///
    /// @param x [n] where the arm is
    boolean hasRoom(double[] x, Pose contact) {
        return arm.isFree(x, contact, around.open());
    }

    /// A reach that is given, and what is straight after it.
    ///
    /// @param x [n] where the arm is; out: at the contact, where it gets there
    /// @param from where the tool is
    /// @param begin where it goes back to first
    Route reach(double[] x, Pose from, Pose begin, List<Pose> reach, Pose contact) {
        List<Pose> way = new ArrayList<>(List.of(from, begin));
        way.addAll(reach);
        List<Pose> onto = new ArrayList<>(way.subList(1, way.size()));
        onto.add(contact);
        return new Route(new ToolPath(way), arm.follow(x, new ToolPath(onto), around.open()));
    }

    /// A reach round what keeps the arm from those that are given.
    ///
    /// @param x [n] where the arm is; out: at the contact, where it gets there
    Route reachRound(double[] x, Pose from, Pose begin, Pose frame, Pose grasp, Trouble trouble) {
        Pose near = frame.times(before(grasp));
        ToolPath last = new ToolPath(List.of(near, frame.times(grasp)));
        arm.reach(x, begin);
        Detours.Found round = round(x, near, trouble, around::planner, around.open(),
                posture -> arm.follow(posture.clone(), last, around.open()).isNone());
        if (round.isFound()) {
            arm.follow(x, last, around.open());
        }
        return planned(List.of(from, begin), round, trouble);
    }

    /// @param x [n] where the arm is; out: at the end, where it gets there
    private Detours.Found round(double[] x, Pose to, Trouble trouble, DoubleFunction<PosePlanner> planners,
            CollisionChecker follow, Predicate<double[]> goesOn) {
        PosePlanner planner = planners.apply(ROOMS[0]);
        for (int i = 1; i < ROOMS.length && !planner.checker().isFree(x); i++) {
            planner = planners.apply(ROOMS[i]);
        }
        return detours.find(x, to, trouble.thing(), planner, follow, goesOn);
    }

    /// @param begin the first poses of the tool, up to where the planned way begins
    private static Route planned(List<Pose> begin, Detours.Found found, Trouble trouble) {
        List<Pose> poses = new ArrayList<>(begin);
        found.way().stream().skip(1).forEach(poses::add);
        return new Route(new ToolPath(poses, ToolPath.TURNING),
                found.isFound() ? Trouble.NONE : new Trouble(found.words(), trouble.thing()));
    }

    /// A way to above the goal that is given: the demonstrated one, else straight up, over and down.
    ///
    /// @param x [n] where the arm is; it stays
    Route carry(double[] x, Load load) {
        CollisionChecker checker = around.holding(load.held, x);
        Route route = null;
        for (ToolPath path : carried(load)) {
            double[] end = x.clone();
            Trouble trouble = arm.follow(end, path, checker);
            route = new Route(path, trouble.isNone() ? arm.follow(end, placed(path.end(), load), checker) : trouble);
            if (route.isFree()) {
                return route;
            }
        }
        return Objects.requireNonNull(route);
    }

    /// Ways of the tool that carry an object's frame to a goal; above it, where it is to be let go. The demonstrated one first, then the shortest.
    private List<ToolPath> carried(Load load) {
        Pose object = load.frame;
        Vec3 above = new Vec3(0, 0, errand.releases() ? ABOVE : 0);
        Quat turn = errand.isOriented() ? upright(load.goal, object) : object.rotation();
        Vec3 end = load.goal.position().plus(above);
        List<ToolPath> all = new ArrayList<>();
        for (List<Vec3> way : List.of(ways.carry(object.position(), end),
                SeedWays.over(object.position(), end, errand.releases() ? HIGHER : 0))) {
            List<Pose> poses = new ArrayList<>(List.of(load.tool));
            for (int i = 1; i < way.size(); i++) {
                double share = i / (way.size() - 1.0);
                Quat turned = object.rotation().slerp(turn, share).normalized();
                poses.add(new Pose(way.get(i), turned).times(load.hold));
            }
            all.add(new ToolPath(poses));
        }
        return all;
    }

    /// The goal's rotation for this frame of the object: turned about the vertical only.
    private static Quat upright(Pose goal, Pose object) {
        Quat turn = goal.rotation().times(object.rotation().conjugate());
        Vec3 x = turn.rotate(Vec3.X);
        double angle = StrictMath.atan2(x.y(), x.x());
        return Quat.fromAxisAngle(Vec3.Z, angle).times(object.rotation()).normalized();
    }

    /// A way to above the goal: one that is given, else a planned one.
    ///
    /// @param x [n] where the arm is; it stays
    Route carryAnyhow(double[] x, Load load) {
        Route route = carry(x, load);
        if (route.isFree()) {
            return route;
        }
        Route round = carryRound(x, load, route.trouble);
        return round.isFree() ? round : new Route(route.path, round.trouble);
    }

    /// Straight up, then to above the goal as planned.
    ///
    /// @param x [n] where the arm is; it stays
    private Route carryRound(double[] x, Load load, Trouble trouble) {
        CollisionChecker checker = around.holding(load.held, x);
        PosePlanner planner = around.planner(load.held, ROOMS[ROOMS.length - 1]);
        Trouble last = trouble;
        for (double lift : LIFTS) {
            double[] lifted = x.clone();
            Pose up = Pose.at(0, 0, lift).times(load.tool);
            Trouble lifting = arm.follow(lifted, new ToolPath(List.of(load.tool, up)), checker);
            if (lifting.isNone() && planner.checker().isFree(lifted)) {
                return carryRound(lifted, up, load, trouble, checker);
            }
            last = lifting.isNone() ? last : lifting;
        }
        return new Route(new ToolPath(List.of(load.tool)),
                new Trouble("what is held cannot be lifted: " + last.words(), last.thing()));
    }

    private Route carryRound(double[] lifted, Pose up, Load load, Trouble trouble, CollisionChecker checker) {
        Vec3 above = load.goal.position().plus(new Vec3(0, 0, errand.releases() ? ABOVE : 0));
        Quat upright = errand.isOriented() ? upright(load.goal, load.frame) : load.frame.rotation();
        double[] turns = errand.isOriented() ? new double[1] : TURNS;
        Route route = null;
        for (double turn : turns) {
            Pose to = new Pose(above, Quat.fromAxisAngle(Vec3.Z, turn).times(upright)).times(load.hold);
            Detours.Found found = round(lifted.clone(), to, trouble, room -> around.planner(load.held, room), checker,
                    posture -> arm.follow(posture.clone(), placed(to, load), checker).isNone());
            route = planned(up.equals(load.tool) ? List.of(up) : List.of(load.tool, up), found, trouble);
            if (route.isFree()) {
                return route;
            }
        }
        return Objects.requireNonNull(route);
    }

    /// Straight to the goal.
    ///
    /// @param tool where it is then
    private ToolPath placed(Pose tool, Load load) {
        Pose object = tool.times(load.hold.inverse());
        Quat turn = errand.isOriented() ? upright(load.goal, object) : object.rotation();
        return new ToolPath(List.of(tool, new Pose(load.goal.position(), turn).times(load.hold)));
    }

    /// From above the goal to it: straight, or round what keeps the arm from that.
    ///
    /// @param x [n] where the arm is; it stays
    Route place(double[] x, Load load) {
        CollisionChecker checker = around.holding(load.held, x);
        ToolPath straight = placed(load.tool, load);
        Trouble trouble = arm.follow(x.clone(), straight, checker);
        if (trouble.isNone()) {
            return new Route(Way.straight(load.tool, straight.end()), trouble);
        }
        Detours.Found found = round(x.clone(), straight.end(), trouble, room -> around.planner(load.held, room),
                checker, posture -> true);
        return found.isFound() ? planned(List.of(load.tool), found, trouble)
                : new Route(straight, new Trouble(found.words(), trouble.thing()));
    }

    /// Away from what was let go: as demonstrated, else straight back along the tool, else straight up.
    ///
    /// @param x [n] where the arm is; it stays
    /// @param object where it is
    /// @param grasp the tool in its frame
    ToolPath leave(double[] x, Pose from, Pose object, Pose grasp) {
        List<Pose> shown = ways.leave(new Pose(from.times(grasp.inverse()).position(), object.rotation()), grasp, BACK);
        CollisionChecker checker = around.open();
        ToolPath back = new ToolPath(List.of(from, from.times(Pose.at(0, 0, -BACK))));
        if (!shown.isEmpty()) {
            ToolPath path = new ToolPath(shown);
            if (path.length() > BACK / 2 && arm.follow(x.clone(), path, checker).isNone()) {
                List<Pose> poses = new ArrayList<>(shown);
                poses.set(0, from);
                return new ToolPath(poses);
            }
        }
        ToolPath up = new ToolPath(List.of(from, Pose.at(0, 0, ABOVE).times(from)));
        boolean isUp = !arm.follow(x.clone(), back, checker).isNone() && arm.follow(x.clone(), up, checker).isNone();
        return isUp ? up : back;
    }
}
