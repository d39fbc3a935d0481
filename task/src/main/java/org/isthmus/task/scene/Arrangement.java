package org.isthmus.task.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;

/// Things on surfaces of a scene, as clutter or in rows, settled in physics.
///
/// What is here stands still, which means that within a second nothing moves by more than [Settling#STILL], overlaps nothing by more than
/// [Settling#OVERLAP], and is over its surface. A layout for which that does not hold is drawn anew.
public final class Arrangement {
    /// Layouts that are drawn before it is given up.
    private static final int ATTEMPTS = 30;
    /// Where a thing is let fall from, above what is below it, m.
    private static final double DROP = 2e-3;

    private Arrangement() {}

    /// Adds things to a scene and lets them fall onto a surface, turned about the vertical and one upon another as it comes.
    ///
    /// @param scene compilable as it is; worlds begin in its first keyframe, if it has one, which is lengthened
    /// @throws IllegalArgumentException when no layout settles: the things are too many, or do not fit
    public static void clutter(Scene scene, Surface surface, List<Thing> things, RandomStream random) {
        put(scene, things, layouts(scene, surface, things, 1, random).getFirst());
    }

    /// Adds things in rows, turned the same way, as far apart as the widest needs.
    ///
    /// @param gap between their circles, m
    /// @throws IllegalArgumentException when they do not fit, or do not stand
    public static void rows(Scene scene, Surface surface, List<Thing> things, double gap) {
        double pitch = 2 * things.stream().mapToDouble(Thing::radius).max().orElse(0) + gap;
        int across = Math.max(1, (int) Math.floor((2 * surface.halfY() + gap) / pitch));
        int deep = Math.ceilDiv(things.size(), across);
        if (deep * pitch - gap > 2 * surface.halfX() || pitch - gap > 2 * surface.halfY()) {
            throw new IllegalArgumentException(things.size() + " things, " + pitch + " m apart, in rows of " + across
                    + ", expected that they fit on " + 2 * surface.halfX() + " m times " + 2 * surface.halfY() + " m");
        }
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            int row = i / across;
            double x = (row - (deep - 1) / 2.0) * pitch;
            double y = (i % across - (Math.min(across, things.size()) - 1) / 2.0) * pitch;
            poses.add(Pose.at(surface.middle().plus(new Vec3(x, y, things.get(i).below()))));
        }
        try (Parallel pool = Parallel.of(1)) {
            Settling settling = new Settling(withThings(scene, things, poses), things, surface, pool);
            List<Pose> settled = settling.settle(poses);
            if (settled.isEmpty()) {
                throw new IllegalArgumentException("things in rows do not stand still: " + names(things));
            }
            put(scene, things, settled);
        }
    }

    /// Layouts of clutter that all settled, for worlds that begin in one of them ([org.isthmus.task.randomize.Targets#laidOut]). The scene stays as it is.
    ///
    /// @return [count][things] poses
    /// @throws IllegalArgumentException as of [#clutter]
    public static List<List<Pose>> layouts(
            Scene scene, Surface surface, List<Thing> things, int count, RandomStream random) {
        try (Parallel pool = Parallel.of(1)) {
            Scene trial = withThings(scene, things, drawn(surface, things, random));
            Settling settling = new Settling(trial, things, surface, pool);
            List<List<Pose>> layouts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                layouts.add(layout(settling, surface, things, random.child("layout", i)));
            }
            return layouts;
        }
    }

    private static List<Pose> layout(Settling settling, Surface surface, List<Thing> things, RandomStream random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Pose> settled = settling.settle(drawn(surface, things, random.child(attempt)));
            if (!settled.isEmpty()) {
                return settled;
            }
        }
        throw new IllegalArgumentException("of " + ATTEMPTS + " layouts none stands still within "
                + 2 * surface.halfX() + " m times " + 2 * surface.halfY() + " m: " + names(things));
    }

    /// Adds things where they were found to stand.
    ///
    /// @param poses [things]
    public static void put(Scene scene, List<Thing> things, List<Pose> poses) {
        for (int i = 0; i < things.size(); i++) {
            Thing thing = things.get(i);
            Pose pose = poses.get(i);
            Body body = scene.world.addBody(thing.name(), pose);
            body.addFreeJoint(thing.name());
            thing.shape().accept(body);
            if (!scene.keyframes.isEmpty()) {
                Keyframe home = scene.keyframes.getFirst();
                int at = home.qpos.length;
                home.qpos = Arrays.copyOf(home.qpos, at + 7);
                pose.position().into(home.qpos, at);
                pose.rotation().into(home.qpos, at + 3);
            }
        }
    }

    private static Scene withThings(Scene scene, List<Thing> things, List<Pose> poses) {
        Scene trial = scene.copy();
        put(trial, things, poses);
        return trial;
    }

    /// Each thing somewhere over the surface, above all those that its circle meets.
    private static List<Pose> drawn(Surface surface, List<Thing> things, RandomStream random) {
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            Thing thing = things.get(i);
            double x = surface.middle().x()
                    + (2 * random.nextOpen() - 1) * Math.max(0, surface.halfX() - thing.radius());
            double y = surface.middle().y()
                    + (2 * random.nextOpen() - 1) * Math.max(0, surface.halfY() - thing.radius());
            double floor = surface.middle().z();
            for (int k = 0; k < i; k++) {
                Vec3 other = poses.get(k).position();
                double dx = other.x() - x;
                double dy = other.y() - y;
                if (Math.sqrt(dx * dx + dy * dy) < thing.radius() + things.get(k).radius()) {
                    floor = Math.max(floor, other.z() - things.get(k).below() + things.get(k).height());
                }
            }
            Quat turn = Quat.fromAxisAngle(Vec3.Z, 2 * Math.PI * random.nextOpen());
            poses.add(new Pose(new Vec3(x, y, floor + DROP + thing.below()), turn));
        }
        return poses;
    }

    private static String names(List<Thing> things) {
        return things.stream().map(Thing::name).collect(Collectors.joining(", "));
    }
}
