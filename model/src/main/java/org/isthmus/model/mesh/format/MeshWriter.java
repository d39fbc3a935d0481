package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.CornerValues;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;

/// Writes meshes as OBJ with MTL, or as binary STL. The same mesh always gives the same bytes.
///
/// An OBJ file with its MTL file holds every number of the mesh exactly; read again they give the same mesh, but for parts whose
/// material has no name, and for names with line breaks or `#`. Parts of one name that follow each other are one object. STL
/// holds single precision, no parts and no materials; a mesh whose vertices are single-precision numbers at different places,
/// in the order of their first use, comes back the same.
public final class MeshWriter {
    private MeshWriter() {}

    /// The mesh as an OBJ file, with normals, texture coordinates, parts, and colours, which OBJ keeps at vertices: where the
    /// corners at a vertex differ, the last counts.
    ///
    /// @param library name of the MTL file that holds the materials, or empty to leave materials out
    public static byte[] toObj(Mesh mesh, String library) {
        StringBuilder out = new StringBuilder();
        if (!library.isEmpty()) {
            out.append("mtllib ").append(library).append('\n');
        }
        ObjColours colours = new ObjColours(mesh);
        for (int v = 0; v < mesh.vertexCount(); v++) {
            row(out.append('v'), mesh.vertices(), 3, v);
            colours.append(out, v).append('\n');
        }
        for (int t = 0; t < mesh.texcoords().count(); t++) {
            row(out.append("vt"), mesh.texcoords().values(), 2, t).append('\n');
        }
        for (int n = 0; n < mesh.normals().count(); n++) {
            row(out.append("vn"), mesh.normals().values(), 3, n).append('\n');
        }
        String object = "";
        for (MeshPart part : mesh.parts()) {
            if (!part.name().equals(object)) {
                object = part.name();
                out.append("o ").append(inLine(object)).append('\n');
            }
            part(out, mesh, part, !library.isEmpty() && hasMaterials(mesh));
        }
        return out.toString().getBytes(UTF_8);
    }

    /// The materials of a mesh as an MTL file; textures by the names that they have (of embedded ones the caller stores the bytes).
    public static byte[] toMtl(Mesh mesh) {
        Map<String, MeshMaterial> materials = new LinkedHashMap<>();
        mesh.parts().forEach(part -> materials.putIfAbsent(name(part.material()), part.material()));
        StringBuilder out = new StringBuilder();
        materials.forEach((name, material) -> material(out, name, material));
        return out.toString().getBytes(UTF_8);
    }

    private static boolean hasMaterials(Mesh mesh) {
        return mesh.parts().stream().anyMatch(p -> !p.material().equals(MeshMaterial.NONE));
    }

    /// OBJ has no way back to no material.
    private static String name(MeshMaterial m) {
        return m.name().isEmpty() ? "none" : inLine(m.name());
    }

    /// What can stand in a line of an OBJ file, and is no comment.
    private static String inLine(String name) {
        return name.replaceAll("[\\p{Cntrl}#\\\\]", "_").strip();
    }

    private static void material(StringBuilder out, String name, MeshMaterial m) {
        out.append("newmtl ").append(name).append('\n');
        if (m.rgba().length() > 0) {
            row(out.append("Kd"), DoubleArray.wrap(m.rgba().slice(0, 3)), 3, 0).append('\n');
            out.append("d ").append(m.rgba().get(3)).append('\n');
        }
        m.texture().ifPresent(t -> out.append("map_Kd ").append(inLine(t.name())).append('\n'));
    }

    private static StringBuilder row(StringBuilder out, DoubleArray rows, int width, int row) {
        for (int i = 0; i < width; i++) {
            out.append(' ').append(number(rows.get(width * row + i)));
        }
        return out;
    }

    /// The shortest decimal that is read as the same number; whole numbers without `.0`.
    private static String number(double x) {
        String text = Double.toString(x);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static void part(StringBuilder out, Mesh mesh, MeshPart part, boolean materials) {
        if (materials) {
            out.append("usemtl ").append(name(part.material())).append('\n');
        }
        for (int i = 3 * part.firstFace(); i < 3 * (part.firstFace() + part.faceCount()); i++) {
            out.append(i % 3 == 0 ? "f " : " ");
            corner(out, mesh, i);
            out.append(i % 3 == 2 ? "\n" : "");
        }
    }

    /// `v`, `v/vt`, `v//vn` or `v/vt/vn`.
    private static void corner(StringBuilder out, Mesh mesh, int i) {
        out.append(mesh.faces().get(i) + 1);
        if (!mesh.texcoords().isEmpty() || !mesh.normals().isEmpty()) {
            index(out.append('/'), mesh.texcoords(), i);
        }
        if (!mesh.normals().isEmpty()) {
            index(out.append('/'), mesh.normals(), i);
        }
    }

    private static void index(StringBuilder out, CornerValues values, int i) {
        if (!values.isEmpty()) {
            out.append(values.corners().get(i) + 1);
        }
    }

    /// Colours, which OBJ keeps at vertices: those of the last corner of each vertex.
    private static final class ObjColours {
        private final CornerValues colours;
        private final int[] ofVertex;

        ObjColours(Mesh mesh) {
            this.colours = mesh.colours();
            this.ofVertex = new int[colours.isEmpty() ? 0 : mesh.vertexCount()];
            for (int i = 0; i < colours.corners().length(); i++) {
                ofVertex[mesh.faces().get(i)] = colours.corners().get(i);
            }
        }

        StringBuilder append(StringBuilder out, int vertex) {
            return colours.isEmpty() ? out
                    : row(out, DoubleArray.wrap(colours.values().slice(4 * ofVertex[vertex], 4 * ofVertex[vertex] + 4)),
                            4, 0);
        }
    }

    /// The mesh as a binary STL file, coordinates rounded to single precision.
    public static byte[] toStl(Mesh mesh) {
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(84, Math.multiplyExact(50, mesh.faceCount())))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.position(80).putInt(mesh.faceCount());
        for (int f = 0; f < mesh.faceCount(); f++) {
            Vec3 a = mesh.corner(f, 0);
            Vec3 b = mesh.corner(f, 1);
            Vec3 c = mesh.corner(f, 2);
            Vec3 cross = b.minus(a).cross(c.minus(a));
            put(out, cross.length() == 0 ? Vec3.ZERO : cross.normalized());
            put(out, a);
            put(out, b);
            put(out, c);
            out.putShort((short) 0);
        }
        return out.array();
    }

    private static void put(ByteBuffer out, Vec3 v) {
        out.putFloat((float) v.x()).putFloat((float) v.y()).putFloat((float) v.z());
    }
}
