package org.isthmus.model.mjcf;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.ContactPair;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.Tendon;

/// One kind of the elements that refer to those of bodies.
///
/// @param schema of one element: equalities have one per type
record ScenePart<E extends Element>(ObjectType type, Function<Scene, List<E>> list, UnaryOperator<E> copy,
        Function<E, Schema<E>> schema) {
    /// So ordered that each kind refers only to those before it.
    static final List<ScenePart<?>> ALL = List.of(
            of(ObjectType.PAIR, s -> s.contactPairs, ContactPair.SCHEMA),
            of(ObjectType.EXCLUDE, s -> s.contactExclusions, ContactExclusion.SCHEMA),
            of(ObjectType.TENDON, s -> s.tendons, Tendon.SCHEMA),
            new ScenePart<>(ObjectType.EQUALITY, s -> s.equalities, Equality::copy, e -> Equality.schema(e.type)),
            of(ObjectType.ACTUATOR, s -> s.actuators, Actuator.SCHEMA),
            of(ObjectType.SENSOR, s -> s.sensors, Sensor.SCHEMA));

    private static <E extends Element> ScenePart<E> of(
            ObjectType type, Function<Scene, List<E>> list, Schema<E> schema) {
        return new ScenePart<>(type, list, schema::copy, e -> schema);
    }
}
