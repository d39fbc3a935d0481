package org.isthmus.model.mesh;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;

/// Moves, turns, scales and mirrors meshes. All throw `IllegalArgumentException` when the result has coordinates beyond
/// [Mesh#MAX_COORDINATE].
public final class MeshTransforms {
    private MeshTransforms() {}

    /// The mesh, given in frame B, in frame A, with `pose` = `X_AB`.
    public static Mesh transform(Mesh mesh, Pose pose) {
        return map(mesh, pose::transform, pose.rotation()::rotate);
    }

    public static Mesh translate(Mesh mesh, Vec3 offset) {
        return mesh.withVertices(map(mesh.vertices(), p -> p.plus(offset)));
    }

    /// Scales along the three axes. A mirroring scale (an odd number of negative factors) also turns the faces around, so that
    /// they still face outwards.
    public static Mesh scale(Mesh mesh, Vec3 factors) {
        // Normals go by the inverse transpose of the matrix, here up to the sign that turning the faces takes care of.
        Vec3 inverse = new Vec3(factors.y() * factors.z(), factors.x() * factors.z(), factors.x() * factors.y());
        double sign = factors.x() * factors.y() * factors.z() < 0 ? -1 : 1;
        Mesh scaled = map(mesh, p -> p.times(factors), n -> n.times(inverse).times(sign).normalized());
        return sign < 0 ? windingReversed(scaled) : scaled;
    }

    /// The same surface seen from the other side: faces clockwise that were counter-clockwise, normals negated.
    public static Mesh flip(Mesh mesh) {
        return windingReversed(map(mesh, p -> p, Vec3::negate));
    }

    /// Rounds all coordinates to the nearest single-precision number: what MuJoCo has after it read the same file.
    public static Mesh toSinglePrecision(Mesh mesh) {
        double[] rounded = new double[mesh.vertices().length()];
        Arrays.setAll(rounded, i -> (float) mesh.vertices().get(i));
        return mesh.withVertices(DoubleArray.wrap(rounded));
    }

    /// The faces of the first object or group only, with all vertices: what MuJoCo reads of an OBJ file that holds several.
    public static Mesh firstObject(Mesh mesh) {
        List<MeshPart> first = mesh.parts().stream()
                .takeWhile(part -> part.name().equals(mesh.parts().getFirst().name())).toList();
        int corners = 3 * first.stream().mapToInt(MeshPart::faceCount).sum();
        return new Mesh(mesh.vertices(), IntArray.wrap(mesh.faces().slice(0, corners)), head(mesh.normals(), corners),
                head(mesh.texcoords(), corners), head(mesh.colours(), corners), first);
    }

    private static CornerValues head(CornerValues values, int corners) {
        return values.isEmpty() ? values
                : new CornerValues(values.width(), values.values(), IntArray.wrap(values.corners().slice(0, corners)));
    }

    /// A mesh that is up in y (as in glTF), up in z: a quarter turn about x.
    public static Mesh yUpToZUp(Mesh mesh) {
        return map(mesh, p -> new Vec3(p.x(), -p.z(), p.y()), n -> new Vec3(n.x(), -n.z(), n.y()));
    }

    private static Mesh windingReversed(Mesh mesh) {
        return new Mesh(mesh.vertices(), reversed(mesh.faces()), reversed(mesh.normals()), reversed(mesh.texcoords()),
                reversed(mesh.colours()), mesh.parts());
    }

    private static CornerValues reversed(CornerValues values) {
        return new CornerValues(values.width(), values.values(), reversed(values.corners()));
    }

    /// Swaps the last two corners of each face.
    private static IntArray reversed(IntArray corners) {
        int[] turned = corners.toArray();
        for (int i = 0; i < turned.length; i += 3) {
            turned[i + 1] = corners.get(i + 2);
            turned[i + 2] = corners.get(i + 1);
        }
        return IntArray.wrap(turned);
    }

    private static Mesh map(Mesh mesh, UnaryOperator<Vec3> point, UnaryOperator<Vec3> normal) {
        CornerValues normals = mesh.normals();
        return new Mesh(map(mesh.vertices(), point), mesh.faces(),
                new CornerValues(3, map(normals.values(), normal), normals.corners()), mesh.texcoords(), mesh.colours(),
                mesh.parts());
    }

    private static DoubleArray map(DoubleArray rows, UnaryOperator<Vec3> f) {
        double[] out = new double[rows.length()];
        for (int i = 0; i < out.length / 3; i++) {
            f.apply(rows.vec3(i)).into(out, 3 * i);
        }
        return DoubleArray.wrap(out);
    }
}
