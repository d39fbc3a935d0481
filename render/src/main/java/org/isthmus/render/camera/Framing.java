package org.isthmus.render.camera;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;

/// Finds a place for a camera from which a box fills the image.
public final class Framing {
    /// Azimuth of the default view: from the front and a little from the right of things that face along x.
    public static final double DEFAULT_AZIMUTH = StrictMath.toRadians(-50);
    public static final double DEFAULT_ELEVATION = StrictMath.toRadians(22);
    private static final int STEPS = 60;

    private Framing() {}

    /// The pose `X_WC` from which all corners of the box are just inside the image with a margin.
    ///
    /// @param azimuth of the camera as seen from the box, about z from x, rad
    /// @param elevation of the camera above the box's centre, rad
    /// @param margin part of the image's half size that stays free
    public static Pose around(Camera camera, Aabb box, double azimuth, double elevation, double margin) {
        Vec3 towards = direction(azimuth, elevation);
        return at(box, towards, distance(camera, box, towards, margin));
    }

    /// From the box towards the camera.
    static Vec3 direction(double azimuth, double elevation) {
        return new Vec3(StrictMath.cos(elevation) * StrictMath.cos(azimuth),
                StrictMath.cos(elevation) * StrictMath.sin(azimuth), StrictMath.sin(elevation));
    }

    /// How far from the box's centre the camera must be, m.
    static double distance(Camera camera, Aabb box, Vec3 towards, double margin) {
        double radius = Math.max(box.halfSize().length(), 1e-6);
        double low = radius * 1e-3;
        double high = radius * 100;
        for (int i = 0; i < STEPS; i++) { // bisection in the logarithm
            double middle = Math.sqrt(low * high);
            if (fits(camera, box, at(box, towards, middle), margin)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    static Pose at(Aabb box, Vec3 towards, double distance) {
        return View.lookAt(box.center().plusScaled(towards, distance), box.center(), Vec3.Z);
    }

    private static boolean fits(Camera camera, Aabb box, Pose pose, double margin) {
        double[] pixel = new double[2];
        double halfWidth = 0.5 * camera.width();
        double halfHeight = 0.5 * camera.height();
        for (int corner = 0; corner < 8; corner++) {
            Vec3 p = new Vec3((corner & 1) == 0 ? box.min().x() : box.max().x(),
                    (corner & 2) == 0 ? box.min().y() : box.max().y(),
                    (corner & 4) == 0 ? box.min().z() : box.max().z());
            camera.project(pose.inverseTransform(p), pixel);
            boolean inside = Math.abs(pixel[0] + 0.5 - halfWidth) <= (1 - margin) * halfWidth
                    && Math.abs(pixel[1] + 0.5 - halfHeight) <= (1 - margin) * halfHeight;
            if (!inside) {
                return false;
            }
        }
        return true;
    }
}
