package org.isthmus.render.sensor;

import org.isthmus.core.random.RandomStream;
import org.isthmus.render.Frames;
import org.isthmus.render.camera.View;

/// Turns ideal depth into that of a structured-light or stereo camera, which measures disparity `d = f·b/z` in steps: noise and steps grow with
/// the square of the depth (Khoshelham and Oude Elberink, "Accuracy and resolution of Kinect depth data", Sensors 2012, equation 10);
/// steep surfaces, edges and what is out of range give nothing.
///
/// @param baseline between projector or second camera and camera, m
/// @param disparityNoise standard deviation, pixels
/// @param disparityStep steps in which disparity is measured, pixels; 0: none
/// @param near what is nearer is not measured, m
/// @param far what is farther is not measured, m
/// @param maxAngle of incidence at which something still comes back, rad
/// @param edgeHoles probability that a pixel beside an edge of depth gives nothing
/// @param dropout probability that any pixel gives nothing
public record DepthSensor(
        double baseline, double disparityNoise, double disparityStep, double near, double far, double maxAngle,
        double edgeHoles, double dropout) {
    /// Like a RealSense D435 (baseline 50 mm).
    public static final DepthSensor ACTIVE_STEREO = new DepthSensor(0.05, 0.08, 1 / 32.0, 0.17, 10,
            StrictMath.toRadians(80), 0.5, 0.002);
    private static final double EDGE = 0.05;

    /// @throws IllegalArgumentException when a number is out of its range
    public DepthSensor {
        if (!(baseline > 0 && disparityNoise >= 0 && disparityStep >= 0 && near >= 0 && far > near && maxAngle > 0
                && edgeHoles >= 0
                && edgeHoles <= 1 && dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("a depth sensor with baseline " + baseline + ", noise " + disparityNoise
                    + ", step " + disparityStep + ", range " + near + " to " + far
                    + ", expected a baseline above 0, the rest from 0 on, the range in order, probabilities up to 1");
        }
    }

    /// The depth image of a view: m, 0 where nothing is measured.
    ///
    /// @param frames with depth and normals
    /// @param random the noise
    /// @param out [height][width]
    public void measure(Frames frames, View view, int index, RandomStream random, float[] out) {
        int n = frames.pixels();
        double focal = view.camera().fx() * baseline;
        for (int i = 0; i < n; i++) {
            double noise = random.nextGaussian();
            double chance = random.nextDouble();
            float z = frames.depth()[index * n + i];
            boolean measured = z >= near && z <= far && chance >= dropout && !isSteep(frames, view, index, i)
                    && (chance >= edgeHoles || !isEdge(frames, index, i));
            out[i] = 0;
            if (measured) {
                double disparity = focal / z + disparityNoise * noise;
                if (disparityStep > 0) {
                    disparity = Math.rint(disparity / disparityStep) * disparityStep;
                }
                out[i] = disparity > 0 && focal / disparity <= far ? (float) (focal / disparity) : 0;
            }
        }
    }

    private boolean isSteep(Frames frames, View view, int index, int pixel) {
        var d = view.pose().rotation().rotate(
                view.camera().direction(pixel % frames.width(), Math.floorDiv(pixel, frames.width())));
        int at = 3 * (index * frames.pixels() + pixel);
        float[] normal = frames.normal();
        double cosine = -(normal[at] * d.x() + normal[at + 1] * d.y() + normal[at + 2] * d.z()) / d.length();
        return cosine < StrictMath.cos(maxAngle);
    }

    /// Whether depth jumps to a neighbour.
    private static boolean isEdge(Frames frames, int index, int pixel) {
        int width = frames.width();
        int base = index * frames.pixels();
        float here = frames.depth()[base + pixel];
        int x = pixel % width;
        int y = pixel / width;
        boolean edge = x > 0 && jumps(here, frames.depth()[base + pixel - 1]);
        edge |= x + 1 < width && jumps(here, frames.depth()[base + pixel + 1]);
        edge |= y > 0 && jumps(here, frames.depth()[base + pixel - width]);
        return edge | (y + 1 < frames.height() && jumps(here, frames.depth()[base + pixel + width]));
    }

    private static boolean jumps(float a, float b) {
        return Math.abs(a - b) > EDGE * a;
    }
}
