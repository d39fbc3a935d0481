package org.isthmus.pipeline.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.format.DatasetFormat;
import org.isthmus.pipeline.Pictures;
import org.isthmus.pipeline.Variation;
import org.isthmus.pipeline.adapt.ObjectView;
import org.isthmus.pipeline.seed.Evidence;
import org.isthmus.task.Task;
import org.isthmus.task.randomize.Factor;
import org.junit.jupiter.api.Test;

class ProjectFileTest {
    private static Project parse(String text) {
        return ProjectFile.parse("folder/cubes.yaml", text, new Diagnostics());
    }

    @Test
    void oneLineIsAProject() {
        Project project = parse("task: PickCube-v1\n");
        assertThat(project.name()).isEqualTo("cubes");
        assertThat(project.setup().robot()).isEqualTo("panda");
        assertThat(project.setup().variations()).contains(Variation.PHYSICS, Variation.LOOKS);
        assertThat(project.dataset().episodes()).isEqualTo(100);
        assertThat(project.dataset().attempts()).isEqualTo(2000);
        assertThat(project.dataset().pictures()).isEqualTo(Pictures.NONE);
        assertThat(project.training().algorithm().algorithm()).isEqualTo("diffusion");
        assertThat(project.training().groups()).containsExactly("policy");
        assertThat(project.evaluation().engines()).containsExactly("lane", "mujoco");
        assertThat(project.evaluation().shifts()).containsExactly(Shift.NONE);
    }

    @Test
    void documentationHasEveryLineWithWhatHoldsIfItIsLeftOut() throws IOException {
        String page = Files.readString(Path.of("../docs/data-engine.md"));
        String all = page.substring(page.indexOf("```yaml\n") + 8, page.lastIndexOf("```"));
        Project project = ProjectFile.parse("place-in-bin.yaml", all, new Diagnostics());
        Project usual = ProjectFile.parse("place-in-bin.yaml", "task: PlaceInBin-v1\n", new Diagnostics());
        assertThat(project.name()).isEqualTo(usual.name());
        assertThat(project.setup()).isEqualTo(usual.setup());
        assertThat(project.dataset()).isEqualTo(usual.dataset());
        assertThat(project.training()).isEqualTo(usual.training());
        assertThat(project.evaluation()).isEqualTo(usual.evaluation());
        assertThat(page).contains(Shift.WORDS).contains(String.join(", ", ProjectFile.ENGINES));
    }

    @Test
    void examplesAreProjects() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("../examples"))) {
            assertThat(examples.filter(file -> file.toString().endsWith(".yaml")))
                    .isNotEmpty().allSatisfy(file -> ProjectFile.read(file, new Diagnostics()));
        }
    }

    @Test
    void everyWordIsRead() {
        Project project = parse("""
                project: Cubes
                task: PickCube-v1
                robot: widowx-250s
                randomization: [physics]
                dataset: {episodes: 5, attempts: 7, seed: 3, images: 96x64, views: [masked],
                  formats: [lerobot, coco]}
                training: {algorithm: act, steps: 9, batch: 8, rate: 0.5, groups: [policy], without: [cube, cube turn],
                  estimate: [cube sides], cameras: [front_objects], seed: 4}
                evaluation:
                  engines: [mujoco]
                  trials: 6
                  seed: 11
                  shifts: [{name: slippery, friction: 0.5}]
                """);
        assertThat(project.name()).isEqualTo("Cubes");
        assertThat(project.setup().robot()).isEqualTo("widowx-250s");
        assertThat(project.setup().variations()).doesNotContain(Variation.LOOKS);
        assertThat(project.dataset()).isEqualTo(new Project.Dataset(5, 7, 3, new Pictures(true, 96, 64),
                Set.of(ObjectView.MASKED, ObjectView.ANNOTATIONS),
                List.of(DatasetFormat.LEROBOT, DatasetFormat.COCO)));
        assertThat(project.training().config().steps()).isEqualTo(9);
        assertThat(project.training().config().batch()).isEqualTo(8);
        assertThat(project.training().config().learningRate()).isEqualTo(0.5);
        assertThat(project.training().cameras()).containsExactly("front_objects");
        assertThat(project.training().unseen()).containsExactly("cube", "cube turn");
        assertThat(project.training().estimated()).containsExactly("cube sides");
        assertThat(project.evaluation()).isEqualTo(new Project.Evaluation(List.of("mujoco"), 6, 11,
                List.of(Shift.NONE, new Shift("slippery", new TreeMap<>(Map.of("friction", 0.5))))));
    }

    @Test
    void everythingThatIsWrongIsToldWithItsPlace() {
        assertThatThrownBy(() -> parse("""
                task: PickCube-v1
                robto: panda
                dataset:
                  episodes: 0
                  images: big
                  formats: [lerobo]
                training: {algorithm: atc, cameras: [front], groups: [state], without: [cubes]}
                evaluation:
                  engines: [mujocco]
                  shifts:
                    - {name: 'a/b', friction: -1}
                """)).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("folder/cubes.yaml:1:1")
                .hasMessageContaining("'robto' is not known here")
                .hasMessageContaining("folder/cubes.yaml:4:13")
                .hasMessageContaining("a whole number from 1 to 10000000")
                .hasMessageContaining("folder/cubes.yaml:5:11")
                .hasMessageContaining("images 'big'")
                .hasMessageContaining("folder/cubes.yaml:6:13")
                .hasMessageContaining("no format 'lerobo'")
                .hasMessageContaining("no algorithm 'atc'")
                .hasMessageContaining("no group 'state'")
                .hasMessageContaining("no term 'cubes'")
                .hasMessageContaining("cameras without images")
                .hasMessageContaining("folder/cubes.yaml:9:13")
                .hasMessageContaining("no engine 'mujocco'")
                .hasMessageContaining("a factor of -1.0")
                .hasMessageContaining("the name 'a/b'");
    }

    @Test
    void whatIsEstimatedIsEstimatedFromImagesByAnAlgorithmThatCan() {
        assertThatThrownBy(() -> parse("task: PickCube-v1\ntraining: {algorithm: hit, estimate: [cube]}\n"))
                .hasMessageContaining("folder/cubes.yaml:2:38")
                .hasMessageContaining("no camera to do it by").hasMessageContaining("terms to estimate by hit");
    }

    @Test
    void tasksAndRobotsAreThoseThatThereAre() {
        assertThatThrownBy(() -> parse("task: PickCubes-v1\n")).hasMessageContaining("folder/cubes.yaml:1:7")
                .hasMessageContaining("no task 'PickCubes-v1'").hasMessageContaining("PickCube-v1");
        assertThatThrownBy(() -> parse("task: PickCube-v1\nrobot: pandas\n"))
                .hasMessageContaining("folder/cubes.yaml:2:8").hasMessageContaining("panda");
        assertThatThrownBy(() -> parse("{}")).hasMessageContaining("no 'task'");
        assertThatThrownBy(() -> parse("")).hasMessageContaining("'task'");
    }

    @Test
    void evidenceIsAFileAListOrAMap() {
        Project plain = parse("evidence: [../hand.tsv, sample]\ntask: PlaceInBin-v1\n");
        assertThat(plain.evidence().orElseThrow().files()).containsExactly("hand.tsv", "sample");
        assertThat(plain.evidence().orElseThrow().take()).isEqualTo(-1);
        Project.Shown shown = parse("evidence: {files: hand.csv, frames: [10, 20], take: 2, rate: 60, left: true}\n"
                + "task: PlaceInBin-v1\n").evidence().orElseThrow();
        assertThat(shown.files()).containsExactly(Path.of("folder/hand.csv").toString());
        assertThat(shown.options()).isEqualTo(new Evidence.Options("dfki", 60, true, 10, 20, 0));
        assertThat(shown.take()).isEqualTo(2);
        assertThatThrownBy(() -> parse("evidence: {file: hand.csv, rate: 0}\ntask: OpenBox-v1\n"))
                .hasMessageContaining("'file' is not known here").hasMessageContaining("no files")
                .hasMessageContaining("a rate of 0.0 Hz").hasMessageContaining("no task 'OpenBox-v1'");
    }

    @Test
    void shiftsMultiplyWhatIsDrawn() {
        Shift shift = new Shift("slippery and heavy", new TreeMap<>(Map.of("friction", 0.5, "mass", 2.0)));
        Task varied = parse("task: PickCube-v1\n").setup().task();
        assertThat(description(shift.of(varied), "friction")).startsWith("0.5 · ");
        assertThat(description(shift.of(varied), "mass of cube")).startsWith("2.0 · ");
        assertThat(description(shift.of(varied), "joint damping")).doesNotContain("·");
        Task plain = parse("task: PickCube-v1\nrandomization: none\n").setup().task();
        assertThat(shift.of(plain).factors()).hasSize(plain.factors().size() + 2);
        assertThat(description(shift.of(plain), "friction")).isEqualTo("U(0.5, 0.5)");
        assertThat(Shift.NONE.of(plain)).isSameAs(plain);
    }

    private static String description(Task task, String factor) {
        return task.factors().stream().filter(f -> f.name().equals(factor)).map(Factor::sampler).findFirst()
                .orElseThrow().description();
    }
}
