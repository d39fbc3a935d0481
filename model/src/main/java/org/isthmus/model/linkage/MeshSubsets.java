package org.isthmus.model.linkage;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.mesh.CornerValues;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;

/// Meshes of some parts of a mesh.
final class MeshSubsets {
    private MeshSubsets() {}

    /// The faces of those parts whose material is `wanted`, as one part, with the vertices that they use.
    static Mesh of(Mesh mesh, MeshMaterial material, Predicate<MeshMaterial> wanted) {
        int[] corners = corners(mesh, wanted);
        Rows vertices = Rows.used(mesh.vertices(), 3, pick(mesh.faces(), corners));
        List<MeshPart> parts = List.of(new MeshPart(material.name(), 0, corners.length / 3, material));
        return new Mesh(vertices.values, IntArray.wrap(vertices.indices), subset(mesh.normals(), corners),
                subset(mesh.texcoords(), corners), subset(mesh.colours(), corners), parts);
    }

    /// The same mesh as one part without a material.
    static Mesh withoutMaterials(Mesh mesh) {
        List<MeshPart> parts = List
                .of(new MeshPart(mesh.parts().getFirst().name(), 0, mesh.faceCount(), MeshMaterial.NONE));
        return new Mesh(mesh.vertices(), mesh.faces(), mesh.normals(), mesh.texcoords(), mesh.colours(), parts);
    }

    /// Positions in `mesh.faces()` of the corners of the wanted parts.
    private static int[] corners(Mesh mesh, Predicate<MeshMaterial> wanted) {
        int[] corners = new int[mesh.faces().length()];
        int count = 0;
        for (MeshPart part : mesh.parts()) {
            if (wanted.test(part.material())) {
                for (int i = 0; i < 3 * part.faceCount(); i++) {
                    corners[count++] = 3 * part.firstFace() + i;
                }
            }
        }
        return Arrays.copyOf(corners, count);
    }

    private static CornerValues subset(CornerValues values, int[] corners) {
        if (values.isEmpty()) {
            return values;
        }
        Rows rows = Rows.used(values.values(), values.width(), pick(values.corners(), corners));
        return new CornerValues(values.width(), rows.values, IntArray.wrap(rows.indices));
    }

    private static int[] pick(IntArray from, int[] at) {
        return Arrays.stream(at).map(from::get).toArray();
    }

    /// Rows of a table that are used, and indices into them.
    private static final class Rows {
        final DoubleArray values;
        final int[] indices;

        private Rows(DoubleArray values, int[] indices) {
            this.values = values;
            this.indices = indices;
        }

        static Rows used(DoubleArray table, int width, int[] indices) {
            int[] renumbered = new int[table.length() / width];
            Arrays.fill(renumbered, -1);
            double[] rows = new double[Math.min(indices.length, renumbered.length) * width];
            int count = 0;
            int[] into = new int[indices.length];
            for (int i = 0; i < indices.length; i++) {
                int row = indices[i];
                if (renumbered[row] < 0) {
                    renumbered[row] = count;
                    for (int k = 0; k < width; k++) {
                        rows[count * width + k] = table.get(row * width + k);
                    }
                    count++;
                }
                into[i] = renumbered[row];
            }
            return new Rows(DoubleArray.wrap(Arrays.copyOf(rows, count * width)), into);
        }
    }
}
