package org.isthmus.model.compile;

import org.isthmus.model.scene.GeomType;

/// Coefficients of the forces that a fluid puts on a geom, taken as an ellipsoid: twelve numbers in MuJoCo's order
/// (`geom_fluid`).
///
/// Virtual masses and inertias are those of an ellipsoid in an ideal fluid (H. Lamb, Hydrodynamics, 6th edition,
/// 1932, articles 114 and 115).
final class FluidInteraction {
    private static final double MIN_VALUE = 1e-14;
    /// Nodes and weights of the 15-point Gauss-Kronrod rule on [0, 1], to the eight digits that MuJoCo has of the
    /// weights.
    private static final double[] WEIGHTS = {
        0.01146766, 0.03154605, 0.05239501, 0.07032663, 0.08450236, 0.09517529, 0.10221647, 0.10474107, 0.10221647,
        0.09517529, 0.08450236, 0.07032663, 0.05239501, 0.03154605, 0.01146766};
    private static final double[] NODES = gaussKronrodNodes();

    private FluidInteraction() {}

    private static double[] gaussKronrodNodes() {
        double[] right = {
            0, 0.20778495500789846760, 0.40584515137739716691, 0.58608723546769113029, 0.74153118559939443986,
            0.86486442335976907279, 0.94910791234275852453, 0.99145537112081263921};
        double[] nodes = new double[15];
        for (int i = 0; i < 8; i++) {
            nodes[7 - i] = (1 - right[i]) / 2;
            nodes[7 + i] = (1 + right[i]) / 2;
        }
        return nodes;
    }

    /// @param coefficients blunt drag, slender drag, angular drag, Kutta lift, Magnus lift
    static double[] of(GeomType type, double[] size, double[] coefficients) {
        double[] d = semiAxes(type, size);
        double volume = 4.0 / 3.0 * Math.PI * d[0] * d[1] * d[2];
        double[] kappa = {kappa(d[0], d[1], d[2]), kappa(d[1], d[2], d[0]), kappa(d[2], d[0], d[1])};
        double[] fluid = new double[12];
        fluid[0] = 1;
        System.arraycopy(coefficients, 0, fluid, 1, 5);
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            fluid[6 + i] = volume * kappa[i] / Math.max(MIN_VALUE, 2 - kappa[i]);
            fluid[9 + i] = volume * inertiaFactor(d[j], d[k], kappa[j], kappa[k]) / 5;
        }
        return fluid;
    }

    private static double[] semiAxes(GeomType type, double[] size) {
        return switch (type) {
            case SPHERE -> new double[]{size[0], size[0], size[0]};
            case CAPSULE -> new double[]{size[0], size[0], size[1] + size[0]};
            case CYLINDER -> new double[]{size[0], size[0], size[1]};
            default -> size.clone();
        };
    }

    private static double inertiaFactor(double b, double c, double kappaB, double kappaC) {
        double difference = b * b - c * c;
        double denominator = Math.abs(2 * difference + (b * b + c * c) * (kappaB - kappaC));
        return difference * difference * Math.abs(kappaC - kappaB) / Math.max(MIN_VALUE, denominator);
    }

    /// `∫₀^∞ a b c / √((a²+λ)³ (b²+λ) (c²+λ)) dλ`, with `λ = s x³/(1−x)²` to make the interval finite.
    private static double kappa(double a, double b, double c) {
        double scale = StrictMath.pow(a * a * a * b * c, 0.4);
        double sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            double x = NODES[i];
            double lambda = scale * x * x * x / ((1 - x) * (1 - x));
            double slope = scale * x * x * (3 - x) / ((1 - x) * (1 - x) * (1 - x));
            double la = 1 + lambda / (a * a);
            double lb = 1 + lambda / (b * b);
            double lc = 1 + lambda / (c * c);
            sum += WEIGHTS[i] * slope / (la * Math.sqrt(la * lb * lc));
        }
        return sum / (a * a);
    }
}
