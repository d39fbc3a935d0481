package org.isthmus.model.urdf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;

/// What the URDF tests share: short documents and their messages.
public final class Urdf {
    static final String FILE = "/robots/r.urdf";
    static final String MASS = "<inertial><mass value='1'/>"
            + "<inertia ixx='1' iyy='1' izz='1' ixy='0' ixz='0' iyz='0'/></inertial>";

    static final String TETRAHEDRON = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";
    private static final byte[] PIXEL = Images
            .toPng(new Image(1, 1, 3, ByteArray.wrap(new byte[]{(byte) 255, 0, 0})));

    private Urdf() {}

    static String robot(String... parts) {
        return "<robot name='r'>\n" + String.join("\n", parts) + "\n</robot>";
    }

    /// A link that can move.
    static String link(String name, String... parts) {
        return "<link name='" + name + "'>" + MASS + String.join("", parts) + "</link>";
    }

    static String joint(String name, String type, String parent, String child, String... parts) {
        return "<joint name='" + name + "' type='" + type + "'><parent link='" + parent + "'/><child link='" + child
                + "'/>" + String.join("", parts) + "</joint>";
    }

    /// Files in memory; those that end in `.obj` and `.png` hold a tetrahedron and a red pixel where they are empty.
    public static FileAccess files(String... namesAndTexts) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            String name = namesAndTexts[i];
            String text = namesAndTexts[i + 1];
            files.put(name, !text.isEmpty() ? text.getBytes(UTF_8)
                    : name.endsWith(".png") ? PIXEL : name.endsWith(".obj") ? TETRAHEDRON.getBytes(UTF_8)
                    : new byte[0]);
        }
        return FileAccess.inMemory(files);
    }

    static Scene read(String text) {
        return new UrdfReader(files()).parse(FILE, text, new Diagnostics());
    }

    /// The warnings of a document that is read, or all messages of one that is not: a line each, with line but without
    /// file and column.
    static String messages(String text) {
        return messages(new UrdfReader(files()), text);
    }

    static String messages(UrdfReader reader, String text) {
        Diagnostics diagnostics = new Diagnostics();
        try {
            reader.parse(FILE, text, diagnostics);
        } catch (DiagnosticException e) {
            return lines(String.valueOf(e.getMessage()));
        }
        StringBuilder all = new StringBuilder();
        diagnostics.list().forEach(d -> all.append(d).append('\n'));
        return lines(all.toString());
    }

    private static String lines(String all) {
        return all.replace(FILE + ":", "").replaceAll("(?m)^(\\d+):\\d+: ", "$1: ").strip();
    }
}
