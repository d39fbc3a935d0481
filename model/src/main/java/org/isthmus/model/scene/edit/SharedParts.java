package org.isthmus.model.scene.edit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Renaming;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.jspecify.annotations.Nullable;

/// Finds the assets and default classes of a part that a scene has already, so that the joint scene holds them once.
final class SharedParts {
    private final String prefix;
    private final Map<Name, String> shared = new LinkedHashMap<>();
    private boolean classes;

    private SharedParts(String prefix) {
        this.prefix = prefix;
    }

    /// Removes from `part` the assets that `scene` has under any name.
    static SharedParts take(Scene part, Scene scene, String prefix) {
        SharedParts found = new SharedParts(prefix);
        for (Part<Scene, ?> kind : Part.ASSETS) {
            found.take(kind, part, scene);
        }
        found.takeClasses(part.defaults, scene.defaults);
        return found;
    }

    /// Whether the scene has all classes of the part.
    boolean hasClasses() {
        return classes;
    }

    /// Gives shared parts the scene's names, and all else the prefix.
    Renaming renaming() {
        return (type, name) -> shared.getOrDefault(new Name(type, name), prefix + name);
    }

    /// Either the part has the scene's root class only, or the scene has all of its classes under their new names.
    private void takeClasses(DefaultClass part, DefaultClass scene) {
        if (part.children.isEmpty() && sameValues(part, scene)) {
            shared.put(new Name(ObjectType.DEFAULT, part.name), scene.name);
            classes = true;
            return;
        }
        classes = true;
        part.forEach(c -> {
            DefaultClass known = scene.find(prefix + c.name);
            classes &= known != null && sameValues(c, known);
        });
    }

    private <E extends Element> void take(Part<Scene, E> kind, Scene part, Scene scene) {
        kind.removeIf(part, member -> {
            Name name = member.name();
            String same = name == null ? null : find(kind, member, scene);
            if (name == null || same == null) {
                return false;
            }
            shared.put(name, same);
            return true;
        });
    }

    /// The name in `scene` of the asset that is the same as `member`, or null.
    private <E extends Element> @Nullable String find(Part<Scene, E> kind, Member<E> member, Scene scene) {
        E sought = renamed(member);
        for (E candidate : kind.listOf().apply(scene)) {
            if (kind.member(candidate).looksLike(sought) && sameContent(candidate, sought)) {
                return candidate.name;
            }
        }
        return null;
    }

    private static boolean sameContent(Element a, Element b) {
        if (a instanceof MeshAsset ma && b instanceof MeshAsset mb) {
            return Objects.equals(ma.geometry, mb.geometry);
        }
        if (a instanceof Texture ta && b instanceof Texture tb) {
            return Objects.equals(ta.image, tb.image) && ta.faceImages.equals(tb.faceImages);
        }
        return true;
    }

    /// A copy of an element whose references have the names they will have in the scene.
    private <E extends Element> E renamed(Member<E> member) {
        E copy = member.schema().copy(member.element());
        member.schema().renameReferences(copy, renaming());
        return copy;
    }

    private boolean sameValues(DefaultClass part, DefaultClass scene) {
        for (Part<DefaultClass, ?> kind : Part.OF_CLASS) {
            if (!sameValues(kind, part, scene)) {
                return false;
            }
        }
        return true;
    }

    private <E extends Element> boolean sameValues(Part<DefaultClass, E> kind, DefaultClass part, DefaultClass scene) {
        Member<E> member = kind.member(kind.listOf().apply(part).getFirst());
        return kind.member(renamed(member)).looksLike(kind.listOf().apply(scene).getFirst());
    }
}
