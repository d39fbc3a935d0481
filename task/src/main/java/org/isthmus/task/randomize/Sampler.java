package org.isthmus.task.randomize;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.isthmus.core.random.Categorical;
import org.isthmus.core.random.Distribution;
import org.isthmus.core.random.RandomStream;

/// Draws the numbers of a factor, which may depend on each other.
public interface Sampler {
    int size();

    /// What it draws, for tables: `U(0.8, 1.2)`.
    String description();

    /// @param random the factor's own stream
    /// @param out [.., size]
    void draw(RandomStream random, double[] out, int at);

    /// One number.
    static Sampler of(String description, Distribution distribution) {
        return new Sampler() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public String description() {
                return description;
            }

            @Override
            public void draw(RandomStream random, double[] out, int at) {
                out[at] = random.next(distribution);
            }
        };
    }

    /// Uniform in an interval.
    static Sampler uniform(double low, double high) {
        return of("U(" + low + ", " + high + ")", Distribution.uniform(low, high));
    }

    /// Uniform in the logarithm.
    static Sampler logUniform(double low, double high) {
        return of("logU(" + low + ", " + high + ")", Distribution.logUniform(low, high));
    }

    /// Normal, cut off at two deviations.
    static Sampler normal(double mean, double deviation) {
        return of("N(" + mean + ", " + deviation + ") within 2σ", Distribution.truncatedNormal(mean, deviation,
                mean - 2 * deviation, mean + 2 * deviation));
    }

    /// One of the numbers 0 to n − 1, all as probable.
    static Sampler choice(int n) {
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        Categorical categories = Categorical.of(weights);
        return new Sampler() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public String description() {
                return "one of 0 to " + (n - 1);
            }

            @Override
            public void draw(RandomStream random, double[] out, int at) {
                out[at] = random.next(categories);
            }
        };
    }

    /// Several, independent of each other.
    static Sampler all(Sampler... parts) {
        List<Sampler> list = List.of(parts);
        int size = list.stream().mapToInt(Sampler::size).sum();
        String description = list.stream().map(Sampler::description).collect(Collectors.joining(", "));
        return new Sampler() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public String description() {
                return description;
            }

            @Override
            public void draw(RandomStream random, double[] out, int at) {
                int next = at;
                for (Sampler part : list) {
                    part.draw(random, out, next);
                    next += part.size();
                }
            }
        };
    }

    /// The same n times, independent of each other.
    static Sampler repeat(int n, Sampler part) {
        Sampler[] parts = new Sampler[n];
        Arrays.fill(parts, part);
        Sampler all = all(parts);
        return new Sampler() {
            @Override
            public int size() {
                return all.size();
            }

            @Override
            public String description() {
                return n + " × " + part.description();
            }

            @Override
            public void draw(RandomStream random, double[] out, int at) {
                all.draw(random, out, at);
            }
        };
    }
}
