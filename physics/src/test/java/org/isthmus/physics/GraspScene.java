package org.isthmus.physics;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.robots.Panda;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;

/// An arm with a cube of 125 g between its fingers, in the air.
public final class GraspScene {
    private static final double HALF = 0.02;
    private static final String HAND = "hand/palm";
    private static final String CUBE = "cube";

    private GraspScene() {}

    /// The arm at home, its fingers at the cube; keyframe 0 is how it starts, commanded to close.
    public static Scene scene() {
        Scene scene = Panda.scene();
        var home = scene.keyframes.getFirst();
        Body cube = scene.world.addBody(CUBE, Pose.at(tcp(scene)));
        cube.addFreeJoint(null);
        cube.addGeom(GeomType.BOX, new double[]{HALF, HALF, HALF}, g -> g.mass = 0.125);
        int arm = home.qpos.length;
        double[] qpos = new double[arm + 7];
        System.arraycopy(home.qpos, 0, qpos, 0, arm);
        qpos[arm - 2] = HALF;
        qpos[arm - 1] = HALF;
        cube.pos.into(qpos, arm);
        cube.quat.into(qpos, arm + 3);
        home.qpos = qpos;
        home.ctrl[home.ctrl.length - 1] = 0;
        return scene;
    }

    private static Vec3 tcp(Scene scene) {
        Model model = SceneCompiler.compile(scene);
        Kinematics kinematics = new Kinematics(model);
        kinematics.compute(scene.keyframes.getFirst().qpos);
        return Vec3.of(kinematics.siteXpos, 3 * model.names().id(ObjectType.SITE, "tcp"));
    }

    /// Puts a world into keyframe 0.
    public static void start(WorldBatch batch, int world) {
        Model model = batch.model();
        for (int i = 0; i < model.sizes().nq(); i++) {
            batch.set(Quantity.QPOS, world, i, model.keyframes().qpos().get(i));
        }
        for (int u = 0; u < model.sizes().nu(); u++) {
            batch.set(Quantity.CTRL, world, u, model.keyframes().ctrl().get(u));
        }
    }

    /// Where the cube is in the hand's frame, m.
    public static Vec3 cubeInHand(WorldBatch batch, int world) {
        Model model = batch.model();
        Kinematics kinematics = new Kinematics(model);
        double[] qpos = new double[model.sizes().nq()];
        for (int i = 0; i < qpos.length; i++) {
            qpos[i] = batch.get(Quantity.QPOS, world, i);
        }
        kinematics.compute(qpos);
        Pose hand = kinematics.bodyPose(model.names().id(ObjectType.BODY, HAND));
        return hand.inverse().times(kinematics.bodyPose(model.names().id(ObjectType.BODY, CUBE))).position();
    }
}
