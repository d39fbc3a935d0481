package org.isthmus.physics.collision;

import org.isthmus.model.scene.GeomType;
import org.jspecify.annotations.Nullable;

/// A convex body at a place: a core and a radius around it, m. The core of a sphere is its centre, of a capsule its axis; of the others
/// the body itself. Mutable, so that one serves many queries.
final class Solid {
    /// Corners of the largest face it hands out.
    static final int MAX_FACE = 32;
    private static final int CAP_CORNERS = 8;
    /// A capsule or cylinder that lies flatter than this touches along a line.
    private static final double LYING = 0.5;
    private static final double STANDING = 0.7;
    /// A cap that leans less than this is level: its points stay where they are on the rim, so that bodies at rest keep their contacts.
    private static final double LEVEL = 1e-3;

    /// The last support point, world frame relative to the query's origin.
    double sx;
    double sy;
    double sz;
    /// Centre, relative to the query's origin.
    double x;
    double y;
    double z;
    double radius;
    private GeomType type = GeomType.SPHERE;
    private double sizeX;
    private double sizeY;
    private double sizeZ;
    private final double[] r = new double[9];
    private @Nullable Hull hull;
    /// [6][3] three corners above, three below, of a cell's half
    private final double[] prism = new double[18];
    private boolean isPrism;
    private double reach;

    /// Places a geom.
    ///
    /// @param pose [12] position, rotation by rows
    void place(GeomType type, double[] size, double[] pose, @Nullable Hull hull, double ox, double oy, double oz) {
        this.type = type;
        this.hull = hull;
        isPrism = false;
        x = pose[0] - ox;
        y = pose[1] - oy;
        z = pose[2] - oz;
        System.arraycopy(pose, 3, r, 0, 9);
        radius = type == GeomType.SPHERE || type == GeomType.CAPSULE ? size[0] : 0;
        sizeX = size[0];
        sizeY = size[1];
        sizeZ = size[2];
        reach = reach(type, size, hull);
    }

    /// The radius of a sphere about the geom's origin that holds it, m.
    static double reach(GeomType type, double[] size, @Nullable Hull hull) {
        return switch (type) {
            case SPHERE -> size[0];
            case CAPSULE -> size[0] + size[1];
            case ELLIPSOID -> Math.max(size[0], Math.max(size[1], size[2]));
            case CYLINDER -> Math.sqrt(size[0] * size[0] + size[1] * size[1]);
            case BOX -> Math.sqrt(size[0] * size[0] + size[1] * size[1] + size[2] * size[2]);
            default -> hull == null ? 0 : hull.radius();
        };
    }

    /// Places half of a cell of a height field: a triangle and the same triangle at the bottom.
    ///
    /// @param pose [12] of the height field
    /// @param top [3][3] in its frame, anticlockwise from above
    void placePrism(double[] pose, double[] top, double bottom, double ox, double oy, double oz) {
        isPrism = true;
        radius = 0;
        System.arraycopy(pose, 3, r, 0, 9);
        double cx = (top[0] + top[3] + top[6]) / 3;
        double cy = (top[1] + top[4] + top[7]) / 3;
        double cz = ((top[2] + top[5] + top[8]) / 3 + bottom) / 2;
        reach = 0;
        for (int k = 0; k < 3; k++) {
            for (int level = 0; level < 2; level++) {
                int at = 9 * level + 3 * k;
                prism[at] = top[3 * k] - cx;
                prism[at + 1] = top[3 * k + 1] - cy;
                prism[at + 2] = (level == 0 ? top[3 * k + 2] : bottom) - cz;
                reach = Math.max(reach, Math.sqrt(prism[at] * prism[at] + prism[at + 1] * prism[at + 1]
                        + prism[at + 2] * prism[at + 2]));
            }
        }
        x = pose[0] - ox + r[0] * cx + r[1] * cy + r[2] * cz;
        y = pose[1] - oy + r[3] * cx + r[4] * cy + r[5] * cz;
        z = pose[2] - oz + r[6] * cx + r[7] * cy + r[8] * cz;
    }

    double reach() {
        return reach;
    }

    /// Finds the point of the core that lies furthest along a direction of the world, of any length but 0.
    void support(double dx, double dy, double dz) {
        double lx = r[0] * dx + r[3] * dy + r[6] * dz;
        double ly = r[1] * dx + r[4] * dy + r[7] * dz;
        double lz = r[2] * dx + r[5] * dy + r[8] * dz;
        if (isPrism) {
            prismSupport(lx, ly, lz);
            return;
        }
        switch (type) {
            case SPHERE -> set(0, 0, 0);
            case CAPSULE -> set(0, 0, lz < 0 ? -sizeY : sizeY);
            case ELLIPSOID -> ellipsoidSupport(lx, ly, lz);
            case CYLINDER -> cylinderSupport(lx, ly, lz);
            case BOX -> set(lx < 0 ? -sizeX : sizeX, ly < 0 ? -sizeY : sizeY, lz < 0 ? -sizeZ : sizeZ);
            default -> hullSupport(lx, ly, lz);
        }
    }

    private void set(double lx, double ly, double lz) {
        sx = x + r[0] * lx + r[1] * ly + r[2] * lz;
        sy = y + r[3] * lx + r[4] * ly + r[5] * lz;
        sz = z + r[6] * lx + r[7] * ly + r[8] * lz;
    }

    private void ellipsoidSupport(double lx, double ly, double lz) {
        double ax = lx * sizeX;
        double ay = ly * sizeY;
        double az = lz * sizeZ;
        double length = Math.sqrt(ax * ax + ay * ay + az * az);
        double scale = length > 0 ? 1 / length : 0;
        set(sizeX * ax * scale, sizeY * ay * scale, sizeZ * az * scale);
    }

    private void cylinderSupport(double lx, double ly, double lz) {
        double length = Math.sqrt(lx * lx + ly * ly);
        double scale = length > 0 ? sizeX / length : 0;
        set(lx * scale, ly * scale, lz < 0 ? -sizeY : sizeY);
    }

    private void hullSupport(double lx, double ly, double lz) {
        Hull h = hull;
        if (h == null) {
            set(0, 0, 0);
            return;
        }
        int i = h.support(lx, ly, lz);
        set(h.corner(i, 0), h.corner(i, 1), h.corner(i, 2));
    }

    private void prismSupport(double lx, double ly, double lz) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 18; i += 3) {
            double d = prism[i] * lx + prism[i + 1] * ly + prism[i + 2] * lz;
            if (d > most) {
                most = d;
                best = i;
            }
        }
        set(prism[best], prism[best + 1], prism[best + 2]);
    }

    /// The flat part of the surface that looks along a direction: a face (3 corners or more, a convex loop), an edge (2), or nothing
    /// flat (0).
    ///
    /// @param out [MAX_FACE][3] world frame relative to the query's origin
    int face(double dx, double dy, double dz, double[] out) {
        double lx = r[0] * dx + r[3] * dy + r[6] * dz;
        double ly = r[1] * dx + r[4] * dy + r[7] * dz;
        double lz = r[2] * dx + r[5] * dy + r[8] * dz;
        if (isPrism) {
            return prismFace(lx, ly, lz, out);
        }
        return switch (type) {
            case CAPSULE -> Math.abs(lz) > LYING ? 0 : line(sizeX * lx, sizeX * ly, sizeX * lz, out);
            case CYLINDER -> Math.abs(lz) > STANDING ? cap(lx, ly, lz, out) : side(lx, ly, out);
            case BOX -> boxFace(lx, ly, lz, out);
            case MESH, SDF -> hullFace(lx, ly, lz, out);
            default -> 0;
        };
    }

    private void put(double lx, double ly, double lz, double[] out, int k) {
        out[3 * k] = x + r[0] * lx + r[1] * ly + r[2] * lz;
        out[3 * k + 1] = y + r[3] * lx + r[4] * ly + r[5] * lz;
        out[3 * k + 2] = z + r[6] * lx + r[7] * ly + r[8] * lz;
    }

    /// A line along the axis.
    private int line(double lx, double ly, double lz, double[] out) {
        put(lx, ly, lz - sizeY, out, 0);
        put(lx, ly, lz + sizeY, out, 1);
        return 2;
    }

    private int side(double lx, double ly, double[] out) {
        double scale = sizeX / Math.sqrt(lx * lx + ly * ly);
        return line(lx * scale, ly * scale, 0, out);
    }

    /// An octagon in the cap's rim, one corner where the cap reaches furthest.
    private int cap(double lx, double ly, double lz, double[] out) {
        double length = Math.sqrt(lx * lx + ly * ly);
        double cx = length > LEVEL ? sizeX * lx / length : sizeX;
        double cy = length > LEVEL ? sizeX * ly / length : 0;
        double up = lz < 0 ? -1 : 1;
        double half = Math.sqrt(0.5);
        for (int k = 0; k < CAP_CORNERS; k++) {
            put(cx, cy, up * sizeY, out, k);
            double next = half * (cx - up * cy);
            cy = half * (up * cx + cy);
            cx = next;
        }
        return CAP_CORNERS;
    }

    private int boxFace(double lx, double ly, double lz, double[] out) {
        double ax = Math.abs(lx);
        double ay = Math.abs(ly);
        double az = Math.abs(lz);
        for (int k = 0; k < 4; k++) {
            double u = k == 1 || k == 2 ? 1 : -1;
            double v = k >= 2 ? 1 : -1;
            if (ax >= ay && ax >= az) {
                put(lx < 0 ? -sizeX : sizeX, u * sizeY, v * sizeZ, out, k);
            } else if (ay >= az) {
                put(u * sizeX, ly < 0 ? -sizeY : sizeY, v * sizeZ, out, k);
            } else {
                put(u * sizeX, v * sizeY, lz < 0 ? -sizeZ : sizeZ, out, k);
            }
        }
        return 4;
    }

    private int hullFace(double lx, double ly, double lz, double[] out) {
        Hull h = hull;
        if (h == null || h.faceCount() == 0) {
            return 0;
        }
        int f = h.faceAround(h.support(lx, ly, lz), lx, ly, lz);
        if (f < 0) {
            return 0;
        }
        // of a face with too many corners, every second or third
        int sides = h.sideCount(f);
        int step = Math.ceilDiv(sides, MAX_FACE);
        int n = 0;
        for (int k = 0; k < sides; k += step) {
            int c = h.faceCorner(f, k);
            put(h.corner(c, 0), h.corner(c, 1), h.corner(c, 2), out, n++);
        }
        return n;
    }

    private static final int[][] PRISM_FACES = {{0, 1, 2}, {3, 5, 4}, {0, 3, 4, 1}, {1, 4, 5, 2}, {2, 5, 3, 0}};

    private int prismFace(double lx, double ly, double lz, double[] out) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < PRISM_FACES.length; f++) {
            double d = prismNormal(PRISM_FACES[f], lx, ly, lz);
            if (d > most) {
                most = d;
                best = f;
            }
        }
        int[] face = PRISM_FACES[best];
        for (int k = 0; k < face.length; k++) {
            put(prism[3 * face[k]], prism[3 * face[k] + 1], prism[3 * face[k] + 2], out, k);
        }
        return face.length;
    }

    /// The face's unit normal times a direction.
    private double prismNormal(int[] face, double lx, double ly, double lz) {
        int a = 3 * face[0];
        int b = 3 * face[1];
        int c = 3 * face[2];
        double ux = prism[b] - prism[a];
        double uy = prism[b + 1] - prism[a + 1];
        double uz = prism[b + 2] - prism[a + 2];
        double vx = prism[c] - prism[a];
        double vy = prism[c + 1] - prism[a + 1];
        double vz = prism[c + 2] - prism[a + 2];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        return length > 0 ? (nx * lx + ny * ly + nz * lz) / length : -1;
    }
}
