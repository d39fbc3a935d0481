package org.isthmus.motion.kinematics;

import java.util.stream.IntStream;

import org.isthmus.motion.numeric.SymmetricEigen;

/// How well a frame can be moved in all directions from one configuration.
///
/// Rows of velocity (m/s) and of angular velocity (rad/s) are not comparable; `length` makes them so: a turn counts as
/// the motion of a point that far away.
///
/// @param singularValues [k] of the Jacobian, ascending; k = min(6, n)
public record Manipulability(double[] singularValues) {
    /// Of a frame at the configuration of the last [GroupKinematics#compute].
    ///
    /// @param length m; 0: positions only (three rows)
    public static Manipulability of(GroupKinematics kinematics, int frame, double length) {
        int n = kinematics.group().size();
        double[] j = kinematics.jacobian(frame);
        int rows = length == 0 ? 3 : 6;
        for (int i = 3 * n; i < rows * n; i++) {
            j[i] *= length;
        }
        int k = Math.min(rows, n);
        double[] square = k == rows ? rowProducts(j, rows, n) : columnProducts(j, rows, n);
        double[] values = SymmetricEigen.of(square, k).values();
        return new Manipulability(IntStream.range(0, k).mapToDouble(i -> Math.sqrt(Math.max(0, values[i]))).toArray());
    }

    private static double[] rowProducts(double[] j, int rows, int n) {
        double[] out = new double[rows * rows];
        for (int a = 0; a < rows; a++) {
            for (int b = 0; b < rows; b++) {
                for (int i = 0; i < n; i++) {
                    out[a * rows + b] += j[a * n + i] * j[b * n + i];
                }
            }
        }
        return out;
    }

    private static double[] columnProducts(double[] j, int rows, int n) {
        double[] out = new double[n * n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                for (int i = 0; i < rows; i++) {
                    out[a * n + b] += j[i * n + a] * j[i * n + b];
                }
            }
        }
        return out;
    }

    /// The product of all singular values: the volume of the ellipsoid of velocities (Yoshikawa, Manipulability of
    /// robotic mechanisms, IJRR 4(2), 1985); 0 at a singularity.
    public double yoshikawa() {
        double product = 1;
        for (double value : singularValues) {
            product *= value;
        }
        return product;
    }

    /// The smallest singular value over the largest: 1 where all directions are alike, 0 at a singularity.
    public double isotropy() {
        double largest = singularValues[singularValues.length - 1];
        return largest == 0 ? 0 : singularValues[0] / largest;
    }
}
