package org.isthmus.model.mjcf;

import java.util.List;
import java.util.function.Function;

import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.scene.Site;

/// One kind of the elements that are fixed to bodies.
record BodyPart<E extends Element>(ObjectType type, Function<Body, List<E>> list, Schema<E> schema) {
    /// In the order in which a body is written.
    static final List<BodyPart<?>> ALL = List.of(
            new BodyPart<>(ObjectType.JOINT, b -> b.joints, Joint.SCHEMA),
            new BodyPart<>(ObjectType.GEOM, b -> b.geoms, Geom.SCHEMA),
            new BodyPart<>(ObjectType.SITE, b -> b.sites, Site.SCHEMA),
            new BodyPart<>(ObjectType.CAMERA, b -> b.cameras, Camera.SCHEMA),
            new BodyPart<>(ObjectType.LIGHT, b -> b.lights, Light.SCHEMA));
}
