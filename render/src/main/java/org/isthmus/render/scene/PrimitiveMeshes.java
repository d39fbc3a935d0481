package org.isthmus.render.scene;

import java.util.function.Predicate;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.compiled.CompiledHeightField;
import org.isthmus.model.mesh.CornerValues;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.mesh.RenderMesh;

/// The meshes of a model's geoms; round ones of unit size, so that one mesh serves all sizes.
final class PrimitiveMeshes {
    private static final int SLICES = 64;
    private static final int STACKS = 32;

    private PrimitiveMeshes() {}

    static RenderMesh sphere() {
        Mesh m = Shapes.sphere(1, SLICES, STACKS);
        // the normals of a unit sphere are its vertices
        Mesh smooth = new Mesh(m.vertices(), m.faces(), new CornerValues(3, m.vertices(), m.faces()), m.texcoords(),
                m.colours(), m.parts());
        return MeshConversion.convert("sphere", smooth);
    }

    static RenderMesh box() {
        return MeshConversion.convert("box", Shapes.box(1, 1, 1));
    }

    static RenderMesh cylinder() {
        return MeshConversion.convert("cylinder", Shapes.cylinder(1, 1, SLICES));
    }

    static RenderMesh capsule(double radius, double halfLength) {
        return MeshConversion.convert("capsule", Shapes.capsule(radius, halfLength, SLICES / 2, STACKS / 4));
    }

    static RenderMesh plane() {
        return MeshConversion.convert("plane", Shapes.plane(1, 1));
    }

    /// The upper surface; the base below it is not shown.
    static RenderMesh heightField(CompiledHeightField field) {
        int rows = field.rows();
        int columns = field.columns();
        double[] vertices = new double[3 * rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int v = r * columns + c;
                vertices[3 * v] = field.sizeX() * (columns == 1 ? 0 : 2.0 * c / (columns - 1) - 1);
                vertices[3 * v + 1] = field.sizeY() * (rows == 1 ? 0 : 2.0 * r / (rows - 1) - 1);
                vertices[3 * v + 2] = field.top() * field.elevation().get(v);
            }
        }
        int[] faces = new int[6 * Math.max(0, rows - 1) * Math.max(0, columns - 1)];
        int at = 0;
        for (int r = 0; r + 1 < rows; r++) {
            for (int c = 0; c + 1 < columns; c++) {
                int v = r * columns + c;
                int[] two = {v, v + 1, v + columns + 1, v, v + columns + 1, v + columns};
                System.arraycopy(two, 0, faces, at, 6);
                at += 6;
            }
        }
        return MeshConversion.convert("height field", Mesh.of(DoubleArray.wrap(vertices), IntArray.wrap(faces)));
    }

    /// The parts of a mesh that are asked for.
    static RenderMesh mesh(String name, Mesh mesh, Predicate<MeshPart> included) {
        boolean[] faces = new boolean[mesh.faceCount()];
        for (MeshPart part : mesh.parts()) {
            for (int f = part.firstFace(); f < part.firstFace() + part.faceCount(); f++) {
                faces[f] = included.test(part);
            }
        }
        return MeshConversion.convert(name, mesh, f -> faces[f]);
    }
}
