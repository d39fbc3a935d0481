package org.isthmus.physics.sensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Contact;

/// Contact sensors: what goes through the contacts of two things, one slot per contact, or their sum in one slot.
///
/// A slot has the number of contacts that match, force and torque, distance, position, normal and first tangent, as far as they are asked for.
/// Where the first thing is the second geom's, the contact is turned around. The sum is in world axes, at the mean of the positions
/// weighted by force; it fills its slot even where nothing matches.
final class ContactSensors {
    /// Numbers of the ways to reduce.
    private static final int NEAREST = 1;
    private static final int STRONGEST = 2;
    private static final int SUM = 3;
    private static final int NOTHING = -1;

    private final Model model;
    private final PlaceSensors place;
    private final List<Slot> matches = new ArrayList<>();
    private int fields;
    private double[] out;
    private int next;

    ContactSensors(WorldView view) {
        model = view.model;
        place = new PlaceSensors(view);
        out = new double[0];
    }

    /// What one slot shows; force and torque along normal and tangents, or the world's axes.
    private record Slot(Vec3 force, Vec3 torque, double distance, Vec3 position, Vec3 normal, Vec3 tangent) {}

    void measure(int sensor, List<Contact> contacts, double[] data, int at) {
        fields = model.sensors().intPrm().get(3 * sensor);
        int reduction = model.sensors().intPrm().get(3 * sensor + 1);
        int slots = model.sensors().intPrm().get(3 * sensor + 2);
        matches.clear();
        for (Contact contact : contacts) {
            int sign = match(sensor, contact);
            if (sign != 0) {
                matches.add(slot(contact, sign));
            }
        }
        int count = matches.size();
        switch (reduction) {
            case NEAREST -> matches.sort(Comparator.comparingDouble(Slot::distance));
            case STRONGEST -> matches.sort(Comparator.comparingDouble(slot -> -slot.force.length()));
            case SUM -> sum();
            default -> {
            }
        }
        out = data;
        next = at;
        for (int i = 0; i < Math.min(slots, matches.size()); i++) {
            write(count, matches.get(i));
        }
    }

    /// 1: the first thing is the first geom's; −1: the second geom's; 0: the contact is of others.
    private int match(int sensor, Contact contact) {
        int type = model.sensors().objType().get(sensor);
        int id = model.sensors().objId().get(sensor);
        if (type != NOTHING && WorldSensors.type(type) == ObjectType.SITE) {
            if (!place.isInside(contact.point(), id)) {
                return 0;
            }
            type = NOTHING;
        }
        int other = model.sensors().refType().get(sensor);
        int otherId = model.sensors().refId().get(sensor);
        if (belongs(contact.firstGeom(), type, id) && belongs(contact.secondGeom(), other, otherId)) {
            return 1;
        }
        return belongs(contact.secondGeom(), type, id) && belongs(contact.firstGeom(), other, otherId) ? -1 : 0;
    }

    private boolean belongs(int geom, int type, int id) {
        if (type == NOTHING) {
            return true;
        }
        int body = model.geoms().bodyId().get(geom);
        return switch (WorldSensors.type(type)) {
            case GEOM -> geom == id;
            case BODY -> body == id;
            default -> isBelow(body, id);
        };
    }

    private boolean isBelow(int body, int root) {
        int up = body;
        while (up > root) {
            up = model.bodies().parentId().get(up);
        }
        return up == root;
    }

    /// The contact in its own frame; turned around, normal and first tangent change sign, the second tangent stays.
    private static Slot slot(Contact contact, int sign) {
        Vec3 normal = contact.normal();
        Vec3 tangent = contact.tangent();
        Vec3 other = normal.cross(tangent);
        return new Slot(along(contact.force(), normal, tangent, other, sign),
                along(contact.torque(), normal, tangent, other, sign), contact.distance(), contact.point(),
                normal.times(sign), tangent.times(sign));
    }

    private static Vec3 along(Vec3 v, Vec3 normal, Vec3 tangent, Vec3 other, int sign) {
        return new Vec3(v.dot(normal), v.dot(tangent), sign * v.dot(other));
    }

    private static Vec3 inWorld(Slot slot, Vec3 v) {
        return slot.normal.times(v.x()).plus(slot.tangent.times(v.y()))
                .plus(slot.normal.cross(slot.tangent).times(v.z()));
    }

    private void sum() {
        Vec3 force = Vec3.ZERO;
        Vec3 weighted = Vec3.ZERO;
        double weight = 0;
        for (Slot slot : matches) {
            double strength = slot.force.length();
            force = force.plus(inWorld(slot, slot.force));
            weighted = weighted.plusScaled(slot.position, strength);
            weight += strength;
        }
        Vec3 center = weight > 0 ? weighted.times(1 / weight) : Vec3.ZERO;
        Vec3 torque = Vec3.ZERO;
        for (Slot slot : matches) {
            torque = torque.plus(inWorld(slot, slot.torque))
                    .plus(slot.position.minus(center).cross(inWorld(slot, slot.force)));
        }
        matches.clear();
        matches.add(new Slot(force, torque, 0, center, Vec3.X, Vec3.Y));
    }

    private void write(int count, Slot slot) {
        put(0, count);
        put(1, slot.force);
        put(2, slot.torque);
        put(3, slot.distance);
        put(4, slot.position);
        put(5, slot.normal);
        put(6, slot.tangent);
    }

    private void put(int field, double value) {
        if ((fields >> field & 1) != 0) {
            out[next++] = value;
        }
    }

    private void put(int field, Vec3 value) {
        put(field, value.x());
        put(field, value.y());
        put(field, value.z());
    }
}
