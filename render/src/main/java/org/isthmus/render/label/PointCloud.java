package org.isthmus.render.label;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.render.Frames;

/// Points on the surfaces that a view sees.
///
/// @param points [n][3] world frame, m
/// @param pixels [n] pixel of each, row · width + column
public record PointCloud(float[] points, int[] pixels) {
    /// The points of the pixels that are asked for.
    ///
    /// @param frames with positions of that view
    /// @param included whether a pixel's index in the arrays of `frames` counts, such as by its object
    public static PointCloud of(Frames frames, int view, IntPredicate included) {
        int n = frames.pixels();
        float[] points = new float[3 * n];
        int[] pixels = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            int at = view * n + i;
            if (!Float.isNaN(frames.position()[3 * at]) && included.test(at)) {
                System.arraycopy(frames.position(), 3 * at, points, 3 * count, 3);
                pixels[count++] = i;
            }
        }
        return new PointCloud(Arrays.copyOf(points, 3 * count), Arrays.copyOf(pixels, count));
    }

    public int size() {
        return pixels.length;
    }

    public Vec3 point(int i) {
        return new Vec3(points[3 * i], points[3 * i + 1], points[3 * i + 2]);
    }

    /// The points inside a box of the world.
    public PointCloud cropped(Aabb box) {
        return chosen(IntStream.range(0, size()).filter(i -> contains(box, point(i))).toArray());
    }

    private static boolean contains(Aabb box, Vec3 p) {
        return box.union(new Aabb(p, p)).equals(box);
    }

    /// Exactly `n` points: some of them at random where there are more, some of them several times where there are fewer; none where there is
    /// none.
    public PointCloud resampled(int n, RandomStream random) {
        if (size() == 0) {
            return this;
        }
        int[] order = random.permutation(size());
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i < order.length ? order[i] : random.nextInt(size());
        }
        return chosen(rows);
    }

    private PointCloud chosen(int[] rows) {
        float[] out = new float[3 * rows.length];
        int[] from = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(points, 3 * rows[i], out, 3 * i, 3);
            from[i] = pixels[rows[i]];
        }
        return new PointCloud(out, from);
    }
}
