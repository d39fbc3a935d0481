package org.isthmus.model.mesh.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;

import org.isthmus.core.math.Vec3;

/// Cuts polygons into triangles.
///
/// Convex polygons become a fan, convex quadrilaterals are cut along the shorter diagonal (as MuJoCo does), all others by
/// clipping ears (G. H. Meisters, Polygons have ears, 1975).
final class Polygons {
    /// Polygons of more corners that are not convex become a fan all the same: ears take quadratic time.
    static final int MAX_EAR_CORNERS = 4096;

    /// Sine of the angle up to which a corner that turns the wrong way counts as straight.
    private static final double STRAIGHT = 1e-6;

    private Polygons() {}

    /// Receives a triangle as positions in the polygon's list of corners.
    @FunctionalInterface
    interface Triangle {
        void corners(int a, int b, int c);
    }

    /// Cuts a polygon of `n` corners, at least 3, into `n − 2` triangles of the same direction.
    static void cut(int n, IntFunction<Vec3> corner, Triangle out) {
        if (n == 3) {
            out.corners(0, 1, 2);
            return;
        }
        double[][] flat = flattened(n, corner);
        if (n > MAX_EAR_CORNERS || isConvex(flat)) {
            cutConvex(n, corner, out);
        } else {
            new Ears(flat).clip(out);
        }
    }

    private static void cutConvex(int n, IntFunction<Vec3> corner, Triangle out) {
        if (n == 4 && !(corner.apply(0).distance(corner.apply(2)) < corner.apply(1).distance(corner.apply(3)))) {
            out.corners(0, 1, 3);
            out.corners(1, 2, 3);
            return;
        }
        for (int i = 2; i < n; i++) {
            out.corners(0, i - 1, i);
        }
    }

    /// The corners in the plane that fits best, counter-clockwise: the coordinate in which the normal (M. Newell, 1972) is
    /// greatest is left out.
    private static double[][] flattened(int n, IntFunction<Vec3> corner) {
        Vec3 normal = Vec3.ZERO;
        Vec3 origin = corner.apply(0);
        for (int i = 1; i + 1 < n; i++) {
            normal = normal.plus(corner.apply(i).minus(origin).cross(corner.apply(i + 1).minus(origin)));
        }
        double x = Math.abs(normal.x());
        double y = Math.abs(normal.y());
        double z = Math.abs(normal.z());
        int left = x >= y && x >= z ? 0 : y >= z ? 1 : 2;
        int first = (left + 1) % 3;
        int second = (left + 2) % 3;
        double sign = normal.get(left) < 0 ? -1 : 1;
        double[][] flat = new double[n][];
        for (int i = 0; i < n; i++) {
            Vec3 p = corner.apply(i).minus(origin);
            flat[i] = new double[]{p.get(first), sign * p.get(second)};
        }
        return flat;
    }

    private static boolean isConvex(double[][] p) {
        int n = p.length;
        for (int i = 0; i < n; i++) {
            double[] a = p[i];
            double[] b = p[(i + 1) % n];
            double[] c = p[(i + 2) % n];
            double size = length(a, b) * length(b, c);
            if (turn(a, b, c) < -STRAIGHT * size) {
                return false;
            }
        }
        return true;
    }

    private static double length(double[] a, double[] b) {
        return Math.sqrt((b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1]));
    }

    /// Twice the signed area of a triangle: positive for a turn to the left.
    private static double turn(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }

    /// A polygon from which ears are clipped: corners that turn left and whose triangle holds no other corner.
    private static final class Ears {
        private final double[][] p;
        private final int[] before;
        private final int[] after;
        private final boolean[] gone;
        private final Deque<Integer> candidates = new ArrayDeque<>();
        private int left;

        Ears(double[][] p) {
            this.p = p;
            this.left = p.length;
            before = new int[left];
            after = new int[left];
            gone = new boolean[left];
            for (int i = 0; i < left; i++) {
                before[i] = (i + left - 1) % left;
                after[i] = (i + 1) % left;
                candidates.add(i);
            }
        }

        /// Each corner is examined at first and whenever a neighbour goes: three times on average.
        void clip(Triangle out) {
            int someCorner = 0;
            while (left > 3) {
                Integer i = candidates.poll();
                if (i == null) {
                    // Crossing edges or rounding: no corner qualifies, take the next best.
                    i = someCorner;
                } else if (gone[i] || !isEar(i)) {
                    continue;
                }
                out.corners(before[i], i, after[i]);
                someCorner = after[i];
                remove(i);
            }
            out.corners(before[someCorner], someCorner, after[someCorner]);
        }

        private void remove(int i) {
            gone[i] = true;
            left--;
            after[before[i]] = after[i];
            before[after[i]] = before[i];
            candidates.addFirst(before[i]);
            candidates.addLast(after[i]);
        }

        private boolean isEar(int i) {
            double[] a = p[before[i]];
            double[] b = p[i];
            double[] c = p[after[i]];
            if (turn(a, b, c) <= 0) {
                return false;
            }
            for (int j = after[after[i]]; j != before[i]; j = after[j]) {
                boolean reflex = turn(p[before[j]], p[j], p[after[j]]) <= 0;
                if (reflex && turn(a, b, p[j]) >= 0 && turn(b, c, p[j]) >= 0 && turn(c, a, p[j]) >= 0
                        && !samePlace(p[j], a) && !samePlace(p[j], c)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean samePlace(double[] a, double[] b) {
            return a[0] == b[0] && a[1] == b[1];
        }
    }
}
