package org.isthmus.render.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

class LabelsTest {
    /// Two unit squares that face the camera at depth 4, object 1 at x = 0, and object 2 half in front of it at depth 3.
    private static RenderScene squares() {
        RenderScene scene = RenderScene.empty(Environment.constant(Rgb.WHITE));
        for (int i = 0; i < 3; i++) {
            scene = scene.with(MeshConversion.convert("square", Shapes.plane(0.5, 0.5)), PbrMaterial.DEFAULT, "s" + i,
                    Pose.at(i == 1 ? 0.5 : i == 2 ? 50 : 0, 0, i == 1 ? 1 : 0));
        }
        List<Instance> instances = scene.instances();
        return scene.withInstances(List.of(instances.get(0).withObject(1), instances.get(1).withObject(2),
                instances.get(2).withObject(3)));
    }

    private static final View VIEW = new View(0, Camera.pinhole(120, 80, 100, 100, 60, 40),
            View.lookAt(new Vec3(0, 0, 4), Vec3.ZERO, Vec3.Y));

    @Test
    void hiddenObjectsKeepTheirAmodalExtent() {
        RenderScene scene = squares();
        try (Parallel pool = Parallel.of(1)) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            WorldState world = new WorldState(scene);
            List<ObjectLabel> labels = ObjectLabels.of(session, world, VIEW);
            assertThat(labels).extracting(ObjectLabel::object).containsExactly(1, 2, 3);
            ObjectLabel behind = labels.get(0);
            // ±0.5 m at 4 m and 100 pixels per unit: ±12.5 pixels about (60, 40)
            assertThat(behind.amodal()).isEqualTo(new PixelBox(48, 28, 25, 25));
            assertThat(behind.amodalPixels()).isEqualTo(625);
            assertThat(behind.visible().left()).isEqualTo(48);
            assertThat(behind.visible().width()).isEqualTo(12); // the other begins at x = 0 and is larger
            assertThat(behind.visibleFraction()).isCloseTo(12.0 / 25, within(1e-9));
            assertThat(behind.mask()[40 * 120 + 60]).isTrue();
            assertThat(labels.get(1).visibleFraction()).isEqualTo(1);
            assertThat(labels.get(2).visible()).isEqualTo(PixelBox.EMPTY);
            assertThat(labels.get(2).visibleFraction()).isZero();
            assertThat(world.visible).containsOnly(true);
        }
    }

    @Test
    void keypointsAreVisibleUnlessSomethingIsInFront() {
        RenderScene scene = squares();
        Frames frames = Frames.of(1, 120, 80, Output.DEPTH, Output.POSITION, Output.OBJECT);
        try (Parallel pool = Parallel.of(1)) {
            Renderer.named("cpu").open(scene, pool).render(new WorldState(scene), VIEW, RenderSettings.FAST, frames);
        }
        List<Keypoints.Keypoint> points = Keypoints.project(
                List.of(new Vec3(-0.25, 0, 0), new Vec3(0.25, 0, 0), new Vec3(9, 0, 0), new Vec3(0, 0, 9)), VIEW,
                frames,
                0, 0.01);
        assertThat(points).extracting(Keypoints.Keypoint::visible).containsExactly(true, false, false, false);
        assertThat(points.get(0).x()).isCloseTo(60 - 0.25 * 25, within(1e-9));
        assertThat(points.get(0).depth()).isCloseTo(4, within(1e-9));
        assertThat(points.get(2).inImage()).isFalse();
        assertThat(points.get(3).x()).isNaN();

        PointCloud cloud = PointCloud.of(frames, 0, at -> frames.object()[at] == 2);
        assertThat(cloud.size()).isBetween(1000, 1200);
        for (int i = 0; i < cloud.size(); i++) {
            assertThat(cloud.point(i).z()).isCloseTo(1, within(1e-5));
        }
        PointCloud half = cloud.cropped(new Aabb(new Vec3(0, 0, 0), new Vec3(1, 1, 2)));
        assertThat(half.size()).isBetween(500, 600);
        assertThat(half.resampled(100, RandomStream.of(1)).size()).isEqualTo(100);
        assertThat(half.resampled(2000, RandomStream.of(1)).size()).isEqualTo(2000);
        assertThat(cloud.cropped(Aabb.centered(Vec3.ZERO, Vec3.ZERO)).resampled(5, RandomStream.of(1)).size()).isZero();
    }

    @Test
    void posesInTheCameraAreRelative() {
        Pose inCamera = ObjectLabels.poseInCamera(VIEW, Pose.at(0.5, 0, 1));
        assertThat(inCamera.position().distance(new Vec3(0.5, 0, 3))).isLessThan(1e-12);
    }
}
