package org.isthmus.model.mjcf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.mesh.format.MeshReadOptions;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.model.mesh.format.MeshWriter;

/// The file that a mesh is written into: binary STL for one that STL gives back to the last bit, else OBJ, with an MTL file
/// where parts have materials. Images that a mesh file has for itself are left out: MJCF has textures of its own. So are the
/// names of parts but the first: MuJoCo reads one object of a file.
final class MeshFile {
    /// MuJoCo reads no more from STL.
    private static final int MAX_STL_FACES = 200_000;

    private final Mesh mesh;
    private final byte[] stl;

    private MeshFile(Mesh mesh, byte[] stl) {
        this.mesh = mesh;
        this.stl = stl;
    }

    static MeshFile of(Mesh mesh) {
        boolean possible = mesh.faceCount() <= MAX_STL_FACES && mesh.normals().isEmpty() && mesh.texcoords().isEmpty();
        byte[] stl = possible ? MeshWriter.toStl(mesh) : new byte[0];
        return new MeshFile(asOneObject(mesh), possible && givesBack(mesh, stl) ? stl : new byte[0]);
    }

    private static boolean givesBack(Mesh mesh, byte[] stl) {
        return MeshReader
                .parse("/a.stl", stl, FileAccess.inMemory(Map.of()), MeshReadOptions.AS_IN_FILE, new Diagnostics())
                .filter(mesh::equals)
                .isPresent();
    }

    private static Mesh asOneObject(Mesh mesh) {
        String name = mesh.parts().isEmpty() ? "" : mesh.parts().getFirst().name();
        List<MeshPart> parts = mesh.parts().stream()
                .map(part -> new MeshPart(name, part.firstFace(), part.faceCount(), withoutImage(part.material())))
                .toList();
        return new Mesh(mesh.vertices(), mesh.faces(), mesh.normals(), mesh.texcoords(), mesh.colours(), parts);
    }

    private static MeshMaterial withoutImage(MeshMaterial material) {
        return new MeshMaterial(material.name(), material.rgba(), Optional.empty());
    }

    String extension() {
        return stl.length > 0 ? ".stl" : ".obj";
    }

    /// Whether the file goes along with one of materials.
    boolean hasMaterials() {
        return stl.length == 0 && mesh.parts().stream().anyMatch(p -> !p.material().equals(MeshMaterial.NONE));
    }

    /// @param library name of the file of materials
    byte[] content(String library) {
        return stl.length > 0 ? stl : MeshWriter.toObj(mesh, hasMaterials() ? library : "");
    }

    byte[] materials() {
        return MeshWriter.toMtl(mesh);
    }
}
