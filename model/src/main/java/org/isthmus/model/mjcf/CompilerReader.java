package org.isthmus.model.mjcf;

import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.LengthRangeOptions;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `compiler`: into the scene what matters when it is compiled, into the [Settings] what matters while the file is read.
final class CompilerReader {
    private enum Angle {
        RADIAN,
        DEGREE
    }

    private enum Coordinate {
        LOCAL,
        GLOBAL
    }

    private final Context context;
    private final Children<Scene> children;

    CompilerReader(Context context) {
        this.context = context;
        children = context.<Scene>children().once("lengthrange", this::readLengthRange);
    }

    void read(XmlElement xml) {
        Attributes attributes = context.attributes(xml);
        attributes.fill(context.scene.compiler, CompilerOptions.SCHEMA);
        readAngles(attributes);
        readFolders(attributes);
        context.settings.conflict = attributes.choice("conflict", OptionConflicts.Policy.class,
                context.settings.conflict);
        readWithoutEffect(attributes);
        attributes.done();
        children.read(xml, context.scene);
    }

    private void readAngles(Attributes attributes) {
        Settings settings = context.settings;
        Angle now = settings.degrees ? Angle.DEGREE : Angle.RADIAN;
        settings.degrees = attributes.choice("angle", Angle.class, now) == Angle.DEGREE;
        String sequence = attributes.text("eulerseq");
        if (sequence != null && !sequence.matches("[xyzXYZ]{3}")) {
            context.error(attributes.at("eulerseq"), "'" + sequence + "' in attribute 'eulerseq' of <compiler>",
                    "three of x, y, z, X, Y, Z", "");
        } else if (sequence != null) {
            settings.eulerSequence = sequence;
        }
    }

    private void readFolders(Attributes attributes) {
        Settings settings = context.settings;
        settings.assetFolder = text(attributes, "assetdir", settings.assetFolder);
        settings.meshFolder = text(attributes, "meshdir", settings.meshFolder);
        settings.textureFolder = text(attributes, "texturedir", settings.textureFolder);
        settings.stripPath = attributes.flag("strippath", settings.stripPath);
    }

    private static String text(Attributes attributes, String name, String otherwise) {
        @Nullable String text = attributes.text(name);
        return text == null ? otherwise : text;
    }

    /// What changes nothing here, or nothing any more.
    private void readWithoutEffect(Attributes attributes) {
        attributes.flag("usethread", true);
        if (attributes.choice("coordinate", Coordinate.class, Coordinate.LOCAL) == Coordinate.GLOBAL) {
            context.error(attributes.at("coordinate"), "coordinates are global", "local coordinates",
                    "load and save the model with MuJoCo 2.3.3, the last that reads it");
        }
        for (String removed : new String[]{"convexhull", "exactmeshinertia"}) {
            if (attributes.has(removed)) {
                context.warning(attributes.at(removed), "attribute '" + removed + "' of <compiler> is ignored", "",
                        "MuJoCo has removed it: hulls are always made, a mesh has the attribute 'inertia'");
            }
        }
    }

    private void readLengthRange(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        attributes.fill(scene.compiler.lengthRange, LengthRangeOptions.SCHEMA);
        context.finish(attributes);
    }
}
