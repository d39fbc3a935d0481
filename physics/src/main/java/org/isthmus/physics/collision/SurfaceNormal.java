package org.isthmus.physics.collision;

import org.isthmus.model.scene.GeomType;

/// Outward normals of simple shapes at points of their surfaces, in the shape's frame.
final class SurfaceNormal {
    private SurfaceNormal() {}

    /// @param at where the shape's size is in `size`
    /// @param p [3] point of the surface
    /// @param out [3] any length
    static void of(GeomType type, double[] size, int at, double[] p, double[] out) {
        System.arraycopy(p, 0, out, 0, 3);
        switch (type) {
            case PLANE -> axis(2, 1, out);
            case CAPSULE -> out[2] -= Math.clamp(p[2], -size[at + 1], size[at + 1]);
            case ELLIPSOID -> {
                for (int k = 0; k < 3; k++) {
                    out[k] /= size[at + k] * size[at + k];
                }
            }
            case CYLINDER -> cylinder(size[at], size[at + 1], p, out);
            case BOX -> box(size, at, p, out);
            default -> {
            }
        }
    }

    private static void axis(int k, double sign, double[] out) {
        out[0] = 0;
        out[1] = 0;
        out[2] = 0;
        out[k] = sign;
    }

    /// The end or the side, whichever the point is nearer to.
    private static void cylinder(double radius, double half, double[] p, double[] out) {
        double toSide = Math.abs(Math.sqrt(p[0] * p[0] + p[1] * p[1]) - radius);
        if (Math.abs(Math.abs(p[2]) - half) < toSide) {
            axis(2, Math.signum(p[2]), out);
        } else {
            out[2] = 0;
        }
    }

    private static void box(double[] size, int at, double[] p, double[] out) {
        int face = 0;
        for (int k = 1; k < 3; k++) {
            boolean nearer = Math.abs(Math.abs(p[k]) - size[at + k]) < Math.abs(Math.abs(p[face]) - size[at + face]);
            face = nearer ? k : face;
        }
        axis(face, Math.signum(p[face]), out);
    }
}
