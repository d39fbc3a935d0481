package org.isthmus.model.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Site;
import org.jspecify.annotations.Nullable;

/// First stage: working copies of the bodies and of what is on them, numbered depth first, parents before children.
final class BodyTree {
    /// The most bodies, the world included: contact signatures hold a body in 16 bits (as in MuJoCo).
    static final int MAX_BODIES = 65_534;
    /// The most bodies between the world and a leaf.
    static final int MAX_DEPTH = 1000;

    private BodyTree() {}

    static void copy(Compilation c) {
        checkSize(c);
        add(c, c.scene.world, null);
        number(c);
        for (Register<?> register : List.of(c.bodies, c.joints, c.geoms, c.sites, c.cameras, c.lights)) {
            register.indexNames(c.diagnostics);
        }
    }

    /// Stops at trees that are too large or deep for the other stages; a body that contains itself is one of them.
    private static void checkSize(Compilation c) {
        record Level(Body body, int depth) {}
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(c.scene.world, 0));
        for (int count = 0; !open.isEmpty(); count++) {
            Level level = open.pop();
            if (count == MAX_BODIES) {
                throw c.diagnostics.fatal(level.body.source, "the scene has more than " + MAX_BODIES + " bodies",
                        "at most " + MAX_BODIES, "split the scene, or merge bodies that do not move");
            }
            if (level.depth > MAX_DEPTH) {
                throw c.diagnostics.fatal(level.body.source,
                        "body " + level.body.label() + " is nested more than " + MAX_DEPTH + " deep",
                        "at most " + MAX_DEPTH + " bodies from the world to a leaf", "shorten the chain");
            }
            level.body.children.forEach(child -> open.push(new Level(child, level.depth + 1)));
        }
    }

    private static BodyDraft add(Compilation c, Body body, @Nullable BodyDraft parent) {
        Body copy = Body.SCHEMA.copy(body);
        copy.inertial = body.inertial;
        BodyDraft draft = new BodyDraft(copy, parent);
        c.bodies.add(draft);
        body.joints.forEach(e -> draft.joints.add(new JointDraft(Joint.SCHEMA.copy(e), draft)));
        body.geoms.forEach(e -> draft.geoms.add(new GeomDraft(Geom.SCHEMA.copy(e), draft)));
        body.sites.forEach(e -> draft.sites.add(new SiteDraft(Site.SCHEMA.copy(e), draft)));
        body.cameras.forEach(e -> draft.cameras.add(new CameraDraft(Camera.SCHEMA.copy(e), draft)));
        body.lights.forEach(e -> draft.lights.add(new LightDraft(Light.SCHEMA.copy(e), draft)));
        body.children.forEach(e -> draft.children.add(add(c, e, draft)));
        return draft;
    }

    /// Lists and numbers everything again, after bodies were merged or elements left out.
    static void number(Compilation c) {
        BodyDraft world = c.world();
        for (Register<?> register : List.of(c.bodies, c.joints, c.geoms, c.sites, c.cameras, c.lights)) {
            register.list.clear();
        }
        collect(c, world);
        for (Register<?> register : List.of(c.bodies, c.joints, c.geoms, c.sites, c.cameras, c.lights)) {
            register.number();
        }
    }

    private static void collect(Compilation c, BodyDraft body) {
        c.bodies.list.add(body);
        c.joints.list.addAll(body.joints);
        c.geoms.list.addAll(body.geoms);
        c.sites.list.addAll(body.sites);
        c.cameras.list.addAll(body.cameras);
        c.lights.list.addAll(body.lights);
        body.children.forEach(child -> collect(c, child));
    }
}
