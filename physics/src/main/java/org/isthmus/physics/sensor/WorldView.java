package org.isthmus.physics.sensor;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// Where everything is in one world, for sensors that are measured in scalars.
final class WorldView {
    final Model model;
    final Kinematics frames;
    /// [ngeom][12] position, rotation by rows, world frame
    final double[] geomPoses;
    /// [ngeom][3]
    final double[] geomSizes;
    private final double[] qpos;

    WorldView(Model model) {
        this.model = model;
        frames = new Kinematics(model);
        geomPoses = new double[12 * model.sizes().ngeom()];
        geomSizes = new double[3 * model.sizes().ngeom()];
        qpos = new double[model.sizes().nq()];
    }

    /// Turns to a world.
    void look(WorldBatch batch, int world) {
        for (int i = 0; i < qpos.length; i++) {
            qpos[i] = batch.get(Quantity.QPOS, world, i);
        }
        for (int i = 0; i < 7 * model.sizes().nmocap(); i++) {
            double value = batch.get(Quantity.MOCAP, world, i);
            int k = i % 7;
            if (k < 3) {
                frames.mocapPos[i / 7 * 3 + k] = value;
            } else {
                frames.mocapQuat[i / 7 * 4 + k - 3] = value;
            }
        }
        frames.compute(qpos);
        for (int g = 0; g < model.sizes().ngeom(); g++) {
            place(g, batch, world);
        }
    }

    private void place(int geom, WorldBatch batch, int world) {
        double[] p = new double[7];
        for (int k = 0; k < 7; k++) {
            p[k] = k < 3 ? batch.get(Parameter.GEOM_POS, world, 3 * geom + k)
                    : batch.get(Parameter.GEOM_QUAT, world, 4 * geom + k - 3);
        }
        Pose inBody = new Pose(Vec3.of(p, 0), Quat.of(p, 3).normalized());
        Pose pose = frames.bodyPose(model.geoms().bodyId().get(geom)).times(inBody);
        pose.position().into(geomPoses, 12 * geom);
        Rotation r = pose.rotation().toRotation().transpose();
        r.columnX().into(geomPoses, 12 * geom + 3);
        r.columnY().into(geomPoses, 12 * geom + 6);
        r.columnZ().into(geomPoses, 12 * geom + 9);
        for (int k = 0; k < 3; k++) {
            geomSizes[3 * geom + k] = batch.get(Parameter.GEOM_SIZE, world, 3 * geom + k);
        }
    }

    Vec3 sitePosition(int site) {
        return Vec3.of(frames.siteXpos, 3 * site);
    }

    /// The rotation `R_WS` of a site's axes in the world.
    Rotation siteRotation(int site) {
        return rotation(frames.siteXmat, site);
    }

    Vec3 cameraPosition(int camera) {
        return Vec3.of(frames.camXpos, 3 * camera);
    }

    Rotation cameraRotation(int camera) {
        return rotation(frames.camXmat, camera);
    }

    /// Where a thing is; a body at its centre of mass, as MuJoCo has it.
    Vec3 position(ObjectType type, int id) {
        return switch (type) {
            case BODY -> Vec3.of(frames.xipos, 3 * id);
            case XBODY -> Vec3.of(frames.xpos, 3 * id);
            case GEOM -> Vec3.of(geomPoses, 12 * id);
            case SITE -> sitePosition(id);
            case CAMERA -> cameraPosition(id);
            default -> throw new IllegalArgumentException("not a frame: " + type);
        };
    }

    private static Rotation rotation(double[] m, int row) {
        int i = 9 * row;
        return new Rotation(m[i], m[i + 1], m[i + 2], m[i + 3], m[i + 4], m[i + 5], m[i + 6], m[i + 7], m[i + 8]);
    }
}
