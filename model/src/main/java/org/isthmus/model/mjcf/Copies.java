package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Renaming;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;

/// Copies the content of a body, and what refers to it, under new names.
final class Copies {
    private record Name(ObjectType type, String name) {}

    /// The elements of one kind that are copied because of what they refer to.
    private record Dependents<E extends Element>(ScenePart<E> part, List<E> elements) {
        void copyInto(Scene scene, Renaming renaming) {
            for (E element : elements) {
                E copy = part.copy().apply(element);
                rename(copy, part.type(), part.schema().apply(copy), renaming);
                part.list().apply(scene).add(copy);
            }
        }
    }

    private final Body content;
    /// Names of what is copied.
    private final Set<Name> inside = new HashSet<>();
    private final List<Dependents<?>> dependents = new ArrayList<>();
    private int weight;

    private Copies(Body content) {
        this.content = content;
        content.children.forEach(child -> child.forEach(b -> include(ObjectType.BODY, b)));
        content.forEach(b -> BodyPart.ALL.forEach(part -> part.list().apply(b).forEach(e -> include(part.type(), e))));
    }

    /// With all elements of `scene` that refer to something inside, which are taken out of the scene.
    static Copies taking(Body content, Scene scene) {
        Copies copies = new Copies(content);
        ScenePart.ALL.forEach(part -> copies.take(part, scene));
        return copies;
    }

    /// With all elements of `scene` that refer to nothing outside.
    ///
    /// @param evenToNothing also those that refer to nothing at all
    static Copies withOwn(Body content, Scene scene, boolean evenToNothing) {
        Copies copies = new Copies(content);
        ScenePart.ALL.forEach(part -> copies.addOwn(part, scene, evenToNothing));
        return copies;
    }

    private void include(ObjectType type, Element element) {
        weight++;
        if (element.name != null) {
            inside.add(new Name(type, element.name));
        }
    }

    private <E extends Element> void take(ScenePart<E> part, Scene scene) {
        List<E> found = find(part, scene,
                e -> References.of(e, part.schema().apply(e)).stream().anyMatch(this::isInside));
        part.list().apply(scene).removeAll(found);
    }

    private <E extends Element> void addOwn(ScenePart<E> part, Scene scene, boolean evenToNothing) {
        find(part, scene, e -> {
            List<References.Reference> references = References.of(e, part.schema().apply(e)).stream()
                    .filter(r -> !r.isToAsset() && !r.isToWorld())
                    .toList();
            return references.stream().allMatch(this::isInside) && (evenToNothing || !references.isEmpty());
        });
    }

    private <E extends Element> List<E> find(ScenePart<E> part, Scene scene, Predicate<E> wanted) {
        List<E> found = part.list().apply(scene).stream().filter(wanted).toList();
        found.forEach(e -> include(part.type(), e));
        dependents.add(new Dependents<>(part, found));
        return found;
    }

    private boolean isInside(References.Reference reference) {
        return isInside(reference.type(), reference.name());
    }

    /// Whether a name is that of something copied.
    boolean isInside(ObjectType type, String name) {
        return inside.contains(new Name(type, name));
    }

    /// How many elements a copy has.
    int weight() {
        return weight;
    }

    /// Adds a copy to `body`, moved by `pose`; all names, its own and those it refers to, pass through `renaming`.
    void addTo(Scene scene, Body body, Pose pose, Renaming renaming) {
        Body copy = content.copy();
        copy.children.forEach(child -> child.forEach(b -> rename(b, ObjectType.BODY, Body.SCHEMA, renaming)));
        copy.forEach(b -> BodyPart.ALL.forEach(part -> renameIn(b, part, renaming)));
        new Movement(pose).moveContent(copy);
        BodyPart.ALL.forEach(part -> moveInto(body, copy, part));
        body.children.addAll(copy.children);
        dependents.forEach(d -> d.copyInto(scene, renaming));
    }

    private static <E extends Element> void renameIn(Body body, BodyPart<E> part, Renaming renaming) {
        part.list().apply(body).forEach(e -> rename(e, part.type(), part.schema(), renaming));
    }

    private static <E extends Element> void moveInto(Body body, Body from, BodyPart<E> part) {
        part.list().apply(body).addAll(part.list().apply(from));
    }

    static <E extends Element> void rename(E element, ObjectType type, Schema<E> schema, Renaming renaming) {
        if (element.name != null) {
            element.name = renaming.rename(type, element.name);
        }
        schema.renameReferences(element, renaming);
    }
}
