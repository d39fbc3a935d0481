package org.isthmus.physics.collision;

import java.util.List;
import java.util.Objects;

import org.isthmus.model.compiled.CompiledHeightField;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.jspecify.annotations.Nullable;

/// Where rays hit the geoms of a model, with the meaning of MuJoCo's `mj_ray`: for rangefinders and queries.
///
/// A ray is `origin + x·direction`, x ≥ 0; what is returned is the least x, in metres for a unit direction, or −1. Surfaces are hit from
/// inside too, planes from above only. Meshes are hit at their triangles, not at their hulls. Allocates nothing after
/// construction; one per thread.
public final class RayCast {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final double MIN_VALUE = 1e-15;

    private final GeomType[] types;
    private final int[] bodies;
    private final boolean[] visible;
    private final int[] dataId;
    private final @Nullable MeshRays[] meshes;
    private final List<CompiledHeightField> fields;
    private final HeightFieldRays fieldRays = new HeightFieldRays();
    /// The ray in the geom's frame.
    private final double[] p = new double[3];
    private final double[] v = new double[3];
    private int hit = -1;

    public RayCast(Model model) {
        int n = model.sizes().ngeom();
        types = new GeomType[n];
        bodies = new int[n];
        visible = new boolean[n];
        dataId = new int[n];
        meshes = new MeshRays[model.meshes().size()];
        for (int g = 0; g < n; g++) {
            types[g] = GeomType.values()[model.geoms().type().get(g)];
            bodies[g] = model.geoms().bodyId().get(g);
            visible[g] = isVisible(model, g);
            dataId[g] = model.geoms().dataId().get(g);
            if (isMesh(types[g]) && meshes[dataId[g]] == null) {
                meshes[dataId[g]] = new MeshRays(model.meshes().get(dataId[g]).geometry());
            }
        }
        fields = model.heightFields();
    }

    private static boolean isMesh(GeomType type) {
        return type == GeomType.MESH || type == GeomType.SDF;
    }

    private static boolean isVisible(Model model, int geom) {
        int material = model.geoms().matId().get(geom);
        return model.geoms().rgba().get(4 * geom + 3) > 0
                || material >= 0 && model.materials().rgba().get(4 * material + 3) > 0;
    }

    /// The least x at which a ray hits any visible geom, or −1; [#hit] then tells which.
    ///
    /// @param poses [ngeom][12] position, rotation by rows, world frame
    /// @param sizes [ngeom][3]
    /// @param origin [3] world frame, m
    /// @param direction [3] world frame, not zero
    /// @param excludedBody body whose geoms are passed through; −1: none
    public double nearest(double[] poses, double[] sizes, double[] origin, double[] direction, int excludedBody) {
        double least = NONE;
        hit = -1;
        for (int g = 0; g < types.length; g++) {
            if (visible[g] && bodies[g] != excludedBody) {
                double x = geom(g, poses, 12 * g, sizes, 3 * g, origin, direction);
                if (x < least) {
                    least = x;
                    hit = g;
                }
            }
        }
        return least == NONE ? -1 : least;
    }

    /// The geom that the last [#nearest] found, or −1.
    public int hit() {
        return hit;
    }

    /// The outward normal of the surface that the last [#nearest] hit.
    ///
    /// @param x what it returned; the other arguments as they were
    /// @param out [3] unit, world frame
    public void normal(
            double[] poses, double[] sizes, double[] origin, double[] direction, double x, double[] out) {
        int at = 12 * hit;
        geom(hit, poses, at, sizes, 3 * hit, origin, direction);
        for (int k = 0; k < 3; k++) {
            p[k] += x * v[k];
        }
        switch (types[hit]) {
            case MESH, SDF -> mesh(hit).normal(v);
            case HFIELD -> fieldRays.normal(v);
            default -> SurfaceNormal.of(types[hit], sizes, 3 * hit, p, v);
        }
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        for (int k = 0; k < 3; k++) {
            int row = at + 3 + 3 * k;
            out[k] = (poses[row] * v[0] + poses[row + 1] * v[1] + poses[row + 2] * v[2]) / length;
        }
    }

    /// The least x at which a ray hits one geom, or −1.
    ///
    /// @param pose [12] position, rotation by rows, world frame
    /// @param size [3]
    /// @param origin [3] world frame, m
    /// @param direction [3] world frame, not zero
    public double distance(int geom, double[] pose, double[] size, double[] origin, double[] direction) {
        double x = geom(geom, pose, 0, size, 0, origin, direction);
        return x == NONE ? -1 : x;
    }

    private double geom(
            int geom, double[] pose, int at, double[] size, int sizeAt, double[] origin, double[] direction) {
        for (int k = 0; k < 3; k++) {
            p[k] = 0;
            v[k] = 0;
            for (int i = 0; i < 3; i++) {
                double r = pose[at + 3 + 3 * i + k];
                p[k] += r * (origin[i] - pose[at + i]);
                v[k] += r * direction[i];
            }
        }
        double x = size[sizeAt];
        double y = size[sizeAt + 1];
        double z = size[sizeAt + 2];
        return switch (types[geom]) {
            case PLANE -> plane(x, y);
            case HFIELD -> fieldRays.cast(fields.get(dataId[geom]), p, v);
            case SPHERE -> sphere(0, x, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            case CAPSULE -> Math.min(side(x, y), Math.min(sphere(y, x, y, Double.POSITIVE_INFINITY),
                    sphere(-y, x, Double.NEGATIVE_INFINITY, -y)));
            case ELLIPSOID -> ellipsoid(x, y, z);
            case CYLINDER -> Math.min(side(x, y), Math.min(disk(y, x), disk(-y, x)));
            case BOX -> box(x, y, z);
            case MESH, SDF -> mesh(geom).cast(p, v);
        };
    }

    private MeshRays mesh(int geom) {
        return Objects.requireNonNull(meshes[dataId[geom]]);
    }

    private double plane(double halfX, double halfY) {
        if (v[2] > -MIN_VALUE) {
            return NONE;
        }
        double x = -p[2] / v[2];
        boolean within = (halfX <= 0 || Math.abs(p[0] + x * v[0]) <= halfX)
                && (halfY <= 0 || Math.abs(p[1] + x * v[1]) <= halfY);
        return x >= 0 && within ? x : NONE;
    }

    /// A sphere about (0, 0, center), of which only what lies between two heights counts.
    private double sphere(double center, double radius, double low, double high) {
        double z = p[2] - center;
        return quadratic(v[0] * v[0] + v[1] * v[1] + v[2] * v[2], v[0] * p[0] + v[1] * p[1] + v[2] * z,
                p[0] * p[0] + p[1] * p[1] + z * z - radius * radius, low, high);
    }

    /// An upright tube.
    private double side(double radius, double half) {
        return quadratic(v[0] * v[0] + v[1] * v[1], v[0] * p[0] + v[1] * p[1],
                p[0] * p[0] + p[1] * p[1] - radius * radius, -half, half);
    }

    private double ellipsoid(double rx, double ry, double rz) {
        double sx = 1 / (rx * rx);
        double sy = 1 / (ry * ry);
        double sz = 1 / (rz * rz);
        return quadratic(sx * v[0] * v[0] + sy * v[1] * v[1] + sz * v[2] * v[2],
                sx * v[0] * p[0] + sy * v[1] * p[1] + sz * v[2] * p[2],
                sx * p[0] * p[0] + sy * p[1] * p[1] + sz * p[2] * p[2] - 1, Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
    }

    /// The least x ≥ 0 with `a·x² + 2·b·x + c = 0` at which the ray's height is within the bounds.
    private double quadratic(double a, double b, double c, double low, double high) {
        double discriminant = b * b - a * c;
        if (!(discriminant >= MIN_VALUE)) {
            return NONE;
        }
        double root = Math.sqrt(discriminant);
        double first = (-b - root) / a;
        double second = (-b + root) / a;
        return counts(first, low, high) ? first : counts(second, low, high) ? second : NONE;
    }

    private boolean counts(double x, double low, double high) {
        double z = p[2] + x * v[2];
        return x >= 0 && z >= low && z <= high;
    }

    private double disk(double height, double radius) {
        if (Math.abs(v[2]) <= MIN_VALUE) {
            return NONE;
        }
        double x = (height - p[2]) / v[2];
        double px = p[0] + x * v[0];
        double py = p[1] + x * v[1];
        return x >= 0 && px * px + py * py <= radius * radius ? x : NONE;
    }

    private double box(double hx, double hy, double hz) {
        double enter = Double.NEGATIVE_INFINITY;
        double leave = NONE;
        for (int k = 0; k < 3; k++) {
            double half = k == 0 ? hx : k == 1 ? hy : hz;
            if (Math.abs(v[k]) > MIN_VALUE) {
                double a = (-half - p[k]) / v[k];
                double b = (half - p[k]) / v[k];
                enter = Math.max(enter, Math.min(a, b));
                leave = Math.min(leave, Math.max(a, b));
            } else if (Math.abs(p[k]) > half) {
                return NONE;
            }
        }
        return !(enter <= leave) || leave < 0 ? NONE : enter >= 0 ? enter : leave;
    }
}
