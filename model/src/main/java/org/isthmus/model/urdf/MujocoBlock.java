package org.isthmus.model.urdf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.linkage.Grammar;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.AttributeFormatException;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.xml.XmlAttribute;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// MuJoCo's extension of URDF: `<mujoco>` with `compiler` and `option`, as in MJCF.
///
/// Options that are not given keep this project's values, not those that MuJoCo assumes for URDF: visuals are kept
/// (`discardvisual` false) and fixed links stay bodies (`fusestatic` false). Limits always limit (`autolimits` is not
/// read) and angles are always radians, as URDF has it.
final class MujocoBlock {
    private static final Set<String> NOT_FOR_URDF = Set.of("autolimits");
    private static final List<String> FILE_OPTIONS = List.of("meshdir", "assetdir", "strippath");

    private @Nullable String meshFolder;
    private boolean stripPath;
    private boolean balances;

    static Grammar grammar() {
        Set<String> compiler = names(CompilerOptions.SCHEMA);
        compiler.removeAll(NOT_FOR_URDF);
        compiler.addAll(FILE_OPTIONS);
        return Grammar.of()
                .with("compiler", Grammar.of(compiler.toArray(String[]::new)))
                .with("option", Grammar.of(names(PhysicsOptions.SCHEMA).toArray(String[]::new)));
    }

    private static Set<String> names(Schema<?> schema) {
        Set<String> names = new LinkedHashSet<>();
        schema.attributes().forEach(a -> names.add(a.name()));
        return names;
    }

    void read(XmlElement robot, Scene scene, Diagnostics diagnostics) {
        for (XmlElement block : robot.children("mujoco")) {
            for (XmlElement compiler : block.children("compiler")) {
                apply(compiler, CompilerOptions.SCHEMA, scene.compiler, diagnostics);
                readFileOptions(compiler);
            }
            balances = scene.compiler.balanceInertia;
            for (XmlElement option : block.children("option")) {
                apply(option, PhysicsOptions.SCHEMA, scene.physics, diagnostics);
            }
        }
    }

    /// Whether the compiler is told to mend inertias that no body can have, in MuJoCo's way.
    boolean balances() {
        return balances;
    }

    private static <E> void apply(XmlElement element, Schema<E> schema, E to, Diagnostics diagnostics) {
        for (XmlAttribute given : element.attributes()) {
            Attribute<E> attribute = schema.attribute(given.name());
            if (attribute == null || NOT_FOR_URDF.contains(given.name())) {
                continue;
            }
            try {
                attribute.parse(to, given.value());
            } catch (AttributeFormatException e) {
                diagnostics.error(given.location(), Fields.what(element, given.name()) + " is " + e.getMessage(),
                        e.expected(), "");
            }
        }
    }

    private void readFileOptions(XmlElement compiler) {
        String folder = compiler.attribute("meshdir");
        meshFolder = folder == null ? compiler.attribute("assetdir") : folder;
        stripPath = compiler.attribute("strippath", "false").equals("true");
    }

    /// Where the file of a mesh may be: in the folder of the block, which MuJoCo alone knows, then where the reference
    /// says.
    List<String> meshReferences(String reference) {
        List<String> places = new ArrayList<>();
        String inFolder = stripPath ? reference.substring(reference.lastIndexOf('/') + 1) : reference;
        if (meshFolder != null && !inFolder.startsWith("/") && !inFolder.contains("://")) {
            places.add(meshFolder + "/" + inFolder);
        } else if (stripPath) {
            places.add(inFolder);
        }
        places.add(reference);
        return places;
    }
}
