package org.isthmus.model.scene.edit;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;

/// Takes bodies out of a scene, with everything that refers to them.
public final class Removal {
    private Removal() {}

    /// Removes a body, all below it, and everything that refers to what is removed, directly or not: actuators, sensors,
    /// tendons, constraints, contact pairs and exclusions, cameras and lights that aim at it, entries of tuples. Assets stay.
    ///
    /// @throws DiagnosticException when there is no such body, or it is the world
    public static void remove(Scene scene, String body, Diagnostics diagnostics) {
        Body parent = parentOf(scene, body, diagnostics);
        KeyframeParts keys = KeyframeParts.take(scene, diagnostics);
        Set<Name> gone = new LinkedHashSet<>();
        parent.children.removeIf(child -> {
            boolean wanted = body.equals(child.name);
            if (wanted) {
                Member.forEachIn(child, member -> Naming.addName(member, gone));
            }
            return wanted;
        });
        prune(scene, gone);
        keys.put(scene);
    }

    /// Removes a body as [#remove] does and returns it as a scene of its own, with what refers only to it, the assets it uses,
    /// and its part of the keyframes. Attached again where it was, it is what it was, but for references that crossed.
    ///
    /// @throws DiagnosticException when there is no such body, or it is the world
    public static Scene detach(Scene scene, String body, Diagnostics diagnostics) {
        Scene part = scene.copy();
        remove(scene, body, diagnostics);
        part.name = body;
        KeyframeParts keys = KeyframeParts.take(part, new Diagnostics()); // what it says was said for `scene`
        keepOnly(part, Objects.requireNonNull(part.body(body)));
        removeUnusedAssets(part);
        keys.put(part);
        return part;
    }

    /// Removes textures, materials, meshes and height fields that nothing uses.
    public static void removeUnusedAssets(Scene scene) {
        boolean again = true;
        while (again) {
            Set<Name> used = new LinkedHashSet<>();
            Member.forEach(scene, member -> used.addAll(member.references()));
            scene.defaults.forEach(c -> Part.OF_CLASS
                    .forEach(part -> part.forEach(c, member -> used.addAll(member.references()))));
            scene.customFields.forEach(field -> addEntries(field, used));
            again = false;
            for (Part<Scene, ?> part : Part.ASSETS) {
                int before = part.listOf().apply(scene).size();
                part.removeIf(scene, member -> member.name() == null || !used.contains(member.name()));
                again |= part.listOf().apply(scene).size() < before;
            }
        }
    }

    private static void addEntries(CustomField field, Set<Name> used) {
        if (field instanceof CustomField.Tuple tuple) {
            tuple.entries().forEach(entry -> used.add(Naming.nameOf(entry)));
        }
    }

    /// Leaves of the tree of bodies only `body`, in the world, and of the rest what depends on it and on nothing else.
    private static void keepOnly(Scene scene, Body body) {
        Dependents dependents = new Dependents(scene, body);
        Set<Name> gone = new LinkedHashSet<>();
        Member.forEachIn(scene.world, member -> Naming.addName(member, gone));
        gone.removeIf(name -> dependents.contains(name) || name.equals(Name.WORLD));
        scene.world.children.clear();
        Part.OF_BODY.forEach(part -> part.removeIf(scene.world, member -> true));
        scene.world.children.add(body);
        prune(scene, gone);
        Part.OF_SCENE.forEach(part -> {
            boolean ownLife = Part.ASSETS.contains(part) || part.type() == ObjectType.KEY;
            part.removeIf(scene, member -> !ownLife && !dependents.contains(member));
        });
        scene.customFields.removeIf(field -> !(field instanceof CustomField.Tuple t) || t.entries().isEmpty());
    }

    /// Removes everything that refers to something that is gone, until nothing does.
    private static void prune(Scene scene, Set<Name> gone) {
        int before;
        do {
            before = gone.size();
            scene.world.forEach(body -> Part.OF_BODY.forEach(part -> prune(part, body, gone)));
            Part.OF_SCENE.forEach(part -> prune(part, scene, gone));
        } while (gone.size() > before);
        scene.customFields.replaceAll(field -> withoutEntries(field, gone));
    }

    private static <O> void prune(Part<O, ?> part, O owner, Set<Name> gone) {
        part.removeIf(owner, member -> {
            boolean dangles = member.references().stream().anyMatch(gone::contains);
            if (dangles) {
                Naming.addName(member, gone);
            }
            return dangles;
        });
    }

    private static CustomField withoutEntries(CustomField field, Set<Name> gone) {
        return field instanceof CustomField.Tuple(var name, var entries, var source)
                ? new CustomField.Tuple(name,
                        entries.stream().filter(e -> !gone.contains(Naming.nameOf(e))).toList(), source)
                : field;
    }

    /// The parent of the body of that name; an error for the world and for an unknown name.
    static Body parentOf(Scene scene, String body, Diagnostics diagnostics) {
        if (body.equals(Name.WORLD.name())) {
            throw diagnostics.fatal(SourceLocation.UNKNOWN, "the world cannot be removed", "a body below the world",
                    "");
        }
        for (Body parent : scene.bodies()) {
            if (parent.children.stream().anyMatch(child -> body.equals(child.name))) {
                return parent;
            }
        }
        throw Attachment.unknown(scene, new Name(ObjectType.BODY, body), diagnostics);
    }
}
