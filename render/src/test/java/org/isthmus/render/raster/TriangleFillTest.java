package org.isthmus.render.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class TriangleFillTest {
    private static final int SIZE = 40;

    /// How often each pixel is covered by the triangles of a randomly shifted grid, each drawn alone.
    private static int[] coverage(RandomGenerator random, int cells, boolean bands) {
        int n = cells + 1;
        int[] x = new int[n * n];
        int[] y = new int[n * n];
        int step = SIZE * 256 / cells;
        for (int i = 0; i < n * n; i++) {
            boolean inner = i % n > 0 && i % n < cells && i / n > 0 && i / n < cells;
            x[i] = i % n * step + (inner ? random.nextInt(-step / 5, step / 5) : 0) - 128;
            y[i] = i / n * step + (inner ? random.nextInt(-step / 5, step / 5) : 0) - 128;
        }
        int[] count = new int[SIZE * SIZE];
        for (int c = 0; c < cells * cells; c++) {
            int a = c / cells * n + c % cells;
            boolean diagonal = random.nextBoolean();
            int[] corners = diagonal ? new int[]{a, a + n, a + 1, a + 1, a + n, a + n + 1}
                    : new int[]{a, a + n, a + n + 1, a, a + n + 1, a + 1};
            for (int t = 0; t < 6; t += 3) {
                add(count, x, y, corners[t], corners[t + 1], corners[t + 2], bands);
            }
        }
        return count;
    }

    private static void add(int[] count, int[] x, int[] y, int a, int b, int c, boolean bands) {
        VisibilityBuffer buffer = new VisibilityBuffer();
        buffer.reset(SIZE, SIZE);
        for (int row = 0; row < SIZE; row += bands ? 7 : SIZE) {
            TriangleFill fill = fill(buffer, row, Math.min(SIZE, row + (bands ? 7 : SIZE)));
            if ((a + b) % 3 != 0) { // both ways to fill, mixed
                fill.fill(x[a], y[a], 1, x[b], y[b], 2, x[c], y[c], 3, 1, false, TriangleFill.OPAQUE);
            } else {
                fill.fillMesh(new int[]{a, b, c}, 0, x, y, filled(x.length), 1, false);
            }
        }
        for (int i = 0; i < count.length; i++) {
            count[i] += buffer.words()[i] != 0 ? 1 : 0;
        }
    }

    private static float[] filled(int length) {
        float[] ones = new float[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static TriangleFill fill(VisibilityBuffer buffer, int fromRow, int toRow) {
        TriangleFill fill = new TriangleFill();
        fill.begin(buffer, fromRow, toRow);
        return fill;
    }

    @Test
    void meshesAreFilledAsTheirTrianglesAreAndDepthAlone() {
        Property.check(3, 60, random -> {
            int reach = (4 << random.nextInt(6)) * 256;
            int[] x = random.ints(60, -256, SIZE * 256).toArray();
            int[] y = random.ints(60, -256, SIZE * 256).toArray();
            float[] q = new float[60];
            int[] faces = new int[60];
            for (int i = 0; i < 60; i++) {
                x[i] = x[i - i % 3] + random.nextInt(-reach, reach);
                y[i] = y[i - i % 3] + random.nextInt(-reach, reach);
                q[i] = random.nextFloat(1, 2);
                faces[i] = i;
            }
            VisibilityBuffer one = new VisibilityBuffer();
            VisibilityBuffer mesh = new VisibilityBuffer();
            DepthBuffer depth = new DepthBuffer();
            one.reset(SIZE, SIZE);
            mesh.reset(SIZE, SIZE);
            depth.reset(SIZE, SIZE);
            boolean cull = random.nextBoolean();
            for (int i = 0; i < 60; i += 3) {
                fill(one, 0, SIZE).fill(x[i], y[i], q[i], x[i + 1], y[i + 1], q[i + 1], x[i + 2], y[i + 2], q[i + 2],
                        64 + i / 3, cull, TriangleFill.OPAQUE);
            }
            fill(mesh, 0, SIZE).fillMesh(faces, 0, x, y, q, 64, cull);
            TriangleFill deep = new TriangleFill();
            deep.begin(depth);
            deep.fillMesh(faces, 0, x, y, q, 64, cull);
            assertThat(mesh.words()).isEqualTo(one.words());
            int[] cell = new int[1];
            for (int i = 0; i < SIZE * SIZE; i++) {
                assertThat(depth.nearness()[i]).isEqualTo(VisibilityBuffer.nearness(mesh.words()[i]));
                for (int corner = 0; corner < 4; corner++) {
                    int column = Math.max(0, i % SIZE - (corner & 1));
                    int row = Math.max(0, i / SIZE - (corner >> 1));
                    depth.findCells(new float[]{column}, new float[]{row}, cell, 1);
                    assertThat(depth.nearest()[cell[0]]).isGreaterThanOrEqualTo(depth.nearness()[i]);
                }
            }
        });
    }

    @Test
    void neighboursLeaveNoGapAndShareNoPixel() {
        Property.check(1, 40, random -> {
            int cells = random.nextInt(1, 30);
            assertThat(Arrays.stream(coverage(random, cells, false)).filter(c -> c != 1)).isEmpty();
        });
    }

    @Test
    void bandsChangeNothing() {
        Property.check(2, 10, random -> assertThat(coverage(random, random.nextInt(1, 12), true)).containsOnly(1));
    }

    @Test
    void nearnessIsLinear() {
        VisibilityBuffer buffer = new VisibilityBuffer();
        buffer.reset(SIZE, SIZE);
        // q = 1 + x/10 + y/20 at pixel centres
        fill(buffer, 0, SIZE).fill(0, 0, 1, 0, 30 * 256, 2.5f, 30 * 256, 0, 4, 7, false,
                TriangleFill.OPAQUE);
        for (int y = 0; y < 15; y++) {
            for (int x = 0; x < 14; x++) {
                long word = buffer.words()[y * SIZE + x];
                assertThat(VisibilityBuffer.triangle(word)).isEqualTo(7);
                assertThat(VisibilityBuffer.nearness(word)).isCloseTo(1 + x / 10f + y / 20f,
                        within(1e-6f));
            }
        }
    }

    @Test
    void backFacesAreLeftOutOnRequest() {
        VisibilityBuffer buffer = new VisibilityBuffer();
        buffer.reset(SIZE, SIZE);
        TriangleFill fill = fill(buffer, 0, SIZE);
        fill.fill(0, 0, 1, 30 * 256, 0, 1, 0, 30 * 256, 1, 7, true, TriangleFill.OPAQUE);
        assertThat(buffer.words()).containsOnly(0);
        fill.fill(0, 0, 1, 30 * 256, 0, 1, 0, 30 * 256, 1, 7, false, TriangleFill.OPAQUE);
        assertThat(buffer.words()[0]).isNotZero();
    }

    @Test
    void opacityCoversThatPartOfThePixels() {
        for (int opacity = 0; opacity <= TriangleFill.OPAQUE; opacity++) {
            VisibilityBuffer buffer = new VisibilityBuffer();
            buffer.reset(SIZE, SIZE);
            fill(buffer, 0, SIZE).fill(-100_000, -100_000, 1, -100_000, 200_000, 1, 200_000, -100_000, 1, 7,
                    false, opacity);
            int covered = 0;
            for (int i = 0; i < 16; i++) {
                covered += buffer.words()[(i >> 2) * SIZE + (i & 3)] != 0 ? 1 : 0;
            }
            assertThat(covered).isEqualTo(opacity);
        }
    }
}
