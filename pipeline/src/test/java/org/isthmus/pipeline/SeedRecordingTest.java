package org.isthmus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.recipe.EpisodeGenerator;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.dataset.recipe.Regeneration;
import org.isthmus.pipeline.Recording.Keep;
import org.isthmus.pipeline.seed.Errand;
import org.isthmus.pipeline.seed.Evidence;
import org.isthmus.pipeline.seed.Projection;
import org.isthmus.pipeline.seed.SampleRecording;
import org.isthmus.pipeline.seed.Seed;
import org.isthmus.physics.Quantity;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.suite.Tasks;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedRecordingTest {
    private static final Set<Variation> ALL = EnumSet.allOf(Variation.class);

    @TempDir
    private Path folder;

    private Seed seed(String task) throws Exception {
        Path file = Files.writeString(folder.resolve("sample.tsv"), SampleRecording.tsv(1));
        return Projection.seed(file, Evidence.Options.DEFAULT, task, -1, new Diagnostics());
    }

    private static Recording recording(String task, String robot, Set<Variation> variations, Seed seed) {
        return Recording.usual(new TaskSetup(task, robot, variations), 0).with(seed);
    }

    private void record(Recording recording, String name, int worlds, int threads, long count) {
        try (Parallel pool = Parallel.of(threads);
                EpisodeStore store = EpisodeStore.openForWriting(folder.resolve(name), threads, new Diagnostics())) {
            VectorEnv env = recording.worlds(worlds, pool);
            new TaskRecorder(env, recording, store).record(count, recording.actor(env, pool), Progress.silent());
        }
    }

    private List<EpisodeEntry> episodes(String name) {
        try (EpisodeStore store = EpisodeStore.open(folder.resolve(name), new Diagnostics())) {
            return store.episodes();
        }
    }

    private Optional<Attempts> attempts(String name) {
        return Attempts.read(folder.resolve(name), new Diagnostics());
    }

    /// How many of some attempts succeed.
    private static int solved(Recording recording, int count) {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = recording.worlds(count, pool);
            env.reset(recording.seed());
            Actor actor = recording.actor(env, pool);
            float[] actions = new float[count * env.singleActionSpace().size()];
            for (int t = 0; t < env.task().maxSteps(); t++) {
                actor.act(env, actions);
                env.step(actions);
            }
            int solved = 0;
            for (boolean done : env.succeeded()) {
                solved += done ? 1 : 0;
            }
            return solved;
        }
    }

    @Test
    void aSeedPutsCubesIntoBinsWhateverDiffersWithAnyArm() throws Exception {
        Seed seed = seed("PlaceInBin-v1");
        assertThat(solved(recording("PlaceInBin-v1", "widowx-250s", ALL, seed), 6)).isGreaterThanOrEqualTo(4);
        assertThat(solved(recording("PlaceInBin-v1", "rokae-sr3", Set.of(), seed), 4)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void oneGraspOfARealPillowIsASeedForCubes() {
        Path file = SharedData.require("human_hands/dfki_hand_embodiment/recording.tsv");
        Seed seed = Projection.seed(file, Evidence.Options.DEFAULT.withFrames(0, 800), "PickCube-v1", -1,
                new Diagnostics());
        assertThat(solved(recording("PickCube-v1", "widowx-250s", Set.of(), seed), 8)).isGreaterThanOrEqualTo(6);
    }

    @Test
    void everyTaskThatSeedsCanDoIsDoneByEveryArm() throws Exception {
        assumeThat(Boolean.getBoolean("isthmus.slow")).as("60 attempts each: with -Disthmus.slow=true").isTrue();
        for (String task : Errand.ids()) {
            for (String robot : Tasks.named(task).robots()) {
                int solved = solved(recording(task, robot, Set.of(), seed(task)), 60);
                System.out.println(task + ", " + robot + ": " + solved + " of 60");
                assertThat(solved).as("%s, %s", task, robot).isGreaterThanOrEqualTo(24);
            }
        }
    }

    @Test
    void aSeedsEpisodesAreTheSameBytesAmongAnyWorldsAfterAnInterruptionAndMadeAgainFromTheirRecipe() throws Exception {
        Recording recording = recording("PickCube-v1", "panda", EnumSet.of(Variation.SHAPES), seed("PickCube-v1"));
        record(recording, "together", 3, 2, 4);
        record(recording, "interrupted", 1, 1, 2);
        record(recording, "interrupted", 2, 1, 4);
        assertThat(episodes("interrupted")).isEqualTo(episodes("together")).hasSize(4);
        assertThat(attempts("interrupted")).isEqualTo(attempts("together")).get()
                .satisfies(told -> assertThat(told.attempts() - told.successes())
                        .isEqualTo(told.failures().values().stream().mapToInt(n -> n).sum()));
        Path place = folder.resolve("together");
        Recipe recipe = Recipe.read(place, new Diagnostics()).orElseThrow();
        assertThat(recipe.assets()).containsEntry(Seed.FILE, recording.demonstration().orElseThrow().sha256());
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics())) {
            assertThat(Regeneration.check(store, recipe, EpisodeGenerator.installed(), folder.resolve("again"),
                    Progress.silent(), new Diagnostics())).isEmpty();
            Files.writeString(place.resolve(Seed.FILE), "{}");
            assertThatThrownBy(() -> Regeneration.check(store, recipe, EpisodeGenerator.installed(),
                    folder.resolve("else"), Progress.silent(), new Diagnostics()))
                    .hasMessageContaining("seed.json with SHA-256").hasMessageContaining("take the file from a copy");
        }
    }

    @Test
    void anotherSeedIsAnotherRecording() throws Exception {
        Recording recording = recording("PickCube-v1", "panda", Set.of(), seed("PickCube-v1"));
        record(recording, "store", 1, 1, 1);
        assertThatThrownBy(() -> record(recording.with(seed("StackCube-v1")), "store", 1, 1, 2))
                .hasMessageContaining("of another recording: assets");
        assertThatThrownBy(() -> Recording.usual(recording.setup(), 0).with(ActorKind.SEED, Keep.ALL))
                .hasMessageContaining("actor seed without a seed");
    }

    @Test
    void eachVariationAddsItsFactorsAndIsFoundAgainByTheirNames() {
        for (Set<Variation> some : List.of(Set.<Variation>of(), EnumSet.of(Variation.SHAPES, Variation.DISTRACTORS),
                ALL)) {
            TaskSetup setup = new TaskSetup("PlaceInBin-v1", "panda", some);
            List<Factor> factors = setup.task().factors();
            assertThat(factors).filteredOn(f -> f.name().equals("size of cube"))
                    .hasSize(some.contains(Variation.SHAPES) ? 1 : 0)
                    .allSatisfy(f -> assertThat(f.kind()).isEqualTo(Factor.Kind.SA));
            assertThat(factors).filteredOn(f -> f.name().contains("umbrella"))
                    .hasSize(some.contains(Variation.DISTRACTORS) ? 1 : 0)
                    .allSatisfy(f -> assertThat(f.kind()).isEqualTo(Factor.Kind.AI));
            Set<String> names = new TreeSet<>(factors.stream().map(Factor::name).toList());
            assertThat(TaskSetup.of("PlaceInBin-v1", "panda", names)).isEqualTo(setup);
        }
        assertThatThrownBy(() -> new TaskSetup("CartPole-v1", "", EnumSet.of(Variation.DISTRACTORS)).task())
                .hasMessageContaining("no arm '' for tables");
    }

    @Test
    void distractorsChangeNotABitOfWhatHappens() {
        double[] without = end(Set.of());
        double[] with = end(EnumSet.of(Variation.DISTRACTORS));
        assertThat(with).isEqualTo(without);
        assertThat(end(EnumSet.of(Variation.SHAPES))).as("sizes do").isNotEqualTo(without);
    }

    /// [nq] of one world after some steps of chance
    private static double[] end(Set<Variation> variations) {
        Recording recording = Recording.usual(new TaskSetup("PickCube-v1", "panda", variations), 3)
                .with(ActorKind.CHANCE, Keep.ALL);
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = recording.worlds(1, pool);
            env.reset(3);
            float[] actions = new float[env.singleActionSpace().size()];
            for (int t = 0; t < 10; t++) {
                recording.actor(env, pool).act(env, actions);
                env.step(actions);
            }
            double[] qpos = new double[env.model().sizes().nq()];
            Arrays.setAll(qpos, i -> env.batch().get(Quantity.QPOS, 0, i));
            return qpos;
        }
    }
}
