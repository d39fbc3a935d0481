package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.isthmus.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/// Demonstrations → batches, in an order that is shuffled anew in each pass; the next batch is made on a thread of its own while one is learned from.
///
/// A batch depends on its number and the stream only, so that a run that goes on sees what an uninterrupted one sees.
public final class DemonstrationLoader implements AutoCloseable {
    private final Demonstrations data;
    private final int batchSize;
    private final Window window;
    private final Augmentation augmentation;
    private final RandomStream stream;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("demonstrations").unstarted(task));
    /// [steps of all episodes] episode and step of each, one after the other
    private final int[] places;
    /// [steps] the order of a pass
    private int[] order = new int[0];
    private long pass = -1;
    private long ready = -1;
    private @Nullable Future<Batch> next;

    /// What of an episode belongs to a step.
    ///
    /// @param history observations up to that of the step
    /// @param chunk actions
    /// @param from the first of them, relative to the step: 0 or less
    /// @param isLater whether images when the chunk is over belong to it
    public record Window(int history, int chunk, int from, boolean isLater) {
        public Window(int history, int chunk, int from) {
            this(history, chunk, from, false);
        }
    }

    /// What is learned from in one step. Before an episode's start its first row is repeated, after its end the last action.
    ///
    /// @param groups [batch][history][size] of each group, as recorded
    /// @param images [batch][history][height][width][3] of each camera, 0 to 255
    /// @param later [batch][height][width][3] of each camera when the chunk is over, or none
    /// @param actions [batch][chunk][size] as recorded
    /// @param isInside [batch][chunk] 1 for actions of the episode, 0 for repeated ones
    /// @param noise [batch][history][size] of each group: normal, times [Augmentation#noise]
    public record Batch(int size, List<float[]> groups, List<float[]> images, List<float[]> later, float[] actions,
            float[] isInside,
            List<float[]> noise) {}

    public DemonstrationLoader(Demonstrations data, int batchSize, Window window, Augmentation augmentation,
            RandomStream stream) {
        this.data = data;
        this.batchSize = batchSize;
        this.window = window;
        this.augmentation = augmentation;
        this.stream = stream;
        places = new int[2 * data.totalSteps()];
        int at = 0;
        for (int e = 0; e < data.steps().length; e++) {
            for (int t = 0; t < data.steps()[e]; t++) {
                places[at++] = e;
                places[at++] = t;
            }
        }
    }

    /// The batch of a number, counted from 0; fastest one after the other.
    public Batch batch(long number) {
        try {
            Future<Batch> mine = next != null && ready == number ? next : thread.submit(() -> make(number));
            Batch batch = mine.get();
            ready = number + 1;
            next = thread.submit(() -> make(number + 1));
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch was made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch cannot be made", e.getCause());
        }
    }

    private Batch make(long number) {
        List<float[]> groups = new ArrayList<>();
        List<float[]> noise = new ArrayList<>();
        for (Demonstrations.Signal group : data.groups()) {
            groups.add(new float[batchSize * window.history() * group.size()]);
            noise.add(new float[batchSize * window.history() * group.size()]);
        }
        List<float[]> images = new ArrayList<>();
        data.cameras().forEach(camera -> images.add(new float[batchSize * window.history() * camera.size()]));
        List<float[]> later = new ArrayList<>();
        if (window.isLater()) {
            data.cameras().forEach(camera -> later.add(new float[batchSize * camera.size()]));
        }
        Batch batch = new Batch(batchSize, groups, images, later,
                new float[batchSize * window.chunk() * data.actions().size()], new float[batchSize * window.chunk()],
                noise);
        RandomStream changes = stream.child("changes", number);
        for (int i = 0; i < batchSize; i++) {
            int place = place(number * batchSize + i);
            int episode = places[2 * place];
            int step = places[2 * place + 1];
            observe(batch, i, episode, step, changes.child(i));
            act(batch, i, episode, step);
        }
        return batch;
    }

    /// The place among all steps of the n-th sample of the run.
    private int place(long sample) {
        int n = places.length / 2;
        if (sample / n != pass) {
            pass = sample / n;
            order = stream.child("order", pass).permutation(n);
        }
        return order[(int) (sample % n)];
    }

    private void observe(Batch batch, int i, int episode, int step, RandomStream changes) {
        for (int g = 0; g < data.groups().size(); g++) {
            Demonstrations.Signal group = data.groups().get(g);
            RandomStream own = changes.child("noise", g);
            for (int h = 0; h < window.history(); h++) {
                int row = Math.max(0, step - window.history() + 1 + h);
                int to = (i * window.history() + h) * group.size();
                System.arraycopy(group.rows().get(episode), row * group.size(), batch.groups().get(g), to,
                        group.size());
                for (int k = 0; augmentation.noise() > 0 && k < group.size(); k++) {
                    double noise = augmentation.noise() * own.nextGaussian();
                    batch.noise().get(g)[to + k] = group.isSeen().get(k) ? (float) noise : 0;
                }
            }
        }
        for (int c = 0; c < data.cameras().size(); c++) {
            Demonstrations.Images camera = data.cameras().get(c);
            Augmentation.Change change = augmentation.draw(changes.child("image", c));
            for (int h = 0; h < window.history(); h++) {
                int row = Math.max(0, step - window.history() + 1 + h);
                augmentation.apply(change, camera.rows().get(episode), row * camera.size(), camera.width(),
                        camera.height(), batch.images().get(c), (i * window.history() + h) * camera.size());
            }
            if (window.isLater()) {
                int row = Math.min(data.steps()[episode], step + window.from() + window.chunk());
                int rows = camera.rows().get(episode).length / camera.size();
                augmentation.apply(change, camera.rows().get(episode), Math.min(row, rows - 1) * camera.size(),
                        camera.width(), camera.height(), batch.later().get(c), i * camera.size());
            }
        }
    }

    private void act(Batch batch, int i, int episode, int step) {
        int size = data.actions().size();
        for (int k = 0; k < window.chunk(); k++) {
            int wanted = step + window.from() + k;
            int row = Math.clamp(wanted, 0, data.steps()[episode] - 1);
            System.arraycopy(data.actions().rows().get(episode), row * size, batch.actions(),
                    (i * window.chunk() + k) * size, size);
            batch.isInside()[i * window.chunk() + k] = row == wanted ? 1 : 0;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
