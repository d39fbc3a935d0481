package org.isthmus.motion.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The largest ball about the origin inside the convex hull of points, in any number of dimensions.
///
/// The hull is built point by point (Preparata and Shamos, Computational geometry, 1985, section 3.4.2, beneath-beyond): facets that a
/// point is above give way to those between it and their rim. Meant for some tens of points in up to six dimensions.
public final class InscribedBall {
    /// The most points.
    public static final int MAX_POINTS = 256;
    /// Of the points' size: what is flatter has no inside, what is nearer to a facet is on it.
    private static final double FLAT = 1e-9;

    /// [npoint][d]
    private final double[][] points;
    private final int d;
    private final double tolerance;
    /// inside the hull
    private final double[] middle;
    private List<Facet> facets = new ArrayList<>();

    /// A simplex of the hull's surface: where `normal · x = offset`.
    ///
    /// @param corners ascending
    private record Facet(int[] corners, double[] normal, double offset) {
        double above(double[] x) {
            return dot(normal, x) - offset;
        }
    }

    private InscribedBall(double[][] points, int[] simplex, double tolerance) {
        this.points = points;
        this.tolerance = tolerance;
        d = points[0].length;
        middle = new double[d];
        for (int corner : simplex) {
            for (int k = 0; k < d; k++) {
                middle[k] += points[corner][k] / simplex.length;
            }
        }
        for (int without : simplex) {
            facets.add(facet(Arrays.stream(simplex).filter(corner -> corner != without).toArray()));
        }
    }

    /// Its radius; 0 where the origin is not inside, or the hull is flat.
    ///
    /// @param points [n][d], at most [#MAX_POINTS]
    public static double radius(double[][] points) {
        if (points.length > MAX_POINTS) {
            throw new IllegalArgumentException(points.length + " points, expected at most " + MAX_POINTS);
        }
        double size = 0;
        for (double[] p : points) {
            size = Math.max(size, Math.sqrt(dot(p, p)));
        }
        int[] simplex = points.length == 0 ? new int[0] : simplex(points, FLAT * size);
        if (simplex.length == 0) {
            return 0;
        }
        InscribedBall hull = new InscribedBall(points, simplex, FLAT * size);
        for (int i = 0; i < points.length; i++) {
            hull.add(i);
        }
        return Math.max(0, hull.facets.stream().mapToDouble(Facet::offset).min().orElse(0));
    }

    /// d + 1 points that span the space, each the farthest from what those before it span; none where that is flat.
    private static int[] simplex(double[][] points, double flat) {
        int d = points[0].length;
        int[] chosen = new int[d + 1];
        double[][] axes = new double[d][];
        for (int k = 0; k < d; k++) {
            double most = flat;
            for (int i = 0; i < points.length; i++) {
                double[] rest = rest(points[i], points[chosen[0]], axes, k);
                double length = Math.sqrt(dot(rest, rest));
                if (length > most) {
                    most = length;
                    chosen[k + 1] = i;
                    axes[k] = Arrays.stream(rest).map(x -> x / length).toArray();
                }
            }
            if (most == flat) {
                return new int[0];
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /// A point less another, without its parts along the first `count` axes.
    private static double[] rest(double[] point, double[] from, double[][] axes, int count) {
        double[] rest = new double[point.length];
        Arrays.setAll(rest, i -> point[i] - from[i]);
        for (int k = 0; k < count; k++) {
            double along = dot(rest, axes[k]);
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= along * axes[k][i];
            }
        }
        return rest;
    }

    private void add(int point) {
        List<Facet> kept = new ArrayList<>();
        // the rims of facets below the point; those between two such cancel
        Map<List<Integer>, int[]> rim = new LinkedHashMap<>();
        for (Facet facet : facets) {
            if (facet.above(points[point]) <= tolerance) {
                kept.add(facet);
                continue;
            }
            for (int without : facet.corners) {
                int[] ridge = Arrays.stream(facet.corners).filter(corner -> corner != without).toArray();
                List<Integer> key = Arrays.stream(ridge).boxed().toList();
                if (rim.remove(key) == null) {
                    rim.put(key, ridge);
                }
            }
        }
        for (int[] ridge : rim.values()) {
            int[] corners = Arrays.copyOf(ridge, d);
            corners[d - 1] = point;
            Arrays.sort(corners);
            kept.add(facet(corners));
        }
        facets = kept;
    }

    /// The plane through corners, from `(v − middle) · m = 1`: the middle is on no facet.
    private Facet facet(int[] corners) {
        double[] a = new double[d * d];
        double[] m = new double[d];
        for (int row = 0; row < d; row++) {
            for (int k = 0; k < d; k++) {
                a[row * d + k] = points[corners[row]][k] - middle[k];
            }
            m[row] = 1;
        }
        if (!LinearSystem.solve(a, d, m)) {
            return new Facet(corners, new double[d], Double.POSITIVE_INFINITY); // of no width: nothing is above it
        }
        double length = Math.sqrt(dot(m, m));
        double[] normal = Arrays.stream(m).map(x -> x / length).toArray();
        return new Facet(corners, normal, 1 / length + dot(normal, middle));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
