package org.isthmus.physics.sensor;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.SensorTable;
import org.isthmus.model.scene.Interpolation;

/// Sensors that are sampled at intervals, or whose values arrive late: each keeps its last samples.
///
/// A sample is taken when somebody asks and a period has passed since the last one was due. A value with a delay is read among the samples
/// that were there before: the newest that is old enough, or between two of them. Before the first samples all were 0.
///
/// Times are in steps. A world keeps for each such sensor when its last sample was due, then the samples, oldest first: time and values.
public final class SensorHistory {
    /// Steps within which two times are the same.
    private static final double SAME = 1e-6;

    private final SensorTable table;
    private final double timestep;
    private final int[] sensors;
    /// Where the record of each of `sensors` begins.
    private final int[] first;
    private final int size;
    private double now;

    public SensorHistory(Model model) {
        table = model.sensors();
        timestep = model.options().timestep;
        List<Integer> found = new ArrayList<>();
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            boolean isPlain = table.delay().get(s) == 0 && table.interval().get(2 * s) == 0;
            if (samples(s) > 0 && !isPlain) {
                found.add(s);
            }
        }
        sensors = found.stream().mapToInt(Integer::intValue).toArray();
        first = new int[sensors.length];
        int next = 0;
        for (int i = 0; i < sensors.length; i++) {
            first[i] = next;
            next += 1 + samples(sensors[i]) * (1 + table.dim().get(sensors[i]));
        }
        size = next;
    }

    /// Numbers that a world keeps.
    public int size() {
        return size;
    }

    /// The memory of one world.
    public interface Store {
        double kept(int index);

        void keep(int index, double value);

        double measured(int at);

        void measure(int at, double value);
    }

    /// Samples that are kept. A delayed value is read among one less: what is measured now does not count, so that asking twice gives the
    /// same.
    private int samples(int sensor) {
        int count = table.history().get(2 * sensor);
        return count > 0 && table.delay().get(sensor) > 0 ? count + 1 : count;
    }

    /// Steps from one sample to the next.
    private double period(int sensor) {
        double interval = table.interval().get(2 * sensor);
        return interval > 0 ? interval / timestep : 1;
    }

    /// Where a sample's record begins.
    private int place(int i, int sample) {
        return first[i] + 1 + sample * (1 + table.dim().get(sensors[i]));
    }

    /// Forgets all samples.
    public void clear(Store store) {
        for (int i = 0; i < sensors.length; i++) {
            int s = sensors[i];
            double phase = table.interval().get(2 * s + 1) / timestep;
            double last = phase < 0 ? phase : -period(s);
            store.keep(first[i], last);
            for (int k = 0; k < samples(s); k++) {
                int at = place(i, k);
                double due = last - (samples(s) - 1 - k) * period(s);
                store.keep(at, Math.ceil(due - SAME));
                for (int n = 0; n < table.dim().get(s); n++) {
                    store.keep(at + 1 + n, 0);
                }
            }
        }
    }

    /// Takes samples of what was just measured, and puts what arrives now in its place.
    ///
    /// @param steps of the world since it was reset
    public void pass(Store store, double steps) {
        now = steps;
        for (int i = 0; i < sensors.length; i++) {
            int s = sensors[i];
            boolean isNew = now > store.kept(place(i, samples(s) - 1)) + SAME;
            boolean isDue = isNew && now >= store.kept(first[i]) + period(s) - SAME;
            int dim = table.dim().get(s);
            if (table.delay().get(s) == 0) {
                if (isDue) {
                    insert(store, i);
                }
                for (int n = 0; n < dim; n++) {
                    store.measure(table.adr().get(s) + n, store.kept(place(i, samples(s) - 1) + 1 + n));
                }
            } else {
                passLate(store, i, isDue);
            }
        }
    }

    private void passLate(Store store, int i, boolean isDue) {
        int s = sensors[i];
        int dim = table.dim().get(s);
        double[] arriving = new double[dim];
        for (int n = 0; n < dim; n++) {
            arriving[n] = read(store, i, n, now - table.delay().get(s) / timestep);
        }
        if (isDue) {
            insert(store, i);
        }
        for (int n = 0; n < dim; n++) {
            store.measure(table.adr().get(s) + n, arriving[n]);
        }
    }

    private void insert(Store store, int i) {
        int s = sensors[i];
        int length = 1 + table.dim().get(s);
        int last = place(i, samples(s) - 1);
        for (int at = place(i, 0); at < last; at++) {
            store.keep(at, store.kept(at + length));
        }
        store.keep(last, now);
        for (int n = 0; n < length - 1; n++) {
            store.keep(last + 1 + n, store.measured(table.adr().get(s) + n));
        }
        double due = store.kept(first[i]);
        store.keep(first[i], due + Math.floor((now - due) / period(s) + SAME) * period(s));
    }

    /// The value at a time; before the oldest sample that one, after the newest that one.
    private double read(Store store, int i, int n, double time) {
        int newest = samples(sensors[i]) - 1;
        boolean isOfNow = store.kept(place(i, newest)) > now - SAME;
        int from = isOfNow ? 0 : 1;
        int to = isOfNow ? newest - 1 : newest;
        int before = from - 1;
        for (int k = from; k <= to; k++) {
            before = store.kept(place(i, k)) <= time + SAME ? k : before;
        }
        if (before < from || before == to) {
            return value(store, i, Math.max(before, from), n);
        }
        double t0 = store.kept(place(i, before));
        double t1 = store.kept(place(i, before + 1));
        double share = Math.max(0, time - t0) / (t1 - t0);
        double a = value(store, i, before, n);
        double b = value(store, i, before + 1, n);
        return switch (Interpolation.values()[table.history().get(2 * sensors[i] + 1)]) {
            case ZOH -> a;
            case LINEAR -> a + share * (b - a);
            case CUBIC -> cubic(a, b, share,
                    before == from ? 0 : (t1 - t0) * slope(store, i, n, before - 1, before + 1),
                    before + 1 == to ? 0 : (t1 - t0) * slope(store, i, n, before, before + 2));
        };
    }

    private double value(Store store, int i, int sample, int n) {
        return store.kept(place(i, sample) + 1 + n);
    }

    /// Hermite's cubic; its slopes are those of the chords around each end, 0 where nothing is beyond it.
    private static double cubic(double a, double b, double x, double slopeA, double slopeB) {
        double y = 1 - x;
        return a * (1 + 2 * x) * y * y + slopeA * x * y * y + b * x * x * (3 - 2 * x) - slopeB * x * x * y;
    }

    private double slope(Store store, int i, int n, int left, int right) {
        return (value(store, i, right, n) - value(store, i, left, n))
                / (store.kept(place(i, right)) - store.kept(place(i, left)));
    }
}
