package org.isthmus.task.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.scene.ArmOnTable;

/// The scripts of the tasks that have one, by the tasks' ids.
public final class Scripts {
    /// What a gripper is sent.
    public static final double OPEN = 1;
    public static final double CLOSED = -1;
    /// Two fingers turn what they push less than one, and are too close for it to come between.
    static final double PUSHING = -0.7;
    /// Two fingers astride the corner of a cube, or flat on its face: between them are 2 to 3 cm on all arms. A smaller gap pinches a corner, and the
    /// hand then tips the cube; a whole cube comes into a larger one.
    private static final double ASTRIDE = -0.3;
    /// Speeds of the tool, m/s: free, and close to things. Episodes of faster ones are mostly rest, which is hard to learn from (docs/tried.md).
    public static final double FAST = 0.5;
    public static final double SLOW = 0.3;
    /// Half the side of the tasks' cubes, m.
    public static final double CUBE = 0.02;
    /// How high above what it is put on, or into the air, a thing is let go and held, m: into a bin, onto another, lifted.
    public static final double IN_BIN = 0.06;
    public static final double ONTO = 2e-3;
    public static final double LIFTED = 0.13;
    /// By id: a script for each arm of the task.
    private static final Map<String, List<List<Move>>> ALL = all();

    private Scripts() {}

    private static Map<String, List<List<Move>>> all() {
        Map<String, List<List<Move>>> all = new TreeMap<>();
        oneArm().forEach((id, moves) -> all.put(id, List.of(moves)));
        all.put("TablewareRearrange-v1", TablewareScript.moves());
        return all;
    }

    private static Map<String, List<Move>> oneArm() {
        Map<String, List<Move>> all = new TreeMap<>();
        all.put("Reach-v1", List.of(Move.to("reach", s -> down(s.goal("goal"), 0), OPEN, FAST)));
        all.put("PickCube-v1", pickCube());
        all.put("PushCube-v1", pushCube(0.05, 0.06));
        all.put("PushToGoal-v1", pushCube(0.03, 0.025));
        all.put("StackCube-v1", stackCube());
        all.put("PlaceInBin-v1", placeInBin());
        all.put("PegInsertion-v1", pegInsertion());
        all.put("GraspObject-v1", graspObject());
        all.put("OpenDrawer-v1", FurnitureScripts.openDrawer());
        all.put("OpenBox-v1", FurnitureScripts.openBox());
        all.put("TurnFaucet-v1", FurnitureScripts.turnFaucet());
        all.put("FollowObjectMotion-v1", followObjectMotion());
        all.put("PourCup-v1", PourScript.moves());
        return all;
    }

    /// Whether a task is one of those of which a script solves less.
    static boolean isHard(String id) {
        return id.equals("PegInsertion-v1") || id.equals("PushCube-v1");
    }

    /// Ids of tasks that have a script.
    public static List<String> ids() {
        return List.copyOf(ALL.keySet());
    }

    /// A solver for an environment of one of those tasks.
    ///
    /// @param robot of the task
    /// @throws IllegalArgumentException when the task has no script
    public static Solver solver(VectorEnv env, String robot, Parallel pool) {
        List<List<Move>> scripts = ALL.get(env.task().id());
        if (scripts == null) {
            throw new IllegalArgumentException(
                    "task '" + env.task().id() + "' has no script " + Nearest.remedy(env.task().id(), ids()));
        }
        List<RobotGripper> grippers = scripts.size() == 1 ? List.of(ArmOnTable.gripper(robot, env.model()))
                : ArmOnTable.grippers(robot, env.model());
        return Solver.together(IntStream.range(0, scripts.size())
                .mapToObj(arm -> new ScriptedSolver(env, grippers.get(arm), scripts.get(arm), pool)).toList());
    }

    /// The tool pointing down at a place.
    static Pose down(Vec3 at, double heading) {
        return new Pose(at, ArmOnTable.down(heading));
    }

    /// The tool pointing down at something, its jaw along a side of it.
    ///
    /// @param symmetry rad by which it can be turned and look the same
    private static Pose onto(Pose object, double height, double symmetry) {
        return down(object.position().plus(new Vec3(0, 0, height)), heading(object.rotation(), symmetry));
    }

    /// A thing's heading, or one that looks the same, near 0.
    static double heading(Quat turn, double symmetry) {
        Vec3 x = turn.rotate(Vec3.X);
        double angle = StrictMath.atan2(x.y(), x.x());
        return angle - symmetry * Math.rint(angle / symmetry);
    }

    /// Over to something, down, and shut; it begins anew when that is not between the fingers afterwards.
    static List<Move> grasp(Function<Sight, Pose> tool) {
        return List.of(
                Move.to("over", s -> raised(tool.apply(s), 0.06), OPEN, FAST).rest(0),
                Move.to("down", tool::apply, OPEN, SLOW).rest(0.05),
                Move.jaw("shut", CLOSED, 0.3));
    }

    /// A pose so much higher, m.
    public static Pose raised(Pose pose, double height) {
        return new Pose(pose.position().plus(new Vec3(0, 0, height)), pose.rotation());
    }

    private static boolean isHeld(Sight s, String body) {
        return s.tool().position().distance(s.body(body).position()) < 0.03;
    }

    private static List<Move> pickCube() {
        List<Move> moves = new ArrayList<>(grasp(s -> onto(s.body("cube"), 0, Math.PI / 2)));
        moves.add(Move.to("bring", s -> new Pose(
                s.goal("goal").plus(s.tool().position()).minus(s.body("cube").position()), s.tool().rotation()), CLOSED,
                FAST)
                .expect(s -> isHeld(s, "cube")));
        return moves;
    }

    private static List<Move> stackCube() {
        List<Move> moves = new ArrayList<>(grasp(s -> onto(s.body("red"), 0, Math.PI / 2)));
        moves.add(Move.to("lift", s -> raised(s.tool(), 0.08), CLOSED, FAST).expect(s -> isHeld(s, "red")));
        Function<Sight, Pose> place = s -> {
            Vec3 offset = s.tool().position().minus(s.body("red").position());
            return new Pose(s.body("green").position().plus(offset).plus(new Vec3(0, 0, 2 * CUBE + ONTO)),
                    s.tool().rotation());
        };
        moves.add(Move.to("carry", s -> raised(place.apply(s), 0.05), CLOSED, FAST).rest(0.2)
                .expect(s -> isHeld(s, "red")));
        moves.add(Move.to("lower", place::apply, CLOSED, SLOW).rest(0.2));
        moves.add(Move.jaw("open", OPEN, 0.3));
        moves.add(Move.to("away", s -> raised(s.tool(), 0.08), OPEN, SLOW)
                .expect(s -> s.body("red").position().z() > 2.5 * CUBE));
        return moves;
    }

    private static List<Move> placeInBin() {
        List<Move> moves = new ArrayList<>(grasp(s -> onto(s.body("cube"), 0, Math.PI / 2)));
        moves.add(Move.to("lift", s -> raised(s.tool(), 0.1), CLOSED, FAST).expect(s -> isHeld(s, "cube")));
        moves.add(Move.to("carry", s -> onto(s.body("bin"), 0.12, Math.PI / 2), CLOSED, FAST).rest(0.2)
                .expect(s -> isHeld(s, "cube")));
        moves.add(Move.to("lower", s -> onto(s.body("bin"), IN_BIN, Math.PI / 2), CLOSED, SLOW));
        moves.add(Move.jaw("open", OPEN, 0.3));
        moves.add(Move.to("away", s -> raised(s.tool(), 0.08), OPEN, FAST).expect(Scripts::isInBin));
        return moves;
    }

    private static boolean isInBin(Sight s) {
        Vec3 in = s.body("bin").inverseTransform(s.body("cube").position());
        return Math.max(Math.abs(in.x()), Math.abs(in.y())) < 0.045;
    }

    /// Fingers astride go behind the cube, seen from its goal, and straight on; if it is not there, again.
    ///
    /// @param gap from the tool to the goal in the end, m
    /// @param near to the goal the cube has to come, m
    private static List<Move> pushCube(double gap, double near) {
        return List.of(
                new Move("over", Way.to(s -> raised(behind(s, 0.05), 0.06), s -> behind(s, 0.05), s -> pushed(s, gap)),
                        ASTRIDE, FAST, 0.1, s -> true),
                Move.to("down", s -> behind(s, 0.05), ASTRIDE, SLOW),
                new Move("push", (from, s) -> Way.straight(from, new Pose(pushed(s, gap).position(), from.rotation())),
                        ASTRIDE, SLOW, 0.2, s -> true),
                Move.to("back", Scripts::backed, ASTRIDE, SLOW),
                Move.to("up", s -> raised(s.tool(), 0.06), ASTRIDE, FAST).expect(s -> left(s).length() < near));
    }

    private static Vec3 left(Sight s) {
        Vec3 left = s.goal("goal").minus(s.body("cube").position());
        return new Vec3(left.x(), left.y(), 0);
    }

    /// So far behind the cube that the fingers are clear of it.
    private static Pose behind(Sight s, double gap) {
        return pushing(s, s.body("cube").position().plusScaled(left(s).normalized(), -gap));
    }

    private static Pose pushed(Sight s, double gap) {
        return pushing(s, s.goal("goal").plusScaled(left(s).normalized(), -gap));
    }

    /// Off the cube, which fingers that go up would take along.
    private static Pose backed(Sight s) {
        Vec3 away = s.tool().position().minus(s.body("cube").position());
        Vec3 level = new Vec3(away.x(), away.y(), 0).normalized();
        return new Pose(s.tool().position().plusScaled(level, 0.02), s.tool().rotation());
    }

    /// The jaw across the way.
    private static Pose pushing(Sight s, Vec3 at) {
        Vec3 along = left(s);
        double heading = StrictMath.atan2(along.y(), along.x());
        return down(new Vec3(at.x(), at.y(), CUBE), heading - Math.PI * Math.rint(heading / Math.PI));
    }

    private static List<Move> graspObject() {
        List<Move> moves = new ArrayList<>(grasp(s -> {
            Pose object = s.body(chosen(s));
            return onto(object, 0, Math.PI);
        }));
        moves.add(Move.to("lift", s -> raised(s.tool(), LIFTED), CLOSED, FAST).expect(s -> isHeld(s, chosen(s))));
        return moves;
    }

    /// The loose thing that is to be grasped in this episode.
    public static String chosen(Sight s) {
        return s.loose((int) Math.rint(s.drawn("object", 0)));
    }

    /// The peg is gripped near its upper end; where it sits in the hand is seen again above the hole.
    private static List<Move> pegInsertion() {
        List<Move> moves = new ArrayList<>(grasp(s -> onto(s.body("peg"), 0.03, Math.PI / 2)));
        moves.add(Move.to("lift", s -> raised(s.tool(), 0.08), CLOSED, SLOW).rest(0.2)
                .expect(s -> s.tool().position().distance(s.body("peg").position()) < 0.05));
        moves.add(Move.to("carry", s -> inserting(s, 0.12), CLOSED, SLOW).rest(0.3));
        moves.add(Move.to("align", s -> inserting(s, 0.11), CLOSED, SLOW).rest(0.4));
        moves.add(Move.to("insert", s -> inserting(s, 0.056), CLOSED, 0.1).rest(0.3)
                .expect(s -> s.body("peg").position().z() < 0.07));
        return moves;
    }

    /// Where the tool must be for the peg to stand upright above the hole, as little turned as can be.
    ///
    /// @param height of the peg's middle, m
    private static Pose inserting(Sight s, double height) {
        Pose peg = s.body("peg");
        Pose hole = s.body("hole");
        double turn = heading(hole.rotation(), 2 * Math.PI) - heading(peg.rotation(), 2 * Math.PI);
        double least = turn - Math.PI / 2 * Math.rint(turn / (Math.PI / 2));
        double goal = heading(peg.rotation(), 2 * Math.PI) + least;
        Pose wanted = new Pose(new Vec3(hole.position().x(), hole.position().y(), height),
                Quat.fromAxisAngle(Vec3.Z, goal));
        return wanted.times(peg.inverse().times(s.tool()));
    }

    /// As the motion goes: up, over, down, and let go.
    private static List<Move> followObjectMotion() {
        List<Move> moves = new ArrayList<>(grasp(s -> onto(s.body("object"), 0.01, Math.PI)));
        moves.add(Move.to("lift", s -> raised(s.tool(), 0.1), CLOSED, 0.4).expect(s -> isHeld(s, "object")));
        moves.add(Move.to("carry", s -> placing(s, 0.1), CLOSED, 0.4).rest(0.2).expect(s -> isHeld(s, "object")));
        moves.add(Move.to("lower", s -> placing(s, ONTO), CLOSED, SLOW).rest(0.2));
        moves.add(Move.jaw("open", OPEN, 0.3));
        moves.add(Move.to("away", s -> raised(s.tool(), 0.1), OPEN, SLOW));
        return moves;
    }

    /// Where the object of a motion is to stand in the end.
    public static Pose place(Sight s) {
        return new Pose(new Vec3(s.drawn("place", 0), s.drawn("place", 1), 0.035),
                Quat.fromAxisAngle(Vec3.Z, s.drawn("place", 2)));
    }

    /// Where the tool must be for the object to stand above its place, turned as wanted.
    private static Pose placing(Sight s, double height) {
        Pose object = s.body("object");
        return raised(place(s), height).times(object.inverse().times(s.tool()));
    }
}
