package org.isthmus.model.scene.edit;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Renaming;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.jspecify.annotations.Nullable;

/// An element of a scene with its kind and its schema, so that one loop can treat all kinds alike.
record Member<E extends Element>(ObjectType type, Schema<E> schema, E element) {
    static Member<Body> of(Body body) {
        return new Member<>(ObjectType.BODY, Body.SCHEMA, body);
    }

    /// Visits all elements of a scene: the tree of bodies from the world on, then its lists.
    static void forEach(Scene scene, Consumer<Member<?>> visitor) {
        forEachIn(scene.world, visitor);
        for (Part<Scene, ?> part : Part.OF_SCENE) {
            part.forEach(scene, visitor);
        }
    }

    /// Visits a body, what is in it, and all below it.
    static void forEachIn(Body tree, Consumer<Member<?>> visitor) {
        tree.forEach(body -> {
            visitor.accept(of(body));
            Part.OF_BODY.forEach(part -> part.forEach(body, visitor));
        });
    }

    @Nullable
    Name name() {
        String name = element.name;
        return name == null ? null : new Name(type, name);
    }

    void renameReferences(Renaming renaming) {
        schema.renameReferences(element, renaming);
    }

    /// The names of the elements that this one uses.
    Set<Name> references() {
        Set<Name> found = new LinkedHashSet<>();
        renameReferences((kind, name) -> {
            found.add(new Name(kind, name));
            return name;
        });
        return found;
    }

    /// Whether both have the same attributes, but for their names and default classes.
    boolean looksLike(E other) {
        for (Attribute<E> attribute : schema.attributes()) {
            boolean matters = !attribute.name().equals("name") && attribute.referenceType() != ObjectType.DEFAULT;
            if (matters && !attribute.same(element, other)) {
                return false;
            }
        }
        return true;
    }
}
