package org.isthmus.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Quantity;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// Makes recorded episodes happen again, and compares the complete state of the engine after every step, bit by bit.
///
/// Episodes of one task, robot and set of factors are run together; where an engine has the same bits in any number of worlds, that
/// changes nothing.
public final class TaskReplay {
    /// Episodes that are run together at most.
    private static final int MOST_WORLDS = 64;

    private final EpisodeStore store;
    private final Parallel pool;
    private final Diagnostics diagnostics;
    private final List<Result> results = new ArrayList<>();

    /// What came of an episode.
    ///
    /// @param difference in words, where and how it first differs; empty: it happened again, to the bit
    public record Result(long number, String difference) {
        public boolean isSame() {
            return difference.isEmpty();
        }
    }

    /// What episodes must share to be run together.
    private record Kind(String task, String robot, String engine, String modelHash, Set<String> factors) {}

    private TaskReplay(EpisodeStore store, Parallel pool, Diagnostics diagnostics) {
        this.store = store;
        this.pool = pool;
        this.diagnostics = diagnostics;
    }

    /// Replays all episodes of a store.
    ///
    /// @return one result for each, by number
    public static List<Result> run(EpisodeStore store, Parallel pool, Progress progress, Diagnostics diagnostics) {
        TaskReplay replay = new TaskReplay(store, pool, diagnostics);
        Map<Kind, List<EpisodeEntry>> kinds = new LinkedHashMap<>();
        for (EpisodeEntry entry : store.episodes()) {
            EpisodeInfo info = entry.info();
            kinds.computeIfAbsent(new Kind(info.task(), info.robot(), info.engine(), info.modelHash(),
                    info.factors().keySet()), k -> new ArrayList<>()).add(entry);
        }
        kinds.forEach((kind, entries) -> replay.runKind(kind, entries, progress));
        replay.results.sort(Comparator.comparingLong(Result::number));
        return replay.results;
    }

    private void runKind(Kind kind, List<EpisodeEntry> entries, Progress progress) {
        if (kind.engine.isEmpty()) {
            failAll(entries, "was not simulated: it names no engine", progress);
            return;
        }
        Task task;
        try {
            task = TaskSetup.of(kind.task, kind.robot, kind.factors).task();
        } catch (IllegalArgumentException | DiagnosticException e) {
            failAll(entries, "cannot be set up: " + e.getMessage(), progress);
            return;
        }
        int worlds = Math.min(MOST_WORLDS, entries.size());
        VectorEnv env = new VectorEnv(task, new VectorEnv.Options(worlds, kind.engine, Autoreset.DISABLED, false),
                pool);
        if (!TaskSetup.hash(env.model()).equals(kind.modelHash)) {
            failAll(entries, "was recorded with another model of task " + kind.task, progress);
            return;
        }
        for (int from = 0; from < entries.size(); from += worlds) {
            runTogether(env, entries.subList(from, Math.min(entries.size(), from + worlds)), progress);
        }
    }

    private void failAll(List<EpisodeEntry> entries, String difference, Progress progress) {
        for (EpisodeEntry entry : entries) {
            results.add(new Result(entry.number(), difference));
            progress.advance(1);
        }
    }

    private void runTogether(VectorEnv env, List<EpisodeEntry> entries, Progress progress) {
        List<Tape> tapes = new ArrayList<>();
        try {
            for (int w = 0; w < entries.size(); w++) {
                Tape tape = new Tape(store.read(entries.get(w).number(), diagnostics), env);
                tapes.add(tape);
                env.reset(w, entries.get(w).info().seed(), RecordedWorlds.xi(env.task(), entries.get(w).info()));
                tape.compare(w, 0);
            }
            int size = env.singleActionSpace().size();
            float[] actions = new float[env.worlds() * size];
            long longest = entries.stream().mapToLong(EpisodeEntry::steps).max().orElse(0);
            for (int t = 0; t < longest; t++) {
                progress.checkCancelled();
                for (int w = 0; w < tapes.size(); w++) {
                    tapes.get(w).actions(t, actions, w * size, size);
                }
                env.step(actions);
                for (int w = 0; w < tapes.size(); w++) {
                    tapes.get(w).compare(w, t + 1);
                }
            }
            for (int w = 0; w < tapes.size(); w++) {
                results.add(new Result(entries.get(w).number(), tapes.get(w).difference));
                progress.advance(1);
            }
        } finally {
            tapes.forEach(tape -> tape.episode.close());
        }
    }

    /// A recorded episode beside the world in which it happens again.
    private static final class Tape {
        private final Episode episode;
        private final VectorEnv env;
        /// [length] a snapshot
        private final double[] now;
        private String difference = "";

        Tape(Episode episode, VectorEnv env) {
            this.episode = episode;
            this.env = env;
            now = new double[env.batch().snapshotLength()];
            if (!episode.has(TaskRecorder.STATE)) {
                difference = "holds no states of the engine (channel " + TaskRecorder.STATE + ")";
            }
        }

        /// The recorded actions of a step; after the last, zeros.
        void actions(int step, float[] out, int at, int size) {
            boolean isOver = step >= episode.steps();
            double[] recorded = isOver ? new double[size] : episode.values(Channel.ACTIONS, step, step + 1);
            for (int i = 0; i < size; i++) {
                out[at + i] = (float) recorded[i];
            }
        }

        /// Notes the first difference, if there was none before.
        void compare(int world, int row) {
            if (!difference.isEmpty() || row > episode.steps()) {
                return;
            }
            double[] recorded = episode.values(TaskRecorder.STATE, row, row + 1);
            env.batch().snapshot(world, now, 0);
            for (int i = 0; i < now.length; i++) {
                if (recorded.length != now.length
                        || Double.doubleToRawLongBits(recorded[i]) != Double.doubleToRawLongBits(now[i])) {
                    difference = "differs first " + (row == 0 ? "at the start" : "after step " + (row - 1)) + ", in "
                            + place(world, row, i);
                    return;
                }
            }
        }

        /// What differs: a number of a joint where there is one, else the place in the engine's state.
        private String place(int world, int row, int index) {
            Model model = env.model();
            double[] recorded = episode.values(TaskRecorder.QPOS, row, row + 1);
            for (int j = 0; j < model.sizes().njnt(); j++) {
                int from = model.joints().qposAdr().get(j);
                int to = j + 1 < model.sizes().njnt() ? model.joints().qposAdr().get(j + 1) : model.sizes().nq();
                for (int i = from; i < Math.min(to, recorded.length); i++) {
                    double value = env.batch().get(Quantity.QPOS, world, i);
                    if (recorded[i] != value) {
                        return "the position of joint '" + model.names().name(ObjectType.JOINT, j) + "', number "
                                + (i - from) + ": " + recorded[i] + " was recorded, " + value + " came now";
                    }
                }
            }
            return "number " + index + " of the engine's state";
        }
    }
}
