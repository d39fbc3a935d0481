package org.isthmus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    private Path folder;

    private void record(TaskSetup setup, String name, int worlds, long count, boolean images) {
        try (Parallel pool = Parallel.of(1);
                EpisodeStore store = EpisodeStore.openForWriting(folder.resolve(name), 1, new Diagnostics())) {
            VectorEnv env = new VectorEnv(setup.task(),
                    new VectorEnv.Options(worlds, "lane", Autoreset.DISABLED, images), pool);
            new TaskRecorder(env, setup, "lane", store, 100).record(count, Actor.random(), Progress.silent());
        }
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
            setups.add(new TaskSetup(entry.id(), entry.robots().isEmpty() ? "" : entry.robots().getFirst(), false,
                    false));
        }
        setups.add(new TaskSetup("PickCube-v1", "panda", true, true));
        for (int i = 0; i < setups.size(); i++) {
            record(setups.get(i), "store" + i, 5, count, false);
            List<TaskReplay.Result> results = replay("store" + i);
            assertThat(results).hasSize(count).allSatisfy(r -> assertThat(r.difference()).isEmpty());
        }
    }

    @Test
    void episodesAreTheSameBytesAmongAnyNumberOfWorldsAndAfterAnInterruption() {
        TaskSetup setup = new TaskSetup("CartPole-v1", "", false, false);
        record(setup, "together", 7, 20, false);
        record(setup, "interrupted", 3, 8, false);
        record(setup, "interrupted", 2, 20, false);
        assertThat(episodes("interrupted")).isEqualTo(episodes("together")).hasSize(20);
    }

    @Test
    void imagesOfCamerasAreRecorded() {
        TaskSetup setup = new TaskSetup("PickCube-v1", "panda", false, true);
        record(setup, "images", 1, 1, true);
        try (EpisodeStore store = EpisodeStore.open(folder.resolve("images"), new Diagnostics());
                var episode = store.read(0, new Diagnostics())) {
            assertThat(episode.bytes("observations/images/front", 0, 1)).hasSize(3 * 128 * 128);
            assertThat(episode.steps()).isEqualTo(50);
        }
    }

    @Test
    void whatDoesNotHappenAgainIsToldWithStepAndJoint() {
        TaskSetup setup = new TaskSetup("CartPole-v1", "", false, false);
        try (Parallel pool = Parallel.of(1);
                EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("other"), 1, new Diagnostics())) {
            VectorEnv env = new VectorEnv(setup.task(),
                    new VectorEnv.Options(1, "lane", Autoreset.DISABLED, false), pool);
            // Says that it was the engine of double precision, which it was not.
            new TaskRecorder(env, setup, "lane-double", store, 1).record(1, Actor.random(), Progress.silent());
        }
        assertThat(replay("other").getFirst().difference()).startsWith("differs first at the start, in ")
                .contains("the position of joint 'cart', number 0: ");
    }
}
