package org.isthmus.render.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.TestScenes;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

class StillCastersTest {
    private static final int COUNT = 12;

    private static RenderScene scene() {
        return TestScenes.scattered(5, COUNT).withLevelsOfDetail(8).withLights(
                List.of(Light.directional(new Vec3(-0.4, 0.3, -1), Rgb.grey(2), 0.01),
                        Light.spot(new Vec3(1, 1, 3), new Vec3(-0.3, -0.3, -1), Rgb.grey(20), 0.01, 0.6)));
    }

    @Test
    void shadowsHaveTheSameBitsWhetherStillCastersWereKeptOrNot() {
        RenderScene scene = scene();
        WorldState world = new WorldState(scene);
        RandomStream random = RandomStream.of(3);
        List<View> views = List.of(new View(0, Camera.perspective(64, 48, 0.9),
                View.lookAt(new Vec3(2.4, -1.5, 1.8), Vec3.ZERO, Vec3.Z)));
        try (Parallel pool = Parallel.of(1)) {
            RenderSession kept = Renderer.named("cpu").open(scene, pool);
            for (int image = 0; image < 60; image++) {
                change(world, image, random);
                Frames with = Frames.of(1, 64, 48, Output.RADIANCE);
                kept.render(List.of(world), views, RenderSettings.FAST, with);
                Frames without = Frames.of(1, 64, 48, Output.RADIANCE);
                Renderer.named("cpu").open(scene, pool).render(List.of(world), views, RenderSettings.FAST, without);
                assertThat(with.radiance()).as("image %d", image).isEqualTo(without.radiance());
            }
        }
    }

    /// Nothing at first; later one thing moves in every image, another one now and then; then also lights, materials and what is seen.
    private static void change(WorldState world, int image, RandomStream random) {
        if (image > 10) {
            world.place(0, new Pose(random.nextDirection(), Pose.IDENTITY.rotation()));
        }
        if (image > 20 && image % 7 == 0) {
            world.place(1 + image % (COUNT - 1), new Pose(random.nextDirection(), Pose.IDENTITY.rotation()));
        }
        if (image > 30 && image % 9 == 0) {
            world.visible[2] = !world.visible[2];
            PbrMaterial material = world.materialOf(3);
            world.materials.set(world.material[3], material.withOpacity(image % 18 == 0 ? 1 : 0.5));
        }
        if (image > 40 && image % 11 == 0) {
            world.lights.set(0, Light.directional(new Vec3(-0.4, 0.3 + 0.01 * image, -1), Rgb.grey(2), 0.01));
        }
        if (image == 50) {
            world.place(4, new Pose(new Vec3(9, 0, 0), Pose.IDENTITY.rotation())); // what shadows are drawn round grows
        }
    }

    @Test
    void whatDoesNotMoveIsKeptAndWhatMovesIsNot() {
        RenderScene scene = TestScenes.scattered(5, 3);
        WorldState world = new WorldState(scene);
        boolean[] casting = {true, true, false};
        StillCasters casters = new StillCasters();
        List<String> told = new ArrayList<>();
        for (int image = 0; image < 8; image++) {
            world.place(0, new Pose(new Vec3(image < 6 ? image : 6, 0, 0), Pose.IDENTITY.rotation()));
            casters.update(world, casting, true);
            if (casters.anyJoining()) {
                casters.joined();
                told.add("image " + image);
            }
            assertThat(casters.moving()[0]).isTrue();
            assertThat(casters.moving()[1]).isEqualTo(image < 4);
            assertThat(casters.moving()[2]).isFalse();
        }
        assertThat(told).containsExactly("image 4");
        casters.update(world, casting, false);
        assertThat(casters.anyKept()).isFalse();
    }
}
