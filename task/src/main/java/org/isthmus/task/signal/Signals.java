package org.isthmus.task.signal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.SensorType;
import org.jspecify.annotations.Nullable;

/// The signals that a task wants of a scene, and their places in a row. Asking for one that is new adds the sensor for it to the
/// scene, which is compiled afterwards.
public final class Signals {
    /// Sensors that are added are named so, and numbered.
    private static final String PREFIX = "signal/";

    private final Scene scene;
    private final int actionSize;
    private final Map<Signal, Integer> places = new LinkedHashMap<>();
    private final Map<Signal, Integer> sizes = new LinkedHashMap<>();
    /// Sensors by the signals they were added for.
    private final Map<Signal, String> sensors = new LinkedHashMap<>();
    private int width;

    /// @param scene gets the sensors
    /// @param actionSize numbers of an action
    public Signals(Scene scene, int actionSize) {
        this.scene = scene;
        this.actionSize = actionSize;
    }

    public Scene scene() {
        return scene;
    }

    /// Where a signal begins in a row.
    ///
    /// @throws IllegalArgumentException when the scene has not what it names
    public int at(Signal signal) {
        Integer known = places.get(signal);
        if (known != null) {
            return known;
        }
        if (signal instanceof Signal.Concealed concealed) {
            int at = at(concealed.signal());
            put(signal, at, size(concealed.signal()));
            return at;
        }
        if (signal instanceof Signal.Computed computed) {
            computed.inputs().forEach(this::at);
        }
        int size = sizeOfNew(signal);
        int at = width;
        put(signal, at, size);
        width += size;
        return at;
    }

    private void put(Signal signal, int at, int size) {
        places.put(signal, at);
        sizes.put(signal, size);
    }

    /// How many numbers a signal has.
    public int size(Signal signal) {
        at(signal);
        return sizes.getOrDefault(signal, 0);
    }

    /// Numbers of a row.
    public int width() {
        return width;
    }

    /// All signals asked for, in the order of their places.
    public List<Signal> all() {
        return List.copyOf(places.keySet());
    }

    /// Removes the sensors that nobody asked for: each costs time whenever signals are measured.
    public void dropOtherSensors() {
        scene.sensors.removeIf(sensor -> !sensors.containsValue(String.valueOf(sensor.name)));
    }

    @Nullable
    String sensor(Signal signal) {
        return sensors.get(signal);
    }

    private int sizeOfNew(Signal signal) {
        return switch (signal) {
            case Signal.JointPosition(var joints) -> sum(joints, name -> joint(name).type.qposCount());
            case Signal.JointVelocity(var joints) -> sum(joints, name -> joint(name).type.dofCount());
            case Signal.Position(var of, var in) -> measure(signal, SensorType.FRAMEPOS, of, in);
            case Signal.Orientation(var of, var in) -> measure(signal, SensorType.FRAMEQUAT, of, in);
            case Signal.LinearVelocity(var of, var in) -> measure(signal, SensorType.FRAMELINVEL, of, in);
            case Signal.AngularVelocity(var of, var in) -> measure(signal, SensorType.FRAMEANGVEL, of, in);
            case Signal.Sensor(var name) -> sizeOfSensor(signal, name);
            case Signal.Control(var names) -> sum(names, this::actuator);
            case Signal.ActuatorForce(var names) -> sum(names, this::actuator);
            case Signal.LastAction() -> actionSize;
            case Signal.Goal goal -> goal.size();
            case Signal.Elapsed() -> 1;
            case Signal.Computed computed -> computed.size();
            case Signal.Drawn drawn -> drawn.size();
            case Signal.Concealed concealed -> size(concealed.signal());
        };
    }

    private static int sum(List<String> names, ToIntFunction<String> size) {
        return names.stream().mapToInt(size).sum();
    }

    private Joint joint(String name) {
        Joint joint = scene.joint(name);
        if (joint == null) {
            throw missing("joint", name, scene.bodies().stream().flatMap(b -> b.joints.stream()));
        }
        return joint;
    }

    private int actuator(String name) {
        if (scene.actuator(name) == null) {
            throw missing("actuator", name, scene.actuators.stream());
        }
        return 1;
    }

    private int sizeOfSensor(Signal signal, String name) {
        for (Sensor sensor : scene.sensors) {
            if (name.equals(sensor.name)) {
                sensors.put(signal, name);
                return sensor.type.size() == SensorType.VARIABLE_SIZE ? sensor.userSize : sensor.type.size();
            }
        }
        throw missing("sensor", name, scene.sensors.stream());
    }

    private int measure(Signal signal, SensorType type, Place of, Place in) {
        require(of);
        Sensor sensor = new Sensor();
        sensor.name = PREFIX + sensors.size();
        sensor.type = type;
        sensor.objectType = of.kind();
        sensor.object = of.name();
        if (!in.equals(Place.WORLD)) {
            require(in);
            sensor.referenceType = in.kind();
            sensor.reference = in.name();
        }
        scene.sensors.add(sensor);
        sensors.put(signal, sensor.name);
        return type.size();
    }

    private void require(Place place) {
        boolean isSite = place.kind() == ObjectType.SITE;
        Element found = isSite ? scene.site(place.name()) : scene.body(place.name());
        if (found == null) {
            throw isSite
                    ? missing("site", place.name(), scene.bodies().stream().flatMap(b -> b.sites.stream()))
                    : missing("body", place.name(), scene.bodies().stream());
        }
    }

    private IllegalArgumentException missing(String kind, String name, Stream<? extends Element> all) {
        List<String> known = all.map(element -> String.valueOf(element.name)).toList();
        return new IllegalArgumentException("scene '" + scene.name + "' has no " + kind + " '" + name + "' "
                + Nearest.remedy(name, known));
    }
}
