package org.isthmus.task.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.Contact;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// Lets things in a scene come to rest, and looks whether they stay there.
final class Settling {
    /// What stands still moves less within a second, m.
    static final double STILL = 5e-4;
    /// What does not overlap sinks less into others: contacts are a little soft, m.
    static final double OVERLAP = 1e-3;
    /// Time that things have to come to rest, s.
    private static final double LONGEST = 4;
    private static final double WATCHED = 1;
    /// Pieces of the time to come to rest, s; it is over when nothing moves by more than [#REST] in one, m.
    private static final double PIECE = 0.25;
    private static final double REST = 5e-5;

    private final List<Thing> things;
    private final Surface surface;
    private final Model model;
    private final WorldBatch batch;
    /// [things] places of their poses in qpos
    private final int[] places;

    /// @param scene with the things in it
    Settling(Scene scene, List<Thing> things, Surface surface, Parallel pool) {
        this.things = things;
        this.surface = surface;
        Diagnostics diagnostics = new Diagnostics();
        model = SceneCompiler.compile(scene, diagnostics);
        batch = PhysicsEngine.named("scalar").create(model, 1, new TreeSet<>(), pool, diagnostics);
        places = things.stream().mapToInt(
                thing -> model.joints().qposAdr().get(model.names().id(ObjectType.JOINT, thing.name()))).toArray();
    }

    /// Where things are at rest that begin at some poses; empty where they do not come to rest, overlap, or leave the surface.
    ///
    /// @param from [things]
    List<Pose> settle(List<Pose> from) {
        begin(from);
        List<Pose> rest = poses();
        double moved = Double.POSITIVE_INFINITY;
        for (double time = 0; time < LONGEST && moved > REST; time += PIECE) {
            List<Pose> before = rest;
            run(PIECE);
            rest = poses();
            moved = moved(before, rest);
            if (!areOver(rest)) {
                return List.of();
            }
        }
        run(WATCHED);
        List<Pose> later = poses();
        boolean isSettled = moved(rest, later) <= STILL && areOver(later) && overlap() <= OVERLAP;
        return isSettled ? later : List.of();
    }

    private boolean areOver(List<Pose> poses) {
        return !batch.isDiverged(0) && poses.stream().map(Pose::position)
                .allMatch(at -> surface.holds(at, 0) && at.z() > surface.middle().z());
    }

    /// The farthest that a thing went, m.
    private static double moved(List<Pose> from, List<Pose> to) {
        double most = 0;
        for (int i = 0; i < from.size(); i++) {
            most = Math.max(most, from.get(i).position().distance(to.get(i).position()));
        }
        return most;
    }

    private void begin(List<Pose> from) {
        batch.reset(0);
        if (model.sizes().nkey() > 0) {
            for (int i = 0; i < model.sizes().nq(); i++) {
                batch.set(Quantity.QPOS, 0, i, model.keyframes().qpos().get(i));
            }
            for (int i = 0; i < model.sizes().nu(); i++) {
                batch.set(Quantity.CTRL, 0, i, model.keyframes().ctrl().get(i));
            }
        }
        double[] pose = new double[7];
        for (int i = 0; i < places.length; i++) {
            from.get(i).position().into(pose, 0);
            from.get(i).rotation().into(pose, 3);
            for (int k = 0; k < pose.length; k++) {
                batch.set(Quantity.QPOS, 0, places[i] + k, pose[k]);
            }
        }
    }

    private void run(double seconds) {
        batch.step((int) Math.ceil(seconds / model.options().timestep));
    }

    private List<Pose> poses() {
        List<Pose> poses = new ArrayList<>();
        double[] pose = new double[7];
        for (int place : places) {
            for (int k = 0; k < pose.length; k++) {
                pose[k] = batch.get(Quantity.QPOS, 0, place + k);
            }
            poses.add(new Pose(Vec3.of(pose, 0), Quat.of(pose, 3).normalized()));
        }
        return poses;
    }

    /// The deepest that a thing is in something, m.
    private double overlap() {
        double deepest = 0;
        for (Contact contact : batch.contacts(0)) {
            if (isThing(contact.firstGeom()) || isThing(contact.secondGeom())) {
                deepest = Math.max(deepest, -contact.distance());
            }
        }
        return deepest;
    }

    private boolean isThing(int geom) {
        String body = model.names().name(ObjectType.BODY, model.geoms().bodyId().get(geom));
        return things.stream().anyMatch(thing -> thing.name().equals(body));
    }
}
