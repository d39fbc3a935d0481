package org.isthmus.physics.sensor;

import java.util.Arrays;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.collision.ConvexTouch;

/// Signed distances of two geoms, or of all geoms of two bodies, with the nearest points. Beyond the cutoff the distance is the cutoff and
/// the points are 0.
final class DistanceSensors {
    private final Model model;
    private final WorldView view;
    private final ConvexTouch touch;
    private final double[] poseA = new double[12];
    private final double[] poseB = new double[12];
    private final double[] sizeA = new double[3];
    private final double[] sizeB = new double[3];
    /// [2][3]
    private final double[] nearest = new double[6];

    DistanceSensors(WorldView view) {
        model = view.model;
        this.view = view;
        touch = new ConvexTouch(model);
    }

    void measure(int sensor, double[] out, int at) {
        double least = find(sensor);
        switch (SensorTrace.type(model, sensor)) {
            case DISTANCE -> out[at] = least;
            case FROMTO -> System.arraycopy(nearest, 0, out, at, 6);
            default -> normal().into(out, at);
        }
    }

    private Vec3 normal() {
        Vec3 apart = Vec3.of(nearest, 3).minus(Vec3.of(nearest, 0));
        return apart.length() > 0 ? apart.normalized() : Vec3.ZERO;
    }

    private double find(int sensor) {
        double least = model.sensors().cutoff().get(sensor);
        Arrays.fill(nearest, 0);
        int[] first = geoms(model.sensors().objType().get(sensor), model.sensors().objId().get(sensor));
        int[] second = geoms(model.sensors().refType().get(sensor), model.sensors().refId().get(sensor));
        for (int a : first) {
            for (int b : second) {
                System.arraycopy(view.geomPoses, 12 * a, poseA, 0, 12);
                System.arraycopy(view.geomPoses, 12 * b, poseB, 0, 12);
                System.arraycopy(view.geomSizes, 3 * a, sizeA, 0, 3);
                System.arraycopy(view.geomSizes, 3 * b, sizeB, 0, 3);
                least = touch.distance(a, b, poseA, poseB, sizeA, sizeB, least, nearest);
            }
        }
        return least;
    }

    private int[] geoms(int type, int id) {
        if (WorldSensors.type(type) == ObjectType.GEOM) {
            return new int[]{id};
        }
        int[] geoms = new int[model.bodies().geomNum().get(id)];
        Arrays.setAll(geoms, i -> model.bodies().geomAdr().get(id) + i);
        return geoms;
    }
}
