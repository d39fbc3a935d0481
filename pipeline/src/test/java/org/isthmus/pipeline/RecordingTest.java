package org.isthmus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Segment;
import org.isthmus.dataset.Success;
import org.isthmus.pipeline.Recording.Keep;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    private Path folder;

    private void record(Recording recording, String name, int worlds, int threads, long count) {
        try (Parallel pool = Parallel.of(threads)) {
            VectorEnv env = recording.worlds(worlds, pool);
            record(recording, env, recording.actor(env, pool), name, threads, count);
        }
    }

    private void record(Recording recording, VectorEnv env, Actor actor, String name, int threads, long count) {
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve(name), threads, new Diagnostics())) {
            new TaskRecorder(env, recording, store).record(count, actor, Progress.silent());
        }
    }

    /// A task without more factors than its own.
    private static TaskSetup plain(String id, String robot) {
        return new TaskSetup(id, robot, Set.of());
    }

    private static Recording byChance(TaskSetup setup) {
        return Recording.usual(setup, 100).with(ActorKind.CHANCE, Keep.ALL);
    }

    private List<EpisodeEntry> episodes(String name) {
        try (EpisodeStore store = EpisodeStore.open(folder.resolve(name), new Diagnostics())) {
            return store.episodes();
        }
    }

    private List<TaskReplay.Result> replay(String name) {
        try (Parallel pool = Parallel.of(1);
                EpisodeStore store = EpisodeStore.open(folder.resolve(name), new Diagnostics())) {
            return TaskReplay.run(store, pool, Progress.silent(), new Diagnostics());
        }
    }

    @Test
    void everyRecordedEpisodeHappensAgainToTheBit() {
        int count = 12;
        List<TaskSetup> setups = new ArrayList<>();
        for (Tasks.Entry entry : Tasks.all().subList(0, 2)) {
            setups.add(plain(entry.id(), entry.robots().isEmpty() ? "" : entry.robots().getFirst()));
        }
        setups.add(new TaskSetup("PickCube-v1", "panda", Set.of(Variation.PHYSICS, Variation.LOOKS)));
        for (int i = 0; i < setups.size(); i++) {
            record(byChance(setups.get(i)), "store" + i, 5, 1, count);
            List<TaskReplay.Result> results = replay("store" + i);
            assertThat(results).hasSize(count).allSatisfy(r -> assertThat(r.difference()).isEmpty());
        }
    }

    @Test
    void episodesAreTheSameBytesAmongAnyNumberOfWorldsAndAfterAnInterruption() {
        Recording recording = byChance(plain("CartPole-v1", ""));
        record(recording, "together", 7, 1, 20);
        record(recording, "interrupted", 3, 1, 8);
        record(recording, "interrupted", 2, 1, 20);
        assertThat(episodes("interrupted")).isEqualTo(episodes("together")).hasSize(20);
    }

    /// Keeps the pole of CartPole upright, but for every third seed.
    private static void balance(VectorEnv env, float[] actions) {
        float[] seen = env.observation("policy");
        for (int w = 0; w < env.worlds(); w++) {
            float x = seen[4 * w];
            float angle = seen[4 * w + 1];
            float wanted = 10 * angle + 3 * seen[4 * w + 3] + 0.2f * x + 0.5f * seen[4 * w + 2];
            actions[w] = env.seeds()[w] % 3 != 0 && wanted > 0 ? 1 : 0;
        }
    }

    @Test
    void theFirstSuccessesAreKeptAmongAnyNumberOfWorldsAndAfterAnInterruption() {
        Recording recording = byChance(plain("CartPole-v1", "")).with(ActorKind.OTHER, Keep.SUCCESSES);
        try (Parallel pool = Parallel.of(1)) {
            record(recording, recording.worlds(7, pool), RecordingTest::balance, "together", 1, 9);
            record(recording, recording.worlds(2, pool), RecordingTest::balance, "interrupted", 1, 4);
            record(recording, recording.worlds(5, pool), RecordingTest::balance, "interrupted", 1, 9);
        }
        assertThat(episodes("interrupted")).isEqualTo(episodes("together"));
        assertThat(episodes("together")).allSatisfy(e -> assertThat(e.success()).isEqualTo(Success.YES))
                .extracting(EpisodeEntry::number).containsExactly(0L, 1L, 3L, 4L, 6L, 7L, 9L, 10L, 12L);
        Recording chance = recording.with(ActorKind.CHANCE, Keep.SUCCESSES);
        assertThatThrownBy(() -> record(chance, "none", 4, 1, 1))
                .hasMessageContaining("only 0 of 20 attempts succeeded").hasMessageContaining("keep all attempts");
    }

    @Test
    void aScriptSucceedsWithTheSameBytesInAnyWorldsAndItsMovesAreSubTasks() {
        Recording recording = Recording.usual(plain("PickCube-v1", "panda"), 0);
        record(recording, "together", 3, 2, 3);
        record(recording, "alone", 1, 1, 3);
        assertThat(episodes("alone")).isEqualTo(episodes("together")).hasSize(3);
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("alone"), new Diagnostics());
                var episode = store.read(0, new Diagnostics())) {
            assertThat(episode.segments()).extracting(Segment::name).startsWith("over", "down", "shut", "bring");
            assertThat(episode.segments().getFirst().from()).isZero();
            assertThat(episode.success()).isEqualTo(Success.YES);
            assertThat(episode.channel(Channel.ACTIONS).labels()).startsWith("arm[0]").endsWith("gripper").hasSize(7);
        }
    }

    @Test
    void imagesOfCamerasAreRecorded() {
        TaskSetup setup = new TaskSetup("PickCube-v1", "panda", Set.of(Variation.LOOKS));
        record(byChance(setup).with(Pictures.parse("96x64")), "images", 1, 1, 1);
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("images"), new Diagnostics());
                var episode = store.read(0, new Diagnostics())) {
            assertThat(episode.bytes("observations/images/front", 0, 1)).hasSize(3 * 96 * 64);
            assertThat(episode.steps()).isEqualTo(50);
        }
    }

    @Test
    void whatDoesNotHappenAgainIsToldWithStepAndJoint() {
        Recording recording = byChance(plain("CartPole-v1", ""));
        try (Parallel pool = Parallel.of(1)) {
            // Says that it was the engine of double precision, which it was not.
            record(recording.withEngine("lane-double"), recording.worlds(1, pool), Actor.random(), "other", 1, 1);
        }
        assertThat(replay("other").getFirst().difference()).startsWith("differs first at the start, in ")
                .contains("the position of joint 'cart', number 0: ");
    }
}
