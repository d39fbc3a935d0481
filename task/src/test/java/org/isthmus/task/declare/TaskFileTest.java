package org.isthmus.task.declare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class TaskFileTest {
    /// The example of the documentation.
    private static final Path EXAMPLE = Path.of("..", "docs", "pick-cube.yaml");

    private static String example() throws IOException {
        return Files.readString(EXAMPLE, StandardCharsets.UTF_8);
    }

    private static String errors(String text) {
        Diagnostics diagnostics = new Diagnostics();
        assertThatThrownBy(() -> TaskFile.parse("task.yaml", text, Path.of("."), diagnostics))
                .isInstanceOf(DiagnosticException.class);
        return diagnostics.list().toString();
    }

    @Test
    void aFileMakesTheSameWorldsAsCode() {
        Task file = TaskFile.read(EXAMPLE, new Diagnostics());
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv a = new VectorEnv(file, VectorEnv.Options.of(2), pool);
            VectorEnv b = new VectorEnv(Tasks.named("PickCube-v1").make(), VectorEnv.Options.of(2), pool);
            a.reset(3);
            b.reset(3);
            float[] actions = new float[2 * a.singleActionSpace().size()];
            RandomStream random = RandomStream.of(1);
            for (int t = 0; t < 60; t++) {
                assertThat(a.observation(ObservationGroup.POLICY))
                        .containsExactly(b.observation(ObservationGroup.POLICY));
                a.singleActionSpace().sample(random, actions, 0);
                a.step(actions);
                b.step(actions);
                assertThat(a.succeeded()).containsExactly(b.succeeded());
                assertThat(a.rewardTerms()[0]).isEqualTo(b.rewardTerms()[0]);
            }
        }
    }

    @Test
    void everythingWrongIsToldAtOnceWithItsPlace() throws IOException {
        String text = example().replace("{position: tool}}\n", "{positon: tool}}\n")
                .replace("metres: 0.05", "metres: fast")
                .replace("place: cube}", "place: cub}").replace("steps: 50", "steps: 0");
        assertThat(errors(text)).contains("task.yaml:11:8").contains("'0'").contains("a whole number from 1 to 1000000")
                .contains("'fast'").contains("a number").contains("no signal 'positon'").contains("position");
    }

    @Test
    void aRewardWithADiscountIsAPotential() throws IOException {
        String text = example().replace("{name: reach,", "{name: reach, discount: 0.9,");
        Task task = TaskFile.parse("task.yaml", text, Path.of("."), new Diagnostics());
        assertThat(task.rewards().getFirst().isPotential()).isTrue();
        assertThat(task.rewards().getFirst().discount()).isEqualTo(0.9);
        assertThat(task.rewards().get(1).isPotential()).isFalse();
        assertThat(errors(text.replace("discount: 0.9", "discount: 2"))).contains("'2'")
                .contains("a number from 0.0 to 1.0");
    }

    @Test
    void namesThatTheSceneHasNotAreTold() throws IOException {
        assertThat(errors(example().replace("to: cube}", "to: cubes}"))).contains("no body 'cubes'").contains("cube");
        assertThat(errors(example().replace("{place: cube}", "{place: cub}"))).contains("no body 'cub'");
        assertThat(errors(example().replace("{goal: goal}}\n", "{goal: gaol}}\n"))).contains("no factor 'gaol'")
                .contains("goal");
        assertThat(errors(example().replace("arm: panda", "arm: pandas"))).contains("no arm 'pandas'")
                .contains("panda");
    }

    @Test
    void whatOnlyASimulationKnowsIsKeptOutOfThePolicy() throws IOException {
        assertThat(errors(example().replace("is: {orientation: cube}", "is: {drawn: cube}")))
                .contains("what only a simulation knows").contains("in a group that is privileged");
    }

    @Test
    void badYamlIsToldWithItsPlace() {
        assertThat(errors("task: [1, 2")).contains("task.yaml:1:12");
        assertThat(errors("a: &x 1\nb: *x\n")).contains("task.yaml:2:4").contains("an alias");
        assertThat(errors("[".repeat(5000))).contains("lists and maps in each other");
        assertThat(errors("task: A-v1\ntask: B-v1\n")).contains("task.yaml:2:1: error: a second 'task'");
        assertThat(errors("")).contains("'scene'");
        assertThat(errors("colour: red")).contains("'colour' is not known here").contains("task, description");
    }

    @Test
    void fuzzedFilesEndInDiagnostics() throws IOException {
        byte[] seed = example().getBytes(StandardCharsets.UTF_8);
        RandomStream random = RandomStream.of(5);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = seed.clone();
            int changes = 1 + random.nextInt(4);
            for (int c = 0; c < changes; c++) {
                bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
            }
            try {
                TaskFile.parse("task.yaml", new String(bytes, StandardCharsets.UTF_8), Path.of("."), new Diagnostics());
            } catch (DiagnosticException e) {
                assertThat(e.getMessage()).contains("task.yaml");
            }
        }
    }
}
