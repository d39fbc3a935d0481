package org.isthmus.model.scene.edit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Scene;

/// The elements of a scene's lists that refer to a tree of bodies or what is in it, directly or through others.
final class Dependents {
    /// Of what is in the tree, and of what depends on it.
    private final Set<Name> names = new LinkedHashSet<>();

    Dependents(Scene scene, Body tree) {
        Member.forEachIn(tree, member -> Naming.addName(member, names));
        int before;
        do {
            before = names.size();
            Part.OF_SCENE.forEach(part -> part.forEach(scene, member -> {
                if (contains(member)) {
                    Naming.addName(member, names);
                }
            }));
        } while (names.size() > before);
    }

    boolean contains(Member<?> member) {
        return member.references().stream().anyMatch(names::contains);
    }

    /// Whether that is the name of something in the tree, or of a dependent.
    boolean contains(Name name) {
        return names.contains(name);
    }

    Set<Name> names() {
        return new LinkedHashSet<>(names);
    }
}
