package org.isthmus.model.sdf;

import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.urdf.Urdf;

/// What the SDF tests share: short documents and their messages.
final class Sdf {
    static final String FILE = "/models/m.sdf";
    static final String MASS = "<inertial><mass>1</mass><inertia><ixx>1</ixx><iyy>1</iyy><izz>1</izz></inertia>"
            + "</inertial>";

    private Sdf() {}

    static String model(String... parts) {
        return "<sdf version='1.9'><model name='m'>\n" + String.join("\n", parts) + "\n</model></sdf>";
    }

    static String world(String... parts) {
        return "<sdf version='1.9'><world name='w'>\n" + String.join("\n", parts) + "\n</world></sdf>";
    }

    static String link(String name, String... parts) {
        return "<link name='" + name + "'>" + MASS + String.join("", parts) + "</link>";
    }

    static String pose(String numbers) {
        return "<pose>" + numbers + "</pose>";
    }

    static String pose(String relativeTo, String numbers) {
        return "<pose relative_to='" + relativeTo + "'>" + numbers + "</pose>";
    }

    static String joint(String name, String type, String parent, String child, String... parts) {
        return "<joint name='" + name + "' type='" + type + "'><parent>" + parent + "</parent><child>" + child
                + "</child>" + String.join("", parts) + "</joint>";
    }

    static FileAccess files(String... namesAndTexts) {
        return Urdf.files(namesAndTexts);
    }

    static Scene read(String text) {
        return new SdfReader(files()).parse(FILE, text, new Diagnostics());
    }

    static String messages(String text) {
        return messages(new SdfReader(files()), text);
    }

    /// The warnings of a document that is read, or all messages of one that is not: a line each, with line but without
    /// file and column.
    static String messages(SdfReader reader, String text) {
        Diagnostics diagnostics = new Diagnostics();
        try {
            reader.parse(FILE, text, diagnostics);
        } catch (DiagnosticException e) {
            return lines(String.valueOf(e.getMessage()));
        }
        return lines(diagnostics.list().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }

    private static String lines(String all) {
        return all.replace(FILE + ":", "").replaceAll("(?m)^(\\d+):\\d+: ", "$1: ");
    }
}
