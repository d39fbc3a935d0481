package org.isthmus.model.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.SensorType;
import org.isthmus.model.scene.Transmission;
import org.jspecify.annotations.Nullable;

/// Merges bodies without joints into their parents.
///
/// Kept are mocap bodies, bodies that something names (camera or light target, contact exclusion, connect or weld,
/// body actuator, sensor, tuple), and bodies whose site measures force or torque. The children take the merged body's
/// place; its geoms, sites, cameras and lights come after the parent's own; its mass is added unless the parent is
/// the world.
final class StaticFusion {
    private final Compilation c;
    private final Set<String> named = new HashSet<>();
    private final Set<BodyDraft> measured = Collections.newSetFromMap(new IdentityHashMap<>());

    private StaticFusion(Compilation c) {
        this.c = c;
    }

    static void run(Compilation c) {
        StaticFusion fusion = new StaticFusion(c);
        fusion.findUses();
        fusion.fuseBelow(c.world());
        BodyTree.number(c);
        c.bodies.indexNames(c.diagnostics);
    }

    private void findUses() {
        c.cameras.list.forEach(camera -> use(camera.element.target));
        c.lights.list.forEach(light -> use(light.element.target));
        c.exclusions.list.forEach(e -> {
            use(e.element.body1);
            use(e.element.body2);
        });
        c.equalities.list.stream().map(e -> e.element).forEach(e -> {
            if (e.type == EqualityType.CONNECT || e.type == EqualityType.WELD) {
                use(e.first);
                use(e.second);
            }
        });
        c.actuators.list.stream().map(a -> a.element).filter(a -> a.transmission == Transmission.BODY)
                .forEach(a -> use(a.target));
        c.sensors.list.forEach(sensor -> useOfSensor(sensor.element));
        for (CustomField field : c.scene.customFields) {
            if (field instanceof CustomField.Tuple tuple) {
                tuple.entries().forEach(entry -> use(entry.type(), entry.object()));
            }
        }
    }

    private void useOfSensor(Sensor sensor) {
        use(sensor.objectType, sensor.object);
        use(sensor.referenceType, sensor.reference);
        if ((sensor.type == SensorType.FORCE || sensor.type == SensorType.TORQUE) && sensor.object != null) {
            SiteDraft site = c.sites.find(sensor.object);
            if (site != null) {
                measured.add(site.body);
            }
        }
    }

    private void use(@Nullable ObjectType type, @Nullable String name) {
        if (type == ObjectType.BODY || type == ObjectType.XBODY) {
            use(name);
        }
    }

    private void use(@Nullable String body) {
        if (body != null) {
            named.add(body);
        }
    }

    /// Goes through the children from the first on; those of a merged body are visited in its place.
    private void fuseBelow(BodyDraft parent) {
        for (int i = 0; i < parent.children.size();) {
            BodyDraft child = parent.children.get(i);
            if (canFuse(child)) {
                fuse(parent, child, i);
            } else {
                fuseBelow(child);
                i++;
            }
        }
        parent.mergeContacts();
    }

    private boolean canFuse(BodyDraft body) {
        return body.joints.isEmpty() && !body.element.mocap && !named.contains(body.name()) && !measured.contains(body);
    }

    private void fuse(BodyDraft parent, BodyDraft body, int index) {
        Pose pose = body.element.pose();
        if (!parent.isWorld() && body.mass >= Bodies.MIN_MOVING) {
            Bodies.setDistribution(parent, parent.massDistribution().plus(body.massDistribution().transformed(pose)));
        }
        Poses.moveContents(body, pose);
        body.geoms.forEach(g -> g.body = parent);
        body.sites.forEach(s -> s.body = parent);
        body.cameras.forEach(v -> v.body = parent);
        body.lights.forEach(l -> l.body = parent);
        parent.geoms.addAll(body.geoms);
        parent.sites.addAll(body.sites);
        parent.cameras.addAll(body.cameras);
        parent.lights.addAll(body.lights);
        List<BodyDraft> children = new ArrayList<>(body.children);
        for (BodyDraft child : children) {
            Poses.move(child.element, pose);
            child.parent = parent;
        }
        parent.children.remove(index);
        parent.children.addAll(index, children);
    }
}
