package org.isthmus.model.mesh;

import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.core.math.Vec3;

/// Makes meshes of simple solids, centred at the origin, closed (except [#plane]) and facing outwards.
///
/// Round shapes are inscribed: their vertices lie on the true surface, their volume is below the true one and grows to it
/// with the square of the resolution. Sizes are MuJoCo's: radii and half lengths, the axis along z.
public final class Shapes {
    private Shapes() {}

    /// A box with the given half sizes.
    public static Mesh box(double halfX, double halfY, double halfZ) {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < 8; i++) {
            b.vertex((i & 1) == 0 ? -halfX : halfX, (i & 2) == 0 ? -halfY : halfY, (i & 4) == 0 ? -halfZ : halfZ);
        }
        b.quad(0, 2, 3, 1);
        b.quad(4, 5, 7, 6);
        b.quad(0, 1, 5, 4);
        b.quad(2, 6, 7, 3);
        b.quad(0, 4, 6, 2);
        b.quad(1, 3, 7, 5);
        return b.build();
    }

    /// A rectangle in the plane z = 0 that faces up.
    public static Mesh plane(double halfX, double halfY) {
        MeshBuilder b = new MeshBuilder();
        b.quad(b.vertex(-halfX, -halfY, 0), b.vertex(halfX, -halfY, 0), b.vertex(halfX, halfY, 0),
                b.vertex(-halfX, halfY, 0));
        return b.build();
    }

    /// A sphere from a subdivided icosahedron: `20 · 4^subdivisions` nearly equal faces.
    ///
    /// @param subdivisions 0 to 7
    public static Mesh icosphere(double radius, int subdivisions) {
        require("subdivisions", subdivisions, 0, 7);
        Mesh icosahedron = icosahedron();
        Mesh sphere = unitIcosphere(icosahedron.vertices().toArray(), icosahedron.faces().toArray(), subdivisions);
        return MeshTransforms.scale(sphere, new Vec3(radius, radius, radius));
    }

    /// The unit sphere from a polyhedron whose vertices have one distance from the origin.
    static Mesh unitIcosphere(double[] vertices, int[] faces, int subdivisions) {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < vertices.length; i += 3) {
            b.vertex(Vec3.of(vertices, i).normalized());
        }
        for (int i = 0; i < faces.length; i += 3) {
            b.face(faces[i], faces[i + 1], faces[i + 2]);
        }
        Mesh sphere = b.build();
        for (int i = 0; i < subdivisions; i++) {
            sphere = subdivideOnSphere(sphere);
        }
        return sphere;
    }

    /// A sphere with poles on the z axis.
    ///
    /// @param slices around the axis, at least 3
    /// @param stacks from pole to pole, at least 2
    public static Mesh sphere(double radius, int slices, int stacks) {
        require("stacks", stacks, 2, 10_000);
        double[] r = new double[stacks - 1];
        double[] z = new double[stacks - 1];
        for (int i = 1; i < stacks; i++) {
            r[i - 1] = radius * StrictMath.sin(Math.PI * i / stacks);
            z[i - 1] = -radius * StrictMath.cos(Math.PI * i / stacks);
        }
        return lathe(r, z, -radius, radius, slices);
    }

    /// An ellipsoid with the given semi-axes.
    public static Mesh ellipsoid(double radiusX, double radiusY, double radiusZ, int slices, int stacks) {
        return MeshTransforms.scale(sphere(1, slices, stacks), new Vec3(radiusX, radiusY, radiusZ));
    }

    /// A cylinder along z.
    public static Mesh cylinder(double radius, double halfLength, int slices) {
        return lathe(new double[]{radius, radius}, new double[]{-halfLength, halfLength}, -halfLength, halfLength,
                slices);
    }

    /// A cone with its base at `-halfLength` and its tip at `halfLength`.
    public static Mesh cone(double radius, double halfLength, int slices) {
        return lathe(new double[]{radius}, new double[]{-halfLength}, -halfLength, halfLength, slices);
    }

    /// A cylinder along z with half spheres at its ends: `halfLength` is that of the cylinder alone.
    ///
    /// @param stacks of each half sphere, at least 1
    public static Mesh capsule(double radius, double halfLength, int slices, int stacks) {
        require("stacks", stacks, 1, 10_000);
        double[] r = new double[2 * stacks];
        double[] z = new double[2 * stacks];
        for (int i = 0; i < stacks; i++) {
            double angle = Math.PI / 2 * (i + 1) / stacks;
            r[i] = i == stacks - 1 ? radius : radius * StrictMath.sin(angle);
            z[i] = -halfLength - (i == stacks - 1 ? 0 : radius * StrictMath.cos(angle));
            r[2 * stacks - 1 - i] = r[i];
            z[2 * stacks - 1 - i] = -z[i];
        }
        return lathe(r, z, -halfLength - radius, halfLength + radius, slices);
    }

    /// A ring about z.
    ///
    /// @param radius from the axis to the middle of the tube
    /// @param tubeRadius less than `radius`
    /// @param slices around the axis, at least 3
    /// @param sides around the tube, at least 3
    public static Mesh torus(double radius, double tubeRadius, int slices, int sides) {
        require("slices", slices, 3, 10_000);
        require("sides", sides, 3, 10_000);
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < slices; i++) {
            for (int j = 0; j < sides; j++) {
                double tube = 2 * Math.PI * j / sides;
                double r = radius + tubeRadius * StrictMath.cos(tube);
                onCircle(b, r, tubeRadius * StrictMath.sin(tube), i, slices);
            }
        }
        for (int i = 0; i < slices; i++) {
            int here = i * sides;
            int next = (i + 1) % slices * sides;
            for (int j = 0; j < sides; j++) {
                int up = (j + 1) % sides;
                b.quad(here + j, next + j, next + up, here + up);
            }
        }
        return b.build();
    }

    /// A solid of revolution about z: a bottom point on the axis, rings of radius `r[i]` at height `z[i]`, a top point.
    private static Mesh lathe(double[] r, double[] z, double bottom, double top, int slices) {
        require("slices", slices, 3, 10_000);
        MeshBuilder b = new MeshBuilder();
        b.vertex(0, 0, bottom);
        for (int ring = 0; ring < r.length; ring++) {
            for (int i = 0; i < slices; i++) {
                onCircle(b, r[ring], z[ring], i, slices);
            }
        }
        int last = b.vertex(0, 0, top);
        for (int i = 0; i < slices; i++) {
            int j = (i + 1) % slices;
            b.face(0, 1 + j, 1 + i);
            for (int ring = 0; ring + 1 < r.length; ring++) {
                int low = 1 + ring * slices;
                b.quad(low + i, low + j, low + slices + j, low + slices + i);
            }
            b.face(last, last - slices + i, last - slices + j);
        }
        return b.build();
    }

    private static void onCircle(MeshBuilder b, double radius, double z, int i, int slices) {
        double angle = 2 * Math.PI * i / slices;
        b.vertex(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), z);
    }

    /// Twelve vertices at the cyclic permutations of (0, ±1, ±golden ratio), on the unit sphere: their hull.
    private static Mesh icosahedron() {
        double golden = (1 + Math.sqrt(5)) / 2;
        MeshBuilder b = new MeshBuilder();
        for (int axis = 0; axis < 3; axis++) {
            for (int signs = 0; signs < 4; signs++) {
                double[] p = new double[3];
                p[(axis + 1) % 3] = (signs & 1) == 0 ? 1 : -1;
                p[(axis + 2) % 3] = (signs & 2) == 0 ? golden : -golden;
                b.vertex(Vec3.of(p, 0).normalized());
            }
        }
        return ConvexHull.meshOf(b.build().vertices());
    }

    /// Splits each face in four at the middles of its edges, which move out to the unit sphere.
    private static Mesh subdivideOnSphere(Mesh mesh) {
        MeshBuilder b = new MeshBuilder();
        for (int i = 0; i < mesh.vertexCount(); i++) {
            b.vertex(mesh.vertex(i));
        }
        Map<Long, Integer> middles = new LinkedHashMap<>();
        for (int f = 0; f < mesh.faceCount(); f++) {
            int[] v = mesh.faces().slice(3 * f, 3 * f + 3);
            int ab = middle(b, middles, v[0], v[1]);
            int bc = middle(b, middles, v[1], v[2]);
            int ca = middle(b, middles, v[2], v[0]);
            b.face(v[0], ab, ca);
            b.face(v[1], bc, ab);
            b.face(v[2], ca, bc);
            b.face(ab, bc, ca);
        }
        return b.build();
    }

    private static int middle(MeshBuilder b, Map<Long, Integer> middles, int i, int j) {
        long key = (long) Math.min(i, j) << 32 | Math.max(i, j);
        return middles.computeIfAbsent(key, k -> b.vertex(b.position(i).plus(b.position(j)).normalized()));
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + least + " to " + most);
        }
    }
}
