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

    /// As [#draw(RandomStream, double[], int)], at a level of a curriculum.
    ///
    /// @param level 0: the easiest; 1: as declared
    default void draw(RandomStream random, double level, double[] out, int at) {
        draw(random, out, at);
    }

    /// Ranges that a curriculum moves: what `easy` draws at level 0, what `full` draws at level 1, and between them numbers on the straight line
    /// between both draws from the same random words, so that the ends of intervals move evenly.
    ///
    /// @throws IllegalArgumentException when they are not of the same size
    static Sampler growing(Sampler easy, Sampler full) {
        if (easy.size() != full.size()) {
            throw new IllegalArgumentException("a range that grows from " + easy.size() + " numbers to " + full.size()
                    + ", expected as many");
        }
        return new Sampler() {
            @Override
            public int size() {
                return full.size();
            }

            @Override
            public String description() {
                return full.description() + ", at first " + easy.description();
            }

            @Override
            public void draw(RandomStream random, double[] out, int at) {
                draw(random, 1, out, at);
            }

            @Override
            public void draw(RandomStream random, double level, double[] out, int at) {
                long position = random.position();
                double[] first = new double[size()];
                easy.draw(random.at(position), first, 0);
                full.draw(random, out, at);
                for (int i = 0; i < first.length; i++) {
                    out[at + i] = first[i] + level * (out[at + i] - first[i]);
                }
            }
        };
    }

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
                draw(random, 1, out, at);
            }

            @Override
            public void draw(RandomStream random, double level, double[] out, int at) {
                int next = at;
                for (Sampler part : list) {
                    part.draw(random, level, out, next);
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

            @Override
            public void draw(RandomStream random, double level, double[] out, int at) {
                all.draw(random, level, out, at);
            }
        };
    }
}
