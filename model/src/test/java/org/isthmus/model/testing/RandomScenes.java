package org.isthmus.model.testing;

import java.util.random.RandomGenerator;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;

/// Random robots for property tests.
public final class RandomScenes {
    private static final JointType[] INNER = {JointType.HINGE, JointType.SLIDE, JointType.BALL};

    private RandomScenes() {}

    /// A forest of up to `bodies` bodies with all types of joints, sites `site0`, `site1`, … on every body, and solid geoms.
    public static Scene tree(RandomGenerator random, int bodies) {
        Scene scene = new Scene();
        Body[] all = new Body[bodies + 1];
        all[0] = scene.world;
        for (int i = 1; i <= bodies; i++) {
            // Near parents make long chains, far ones bushes.
            Body parent = all[random.nextBoolean() ? i - 1 : random.nextInt(i)];
            all[i] = parent.addBody("body" + i, pose(random));
            addJoints(all[i], i, parent == scene.world, random);
            addGeoms(all[i], random);
            all[i].addSite("site" + (i - 1), pose(random));
        }
        scene.world.addSite("base", pose(random));
        return scene;
    }

    private static void addJoints(Body body, int index, boolean onWorld, RandomGenerator random) {
        if (onWorld && random.nextInt(3) == 0) {
            body.addFreeJoint("free" + index);
            return;
        }
        int count = random.nextInt(3);
        for (int k = 0; k < count; k++) {
            JointType type = k == count - 1 ? INNER[random.nextInt(3)] : JointType.SLIDE;
            body.addJoint("joint" + index + "_" + k, type, j -> {
                j.pos = vector(random, 0.2);
                j.axis = vector(random, 1);
                j.ref = random.nextDouble(-1, 1);
                j.armature = random.nextDouble(0.1);
            });
        }
    }

    private static void addGeoms(Body body, RandomGenerator random) {
        int count = 1 + random.nextInt(2);
        for (int k = 0; k < count; k++) {
            GeomType type = new GeomType[]{GeomType.SPHERE, GeomType.BOX, GeomType.CAPSULE, GeomType.ELLIPSOID,
                GeomType.CYLINDER}[random.nextInt(5)];
            double[] size = {random.nextDouble(0.05, 0.2), random.nextDouble(0.05, 0.2), random.nextDouble(0.05, 0.2)};
            body.addGeom(type, size, g -> g.setPose(pose(random)));
        }
    }

    /// A vector with components within ±`size`.
    public static Vec3 vector(RandomGenerator random, double size) {
        return new Vec3(random.nextDouble(-size, size), random.nextDouble(-size, size), random.nextDouble(-size, size));
    }

    /// A pose within half a metre, turned any way.
    public static Pose pose(RandomGenerator random) {
        Quat q = new Quat(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
        return new Pose(vector(random, 0.5), q.normalized());
    }
}
