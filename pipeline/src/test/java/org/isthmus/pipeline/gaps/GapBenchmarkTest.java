package org.isthmus.pipeline.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.solve.ScriptedSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapBenchmarkTest {
    private static final String REALITY = "scalar-double";

    @TempDir
    private Path folder;

    private GapTable run(String engine, long seed) {
        try (Parallel pool = Parallel.of(1)) {
            return new GapBenchmark(GapPreset.TINY, engine, Set.of(Gap.LIGHT), seed, folder.resolve("gaps"),
                    pool, new Diagnostics())
                    .run(Progress.silent());
        }
    }

    @Test
    void aTinyBenchmarkFillsItsTableOnceAndAgainWithTheSameBytes() throws IOException {
        GapTable table = run(REALITY, 7);
        assertThat(table.cells()).hasSize(4);
        assertThat(table.text()).contains("| light ", "| + both", "| mean of gaps");
        Path home = folder.resolve("gaps");
        String page = Files.readString(home.resolve("gaps.html"));
        assertThat(page).contains("<td>light</td>", "data:image/png;base64,", "5 m for 2 m")
                .doesNotContain("<script", "http://", "https://");
        byte[] json = Files.readAllBytes(home.resolve("gaps.json"));

        Files.delete(home.resolve("trials/both-light.json"));
        Files.delete(home.resolve("gaps.html"));
        GapTable again = run(REALITY, 7);
        assertThat(again.of(GapDataset.BOTH, Gap.LIGHT)).isEqualTo(table.of(GapDataset.BOTH, Gap.LIGHT));
        assertThat(Files.readString(home.resolve("gaps.html"))).isNotEmpty();
        assertThat(json).isNotEmpty();

        assertThatThrownBy(() -> run(REALITY, 8)).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("a gap benchmark with other settings").hasMessageContaining("--out");
        assertThatThrownBy(() -> run("nowhere", 7)).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("engine nowhere is not there");
    }

    @Test
    void whatIsDemonstratedSolvesTheTaskWhereTheCubeIsOther() {
        try (Parallel pool = Parallel.of(1)) {
            for (Gap gap : List.of(Gap.OBJECT_POSE, Gap.OBJECT_SHAPE)) {
                VectorEnv env = new VectorEnv(GapTask.real(gap, 32),
                        new VectorEnv.Options(4, "scalar", Autoreset.DISABLED, false), pool);
                env.reset(3);
                ScriptedSolver script = new ScriptedSolver(env,
                        ArmOnTable.gripper(GapTask.ROBOT, env.model()), GraspScript.moves(GraspScript::onCube), pool);
                float[] actions = new float[4 * env.singleActionSpace().size()];
                for (int t = 0; t < env.task().maxSteps(); t++) {
                    script.act(actions);
                    env.step(actions);
                }
                assertThat(env.succeeded()).as(gap.title()).containsOnly(true);
            }
        }
    }

    @Test
    void aPolicySeesNothingThatOnlyASimulationKnows() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(GapTask.real(Gap.NONE, 32),
                    new VectorEnv.Options(1, "scalar", Autoreset.DISABLED, false), pool);
            List<String> labels = env.observationLabels(ObservationGroup.POLICY);
            List<String> unmeasured = GapTask.unmeasured(labels);
            assertThat(PolicySpec.terms(labels)).contains("tool", "joints").filteredOn(it -> !unmeasured.contains(it))
                    .isNotEmpty().noneMatch(it -> it.contains("cube") || it.contains("goal"));
            env.reset(3);
            float[] seen = new Reality(env, false, 1, pool).values(ObservationGroup.POLICY);
            int cube = labels.indexOf("cube[0]");
            assertThat(env.observation(ObservationGroup.POLICY)[cube]).isNotZero();
            assertThat(seen[cube]).isZero();
            assertThat(seen[labels.indexOf("tool[2]")]).isNotZero();
        }
    }

    @Test
    void aKeyPoseIsTheSameAfterItWasNumbersUpToHalfATurn() {
        for (double heading = -3; heading <= 3; heading += 0.37) {
            Pose key = new Pose(new Vec3(0.4, -0.1, 0.02), ArmOnTable.down(heading));
            double[] numbers = GraspScript.numbers(key);
            float[] narrow = new float[GraspScript.NUMBERS];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (float) numbers[i];
            }
            Pose back = GraspScript.pose(narrow, 0);
            double angle = back.rotation().angleTo(key.rotation());
            assertThat(Math.min(angle, Math.PI - angle)).isLessThan(1e-6);
            assertThat(back.position().distance(key.position())).isLessThan(1e-6);
        }
    }
}
