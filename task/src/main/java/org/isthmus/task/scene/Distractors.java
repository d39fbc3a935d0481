package org.isthmus.task.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.LookTargets;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Target;
import org.isthmus.task.randomize.Targets;

/// Things that stand on a table beside the place to work at and have nothing to do with the task: a cup, a folded umbrella, a can, scissors, a spray
/// bottle (DexSim, appendix A.2). Nothing touches them, so what should be done does not depend on them.
public final class Distractors {
    /// Of the nearest to the place to work at, m.
    private static final double BESIDE = 0.1;
    /// How far they are moved at random, to either side, m.
    private static final double MOVED = 0.04;

    private Distractors() {}

    /// Adds them to the table of a scene.
    ///
    /// @param robot one of [ArmOnTable#robots], beside whose place to work at they stand
    /// @return which of them are there, and where: action-invariant
    /// @throws IllegalArgumentException when there is no such robot
    public static List<Factor> addTo(Scene scene, String robot) {
        Surface place = ArmOnTable.workplace(scene, robot);
        double side = place.halfY() + BESIDE;
        Vec3 middle = place.middle();
        List<String> names = new ArrayList<>();
        names.add(add(scene, "paper cup", middle.plus(new Vec3(-0.08, side, 0)), Distractors::cup));
        names.add(add(scene, "umbrella", middle.plus(new Vec3(0.06, side + 0.06, 0)), Distractors::umbrella));
        names.add(add(scene, "can", middle.plus(new Vec3(-0.1, -side, 0)),
                body -> solid(body, GeomType.CYLINDER, new Vec3(0, 0, 0.06), new double[]{0.033, 0.06, 0}, 0xb8262e)));
        names.add(add(scene, "scissors", middle.plus(new Vec3(0.02, -side - 0.02, 0)), Distractors::scissors));
        names.add(add(scene, "spray bottle", middle.plus(new Vec3(place.halfX() + 0.04, side, 0)),
                Distractors::sprayBottle));
        List<Factor> factors = new ArrayList<>();
        factors.add(Factor.invariant("distractors shown", Sampler.repeat(names.size(), Sampler.uniform(0, 1)),
                LookTargets.shown(names)));
        Sampler moved = Sampler.all(Sampler.uniform(-MOVED, MOVED), Sampler.uniform(-MOVED, MOVED),
                Sampler.uniform(-Math.PI, Math.PI));
        for (String name : names) {
            Target target = Targets.placed(name);
            factors.add(Factor.invariant("place of " + name, moved, target));
        }
        return factors;
    }

    private static String add(Scene scene, String what, Vec3 at, Consumer<Body> shape) {
        Set<String> taken = new TreeSet<>();
        scene.bodies().forEach(body -> taken.add(String.valueOf(body.name)));
        String name = taken.contains(what) ? "other " + what : what;
        Body body = scene.world.addBody(name, Pose.at(at));
        body.mocap = true;
        shape.accept(body);
        return name;
    }

    /// A geom that nothing touches.
    private static void solid(Body body, GeomType type, Vec3 at, double[] size, int rgb) {
        turned(body, type, new Pose(at, Quat.IDENTITY), size, rgb);
    }

    private static void turned(Body body, GeomType type, Pose pose, double[] size, int rgb) {
        body.addGeom(type, size, geom -> {
            geom.pos = pose.position();
            geom.quat = pose.rotation();
            geom.contype = 0;
            geom.conaffinity = 0;
            Paint.colour(geom, rgb);
        });
    }

    private static void cup(Body body) {
        solid(body, GeomType.CYLINDER, new Vec3(0, 0, 0.045), new double[]{0.032, 0.045, 0}, 0xf2efe6);
        solid(body, GeomType.CYLINDER, new Vec3(0, 0, 0.05), new double[]{0.0325, 0.018, 0}, 0x3c6e47);
    }

    private static void umbrella(Body body) {
        Quat lying = Quat.fromAxisAngle(Vec3.Y, Math.PI / 2);
        turned(body, GeomType.CAPSULE, new Pose(new Vec3(0, 0, 0.024), lying), new double[]{0.024, 0.085, 0}, 0x22304f);
        turned(body, GeomType.CYLINDER, new Pose(new Vec3(0.135, 0, 0.024), lying), new double[]{0.012, 0.03, 0},
                0x111111);
    }

    private static void scissors(Body body) {
        for (int side = -1; side <= 1; side += 2) {
            Quat turn = Quat.fromAxisAngle(Vec3.Z, 0.18 * side);
            turned(body, GeomType.BOX, new Pose(new Vec3(0, 0, 0.004), turn), new double[]{0.075, 0.006, 0.002},
                    0xb9bec4);
            turned(body, GeomType.CYLINDER, new Pose(turn.rotate(new Vec3(-0.085, 0, 0)).plus(new Vec3(0, 0, 0.005)),
                    Quat.IDENTITY), new double[]{0.017, 0.005, 0}, 0xe07a1f);
        }
    }

    private static void sprayBottle(Body body) {
        solid(body, GeomType.CYLINDER, new Vec3(0, 0, 0.07), new double[]{0.034, 0.07, 0}, 0x3aa0c9);
        solid(body, GeomType.CYLINDER, new Vec3(0, 0, 0.16), new double[]{0.012, 0.02, 0}, 0xf4f4f4);
        solid(body, GeomType.BOX, new Vec3(0.018, 0, 0.185), new double[]{0.034, 0.012, 0.01}, 0xf4f4f4);
    }
}
