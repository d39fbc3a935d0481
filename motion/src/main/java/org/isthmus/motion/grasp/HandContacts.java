package org.isthmus.motion.grasp;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.physics.GeomDistances;

/// Distances between the geoms of a hand and an object that is a free body of the same model.
final class HandContacts {
    /// Further apart is as far, m.
    private static final double FAR = 1;

    private final JointGroup group;
    private final Model model;
    private final Kinematics frames;
    private final GeomDistances distances;
    private final int object;
    private final int objectAt;
    /// [nq]
    private final double[] qpos;
    /// [12] of a geom of the hand and of the object: position, rotation by rows, world frame
    private final double[] mine = new double[12];
    private final double[] its = new double[12];
    /// [2][3] nearest points, world frame, m: of the hand, then of the object
    private final double[] witness = new double[6];
    /// [2][3] of the nearest pair so far
    private final double[] nearest = new double[6];

    /// @param object a body with a free joint
    HandContacts(JointGroup group, int object) {
        this.group = group;
        this.object = object;
        model = group.model();
        frames = new Kinematics(model);
        distances = new GeomDistances(model);
        objectAt = model.joints().qposAdr().get(model.bodies().jntAdr().get(object));
        qpos = group.rest().toArray();
    }

    void place(Pose pose, double[] joints) {
        group.toQpos(joints, qpos);
        pose.position().into(qpos, objectAt);
        pose.rotation().normalized().into(qpos, objectAt + 3);
        frames.compute(qpos);
    }

    /// How far a geom of the hand is from the object, or how deep in it (negative); keeps the nearest points.
    double distance(int geom) {
        return distance(geom, FAR);
    }

    /// @param maximal what is returned for a geom further away, found out early, m
    double distance(int geom, double maximal) {
        double least = maximal;
        pose(geom, mine);
        int first = model.bodies().geomAdr().get(object);
        for (int g = first; g < first + model.bodies().geomNum().get(object); g++) {
            pose(g, its);
            double d = distances.distance(geom, g, mine, its, size(geom), size(g), least, witness);
            if (d < least) {
                least = d;
                System.arraycopy(witness, 0, nearest, 0, 6);
            }
        }
        return least;
    }

    /// [pairs][2] geoms of the hand that may collide with each other
    int[][] selfPairs() {
        return GeomDistances.pairs(model).stream().filter(pair -> model.geoms().bodyId().get(pair.first()) != object
                && model.geoms().bodyId().get(pair.second()) != object)
                .map(pair -> new int[]{pair.first(), pair.second()}).toArray(int[][]::new);
    }

    /// How far two geoms of the hand are apart; `maximal` for those further away.
    double between(int first, int second, double maximal) {
        pose(first, mine);
        pose(second, its);
        return distances.distance(first, second, mine, its, size(first), size(second), maximal, witness);
    }

    /// The object's nearest point to the geom last asked for, world frame.
    Vec3 point() {
        return Vec3.of(nearest, 3);
    }

    /// The direction from that geom into the object, world frame; zero where they just touch.
    Vec3 inwards(double distance) {
        Vec3 to = Vec3.of(nearest, 3).minus(Vec3.of(nearest, 0));
        double length = to.length();
        return length == 0 ? Vec3.ZERO : to.times(Math.copySign(1, distance) / length);
    }

    private void pose(int geom, double[] out) {
        System.arraycopy(frames.geomXpos, 3 * geom, out, 0, 3);
        System.arraycopy(frames.geomXmat, 9 * geom, out, 3, 9);
    }

    private double[] size(int geom) {
        return model.geoms().size().slice(3 * geom, 3 * geom + 3);
    }
}
