package org.isthmus.core.random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    /// `random_stream.txt` comes from `random_stream.py` beside it, which knows the documentation only.
    @Test
    void wordsAgreeWithAnIndependentProgram() throws IOException {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("random_stream.txt"));
                var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            List<String> lines = reader.lines().toList();
            assertThat(lines).hasSize(325);
            for (String line : lines) {
                String[] columns = line.split(";");
                RandomStream stream = stream(Long.parseLong(columns[0]), columns[1]);
                assertThat(stream.at(Long.parseLong(columns[2])).nextLong()).as(line)
                        .isEqualTo(Long.parseUnsignedLong(columns[3], 16));
            }
        }
    }

    private static RandomStream stream(long seed, String path) {
        RandomStream stream = RandomStream.of(seed);
        for (String step : path.isEmpty() ? new String[0] : path.split("/")) {
            String value = step.substring(2);
            stream = step.startsWith("n:") ? stream.child(Long.parseLong(value)) : stream.child(value);
        }
        return stream;
    }

    @Test
    void aChildDependsOnItsPathOnlyNotOnWhatWasDrawn() {
        RandomStream fresh = RandomStream.of(3);
        RandomStream used = RandomStream.of(3);
        used.nextLong();
        used.child("other").nextLong();
        assertThat(used.child("episode", 5).nextLong()).isEqualTo(fresh.child("episode").child(5).nextLong());
    }

    @Test
    void atReachesEveryPositionInAnyOrder() {
        RandomStream stream = RandomStream.of(8).child("x");
        long[] words = stream.longs(100).toArray();
        assertThat(stream.position()).isEqualTo(100);
        for (int i = 99; i >= 0; i--) {
            RandomStream there = stream.at(i);
            assertThat(there.nextLong()).isEqualTo(words[i]);
            assertThat(i == 99 || there.nextLong() == words[i + 1]).isTrue();
        }
        assertThatThrownBy(() -> stream.at(-1)).hasMessage("position -1, expected 0 or more");
    }

    @Test
    void firstWordsOfManyStreamsAreDistinct() {
        Set<Long> words = new HashSet<>();
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            words.add(RandomStream.of(i).nextLong());
            words.add(RandomStream.of(7).child(i).nextLong());
            words.add(RandomStream.of(7).child(Integer.toString(i)).nextLong());
            words.add(RandomStream.of(7).child("episode", i).child("friction").nextLong());
        }
        assertThat(words).hasSize(4 * n);
    }

    @Test
    void batchesEqualTheScalarsElementByElement() {
        Distribution[] distributions = {Distribution.uniform(-1, 3), Distribution.normal(1, 2),
            Distribution.truncatedNormal(0, 1, 0.5, 9), Distribution.logUniform(0.1, 100)};
        Property.check(1, 200, random -> {
            Distribution d = distributions[random.nextInt(distributions.length)];
            int n = Property.size(random, 8, 100);
            int from = random.nextInt(n + 1);
            RandomStream stream = RandomStream.of(random.nextLong()).at(random.nextLong(1000));
            RandomStream scalar = stream.at(stream.position());
            RandomStream single = stream.at(stream.position());
            double[] wide = new double[n];
            float[] narrow = new float[n];
            stream.fill(d, wide, from, n);
            single.fill(d, narrow, from, n);
            for (int i = 0; i < n; i++) {
                double expected = i < from ? 0 : scalar.next(d);
                assertThat(wide[i]).isEqualTo(expected);
                assertThat(narrow[i]).isEqualTo((float) expected);
            }
            assertThat(stream.position()).isEqualTo(scalar.position());
        });
    }

    @Test
    void batchesOfVectorsAndIndicesEqualTheScalars() {
        RandomStream stream = RandomStream.of(4);
        Categorical categories = Categorical.of(1, 2, 3);
        int[] indices = new int[9];
        stream.at(0).fill(categories, indices);
        double[] directions = new double[9];
        stream.at(0).fillDirections(directions);
        double[] points = new double[9];
        stream.at(0).fillInBall(points);
        double[] rotations = new double[12];
        stream.at(0).fillRotations(rotations);
        for (int i = 0; i < 3; i++) {
            assertThat(indices[i]).isEqualTo(stream.at(i).next(categories));
            assertThat(stream.at(2L * i).nextDirection().toArray()).containsExactly(part(directions, i, 3));
            assertThat(stream.at(3L * i).nextInBall().toArray()).containsExactly(part(points, i, 3));
            assertThat(stream.at(3L * i).nextRotation().toArray()).containsExactly(part(rotations, i, 4));
        }
        assertThatThrownBy(() -> stream.fillRotations(new double[6]))
                .hasMessage("array of 6 numbers, expected rows of 4");
    }

    private static double[] part(double[] rows, int row, int width) {
        return IntStream.range(0, width).mapToDouble(k -> rows[width * row + k]).toArray();
    }

    @Test
    void openUniformsNeverReachTheEnds() {
        assertThat(RandomStream.open(0)).isEqualTo(0x1p-53);
        assertThat(RandomStream.open(-1)).isEqualTo(1 - 0x1p-53);
    }

    @Test
    void integersTakeOneWordAndStayInRangeForEveryBound() {
        Property.check(2, 2000, random -> {
            long low = random.nextLong() >> random.nextInt(64);
            long high = random.nextLong() >> random.nextInt(64);
            RandomStream stream = RandomStream.of(random.nextLong());
            if (low < high) {
                assertThat(stream.nextLong(low, high)).isGreaterThanOrEqualTo(low).isLessThan(high);
            } else {
                stream.nextInt(1 + random.nextInt(Integer.MAX_VALUE));
            }
            assertThat(stream.position()).isEqualTo(1);
        });
        assertThat(RandomStream.of(1).nextLong(Long.MIN_VALUE, Long.MAX_VALUE)).isNotEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> RandomStream.of(1).nextInt(0))
                .hasMessage("an integer in [0, 0), expected a range that is not empty");
    }

    @Test
    void permutationsHoldEveryNumberOnce() {
        Property.check(3, 100, random -> {
            int n = Property.size(random, 8, 50);
            RandomStream stream = RandomStream.of(random.nextLong());
            int[] sorted = IntStream.of(stream.permutation(n)).sorted().toArray();
            assertThat(sorted).isEqualTo(IntStream.range(0, n).toArray());
            assertThat(stream.position()).isEqualTo(Math.max(0, n - 1));
        });
        List<String> words = new ArrayList<>(List.of("a", "b", "c"));
        RandomStream.of(1).shuffle(words);
        assertThat(words).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void fillingAllocatesNothing() {
        RandomStream stream = RandomStream.of(1);
        double[] out = new double[64];
        Distribution normal = Distribution.normal(0, 1);
        Allocation.assertNone(1000, () -> stream.fill(normal, out));
    }
}
