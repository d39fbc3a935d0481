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
    private final Scene scene;
    private final String prefix;
    private final Map<Name, String> shared = new LinkedHashMap<>();
    private boolean rootClass;

    private SharedParts(Scene scene, String prefix) {
        this.scene = scene;
        this.prefix = prefix;
    }

    /// Removes from `part` the assets that `scene` has under any name, and the default classes that it has under their new names.
    static SharedParts take(Scene part, Scene scene, String prefix) {
        SharedParts found = new SharedParts(scene, prefix);
        for (Part<Scene, ?> kind : Part.ASSETS) {
            found.take(kind, part);
        }
        if (found.sameValues(part.defaults, scene.defaults)) {
            found.shared.put(new Name(ObjectType.DEFAULT, part.defaults.name), scene.defaults.name);
            found.rootClass = true;
            part.defaults.children.removeIf(found::isKnown);
        } else {
            found.nameRoot(part);
        }
        return found;
    }

    /// Whether the scene's root class has the values of the part's, so that the part's classes can go right below it.
    boolean hasRootClass() {
        return rootClass;
    }

    /// Gives shared parts the scene's names, and all else the prefix.
    Renaming renaming() {
        return (type, name) -> shared.getOrDefault(new Name(type, name), prefix + name);
    }

    /// Whether the scene has a class and all below it.
    private boolean isKnown(DefaultClass c) {
        DefaultClass known = scene.defaults.find(prefix + c.name);
        return known != null && sameValues(c, known) && c.children.stream().allMatch(this::isKnown);
    }

    /// The root class becomes one of many and, as nobody gave it its name, gets one that is free.
    private void nameRoot(Scene part) {
        String name = prefix + part.defaults.name;
        for (int i = 2; scene.defaults.find(name) != null; i++) {
            name = prefix + part.defaults.name + "_" + i;
        }
        shared.put(new Name(ObjectType.DEFAULT, part.defaults.name), name);
    }

    private <E extends Element> void take(Part<Scene, E> kind, Scene part) {
        kind.removeIf(part, member -> {
            Name name = member.name();
            String same = name == null ? null : find(kind, member);
            if (name == null || same == null) {
                return false;
            }
            shared.put(name, same);
            return true;
        });
    }

    /// The name in `scene` of the asset that is the same as `member`, or null.
    private <E extends Element> @Nullable String find(Part<Scene, E> kind, Member<E> member) {
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

    private boolean sameValues(DefaultClass part, DefaultClass known) {
        for (Part<DefaultClass, ?> kind : Part.OF_CLASS) {
            if (!sameValues(kind, part, known)) {
                return false;
            }
        }
        return true;
    }

    private <E extends Element> boolean sameValues(Part<DefaultClass, E> kind, DefaultClass part, DefaultClass known) {
        Member<E> member = kind.member(kind.listOf().apply(part).getFirst());
        return kind.member(renamed(member)).looksLike(kind.listOf().apply(known).getFirst());
    }
}
