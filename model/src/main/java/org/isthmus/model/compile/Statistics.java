package org.isthmus.model.compile;

import java.util.Arrays;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.ModelStatistic;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Statistic;

/// Size, mass and place of a whole model at `qpos0`, as MuJoCo measures them.
final class Statistics {
    private static final double MIN_SIZE = 1e-5;
    /// Part of its size that a plane or height field counts as radius.
    private static final double FLAT_SHARE = 0.1;
    private static final double INFINITE_PLANE = 0.01;

    private final Compilation c;
    private final Model model;
    private final Kinematics frames;

    private Statistics(Compilation c, Model model, Kinematics frames) {
        this.c = c;
        this.model = model;
        this.frames = frames;
    }

    static ModelStatistic compute(Compilation c, Model model, Kinematics frames, MassMatrix mass) {
        return new Statistics(c, model, frames).compute(mass);
    }

    private ModelStatistic compute(MassMatrix mass) {
        Statistic given = c.scene.statistic;
        int moving = model.sizes().nbody() - 1;
        int nv = model.sizes().nv();
        Aabb box = box();
        double meanSize = 0.2;
        double meanMass = 1;
        double meanInertia = 1;
        if (moving > 0) {
            meanSize = Arrays.stream(bodySizes()).skip(1).map(s -> Math.max(s, MIN_SIZE)).sum() / moving;
            meanMass = c.bodies.list.stream().skip(1).mapToDouble(b -> b.mass).sum() / moving;
        }
        if (nv > 0) {
            double sum = 0;
            for (int i = 0; i < nv; i++) {
                sum += mass.diagonal(i);
            }
            meanInertia = sum / nv;
        }
        double extent = 2;
        Vec3 center = Vec3.ZERO;
        if (!box.isEmpty()) {
            Vec3 width = box.halfSize().times(2);
            extent = Math.max(MIN_SIZE, Math.max(width.x(), Math.max(width.y(), width.z())));
            center = box.center();
        }
        return new ModelStatistic(or(given.meanInertia, meanInertia), or(given.meanMass, meanMass),
                or(given.meanSize, meanSize),
                or(given.extent, Math.max(extent, 2 * meanSize)), given.center == null ? center : given.center);
    }

    private static double or(double given, double computed) {
        return Double.isNaN(given) ? computed : given;
    }

    /// Around all bodies, joints, sites and geoms.
    private Aabb box() {
        Aabb box = Aabb.EMPTY;
        for (int i = 1; i < model.sizes().nbody(); i++) {
            box = box.union(Aabb.around(Vec3.of(frames.xpos, 3 * i), Vec3.of(frames.xipos, 3 * i)));
        }
        for (int i = 0; i < model.sizes().njnt(); i++) {
            box = box.union(Aabb.around(Vec3.of(frames.xanchor, 3 * i)));
        }
        for (int i = 0; i < model.sizes().nsite(); i++) {
            box = box.union(Aabb.around(Vec3.of(frames.siteXpos, 3 * i)));
        }
        for (GeomDraft geom : c.geoms.list) {
            box = box.union(Aabb.centered(Vec3.of(frames.geomXpos, 3 * geom.id), Vec3.ONE.times(radius(geom))));
        }
        return box;
    }

    private static double radius(GeomDraft geom) {
        if (geom.boundingRadius > 0) {
            return geom.boundingRadius;
        }
        double[] size = geom.element.size;
        boolean infinite = size[0] == 0 && size[1] == 0;
        return geom.element.type != GeomType.PLANE ? 0 : infinite ? INFINITE_PLANE
                : Math.max(size[0], size[1]) * FLAT_SHARE;
    }

    /// Of each body the greatest distance from its centre of mass to its and its children's joints, and to the far
    /// side of its geoms.
    private double[] bodySizes() {
        double[] sizes = new double[model.sizes().nbody()];
        for (JointDraft joint : c.joints.list) {
            Vec3 anchor = Vec3.of(frames.xanchor, 3 * joint.id);
            for (BodyDraft body : new BodyDraft[]{joint.body, joint.body.parentBody()}) {
                sizes[body.id] = Math.max(sizes[body.id], Vec3.of(frames.xipos, 3 * body.id).distance(anchor));
            }
        }
        for (GeomDraft geom : c.geoms.list) {
            if (geom.boundingRadius > 0) {
                double far = geom.boundingRadius
                        + Vec3.of(frames.xipos, 3 * geom.body.id).distance(Vec3.of(frames.geomXpos, 3 * geom.id));
                sizes[geom.body.id] = Math.max(sizes[geom.body.id], far);
            }
        }
        return sizes;
    }
}
