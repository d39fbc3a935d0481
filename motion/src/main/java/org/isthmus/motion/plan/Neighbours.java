package org.isthmus.motion.plan;

import java.util.Arrays;
import java.util.List;

/// Which configurations are near another.
final class Neighbours {
    private static final double E = Math.E;

    private Neighbours() {}

    /// How many neighbours each of some configurations needs so that paths over them become the shortest as their number
    /// grows: 2 e ln(count) is enough in any number of dimensions (Karaman and Frazzoli, Sampling-based algorithms for optimal
    /// motion planning, IJRR 30(7), 2011, section 3.3).
    static int enough(int count) {
        return (int) Math.ceil(2 * E * StrictMath.log(Math.max(2, count)));
    }

    /// The indices of the `k` nearest, the nearest first; of equally near ones the first.
    static int[] nearest(List<double[]> all, double[] x, int k) {
        int n = Math.min(k, all.size());
        int[] best = new int[n];
        double[] far = new double[n];
        Arrays.fill(far, Double.POSITIVE_INFINITY);
        for (int i = 0; i < all.size(); i++) {
            double square = square(all.get(i), x, far[n - 1]);
            if (square < far[n - 1]) {
                int at = n - 1;
                for (; at > 0 && far[at - 1] > square; at--) {
                    far[at] = far[at - 1];
                    best[at] = best[at - 1];
                }
                far[at] = square;
                best[at] = i;
            }
        }
        return best;
    }

    /// The square of the distance, or more than `most` where it is more.
    private static double square(double[] a, double[] b, double most) {
        double sum = 0;
        for (int i = 0; i < a.length && sum < most; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
