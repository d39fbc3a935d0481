package org.isthmus.render.picture;

import org.isthmus.model.image.Image;

/// Draws smooth lines into an image, faint where something is nearer.
final class LinePainter {
    /// How much farther than a surface a line may be that lies on it, as a part of its depth.
    private static final double SLACK = 0.003;
    /// Beyond this many pixels nothing is drawn.
    private static final double FAR = 1e6;

    private final int width;
    private final int height;
    /// [height][width][3] sRGB
    private final byte[] rgb;
    /// [height][width] from `firstDepth` on, m
    private final float[] depth;
    private final int firstDepth;
    private final double radius;
    private final double hidden;
    private final boolean parallel;

    /// @param depth [.][height][width] from `firstDepth` on, m; 0: nothing
    /// @param lineWidth pixels
    /// @param hidden opacity behind surfaces
    /// @param parallel whether depth, instead of its inverse, is linear over the image
    LinePainter(Image image, float[] depth, int firstDepth, double lineWidth, double hidden, boolean parallel) {
        width = image.width();
        height = image.height();
        rgb = image.pixels().toArray();
        this.depth = depth;
        this.firstDepth = firstDepth;
        radius = 0.5 * lineWidth;
        this.hidden = hidden;
        this.parallel = parallel;
    }

    byte[] rgb() {
        return rgb;
    }

    /// Draws a line between two places in the image, with their depths.
    void line(double ax, double ay, double az, double bx, double by, double bz, int colour) {
        double most = Math.max(Math.max(Math.abs(ax), Math.abs(ay)), Math.max(Math.abs(bx), Math.abs(by)));
        if (!(most < FAR)) {
            return; // also what the lens does not see
        }
        int top = (int) Math.max(0, Math.ceil(Math.min(ay, by) - radius - 0.5));
        int bottom = (int) Math.min(height - 1.0, Math.floor(Math.max(ay, by) + radius + 0.5));
        double dx = bx - ax;
        double dy = by - ay;
        double square = dx * dx + dy * dy;
        double reach = radius + 0.5;
        for (int y = top; y <= bottom; y++) {
            // where the line is near this row
            double u = Math.abs(dy) < 1e-9 ? 0 : Math.clamp((y - reach - ay) / dy, 0, 1);
            double v = Math.abs(dy) < 1e-9 ? 1 : Math.clamp((y + reach - ay) / dy, 0, 1);
            double x0 = ax + u * dx;
            double x1 = ax + v * dx;
            int left = (int) Math.max(0, Math.ceil(Math.min(x0, x1) - reach));
            int right = (int) Math.min(width - 1.0, Math.floor(Math.max(x0, x1) + reach));
            for (int x = left; x <= right; x++) {
                double t = square > 0 ? Math.clamp(((x - ax) * dx + (y - ay) * dy) / square, 0, 1) : 0;
                double ex = x - ax - t * dx;
                double ey = y - ay - t * dy;
                double covered = Math.clamp(reach - Math.sqrt(ex * ex + ey * ey), 0, 1);
                if (covered > 0) {
                    blend(x, y, covered, depthAt(az, bz, t), colour);
                }
            }
        }
    }

    private double depthAt(double az, double bz, double t) {
        return parallel || az <= 0 || bz <= 0 ? az + t * (bz - az) : 1 / ((1 - t) / az + t / bz);
    }

    private void blend(int x, int y, double covered, double z, int colour) {
        int at = y * width + x;
        float surface = depth[firstDepth + at];
        boolean behind = surface > 0 && z > surface * (1 + SLACK);
        double opacity = covered * (behind ? hidden : 1);
        for (int k = 0; k < 3; k++) {
            int old = rgb[3 * at + k] & 0xFF;
            int wanted = colour >> (16 - 8 * k) & 0xFF;
            rgb[3 * at + k] = (byte) Math.round(old + opacity * (wanted - old));
        }
    }
}
