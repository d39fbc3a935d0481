package org.isthmus.render.camera;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;

/// The way of a camera once round a box, always as far away as the view needs in which the box looks largest: nothing leaves the image, and
/// nothing seems to grow or shrink.
public final class Orbit {
    /// Views that the distance is found from; between two the need hardly changes.
    private static final int SAMPLES = 72;

    private final Aabb box;
    private final double startAzimuth;
    private final double elevation;
    private final double distance;

    private Orbit(Aabb box, double startAzimuth, double elevation, double distance) {
        this.box = box;
        this.startAzimuth = startAzimuth;
        this.elevation = elevation;
        this.distance = distance;
    }

    /// @param startAzimuth where the camera begins, as seen from the box, about z from x, rad
    /// @param elevation of the camera above the box's centre, rad
    /// @param margin part of the image's half size that stays free
    public static Orbit around(Camera camera, Aabb box, double startAzimuth, double elevation, double margin) {
        double distance = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double azimuth = startAzimuth + 2 * Math.PI * i / SAMPLES;
            distance = Math.max(distance,
                    Framing.distance(camera, box, Framing.direction(azimuth, elevation), margin));
        }
        return new Orbit(box, startAzimuth, elevation, distance);
    }

    /// The pose `X_WC` after a part of the way, counter-clockwise as seen from above; 1 is where 0 was.
    public Pose pose(double turn) {
        double azimuth = startAzimuth + 2 * Math.PI * turn;
        return Framing.at(box, Framing.direction(azimuth, elevation), distance);
    }
}
