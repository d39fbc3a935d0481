package org.isthmus.model.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.random.RandomGenerator;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.CameraMode;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.testing.RandomScenes;
import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

class KinematicsTest {
    private static Kinematics at(Model model, double... qpos) {
        Kinematics frames = new Kinematics(model);
        frames.compute(qpos);
        return frames;
    }

    private static void assertPoint(double[] rows, int row, double x, double y, double z) {
        assertClose(Vec3.of(rows, 3 * row).toArray(), new double[]{x, y, z}, Tolerances.ROUNDING);
    }

    /// A planar arm of two links of 1 m about z (Craig, Introduction to Robotics, 3rd edition, section 3.7).
    private static Scene planarArm() {
        Scene scene = new Scene();
        Body first = scene.world.addBody("first", Pose.IDENTITY);
        first.addJoint("q1", JointType.HINGE, j -> {});
        first.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> g.pos = new Vec3(0.5, 0, 0));
        Body second = first.addBody("second", Pose.at(1, 0, 0));
        second.addJoint("q2", JointType.HINGE, j -> {});
        second.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        second.addSite("tip", Pose.at(1, 0, 0));
        return scene;
    }

    @Test
    void tipOfAPlanarArmIsWhereTrigonometryPutsIt() {
        double a = 0.3;
        double b = -1.1;
        Kinematics frames = at(SceneCompiler.compile(planarArm()), a, b);
        double x = StrictMath.cos(a) + StrictMath.cos(a + b);
        double y = StrictMath.sin(a) + StrictMath.sin(a + b);
        assertPoint(frames.siteXpos, 0, x, y, 0);
        assertPoint(frames.xanchor, 1, StrictMath.cos(a), StrictMath.sin(a), 0);
        assertPoint(frames.xaxis, 1, 0, 0, 1);
    }

    @Test
    void referencePositionIsWhereTheFileHasTheBody() {
        Scene scene = planarArm();
        scene.world.children.get(0).joints.get(0).ref = 0.5;
        assertPoint(at(SceneCompiler.compile(scene), 0.5, 0).siteXpos, 0, 2, 0, 0);
    }

    @Test
    void slideMovesAlongTheAxisThatEarlierJointsTurned() {
        Scene scene = new Scene();
        Body body = scene.world.addBody("b", Pose.IDENTITY);
        body.addJoint("turn", JointType.HINGE, j -> {});
        body.addJoint("slide", JointType.SLIDE, j -> j.axis = Vec3.X);
        body.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        assertPoint(at(SceneCompiler.compile(scene), Math.PI / 2, 3).xpos, 1, 0, 3, 0);
    }

    @Test
    void quaternionsNeedNotBeOfUnitLength() {
        Scene scene = new Scene();
        Body body = scene.world.addBody("b", Pose.IDENTITY);
        body.addFreeJoint("f");
        body.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> g.pos = Vec3.X);
        Model model = SceneCompiler.compile(scene);
        double[] qpos = {1, 2, 3, 0, 0, 0, 7};
        Kinematics frames = at(model, qpos);
        assertPoint(frames.geomXpos, 0, 0, 2, 3);
        assertClose(Quat.of(frames.xquat, 4).toArray(), new double[]{0, 0, 0, 1}, Tolerances.ROUNDING);
        assertThat(qpos).containsExactly(1, 2, 3, 0, 0, 0, 7);
    }

    @Test
    void anchorsStayWhereTheParentHoldsThem() {
        Property.check(11, 200, random -> {
            Model model = SceneCompiler.compile(RandomScenes.tree(random, 1 + random.nextInt(12)));
            Kinematics frames = at(model, Configurations.random(model, random));
            for (int joint = 0; joint < model.sizes().njnt(); joint++) {
                int body = model.joints().bodyId().get(joint);
                boolean last = joint == model.bodies().jntAdr().get(body) + model.bodies().jntNum().get(body) - 1;
                if (last && model.joints().type().get(joint) != JointType.SLIDE.ordinal()) {
                    Vec3 anchor = frames.bodyPose(body).transform(model.joints().pos().vec3(joint));
                    assertClose(anchor.toArray(), Vec3.of(frames.xanchor, 3 * joint).toArray(), Tolerances.TIGHT);
                }
            }
        });
    }

    @Test
    void relativePosesComposeToWorldPosesAndBack() {
        Property.check(12, 200, random -> {
            Model model = SceneCompiler.compile(RandomScenes.tree(random, 1 + random.nextInt(12)));
            Kinematics frames = at(model, Configurations.random(model, random));
            for (int body = 1; body < model.sizes().nbody(); body++) {
                Pose parent = frames.bodyPose(model.bodies().parentId().get(body));
                Pose relative = parent.inverse().times(frames.bodyPose(body));
                Pose back = relative.inverse().times(parent.inverse()).times(frames.bodyPose(body));
                assertClose(back.position().toArray(), new double[3], Tolerances.TIGHT);
                assertThat(back.rotation().angleTo(Quat.IDENTITY)).isLessThan(1e-7);
                if (model.bodies().jntNum().get(body) == 0) {
                    assertClose(relative.position().toArray(), model.bodies().pos().vec3(body).toArray(),
                            Tolerances.TIGHT);
                }
            }
        });
    }

    @Test
    void rotationMatricesStayOrthonormal() {
        Property.check(13, 50, random -> {
            Model model = SceneCompiler.compile(RandomScenes.tree(random, 30));
            Kinematics frames = at(model, Configurations.random(model, random));
            for (int i = 0; i < model.sizes().ngeom(); i++) {
                assertClose(DofMotions.matrix(frames.geomXmat, i).determinant(), 1, Tolerances.ROUNDING);
            }
        });
    }

    @Test
    void centerOfASubtreeIsTheMassWeightedMean() {
        Kinematics frames = at(SceneCompiler.compile(planarArm()), 0, 0);
        assertPoint(frames.subtreeCom, 0, 0.75, 0, 0);
        assertPoint(frames.subtreeCom, 2, 1, 0, 0);
    }

    @Test
    void mocapBodiesFollowTheUser() {
        Scene scene = new Scene();
        Body hand = scene.world.addBody("hand", Pose.at(1, 0, 0));
        hand.mocap = true;
        hand.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        hand.addBody("finger", Pose.at(0, 0, 1));
        Kinematics frames = new Kinematics(SceneCompiler.compile(scene));
        frames.compute(new double[0]);
        assertPoint(frames.xpos, 2, 1, 0, 1);
        new Vec3(5, 0, 0).into(frames.mocapPos, 0);
        new Quat(0, 2, 0, 0).into(frames.mocapQuat, 0);
        frames.compute(new double[0]);
        assertPoint(frames.xpos, 1, 5, 0, 0);
        assertPoint(frames.xpos, 2, 5, 0, -1);
        frames.resetMocap();
        frames.compute(new double[0]);
        assertPoint(frames.xpos, 2, 1, 0, 1);
    }

    private static Camera camera(Body body, CameraMode mode) {
        Camera camera = new Camera();
        camera.mode = mode;
        camera.target = mode == CameraMode.TARGET_BODY || mode == CameraMode.TARGET_BODY_COM ? "ball" : null;
        camera.pos = new Vec3(0, -1, 0);
        body.cameras.add(camera);
        return camera;
    }

    @Test
    void camerasFollowAsTheirModesSay() {
        Scene scene = new Scene();
        Body ball = scene.world.addBody("ball", Pose.IDENTITY);
        ball.addFreeJoint("f");
        ball.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> g.pos = new Vec3(0, 0, 1));
        camera(ball, CameraMode.FIXED);
        camera(ball, CameraMode.TRACK);
        camera(ball, CameraMode.TRACK_COM);
        camera(scene.world, CameraMode.TARGET_BODY);
        Light light = new Light();
        light.mode = CameraMode.TARGET_BODY_COM;
        light.target = "ball";
        scene.world.lights.add(light);
        // half a turn about x at (0, 5, 0): the centre of mass goes from (0, 0, 1) to (0, 5, -1)
        Kinematics frames = at(SceneCompiler.compile(scene), 0, 5, 0, 0, 1, 0, 0);
        assertPoint(frames.camXpos, 0, 0, -1, 0); // on the world
        assertClose(DofMotions.matrix(frames.camXmat, 0).columnZ().toArray(), new double[]{0, -1, 0},
                Tolerances.ROUNDING);
        assertPoint(frames.camXpos, 1, 0, 6, 0); // fixed: turned with the body
        assertPoint(frames.camXpos, 2, 0, 4, 0); // track: shifted with the body
        assertPoint(frames.camXpos, 3, 0, 4, -2); // shifted with the centre of mass
        assertClose(DofMotions.matrix(frames.camXmat, 2).columnZ().toArray(), new double[]{0, 0, 1},
                Tolerances.ROUNDING);
        double n = Math.sqrt(26);
        assertPoint(frames.lightXdir, 0, 0, 5 / n, -1 / n);
    }

    @Test
    void aCallAllocatesNothing() {
        RandomGenerator random = Property.random(14, 0);
        Scene scene = RandomScenes.tree(random, 20);
        camera(scene.world.children.get(0), CameraMode.TRACK_COM);
        Model model = SceneCompiler.compile(scene);
        Kinematics frames = new Kinematics(model);
        double[] qpos = Configurations.random(model, random);
        Allocation.assertNone(5000, () -> frames.compute(qpos));
    }

    @Test
    void wrongCountOfNumbersIsRefused() {
        Kinematics frames = new Kinematics(SceneCompiler.compile(planarArm()));
        assertThatThrownBy(() -> frames.compute(new double[3])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 numbers, expected nq = 2");
    }
}
