package org.isthmus.physics.sensor;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.collision.RayCast;

/// Rangefinders: rays along the z axis of a site, or of all pixels of a camera, row by row. Geoms of the body that carries them are passed
/// through. A ray that hits nothing has distance and depth −1, and no direction.
final class RangeSensors {
    /// Of the mask of data.
    private static final int DISTANCE = 1;
    private static final int DIRECTION = 2;
    private static final int ORIGIN = 4;
    private static final int POINT = 8;
    private static final int NORMAL = 16;
    private static final int DEPTH = 32;

    private final Model model;
    private final WorldView view;
    private final RayCast rays;
    private final double[] origin = new double[3];
    private final double[] direction = new double[3];
    private final double[] normal = new double[3];
    private double[] out;
    private int next;

    RangeSensors(WorldView view) {
        model = view.model;
        this.view = view;
        rays = new RayCast(model);
        out = normal;
    }

    void measure(int sensor, double[] data, int at) {
        out = data;
        next = at;
        int fields = model.sensors().intPrm().get(3 * sensor);
        int id = model.sensors().objId().get(sensor);
        if (WorldSensors.type(model.sensors().objType().get(sensor)) == ObjectType.SITE) {
            Vec3 axis = view.siteRotation(id).columnZ();
            cast(fields, view.sitePosition(id), axis, axis, model.sites().bodyId().get(id));
        } else {
            image(fields, id);
        }
    }

    private void image(int fields, int camera) {
        CameraRays pixels = new CameraRays(model, camera);
        Vec3 ahead = view.cameraRotation(camera).columnZ().negate();
        for (int row = 0; row < pixels.height; row++) {
            for (int column = 0; column < pixels.width; column++) {
                Vec3 from = view.cameraPosition(camera)
                        .plus(view.cameraRotation(camera).times(pixels.origin(column, row)));
                Vec3 along = view.cameraRotation(camera).times(pixels.direction(column, row));
                cast(fields, from, along, ahead, model.cameras().bodyId().get(camera));
            }
        }
    }

    private void cast(int fields, Vec3 from, Vec3 along, Vec3 ahead, int body) {
        from.into(origin, 0);
        along.into(direction, 0);
        double x = rays.nearest(view.geomPoses, view.geomSizes, origin, direction, body);
        boolean hits = x >= 0;
        if (hits && (fields & NORMAL) != 0) {
            rays.normal(view.geomPoses, view.geomSizes, origin, direction, x, normal);
        }
        put(fields & DISTANCE, x);
        put(fields & DIRECTION, hits ? along : Vec3.ZERO);
        put(fields & ORIGIN, from);
        put(fields & POINT, hits ? from.plusScaled(along, x) : Vec3.ZERO);
        put(fields & NORMAL, hits ? Vec3.of(normal, 0) : Vec3.ZERO);
        put(fields & DEPTH, hits ? x * along.dot(ahead) : -1);
    }

    private void put(int isWanted, double value) {
        if (isWanted != 0) {
            out[next++] = value;
        }
    }

    private void put(int isWanted, Vec3 value) {
        put(isWanted, value.x());
        put(isWanted, value.y());
        put(isWanted, value.z());
    }
}
