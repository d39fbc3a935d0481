package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.isthmus.model.mesh.Mesh;

/// The formats, their extensions and their readers.
enum MeshFormat {
    STL("stl", StlReader::read),
    OBJ("obj", ObjReader::read),
    PLY("ply", PlyReader::read),
    COLLADA("dae", ColladaReader::read),
    GLTF("gltf", GltfReader::read),
    GLB("glb", GltfReader::read),
    OFF("off", OffReader::read),
    MSH("msh", MshReader::read);

    /// How a file begins, for formats that say so.
    private static final List<Magic> MAGICS = List.of(new Magic("$MeshFormat", Optional.empty()),
            new Magic("glTF", Optional.of(GLB)), new Magic("ply\n", Optional.of(PLY)),
            new Magic("ply\r", Optional.of(PLY)));

    private final String extension;
    private final Function<MeshSource, Mesh> reader;

    MeshFormat(String extension, Function<MeshSource, Mesh> reader) {
        this.extension = extension;
        this.reader = reader;
    }

    private record Magic(String begin, Optional<MeshFormat> format) {
        boolean begins(byte[] bytes) {
            byte[] wanted = begin.getBytes(US_ASCII);
            return bytes.length >= wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
        }
    }

    Mesh read(MeshSource source) {
        return reader.apply(source);
    }

    static List<String> extensions() {
        return Arrays.stream(values()).map(f -> f.extension).toList();
    }

    /// The format by content where that is telling, else by extension.
    static MeshFormat of(MeshSource source) {
        if (source.bytes().length == 0) {
            throw source.fatal("the file is empty", "a mesh", "export the mesh again");
        }
        for (Magic magic : MAGICS) {
            if (magic.begins(source.bytes())) {
                return magic.format
                        .orElseThrow(() -> source.fatal("the file is a mesh of Gmsh", "a triangle mesh in one of: "
                                + String.join(", ", extensions()), "export the surface from Gmsh as STL"));
            }
        }
        String wanted = extension(source.file());
        return Arrays.stream(values()).filter(f -> f.extension.equals(wanted)).findFirst()
                .orElseThrow(() -> source.fatal("'." + wanted + "' is not a known mesh format",
                        "one of: " + String.join(", ", extensions()), "convert the mesh"));
    }

    private static String extension(String file) {
        int dot = file.lastIndexOf('.');
        return dot <= file.lastIndexOf('/') ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
