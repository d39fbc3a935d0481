package org.isthmus.model.urdf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;

/// What the URDF tests share: short documents and their messages.
final class Urdf {
    static final String FILE = "/robots/r.urdf";
    static final String MASS = "<inertial><mass value='1'/>"
            + "<inertia ixx='1' iyy='1' izz='1' ixy='0' ixz='0' iyz='0'/></inertial>";

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

    static FileAccess files(String... namesAndTexts) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(UTF_8));
        }
        return FileAccess.inMemory(files);
    }

    static Scene read(String text) {
        return new UrdfReader(files()).parse(FILE, text, new Diagnostics());
    }

    /// The warnings of a document that is read, or all messages of one that is not: a line each, with line but without file and
    /// column.
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
