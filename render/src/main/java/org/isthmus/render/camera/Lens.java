package org.isthmus.render.camera;

import org.isthmus.core.math.Vec3;

/// How directions become normalised image coordinates: what stands between a point and the matrix K.
public sealed interface Lens {
    /// A perspective image without distortion.
    Lens PINHOLE = new Pinhole();
    /// Parallel rays along z; normalised coordinates are metres.
    Lens ORTHOGRAPHIC = new Orthographic();

    /// Normalised image coordinates of a point in the camera's frame; NaN where it cannot be seen.
    ///
    /// @param xy [2] out
    void project(double x, double y, double z, double[] xy);

    /// The direction, with z = 1 for rays that go forward, which has these normalised image coordinates.
    Vec3 direction(double x, double y);

    /// Whether straight lines stay straight, so that images can be rasterised.
    default boolean isStraight() {
        return false;
    }

    /// No distortion: x/z, y/z.
    record Pinhole() implements Lens {
        @Override
        public void project(double x, double y, double z, double[] xy) {
            xy[0] = z > 0 ? x / z : Double.NaN;
            xy[1] = z > 0 ? y / z : Double.NaN;
        }

        @Override
        public Vec3 direction(double x, double y) {
            return new Vec3(x, y, 1);
        }

        @Override
        public boolean isStraight() {
            return true;
        }
    }

    /// Parallel projection: x, y. All rays have the direction z; where they start is the camera's business.
    record Orthographic() implements Lens {
        @Override
        public void project(double x, double y, double z, double[] xy) {
            xy[0] = x;
            xy[1] = y;
        }

        @Override
        public Vec3 direction(double x, double y) {
            return Vec3.Z;
        }

        @Override
        public boolean isStraight() {
            return true;
        }
    }

    /// OpenCV's model with a rational radial and a tangential part (its documentation of `calib3d`, "Detailed description"):
    /// `x' = x·(1 + k1 r² + k2 r⁴ + k3 r⁶)/(1 + k4 r² + k5 r⁴ + k6 r⁶) + 2 p1 x y + p2 (r² + 2 x²)`, likewise y.
    record BrownConrady(double k1, double k2, double p1, double p2, double k3, double k4, double k5, double k6)
            implements
            Lens {
        private static final int ITERATIONS = 50;

        @Override
        public void project(double x, double y, double z, double[] xy) {
            if (!(z > 0)) {
                xy[0] = Double.NaN;
                xy[1] = Double.NaN;
                return;
            }
            distort(x / z, y / z, xy);
        }

        private void distort(double x, double y, double[] xy) {
            double r2 = x * x + y * y;
            double radial = radial(r2);
            xy[0] = x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x);
            xy[1] = y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y;
        }

        private double radial(double r2) {
            return (1 + r2 * (k1 + r2 * (k2 + r2 * k3))) / (1 + r2 * (k4 + r2 * (k5 + r2 * k6)));
        }

        /// By fixed-point iteration, as OpenCV does; where that does not come back to (x, y) no ray is seen: NaN.
        @Override
        public Vec3 direction(double x, double y) {
            double u = x;
            double v = y;
            for (int i = 0; i < ITERATIONS; i++) {
                double r2 = u * u + v * v;
                double radial = radial(r2);
                double nextU = (x - 2 * p1 * u * v - p2 * (r2 + 2 * u * u)) / radial;
                double nextV = (y - p1 * (r2 + 2 * v * v) - 2 * p2 * u * v) / radial;
                double change = Math.abs(nextU - u) + Math.abs(nextV - v);
                u = nextU;
                v = nextV;
                if (change < 1e-14) {
                    break;
                }
            }
            double[] back = new double[2];
            distort(u, v, back);
            double error = Math.abs(back[0] - x) + Math.abs(back[1] - y);
            return error < 1e-6 ? new Vec3(u, v, 1) : new Vec3(Double.NaN, Double.NaN, Double.NaN);
        }
    }

    /// OpenCV's fisheye model (Kannala and Brandt 2006): the image radius is
    /// `θ·(1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸)` of the angle θ from the axis, up to more than 180° of view.
    record Fisheye(double k1, double k2, double k3, double k4) implements Lens {
        private static final int ITERATIONS = 30;
        private static final double MAX_ANGLE = StrictMath.toRadians(175);

        @Override
        public void project(double x, double y, double z, double[] xy) {
            double r = Math.sqrt(x * x + y * y);
            double angle = StrictMath.atan2(r, z);
            double scale = r > 0 ? radius(angle) / r : 1 / z;
            xy[0] = angle <= MAX_ANGLE ? scale * x : Double.NaN;
            xy[1] = angle <= MAX_ANGLE ? scale * y : Double.NaN;
        }

        private double radius(double a) {
            double a2 = a * a;
            return a * (1 + a2 * (k1 + a2 * (k2 + a2 * (k3 + a2 * k4))));
        }

        private double slope(double a) {
            double a2 = a * a;
            return 1 + a2 * (3 * k1 + a2 * (5 * k2 + a2 * (7 * k3 + a2 * 9 * k4)));
        }

        /// By Newton's method.
        @Override
        public Vec3 direction(double x, double y) {
            double r = Math.sqrt(x * x + y * y);
            double angle = r;
            for (int i = 0; i < ITERATIONS; i++) {
                angle -= (radius(angle) - r) / slope(angle);
            }
            if (!(Math.abs(radius(angle) - r) < 1e-9 && angle >= 0 && angle <= MAX_ANGLE)) {
                return new Vec3(Double.NaN, Double.NaN, Double.NaN);
            }
            double sine = r > 0 ? StrictMath.sin(angle) / r : 1;
            return new Vec3(sine * x, sine * y, StrictMath.cos(angle));
        }
    }
}
