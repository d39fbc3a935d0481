package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.physics.GeomDistances;

/// What an object stands on, or leans against, at a pose.
final class Standing {
    private static final double NEAR = 5e-3;

    private final Model model;
    private final Kinematics frames;
    private final Frame object;
    private final Pose pose;

    Standing(Model model, double[] qpos, Frame object, Pose pose) {
        this.model = model;
        this.object = object;
        this.pose = pose;
        frames = new Kinematics(model);
        frames.compute(qpos);
    }

    /// The bodies next to the object that the arm does not carry.
    List<Frame> supports(JointGroup arm) {
        GeomDistances distances = new GeomDistances(model);
        TreeSet<Integer> near = new TreeSet<>();
        for (GeomDistances.Pair pair : GeomDistances.pairs(model)) {
            int a = model.geoms().bodyId().get(pair.first());
            int b = model.geoms().bodyId().get(pair.second());
            if (a == object.body() != (b == object.body()) && !isCarried(arm, a == object.body() ? b : a)) {
                double d = distances.distance(pair.first(), pair.second(), place(pair.first()), place(pair.second()),
                        size(pair.first()), size(pair.second()), NEAR, new double[6]);
                if (d < NEAR) {
                    near.add(a == object.body() ? b : a);
                }
            }
        }
        List<Frame> supports = new ArrayList<>();
        near.forEach(body -> supports.add(new Frame("", body, Pose.IDENTITY)));
        return supports;
    }

    private boolean isCarried(JointGroup arm, int body) {
        for (int b = body; b > 0; b = model.bodies().parentId().get(b)) {
            int mover = b;
            if (arm.followers().stream().anyMatch(f -> model.joints().bodyId().get(f.joint()) == mover)) {
                return true;
            }
        }
        return false;
    }

    private double[] size(int geom) {
        return model.geoms().size().slice(3 * geom, 3 * geom + 3);
    }

    /// [12] position, rotation by rows
    private double[] place(int geom) {
        double[] out = new double[12];
        if (model.geoms().bodyId().get(geom) == object.body()) {
            Pose placed = pose.times(new Pose(model.geoms().pos().vec3(geom), model.geoms().quat().quat(geom)));
            placed.position().into(out, 0);
            Rotation r = placed.rotation().normalized().toRotation();
            r.into(out, 3);
        } else {
            Vec3.of(frames.geomXpos, 3 * geom).into(out, 0);
            System.arraycopy(frames.geomXmat, 9 * geom, out, 3, 9);
        }
        return out;
    }
}
