package org.isthmus.pipeline.gaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.learn.imitation.Demonstrations;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.pipeline.RecordedWorlds;
import org.isthmus.pipeline.adapt.ObjectView;
import org.isthmus.render.Frames;
import org.isthmus.task.Task;
import org.isthmus.task.image.ObjectMask;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;

/// What a policy learns from: recorded motions, drawn by the fast renderer.
///
/// What should be done does not depend on action-invariant factors, so they are drawn anew for each image (surroundings: for each 16): the same motion is seen in as many looks as it has
/// steps. Without adaptation there is an image for each step, and the action as recorded; the policy looks at what the arm measures of itself, and estimates
/// where the cube is. With adaptation there are images of the first moment only, masked, and instead of an action the key pose of first contact
/// ([ObjectView#AFFORDANCES]); the policy looks at nothing else: where an arm begins differs a little from scene to scene, and by its joints a network
/// would know the scenes by heart.
final class GapDemonstrations {
    private static final String POLICY = Channel.OBSERVATIONS + ObservationGroup.POLICY;
    /// Images that are drawn together.
    private static final int WORLDS = 16;

    private final GapDataset dataset;
    private final Task task;
    private final GapPreset preset;
    private final long seed;
    private final RecordedWorlds worlds;
    private final IntPredicate isKept;
    private final List<float[]> numbers = new ArrayList<>();
    private final List<float[]> actions = new ArrayList<>();
    private final List<byte[]> images = new ArrayList<>();

    private GapDemonstrations(GapDataset dataset, Task task, GapPreset preset, long seed, Parallel pool) {
        this.dataset = dataset;
        this.task = task;
        this.preset = preset;
        this.seed = seed;
        worlds = new RecordedWorlds(task, WORLDS, pool);
        isKept = GapTask.isKept(worlds.model());
    }

    /// Draws the episodes of a store, in memory: 3 bytes for each pixel.
    ///
    /// @param task of its episodes
    /// @param store with affordances
    /// @param progress advances by one with each episode
    static Demonstrations draw(GapDataset dataset, Task task, EpisodeStore store, GapPreset preset, long seed,
            Parallel pool, Progress progress, Diagnostics diagnostics) {
        GapDemonstrations drawing = new GapDemonstrations(dataset, task, preset, seed, pool);
        List<EpisodeEntry> entries = store.episodes();
        for (EpisodeEntry entry : entries) {
            progress.checkCancelled();
            try (Episode episode = store.read(entry.number(), diagnostics)) {
                drawing.add(episode);
            }
            progress.advance(1);
        }
        EpisodeInfo first = entries.getFirst().info();
        Channel observed;
        Channel sent;
        try (Episode episode = store.read(entries.getFirst().number(), diagnostics)) {
            observed = episode.channel(POLICY);
            sent = dataset.isAdapted() ? Channel.actions(GraspScript.NUMBERS) : episode.channel(Channel.ACTIONS);
        }
        int size = observed.rowSize();
        Demonstrations all = new Demonstrations(List.of(Demonstrations.Signal.of(observed, drawing.numbers)),
                List.of(new Demonstrations.Images(GapTask.CAMERA, preset.pixels(), preset.pixels(), drawing.images)),
                Demonstrations.Signal.of(sent, drawing.actions),
                drawing.numbers.stream().mapToInt(n -> n.length / size).toArray(),
                first.rate().perSecond(), first.task(), first.robot());
        return dataset.isAdapted() ? all.without(PolicySpec.terms(observed.labels()))
                : all.without(GapTask.unmeasured(observed.labels())).estimating(List.of(GapTask.CUBE));
    }

    private void add(Episode episode) {
        int looks = dataset.isRandomized() ? preset.looks() : 1;
        int[] rows = dataset.isAdapted() ? new int[looks] : IntStream.range(0, (int) episode.steps()).toArray();
        int size = episode.channel(POLICY).rowSize();
        float[] observed = new float[rows.length * size];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(narrow(episode.values(POLICY, rows[i], rows[i] + 1)), 0, observed, i * size, size);
        }
        numbers.add(observed);
        images.add(drawn(episode, rows));
        actions.add(dataset.isAdapted() ? keyPoses(episode, rows.length)
                : narrow(episode.values(Channel.ACTIONS, 0, episode.steps())));
    }

    private static float[] narrow(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    /// [count][GraspScript.NUMBERS] the same in all rows
    private static float[] keyPoses(Episode episode, int count) {
        double[] it = episode.values(ObjectView.FIRST_CONTACT, 0, 1);
        float[] key = narrow(GraspScript.numbers(new Pose(Vec3.of(it, 1), new Quat(it[4], it[5], it[6], it[7]))));
        float[] out = new float[count * key.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = key[i % key.length];
        }
        return out;
    }

    /// [rows][height][width][3] each in looks of its own
    private byte[] drawn(Episode episode, int[] rows) {
        int pixels = preset.pixels() * preset.pixels();
        byte[] out = new byte[rows.length * 3 * pixels];
        RandomStream chance = RandomStream.of(seed).child(dataset.word()).child(episode.info().seed());
        for (int first = 0; first < rows.length; first += WORLDS) {
            int count = Math.min(WORLDS, rows.length - first);
            boolean[] which = new boolean[WORLDS];
            Arrays.fill(which, 0, count, true);
            for (int w = 0; w < count; w++) {
                worlds.begin(w, inOtherLooks(episode.info(), chance.child(first + w)));
                worlds.looks(w).environment = worlds.looks(0).environment; // finding its light takes longer than an image
                worlds.show(w, episode, rows[first + w]);
            }
            worlds.draw(which);
            Frames frames = worlds.frames(GapTask.CAMERA);
            System.arraycopy(frames.rgb(), 0, out, first * 3 * pixels, count * 3 * pixels);
            if (dataset.isAdapted()) {
                ObjectMask.mask(out, first * 3 * pixels, frames.object(), 0, count * pixels, isKept);
            }
        }
        return out;
    }

    /// What an episode is about with its action-invariant factors drawn anew.
    private EpisodeInfo inOtherLooks(EpisodeInfo info, RandomStream chance) {
        EpisodeInfo other = info;
        for (Factor factor : task.factors()) {
            if (factor.kind() == Factor.Kind.AI) {
                double[] drawn = new double[factor.sampler().size()];
                factor.sampler().draw(chance.child(factor.name()), drawn, 0);
                other = other.withFactor(factor.name(), Arrays.stream(drawn).boxed().toArray(Double[]::new));
            }
        }
        return other;
    }
}
