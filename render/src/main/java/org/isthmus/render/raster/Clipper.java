package org.isthmus.render.raster;

import org.isthmus.render.camera.Camera;

/// Cuts triangles at the near plane and far outside of the image (Sutherland and Hodgman, "Reentrant polygon clipping", 1974), then fills
/// what is left as a fan.
///
/// A cut is always computed from the end that is inside to the one that is not, so two triangles cut their common edge in the same place.
final class Clipper {
    private static final int PLANES = 5;
    private static final int MAX_CORNERS = 3 + PLANES;
    /// The image's surroundings that are kept, in pixels.
    private static final double MARGIN = 0.5 * TriangleFill.GUARD;

    private Camera camera = Camera.perspective(1, 1, 1);
    private double farEnd;
    private double[] corners = new double[3 * MAX_CORNERS];
    private double[] next = new double[3 * MAX_CORNERS];
    private int count;
    private final int[] sx = new int[MAX_CORNERS];
    private final int[] sy = new int[MAX_CORNERS];
    private final float[] q = new float[MAX_CORNERS];

    Clipper() {}

    /// @param newFarEnd of parallel projections: nearness is this less z
    void of(Camera newCamera, double newFarEnd) {
        camera = newCamera;
        farEnd = newFarEnd;
    }

    void begin() {
        count = 0;
    }

    /// A corner in the camera's frame.
    void add(double x, double y, double z) {
        corners[3 * count] = x;
        corners[3 * count + 1] = y;
        corners[3 * count++ + 2] = z;
    }

    void fill(TriangleFill fill, int triangle, boolean cull, int opacity) {
        for (int plane = 0; plane < PLANES && count > 0; plane++) {
            clip(plane);
        }
        for (int i = 0; i < count; i++) {
            project(i);
        }
        for (int i = 2; i < count; i++) {
            fill.fill(sx[0], sy[0], q[0], sx[i - 1], sy[i - 1], q[i - 1], sx[i], sy[i], q[i], triangle, cull, opacity);
        }
    }

    private void clip(int plane) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int j = i + 1 == count ? 0 : i + 1;
            double di = distance(plane, i);
            double dj = distance(plane, j);
            if (di >= 0) {
                System.arraycopy(corners, 3 * i, next, 3 * kept++, 3);
            }
            if (di >= 0 != dj >= 0) {
                int in = di >= 0 ? i : j;
                int out = di >= 0 ? j : i;
                double t = di >= 0 ? di / (di - dj) : dj / (dj - di);
                for (int k = 0; k < 3; k++) {
                    next[3 * kept + k] = corners[3 * in + k] + t * (corners[3 * out + k] - corners[3 * in + k]);
                }
                kept++;
            }
        }
        count = kept;
        double[] swap = corners;
        corners = next;
        next = swap;
    }

    /// Signed distance from a plane, in any unit.
    private double distance(int plane, int i) {
        double x = corners[3 * i];
        double y = corners[3 * i + 1];
        double z = corners[3 * i + 2];
        double w = camera.isOrthographic() ? 1 : z;
        return switch (plane) {
            case 0 -> z - camera.near();
            case 1 -> camera.fx() * x + (camera.cx() + MARGIN) * w;
            case 2 -> (MARGIN - camera.cx()) * w - camera.fx() * x;
            case 3 -> camera.fy() * y + (camera.cy() + MARGIN) * w;
            default -> (MARGIN - camera.cy()) * w - camera.fy() * y;
        };
    }

    private void project(int i) {
        double x = corners[3 * i];
        double y = corners[3 * i + 1];
        double z = corners[3 * i + 2];
        double w = camera.isOrthographic() ? 1 : z;
        sx[i] = (int) Math.floor((camera.fx() * x / w + camera.cx()) * TriangleFill.SUBPIXELS + 0.5);
        sy[i] = (int) Math.floor((camera.fy() * y / w + camera.cy()) * TriangleFill.SUBPIXELS + 0.5);
        q[i] = (float) (camera.isOrthographic() ? farEnd - z : 1 / z);
    }
}
