package org.isthmus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.ik.SixAxisArm;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.plan.CollisionChecker;
import org.isthmus.motion.plan.InformedRrtStar;
import org.isthmus.motion.plan.Plan;
import org.isthmus.motion.plan.Planner;
import org.isthmus.motion.plan.PrmStar;
import org.isthmus.motion.plan.RrtConnect;
import org.isthmus.motion.retarget.HandRetargeter;
import org.isthmus.motion.retarget.RobotHand;
import org.jspecify.annotations.Nullable;

/// Inverse kinematics of random reachable poses, planning through clutter, and retargeting of a hand, on one core; picking and
/// placing in simulation.
public final class MotionBenchmark implements Benchmark {
    private static final String NAME = "motion";
    private static final String NO_PEER = "no peer is measured";
    private static final int POSES = 10_000;
    /// Poses that ours and the peer solve in turn.
    private static final int TURN = 100;
    /// Of the poses: the peer is slower.
    private static final int PEER_POSES = 1_000;
    private static final int LISTED = 1_000;
    private static final int WARM_UP = 3_000;
    private static final int PROBLEMS = 34;
    private static final int SHORTENED = 10;
    private static final int BOXES = 8;
    private static final double MICRO = 1e-3;
    private static final double MILLI = 1e-6;
    private static final List<String> ARMS = List.of("panda", "widowx-250s", "rokae-sr3", "aubo-i5");
    private static final List<String> CLUTTER = List.of("panda", "rokae-sr3", "aubo-i5");

    public MotionBenchmark() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases() {
        List<String> cases = new ArrayList<>();
        ARMS.forEach(arm -> cases.add("ik-" + arm));
        cases.add("rrt-connect");
        cases.add("shortest-paths");
        cases.add("retarget");
        cases.add(HandsCase.NAME);
        cases.add(GraspsCase.NAME);
        cases.add(PickAndPlaceCase.NAME);
        return List.copyOf(cases);
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        progress.accept(caseName);
        return switch (caseName) {
            case "rrt-connect" -> plan(progress);
            case "shortest-paths" -> shorten(progress);
            case "retarget" -> retarget();
            case HandsCase.NAME -> HandsCase.run(progress);
            case GraspsCase.NAME -> GraspsCase.run(progress);
            case PickAndPlaceCase.NAME -> PickAndPlaceCase.run(progress);
            default -> solve(caseName, caseName.substring("ik-".length()));
        };
    }

    static Measurement figure(String caseName, String metric, String unit, double value) {
        return Measurement.alone(NAME, caseName, metric, unit, value, NO_PEER);
    }

    private static Model compile(Scene scene) {
        return SceneCompiler.compile(scene, new Diagnostics());
    }

    private static Scene template(String name) {
        return SceneFiles.load(name, SceneFiles.Options.DEFAULT, new Diagnostics());
    }

    private static List<Measurement> solve(String caseName, String robot) {
        Model model = compile(template(robot));
        Frame tool = Frame.of(model, "tcp");
        JointGroup group = JointGroup.to(tool, model);
        Pose[] targets = reachable(group, tool);
        IkSolver solver = new IkSolver(group, List.of(IkTask.pose(tool).withTolerances(1e-4, 1e-3)),
                IkSolver.Options.DEFAULT);
        for (int i = 0; i < WARM_UP; i++) {
            solver.solve(group.middle(), targets[i]);
        }
        double[] ours = new double[POSES];
        double[] theirs = new double[PEER_POSES];
        List<Measurement> figures = new ArrayList<>();
        try (Closing peer = new Closing(PinocchioPeer.of(template(robot), model, tool).orElse(null))) {
            for (int first = 0; first < POSES; first += TURN) {
                for (int i = first; i < first + TURN; i++) {
                    double[] x = group.middle();
                    long start = System.nanoTime();
                    boolean reached = solver.solve(x, targets[i]);
                    ours[i] = MICRO * (System.nanoTime() - start) * (reached ? 1 : -1);
                }
                if (peer.peer != null && first < PEER_POSES) {
                    List<Pose> some = Arrays.asList(targets).subList(first, first + TURN);
                    System.arraycopy(peer.peer.solve(some), 0, theirs, first, TURN);
                }
            }
            String name = peer.peer == null ? PinocchioPeer.HOW_TO_INSTALL
                    : peer.peer.version() + " in Python, the first " + PEER_POSES;
            addSolutions(caseName, ours, peer.peer == null ? null : theirs, name, figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SixAxisArm.of(group, tool).ifPresent(arm -> list(caseName, arm, targets, figures));
        return figures;
    }

    /// A peer that may not be there.
    private record Closing(@Nullable PinocchioPeer peer) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (peer != null) {
                peer.close();
            }
        }
    }

    /// @param ours [poses] time of each solution, µs; negative where the pose was not reached
    /// @param theirs [poses] the peer's
    private static void addSolutions(String caseName, double[] ours, double @Nullable [] theirs, String peer,
            List<Measurement> figures) {
        String success = "poses reached within 0.1 mm and 1 mrad";
        String median = "time of a solution, median";
        String slow = "time of a solution, 95 % below";
        if (theirs == null) {
            figures.add(Measurement.alone(NAME, caseName, success, "%", reached(ours), peer));
            figures.add(Measurement.alone(NAME, caseName, median, "µs", part(ours, 50), peer));
            figures.add(Measurement.alone(NAME, caseName, slow, "µs", part(ours, 95), peer));
        } else {
            figures.add(Measurement.ofRate(NAME, caseName, success, "%", reached(ours), reached(theirs), peer));
            figures.add(Measurement.ofDuration(NAME, caseName, median, "µs", part(ours, 50), part(theirs, 50), peer));
            figures.add(Measurement.ofDuration(NAME, caseName, slow, "µs", part(ours, 95), part(theirs, 95), peer));
        }
    }

    private static double reached(double[] times) {
        return 100.0 * Arrays.stream(times).filter(t -> t > 0).count() / times.length;
    }

    /// The time below which so many of a hundred are.
    private static double part(double[] times, int percent) {
        return Arrays.stream(times).map(Math::abs).sorted().toArray()[times.length * percent / 100];
    }

    private static Pose[] reachable(JointGroup group, Frame tool) {
        RandomStream random = RandomStream.of(1).child("reachable");
        GroupKinematics kinematics = new GroupKinematics(group, tool);
        Pose[] targets = new Pose[POSES];
        for (int i = 0; i < POSES; i++) {
            kinematics.compute(random(group, random));
            targets[i] = kinematics.pose(0);
        }
        return targets;
    }

    private static double[] random(JointGroup group, RandomStream random) {
        double[] x = new double[group.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = group.lower().get(i) + random.nextDouble() * (group.upper().get(i) - group.lower().get(i));
        }
        return x;
    }

    private static void list(String caseName, SixAxisArm arm, Pose[] targets, List<Measurement> figures) {
        double[] nanos = new double[LISTED];
        int solutions = 0;
        for (int i = 0; i < 2 * LISTED; i++) {
            long start = System.nanoTime();
            int found = arm.solutions(targets[i]).size();
            if (i >= LISTED) {
                nanos[i - LISTED] = System.nanoTime() - start;
                solutions += found;
            }
        }
        Arrays.sort(nanos);
        figures.add(figure(caseName, "time of all solutions in closed form, median", "µs", MICRO * nanos[LISTED / 2]));
        figures.add(figure(caseName, "solutions of a pose in closed form, mean", "", (double) solutions / LISTED));
    }

    private static List<Measurement> plan(Consumer<String> progress) {
        List<Measurement> figures = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int tried = 0;
        for (String robot : CLUTTER) {
            progress.accept("rrt-connect, " + robot);
            RandomStream random = RandomStream.of(1).child("clutter-" + robot);
            for (int i = 0; i < PROBLEMS; i++) {
                tried++;
                CollisionChecker checker = clutter(robot, random.child(i));
                double[] start = free(checker, random.child("start", i));
                double[] goal = free(checker, random.child("goal", i));
                long begin = System.nanoTime();
                Plan plan = new RrtConnect(checker, RrtConnect.Options.DEFAULT).plan(start, List.of(goal));
                double took = MILLI * (System.nanoTime() - begin);
                if (plan.isFound()) {
                    times.add(took);
                    ratios.add(plan.length() / distance(start, goal));
                }
            }
        }
        times.sort(null);
        ratios.sort(null);
        figures.add(figure("rrt-connect", "of " + tried + " problems solved", "%", 100.0 * times.size() / tried));
        figures.add(figure("rrt-connect", "time of a plan, median", "ms", times.get(times.size() / 2)));
        figures.add(figure("rrt-connect", "time of a plan, 95 % below", "ms", times.get(times.size() * 95 / 100)));
        figures.add(figure("rrt-connect", "length of the path by the straight line, median", "",
                ratios.get(ratios.size() / 2)));
        return figures;
    }

    /// The same problems of one robot by all planners: how long their paths are, and what they take.
    private static List<Measurement> shorten(Consumer<String> progress) {
        Map<String, Function<CollisionChecker, Planner>> planners = new LinkedHashMap<>();
        planners.put("RRT-Connect", checker -> new RrtConnect(checker, RrtConnect.Options.DEFAULT));
        for (int iterations : new int[]{500, 2000}) {
            planners.put("informed RRT*, " + iterations, checker -> new InformedRrtStar(checker,
                    InformedRrtStar.Options.DEFAULT.withIterations(iterations)));
            planners.put("PRM*, " + iterations, checker -> new PrmStar(checker, new PrmStar.Options(iterations, 1)));
        }
        List<Measurement> figures = new ArrayList<>();
        planners.forEach((name, make) -> {
            progress.accept("shortest-paths, " + name);
            RandomStream random = RandomStream.of(1).child("clutter-panda");
            List<Double> ratios = new ArrayList<>();
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < SHORTENED; i++) {
                CollisionChecker checker = clutter("panda", random.child(i));
                double[] start = free(checker, random.child("start", i));
                double[] goal = free(checker, random.child("goal", i));
                long begin = System.nanoTime();
                Plan plan = make.apply(checker).plan(start, goal);
                times.add(MILLI * (System.nanoTime() - begin));
                if (plan.isFound()) {
                    ratios.add(plan.length() / distance(start, goal));
                }
            }
            times.sort(null);
            figures.add(figure("shortest-paths", name + ": of " + SHORTENED + " problems solved", "%",
                    100.0 * ratios.size() / SHORTENED));
            figures.add(figure("shortest-paths", name + ": length of the path by the straight line, mean", "",
                    ratios.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
            figures.add(figure("shortest-paths", name + ": time of a plan, median", "ms", times.get(SHORTENED / 2)));
        });
        return figures;
    }

    /// A robot among boxes of 6 to 18 cm, 35 to 75 cm from its base.
    private static CollisionChecker clutter(String robot, RandomStream random) {
        Scene scene = template(robot);
        for (int i = 0; i < BOXES; i++) {
            double angle = random.nextDouble(-Math.PI, Math.PI);
            double away = random.nextDouble(0.35, 0.75);
            Vec3 at = new Vec3(away * StrictMath.cos(angle), away * StrictMath.sin(angle),
                    random.nextDouble(0.05, 0.8));
            double[] half = {random.nextDouble(0.03, 0.09), random.nextDouble(0.03, 0.09),
                random.nextDouble(0.03, 0.09)};
            Quat turned = random.nextRotation();
            scene.world.addGeom(GeomType.BOX, half, geom -> {
                geom.pos = at;
                geom.quat = turned;
            });
        }
        Model model = compile(scene);
        return new CollisionChecker(JointGroup.to(Frame.of(model, "tcp"), model), CollisionChecker.Options.DEFAULT);
    }

    private static double[] free(CollisionChecker checker, RandomStream random) {
        double[] x = random(checker.group(), random);
        while (!checker.isFree(x)) {
            x = random(checker.group(), random);
        }
        return x;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    private static List<Measurement> retarget() {
        HandMotion motion = closing(2000);
        RobotHand hand = RobotHand.named("five-finger-hand", compile(template("five-finger-hand")));
        List<Measurement> figures = new ArrayList<>();
        for (HandRetargeter.Objective objective : HandRetargeter.Objective.values()) {
            HandRetargeter retargeter = new HandRetargeter(hand, HandRetargeter.Options.DEFAULT.with(objective));
            double seconds = Interleaved.medianSeconds(2, 3, () -> retargeter.retarget(motion))[0];
            figures.add(figure("retarget", "frames, 16 joints, " + objective, "1/s", motion.frames() / seconds));
        }
        return figures;
    }

    /// A hand whose fingers bend one after the other.
    private static HandMotion closing(int frames) {
        double[][] points = new double[frames][3 * HandMotion.LANDMARKS];
        for (int f = 0; f < frames; f++) {
            for (int l = 1; l < HandMotion.LANDMARKS; l++) {
                int finger = Math.floorDiv(l - 1, 4);
                int bone = (l - 1) % 4;
                double bend = 0.4 * (1 - StrictMath.cos(0.05 * f + finger));
                double along = 0.09;
                double out = 0;
                for (int b = 1; b <= bone; b++) {
                    along += 0.028 * StrictMath.cos(b * bend);
                    out += 0.028 * StrictMath.sin(b * bend);
                }
                new Vec3(out, 0.04 - 0.02 * finger, along).into(points[f], 3 * l);
            }
        }
        return new HandMotion(30, points, true);
    }
}
