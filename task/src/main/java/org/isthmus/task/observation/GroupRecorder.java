package org.isthmus.task.observation;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.random.RandomStream;
import org.isthmus.task.signal.Row;
import org.isthmus.task.signal.Signals;
import org.isthmus.task.space.Box;

/// One group of observations in running worlds: keeps what history and delays need, and writes what readers get. Worlds may be
/// recorded by several threads, each by one.
public final class GroupRecorder {
    private final ObservationGroup group;
    private final List<Column> columns = new ArrayList<>();
    private final int size;
    /// Values that a world's past has room for.
    private final int pastSize;
    /// [worlds][size]
    private final float[] values;
    /// [worlds][pastSize] rings of past values, scaled and with noise, observation by observation
    private final float[] past;
    /// [worlds] values recorded in this episode
    private final int[] recorded;
    /// [worlds] of the episode
    private final RandomStream[] noise;

    /// An observation's places.
    ///
    /// @param from in a row of signals
    /// @param size numbers of one value
    /// @param depth values kept: history and delay
    /// @param ring where its ring begins in a world's past
    /// @param to where its values begin in the output
    private record Column(Observation<?> observation, int from, int size, int depth, int ring, int to) {}

    public GroupRecorder(ObservationGroup group, Signals signals, int worlds) {
        this.group = group;
        int at = 0;
        int ring = 0;
        for (Observation<?> observation : group.observations()) {
            int from = signals.at(observation.signal());
            int n = signals.size(observation.signal());
            int depth = group.history() + observation.delay();
            columns.add(new Column(observation, from, n, depth, ring, at));
            ring += depth * n;
            at += group.history() * n;
        }
        size = at;
        pastSize = ring;
        values = new float[worlds * size];
        past = new float[worlds * pastSize];
        recorded = new int[worlds];
        noise = new RandomStream[worlds];
        for (int w = 0; w < worlds; w++) {
            noise[w] = RandomStream.of(w);
        }
    }

    public ObservationGroup group() {
        return group;
    }

    public int size() {
        return size;
    }

    /// [worlds][size], written by [#record]
    public float[] values() {
        return values;
    }

    /// The space of one world's values: bounded where observations are clipped.
    public Box space() {
        double[] high = new double[size];
        for (Column column : columns) {
            for (int i = 0; i < group.history() * column.size; i++) {
                high[column.to + i] = column.observation.clip();
            }
        }
        double[] low = new double[size];
        for (int i = 0; i < size; i++) {
            low[i] = -high[i];
        }
        return Box.of(low, high);
    }

    /// What the numbers of the output are, one name each, such as `joints[2]`, or `joints[2]@-1` for the step before.
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (Column column : columns) {
            for (int h = group.history() - 1; h >= 0; h--) {
                for (int i = 0; i < column.size; i++) {
                    labels.add(column.observation.name() + "[" + i + "]" + (h == 0 ? "" : "@-" + h));
                }
            }
        }
        return labels;
    }

    /// Begins an episode: the past is as the present.
    ///
    /// @param episode stream of the world's episode
    public void restart(int world, RandomStream episode) {
        recorded[world] = 0;
        noise[world] = episode.child("noise").child(group.name());
    }

    /// Takes up what a world is like now, once per control step, and writes what is seen of it.
    public void record(int world, Row row) {
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            take(world, row, column);
            give(world, column);
        }
        recorded[world]++;
    }

    private void take(int world, Row row, Column column) {
        Observation<?> it = column.observation;
        int ring = world * pastSize + column.ring;
        int to = ring + recorded[world] % column.depth * column.size;
        for (int i = 0; i < column.size; i++) {
            double value = row.get(column.from + i);
            if (it.noise() > 0) {
                value += it.noise() * noise[world].nextGaussian();
            }
            past[to + i] = (float) Math.clamp(it.scale() * value, -it.clip(), it.clip());
        }
        if (recorded[world] == 0) {
            for (int k = 1; k < column.depth; k++) {
                System.arraycopy(past, ring, past, ring + k * column.size, column.size);
            }
        }
    }

    private void give(int world, Column column) {
        int ring = world * pastSize + column.ring;
        int out = world * size + column.to;
        for (int h = 0; h < group.history(); h++) {
            int back = group.history() - 1 - h + column.observation.delay();
            int slot = Math.floorMod(recorded[world] - back, column.depth);
            System.arraycopy(past, ring + slot * column.size, values, out + h * column.size, column.size);
        }
    }

    /// How many numbers [#save] writes.
    public int saveLength() {
        return pastSize + size + 2;
    }

    /// Writes all that decides what a world's readers see next.
    ///
    /// @param out [..]
    public void save(int world, double[] out, int at) {
        for (int i = 0; i < pastSize; i++) {
            out[at + i] = past[world * pastSize + i];
        }
        for (int i = 0; i < size; i++) {
            out[at + pastSize + i] = values[world * size + i];
        }
        out[at + pastSize + size] = recorded[world];
        out[at + pastSize + size + 1] = noise[world].position();
    }

    /// Makes a world's readers see what those of the saved one saw.
    ///
    /// @param episode stream of the saved world's episode
    public void restore(int world, double[] in, int at, RandomStream episode) {
        restart(world, episode);
        for (int i = 0; i < pastSize; i++) {
            past[world * pastSize + i] = (float) in[at + i];
        }
        for (int i = 0; i < size; i++) {
            values[world * size + i] = (float) in[at + pastSize + i];
        }
        recorded[world] = (int) in[at + pastSize + size];
        noise[world] = noise[world].at((long) in[at + pastSize + size + 1]);
    }
}
