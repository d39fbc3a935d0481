package org.isthmus.pipeline.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.physics.Quantity;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cubes that have to be put into bins behind a wall, which no demonstration shows.
class ObstacleTest {
    /// The demonstrated way rises to 0.19 m, m.
    private static final double HIGH = 0.25;

    @TempDir
    private Path folder;

    private Seed seed() throws Exception {
        Path file = Files.writeString(folder.resolve("sample.tsv"), SampleRecording.tsv(1));
        return Projection.seed(file, Evidence.Options.DEFAULT, "PlaceInBin-v1", -1, new Diagnostics());
    }

    /// A wall between where the cube and where the bin may be.
    private static Task walled(String robot, double height) {
        double half = Math.max(height / 2, 5e-4);
        Vec3 middle = ArmOnTable.of(robot).middle();
        return with(robot, new Vec3(middle.x(), -0.015, half),
                new Vec3(0.8 * ArmOnTable.of(robot).room(), 0.005, half));
    }

    /// The task with a box of half lengths `half` at a place, more or less.
    private static Task with(String robot, Vec3 at, Vec3 half) {
        Task task = Tasks.named("PlaceInBin-v1").make(robot);
        Scene scene = task.scene().copy();
        ArmOnTable table = ArmOnTable.of(robot);
        Body bin = Objects.requireNonNull(scene.body("bin"));
        bin.pos = bin.pos.plus(new Vec3(0, -0.04, 0));
        Body cube = Objects.requireNonNull(scene.body("cube"));
        cube.pos = cube.pos.plus(new Vec3(0, 0.02, 0));
        Body wall = scene.world.addBody("wall", Pose.at(at));
        wall.mocap = true;
        wall.addGeom(GeomType.BOX, half.toArray(), geom -> geom.name = "wall");
        begin(scene, robot, Pose.at(table.middle().plus(new Vec3(0, 0.6 * table.room(), 0.25))));
        List<Factor> factors = new ArrayList<>(task.factors());
        factors.add(Factor.semantic("wall", Sampler.all(Sampler.uniform(-0.03, 0.03), Sampler.uniform(-0.01, 0.01),
                Sampler.uniform(-0.1, 0.1)), Targets.placed("wall")));
        return task.withScene(scene).withFactors(factors);
    }

    /// Makes the arm begin with its tool elsewhere, pointing down: it must not stand in the wall.
    private static void begin(Scene scene, String robot, Pose at) {
        Model model = SceneCompiler.compile(scene.copy(), new Diagnostics());
        RobotGripper gripper = ArmOnTable.gripper(robot, model);
        JointGroup arm = gripper.arm();
        double[] x = arm.fromQpos(arm.rest().toArray());
        GroupKinematics kinematics = new GroupKinematics(arm, gripper.tool());
        kinematics.compute(x);
        assertThat(new IkSolver(arm, List.of(IkTask.pose(gripper.tool())), IkSolver.Options.WARM)
                .solve(x, new Pose(at.position(), kinematics.pose(0).rotation()))).isTrue();
        Keyframe home = scene.keyframes.getFirst();
        arm.toQpos(x, home.qpos);
        for (int i = 0; i < x.length; i++) {
            String joint = arm.names().get(i);
            int servo = IntStream.range(0, scene.actuators.size())
                    .filter(a -> joint.equals(scene.actuators.get(a).target)).findFirst().orElseThrow();
            home.ctrl[servo] = x[i];
        }
    }

    /// What became of the attempts of some worlds: why each ended, empty where it succeeded.
    private static List<String> outcomes(Task task, String robot, int count, int threads, Seed seed) {
        try (Parallel pool = Parallel.of(threads)) {
            VectorEnv env = new VectorEnv(task, new VectorEnv.Options(count, "lane", Autoreset.DISABLED, false), pool);
            env.reset(0);
            SeedSolver solver = new SeedSolver(env, ArmOnTable.gripper(robot, env.model()), seed, pool);
            float[] actions = new float[count * env.singleActionSpace().size()];
            for (int t = 0; t < task.maxSteps(); t++) {
                solver.act(actions);
                env.step(actions);
            }
            return IntStream.range(0, count).mapToObj(w -> env.succeeded()[w] ? "" : solver.failure(w)).toList();
        }
    }

    private static long solved(List<String> outcomes) {
        return outcomes.stream().filter(String::isEmpty).count();
    }

    @Test
    void aWallIsGoneRound() throws Exception {
        List<String> outcomes = outcomes(walled("widowx-250s", HIGH), "widowx-250s", 6, 1, seed());
        assertThat(solved(outcomes)).as("%s", outcomes).isGreaterThanOrEqualTo(5);
    }

    @Test
    void whatCannotBeRepairedIsTold() throws Exception {
        Task lidded = with("widowx-250s", new Vec3(0.3, -0.17, 0.13), new Vec3(0.2, 0.14, 0.005));
        assertThat(outcomes(lidded, "widowx-250s", 2, 1, seed()))
                .allMatch(reason -> reason.startsWith("carry: no way round 'wall'"));
    }

    @Test
    void plannedWaysAreTheSameAmongAnyWorldsAndThreads() throws Exception {
        double[] together = end(3, 2);
        double[] alone = end(1, 1);
        assertThat(alone).isEqualTo(Arrays.copyOf(together, alone.length));
    }

    /// [nq] of the first world when the cube has been carried
    private double[] end(int worlds, int threads) throws Exception {
        Task task = walled("widowx-250s", HIGH);
        try (Parallel pool = Parallel.of(threads)) {
            VectorEnv env = new VectorEnv(task, new VectorEnv.Options(worlds, "lane", Autoreset.DISABLED, false),
                    pool);
            env.reset(0);
            SeedSolver solver = new SeedSolver(env, ArmOnTable.gripper("widowx-250s", env.model()), seed(), pool);
            float[] actions = new float[worlds * env.singleActionSpace().size()];
            for (int t = 0; t < 50; t++) {
                solver.act(actions);
                env.step(actions);
            }
            return IntStream.range(0, env.model().sizes().nq()).mapToDouble(i -> env.batch().get(Quantity.QPOS, 0, i))
                    .toArray();
        }
    }

    @Test
    void mostLayoutsWithAWallAreSolved() throws Exception {
        assumeThat(Boolean.getBoolean("isthmus.slow")).as("40 layouts each: with -Disthmus.slow=true").isTrue();
        for (String robot : List.of("widowx-250s", "panda")) {
            for (double height : new double[]{HIGH, 0.3}) {
                List<String> outcomes = outcomes(walled(robot, height), robot, 40, 2, seed());
                System.out.println(robot + ", wall of " + height + " m: " + solved(outcomes) + " of 40; "
                        + outcomes.stream().filter(reason -> !reason.isEmpty()).toList());
                assertThat(solved(outcomes)).isGreaterThanOrEqualTo(24);
            }
        }
    }
}
