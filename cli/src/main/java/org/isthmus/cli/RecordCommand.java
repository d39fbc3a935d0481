package org.isthmus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Success;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.pipeline.Actor;
import org.isthmus.pipeline.ActorKind;
import org.isthmus.pipeline.Attempts;
import org.isthmus.pipeline.Pictures;
import org.isthmus.pipeline.Recording;
import org.isthmus.pipeline.Recording.Keep;
import org.isthmus.pipeline.TaskRecorder;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.pipeline.seed.Errand;
import org.isthmus.pipeline.seed.Seed;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.solve.Scripts;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `isthmus record`: episodes of a task into a store.
@Command(
        name = "record",
        description = "Records episodes of a task, solved by its script or a seed, or acted by chance, into a store.",
        footer = {
            "",
            "Attempt N has the seed SEED + N and, where it is kept, is episode N. What was interrupted goes on when the same command is "
                    + "given again, to the same bytes. 'isthmus data verify STORE --replay' proves that all of it happens again to the "
                    + "bit; 'isthmus data export' turns it into other formats. Episodes of a task that a file declares are made again while that "
                    + "file lies where it lay.",
            "",
            "Examples:",
            "  isthmus record PickCube-v1 --successes 200 --images --size 96x96 --out demonstrations",
            "  isthmus record PickCube-v1 --robot widowx-250s --looks --physics --images --out recordings",
            "  isthmus record PlaceInBin-v1 --robot widowx-250s --seed-file seed.json --physics --shapes --successes 1000 --out store",
            "  isthmus record CartPole-v1 --actor chance --episodes 100 --out recordings"
        })
final class RecordCommand implements Runnable {
    private static final int MAX_WORLDS = 4096;
    private static final long MAX_EPISODES = 100_000_000;
    private static final long USUAL = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TaskInput input;

    @ArgGroup
    private @Nullable Amount amount;

    /// How many, of which kind.
    static final class Amount {
        @Option(names = "--episodes", paramLabel = "N",
                description = "How many the store holds in the end (default: 10).")
        private @Nullable Long episodes;

        @Option(names = "--successes", paramLabel = "N",
                description = "The same as --episodes N --keep successes.")
        private @Nullable Long successes;

        Amount() {}
    }

    @Option(names = "--actor", paramLabel = "KIND",
            description = "What acts: script, which knows where everything is, seed, which does what a demonstration shows, or chance "
                    + "(default: seed with --seed-file, else script, for tasks that have one).")
    private @Nullable ActorKind actor;

    @Option(names = "--seed-file", paramLabel = "FILE",
            description = "The seed, as 'isthmus project' writes it (.json).")
    private @Nullable Path seedFile;

    @Option(names = "--keep", paramLabel = "WHICH",
            description = "Which attempts become episodes: successes or all (default: successes of scripts, all of chance).")
    private @Nullable Keep keep;

    @Option(names = "--out", paramLabel = "STORE", required = true, description = "The folder of the store.")
    private Path folder;

    @Option(names = "--worlds", paramLabel = "N", defaultValue = "16",
            description = "Worlds that run side by side (default: ${DEFAULT-VALUE}); episodes do not depend on it.")
    private int worlds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of episode 0.")
    private long seed;

    @Option(names = "--engine", paramLabel = "NAME", defaultValue = Recording.ENGINE,
            description = "lane, lane-double, scalar or scalar-double (default: ${DEFAULT-VALUE}); episodes name it.")
    private String engine;

    @Option(names = "--images", description = "Record what the task's cameras see.")
    private boolean images;

    @Option(names = "--size", paramLabel = "WxH",
            description = "With --images: their size (default: the cameras' own).")
    private @Nullable String size;

    RecordCommand() {}

    @Override
    public void run() {
        Recording recording = recording();
        long wanted = wanted();
        int together = (int) Math.min(worlds, wanted);
        try (Parallel pool = Parallel.ofAllProcessors();
                EpisodeStore store = EpisodeStore.openForWriting(folder, pool.threads(), new Diagnostics());
                Progress progress = Progress.start("record", wanted, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            long before = Math.min(wanted, store.episodes().size());
            progress.resumeFrom(before);
            VectorEnv env = recording.worlds(together, pool);
            Actor acting = recording.actor(env, pool);
            new TaskRecorder(env, recording, store).record(wanted, acting, progress);
            tell(store, wanted - before);
        }
    }

    private long wanted() {
        long wanted = amount == null ? USUAL
                : Objects.requireNonNullElse(amount.episodes, Objects.requireNonNullElse(amount.successes, USUAL));
        if (wanted < 1 || wanted > MAX_EPISODES || worlds < 1 || worlds > MAX_WORLDS) {
            throw wrong(wanted + " episodes in " + worlds + " worlds, expected 1 to " + MAX_EPISODES + " and 1 to "
                    + MAX_WORLDS);
        }
        return wanted;
    }

    private Recording recording() {
        TaskSetup setup = input.setup();
        Recording usual = Recording.usual(setup, seed);
        ActorKind kind = actor != null ? actor : usual.actor();
        if (kind == ActorKind.OTHER) {
            throw wrong("--actor other, expected script, seed or chance");
        }
        if (seedFile != null && (actor == null || actor == ActorKind.SEED)) {
            return seeded(usual, seedFile);
        }
        if (seedFile != null || kind == ActorKind.SEED) {
            throw wrong("--actor " + kind.word() + (seedFile == null ? " without" : " with") + " --seed-file");
        }
        if (kind == ActorKind.SCRIPT && usual.actor() != ActorKind.SCRIPT) {
            throw wrong("--actor script: task " + setup.id() + " has no script; there are scripts for "
                    + String.join(", ", Scripts.ids()));
        }
        boolean isSuccesses = amount != null && amount.successes != null;
        if (isSuccesses && keep == Keep.ALL) {
            throw wrong("--successes with --keep all; give --episodes N --keep all, or --successes N");
        }
        Keep usualKeep = isSuccesses || kind == ActorKind.SCRIPT ? Keep.SUCCESSES : Keep.ALL;
        return usual.with(kind, keep != null ? keep : usualKeep).with(pictures()).withEngine(checkedEngine());
    }

    private Recording seeded(Recording usual, Path file) {
        String id = usual.setup().id();
        if (Errand.of(id).isEmpty()) {
            throw wrong("--seed-file: task " + id + " cannot be done by seeds; those can be: "
                    + String.join(", ", Errand.ids()));
        }
        Recording recording = usual.with(Seed.read(file, new Diagnostics())).with(pictures())
                .withEngine(checkedEngine());
        return keep == null ? recording : recording.with(keep);
    }

    private String checkedEngine() {
        try {
            return PhysicsEngine.named(engine).name();
        } catch (IllegalArgumentException e) {
            throw wrong("--engine: " + e.getMessage());
        }
    }

    private Pictures pictures() {
        if (size == null) {
            return images ? Pictures.OWN : Pictures.NONE;
        }
        if (!images) {
            throw wrong("--size " + size + " without --images");
        }
        try {
            return Pictures.parse(size);
        } catch (IllegalArgumentException e) {
            throw wrong("--size: " + e.getMessage());
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private void tell(EpisodeStore store, long recorded) {
        List<EpisodeEntry> all = store.episodes();
        long attempts = all.getLast().number() + 1;
        long successes = all.stream().filter(e -> e.success() == Success.YES).count();
        spec.commandLine().getOut().printf(Locale.ROOT,
                "%s: %d episodes recorded, %d in the store; %d of %d attempts succeeded%n", folder, recorded,
                all.size(), successes, attempts);
        Attempts.read(folder, new Diagnostics()).ifPresent(told -> told.failures().forEach(
                (reason, count) -> spec.commandLine().getOut().printf(Locale.ROOT, "  %d failed: %s%n", count,
                        reason.isEmpty() ? "no reason told" : reason)));
        spec.commandLine().getOut().flush();
    }
}
