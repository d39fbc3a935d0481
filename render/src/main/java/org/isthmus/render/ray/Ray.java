package org.isthmus.render.ray;

import org.isthmus.core.math.Vec3;

/// A ray and what it hit; a workspace of the caller, used again and again.
public final class Ray {
    /// Origin and direction, world frame; the direction need not be of unit length.
    public double ox;
    public double oy;
    public double oz;
    public double dx;
    public double dy;
    public double dz;
    /// Where the ray begins and ends, in multiples of the direction.
    public float tmin;
    public float tmax;

    /// The distance of the hit in multiples of the direction; meaningful after a hit only, as the rest.
    public float t;
    /// Weights of corners 1 and 2 of the triangle; that of corner 0 is 1 − b1 − b2.
    public float b1;
    public float b2;
    /// Which instance; −1: nothing was hit.
    public int instance;
    /// Which triangle of its mesh.
    public int face;

    public Ray() {}

    /// Makes this the ray from a point in a direction, without end.
    public Ray set(Vec3 origin, Vec3 direction) {
        return set(origin.x(), origin.y(), origin.z(), direction.x(), direction.y(), direction.z(), 0,
                Float.POSITIVE_INFINITY);
    }

    /// Makes this another ray.
    public Ray set(double originX, double originY, double originZ, double directionX, double directionY,
            double directionZ, float from, float to) {
        ox = originX;
        oy = originY;
        oz = originZ;
        dx = directionX;
        dy = directionY;
        dz = directionZ;
        tmin = from;
        tmax = to;
        instance = -1;
        return this;
    }

    /// Lets it begin just beyond what it hit.
    public void pass() {
        tmin = t + Math.max(1e-5f * t, 1e-6f);
    }

    /// The point at a distance.
    public Vec3 at(double distance) {
        return new Vec3(ox + distance * dx, oy + distance * dy, oz + distance * dz);
    }
}
