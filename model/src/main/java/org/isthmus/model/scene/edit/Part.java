package org.isthmus.model.scene.edit;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.ContactPair;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.Texture;

/// One of the lists in which an owner, a scene, a body or a default class, keeps its elements. A new list of `Scene` or `Body` is added here.
///
/// @param schemaOf the schema of an element (of an equality it depends on its type)
record Part<O, E extends Element>(ObjectType type, Function<O, List<E>> listOf, Function<E, Schema<E>> schemaOf) {
    /// Textures before materials before meshes: what is used before what uses it.
    static final List<Part<Scene, ?>> ASSETS = List.of(
            of(ObjectType.TEXTURE, s -> s.textures, Texture.SCHEMA),
            of(ObjectType.MATERIAL, s -> s.materials, Material.SCHEMA),
            of(ObjectType.MESH, s -> s.meshes, MeshAsset.SCHEMA),
            of(ObjectType.HFIELD, s -> s.heightFields, HeightField.SCHEMA));
    static final List<Part<Scene, ?>> OF_SCENE = List.of(
            ASSETS.get(0), ASSETS.get(1), ASSETS.get(2), ASSETS.get(3),
            of(ObjectType.PAIR, s -> s.contactPairs, ContactPair.SCHEMA),
            of(ObjectType.EXCLUDE, s -> s.contactExclusions, ContactExclusion.SCHEMA),
            new Part<Scene, Equality>(ObjectType.EQUALITY, s -> s.equalities, e -> Equality.schema(e.type)),
            of(ObjectType.TENDON, s -> s.tendons, Tendon.SCHEMA),
            of(ObjectType.ACTUATOR, s -> s.actuators, Actuator.SCHEMA),
            of(ObjectType.SENSOR, s -> s.sensors, Sensor.SCHEMA),
            of(ObjectType.KEY, s -> s.keyframes, Keyframe.SCHEMA));
    static final List<Part<Body, ?>> OF_BODY = List.of(
            of(ObjectType.JOINT, b -> b.joints, Joint.SCHEMA),
            of(ObjectType.GEOM, b -> b.geoms, Geom.SCHEMA),
            of(ObjectType.SITE, b -> b.sites, Site.SCHEMA),
            of(ObjectType.CAMERA, b -> b.cameras, Camera.SCHEMA),
            of(ObjectType.LIGHT, b -> b.lights, Light.SCHEMA));
    /// The elements of a default class; each list has one.
    static final List<Part<DefaultClass, ?>> OF_CLASS = List.of(
            of(ObjectType.GEOM, c -> List.of(c.geom), Geom.SCHEMA),
            of(ObjectType.JOINT, c -> List.of(c.joint), Joint.SCHEMA),
            of(ObjectType.SITE, c -> List.of(c.site), Site.SCHEMA),
            of(ObjectType.CAMERA, c -> List.of(c.camera), Camera.SCHEMA),
            of(ObjectType.LIGHT, c -> List.of(c.light), Light.SCHEMA),
            of(ObjectType.MESH, c -> List.of(c.mesh), MeshAsset.SCHEMA),
            of(ObjectType.MATERIAL, c -> List.of(c.material), Material.SCHEMA),
            of(ObjectType.PAIR, c -> List.of(c.pair), ContactPair.SCHEMA),
            of(ObjectType.EQUALITY, c -> List.of(c.equality), Equality.DEFAULTS),
            of(ObjectType.TENDON, c -> List.of(c.tendon), Tendon.SCHEMA),
            of(ObjectType.ACTUATOR, c -> List.of(c.actuator), Actuator.SCHEMA));

    private static <O, E extends Element> Part<O, E> of(
            ObjectType type, Function<O, List<E>> listOf, Schema<E> schema) {
        return new Part<>(type, listOf, element -> schema);
    }

    Member<E> member(E element) {
        return new Member<>(type, schemaOf.apply(element), element);
    }

    void forEach(O owner, Consumer<Member<?>> visitor) {
        for (E element : listOf.apply(owner)) {
            visitor.accept(member(element));
        }
    }

    /// Removes from the owner's list the elements that meet `condition`.
    void removeIf(O owner, Predicate<Member<E>> condition) {
        listOf.apply(owner).removeIf(element -> condition.test(member(element)));
    }

    /// Moves all elements of one owner to the end of the other's list.
    void moveAll(O from, O to) {
        listOf.apply(to).addAll(listOf.apply(from));
        listOf.apply(from).clear();
    }
}
