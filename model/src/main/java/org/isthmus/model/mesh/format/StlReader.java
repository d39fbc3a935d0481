package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshBuilder;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.Welding;

/// Reads STL, binary and text (StereoLithography Interface Specification, 3D Systems, 1989).
///
/// Vertices at the same place become one, as in MuJoCo. The normals in the file are ignored: the order of the corners says
/// which side is out.
final class StlReader {
    private static final int HEADER = 84;
    private static final int RECORD = 50;

    private StlReader() {}

    static Mesh read(MeshSource source) {
        return Welding.weld(isText(source.bytes()) ? readText(source) : readBinary(source));
    }

    /// A binary file may also begin with "solid", a text with blanks; the size that a binary file declares decides.
    private static boolean isText(byte[] bytes) {
        if (bytes.length >= HEADER && HEADER + RECORD * declaredFaces(bytes) == bytes.length) {
            return false;
        }
        String begin = new String(bytes, 0, Math.min(bytes.length, 1024), ISO_8859_1).toLowerCase(Locale.ROOT);
        return begin.strip().startsWith("solid")
                && (bytes.length < HEADER || begin.contains("facet") || isAscii(bytes));
    }

    private static boolean isAscii(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 1024); i++) {
            if (bytes[i] <= 0) {
                return false;
            }
        }
        return true;
    }

    private static long declaredFaces(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(80) & 0xFFFF_FFFFL;
    }

    private static Mesh readBinary(MeshSource source) {
        byte[] bytes = source.bytes();
        if (bytes.length < HEADER) {
            throw source.fatal("the file has " + bytes.length + " bytes",
                    "at least " + HEADER + " for the header of an STL file",
                    "export the mesh again");
        }
        long declared = declaredFaces(bytes);
        int present = (bytes.length - HEADER) / RECORD;
        if (declared > present) {
            throw source.fatal("the STL file is cut off: it declares " + declared + " faces and holds " + present, "",
                    "export or download the mesh again");
        }
        if (HEADER + RECORD * declared < bytes.length) {
            source.warning(0, bytes.length - HEADER - RECORD * declared + " bytes follow the last face", "",
                    "they are ignored");
        }
        if (declared == 0) {
            throw source.fatal("the STL file declares no faces", "at least one", "export the surface again");
        }
        source.checkCounts(3 * declared, declared);
        return readFaces(source, (int) declared);
    }

    private static Mesh readFaces(MeshSource source, int count) {
        ByteBuffer in = ByteBuffer.wrap(source.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        double[] vertices = new double[9 * count];
        for (int i = 0; i < vertices.length; i++) {
            int face = i / 9;
            // Three normal components stand before the nine coordinates.
            vertices[i] = in.getFloat(HEADER + RECORD * face + 4 * (3 + i - 9 * face));
            if (!(Math.abs(vertices[i]) <= Mesh.MAX_COORDINATE)) {
                source.error(0, "face " + face + " has the coordinate " + vertices[i],
                        "a finite number of at most " + Mesh.MAX_COORDINATE, "export the mesh again");
            }
        }
        source.diagnostics().throwIfErrors();
        int[] faces = new int[3 * count];
        Arrays.setAll(faces, i -> i);
        return Mesh.of(DoubleArray.wrap(vertices), IntArray.wrap(faces));
    }

    /// Each three vertices between `outer loop` and `endloop` are a face; all else is only counted on to be there.
    private static Mesh readText(MeshSource source) {
        Words words = new Words(source.bytes(), '\0', false);
        MeshBuilder builder = new MeshBuilder();
        double[] p = new double[3];
        int inLoop = 0;
        while (words.nextLine()) {
            words.nextWord();
            if (words.is("vertex")) {
                if (words.numbers(p) != 3) {
                    source.error(words.line(), "the vertex is not three numbers", "vertex x y z",
                            "export the mesh again");
                }
                builder.vertex(p[0], p[1], p[2]);
                inLoop++;
            } else if (words.is("endloop")) {
                closeLoop(source, words, builder, inLoop);
                inLoop = 0;
            } else if (words.is("solid")) {
                builder.part(words.rest(), MeshMaterial.NONE);
            }
            source.checkCounts(builder.vertexCount(), builder.faceCount());
        }
        if (inLoop > 0) {
            throw source.fatal(words.line(), "the STL file is cut off within a face", "endloop", "download it again");
        }
        return source.finish(builder);
    }

    private static void closeLoop(MeshSource source, Words words, MeshBuilder builder, int corners) {
        int n = builder.vertexCount();
        if (corners == 3) {
            builder.face(n - 3, n - 2, n - 1);
        } else {
            source.error(words.line(), "the face has " + corners + " corners", "3", "export the mesh again");
        }
    }
}
