package org.isthmus.physics.sensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.SensorTable;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.SensorType;
import org.isthmus.physics.Contact;
import org.isthmus.physics.WorldBatch;

/// Sensors that are measured world by world, in scalars: of contacts, which differ from world to world, and of rays and distances, which
/// search. One for each thread.
public final class WorldSensors {
    private static final Set<SensorType> TYPES = EnumSet.of(SensorType.TOUCH, SensorType.CONTACT,
            SensorType.RANGEFINDER, SensorType.CAMPROJECTION, SensorType.INSIDESITE, SensorType.DISTANCE,
            SensorType.NORMAL, SensorType.FROMTO);
    private static final Set<SensorType> OF_CONTACTS = EnumSet.of(SensorType.TOUCH, SensorType.CONTACT);

    private final Model model;
    private final SensorTable table;
    private final WorldView view;
    private final TouchSensors touch;
    private final ContactSensors contact;
    private final RangeSensors range;
    private final DistanceSensors distance;
    private final PlaceSensors place;
    private final int[] sensors;
    private final double[] data;

    public WorldSensors(Model model) {
        this.model = model;
        table = model.sensors();
        view = new WorldView(model);
        touch = new TouchSensors(view);
        contact = new ContactSensors(view);
        range = new RangeSensors(view);
        distance = new DistanceSensors(view);
        place = new PlaceSensors(view);
        List<Integer> found = new ArrayList<>();
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            if (TYPES.contains(SensorTrace.type(model, s))) {
                found.add(s);
            }
        }
        sensors = found.stream().mapToInt(Integer::intValue).toArray();
        data = new double[model.sizes().nsensordata()];
    }

    /// Whether it measures sensors of this type; [SensorTrace] has the others.
    static boolean measures(SensorType type) {
        return TYPES.contains(type);
    }

    /// Whether a model has no such sensors.
    public boolean isEmpty() {
        return sensors.length == 0;
    }

    /// Whether some sensor needs the contacts.
    public boolean needsContacts() {
        for (int s : sensors) {
            if (OF_CONTACTS.contains(SensorTrace.type(model, s))) {
                return true;
            }
        }
        return false;
    }

    /// Takes a measurement.
    @FunctionalInterface
    public interface Reading {
        /// @param at in `sensordata`
        void accept(int at, double value);
    }

    /// Measures one world.
    ///
    /// @param contacts with their forces; empty where none are needed
    public void measure(WorldBatch batch, int world, List<Contact> contacts, Reading reading) {
        view.look(batch, world);
        for (int s : sensors) {
            int at = table.adr().get(s);
            int size = table.dim().get(s);
            Arrays.fill(data, at, at + size, 0);
            measure(s, at, contacts);
            for (int i = at; i < at + size; i++) {
                reading.accept(i, cut(s, data[i]));
            }
        }
    }

    private void measure(int s, int at, List<Contact> contacts) {
        int id = table.objId().get(s);
        switch (SensorTrace.type(model, s)) {
            case TOUCH -> data[at] = touch.measure(id, contacts);
            case CONTACT -> contact.measure(s, contacts, data, at);
            case RANGEFINDER -> range.measure(s, data, at);
            case CAMPROJECTION -> place.project(id, table.refId().get(s), data, at);
            case INSIDESITE -> data[at] = place.isInside(type(table.objType().get(s)), id, table.refId().get(s)) ? 1
                    : 0;
            default -> distance.measure(s, data, at);
        }
    }

    static ObjectType type(int ordinal) {
        return ObjectType.values()[ordinal];
    }

    private double cut(int sensor, double value) {
        double most = table.cutoff().get(sensor);
        SensorType type = SensorTrace.type(model, sensor);
        if (most <= 0 || type == SensorType.FROMTO || type == SensorType.CONTACT) {
            return value;
        }
        return switch (SensorType.Data.values()[table.dataType().get(sensor)]) {
            case REAL -> Math.clamp(value, -most, most);
            case POSITIVE -> Math.min(value, most);
            case AXIS, QUATERNION -> value;
        };
    }
}
