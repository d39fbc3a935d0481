package org.isthmus.render.shutter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.RenderSettings.Shadows;
import org.isthmus.render.Renderer;
import org.isthmus.render.TestScenes;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Lens;
import org.isthmus.render.camera.View;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.path.Photograph;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

class ShutterTest {
    private static final RenderSettings SETTINGS = RenderSettings.FAST.withLevelError(0).withShadows(Shadows.NONE);
    /// 10 pixels per metre, looking down, x to the right; pixel (i, j) is at x = (i − 20)/10, y = (15 − j)/10.
    private static final Camera CAMERA = new Camera(41, 31, 10, 10, 20, 15, 0.01, Lens.ORTHOGRAPHIC);
    private static final Pose DOWN = View.lookAt(new Vec3(0, 0, 5), Vec3.ZERO, Vec3.Y);

    /// A tall luminous strip of width 1 m before black.
    private static RenderScene strip() {
        return TestScenes.single(Shapes.plane(0.5, 9), PbrMaterial.light(Rgb.WHITE))
                .withEnvironment(Environment.constant(Rgb.BLACK));
    }

    /// To the right, m/s.
    private static Motion sideways(RenderScene scene, double speed) {
        WorldState from = new WorldState(scene);
        WorldState to = new WorldState(scene);
        to.place(0, Pose.at(speed, 0, 0));
        return Motion.between(from, DOWN, to, DOWN, 1);
    }

    private static Frames render(RenderScene scene, Motion motion, Camera camera, Shutter shutter, int threads) {
        Frames frames = Frames.of(1, camera.width(), camera.height(), EnumSet.allOf(Output.class));
        try (Parallel pool = Parallel.of(threads)) {
            Exposure.render(Renderer.named("cpu").open(scene, pool), new WorldState(scene), motion, camera, SETTINGS,
                    shutter, frames);
        }
        return frames;
    }

    private static Photograph photograph(RenderScene scene, Motion motion, Shutter shutter, int threads) {
        try (Parallel pool = Parallel.of(threads)) {
            return Exposure.photograph(new PathTracer(scene, pool), new WorldState(scene), motion, CAMERA,
                    PhotoSettings.of(64).withMaxBounces(0), shutter, Progress.silent());
        }
    }

    /// How long a place at x sees the strip, of an exposure of 1 s during which it moves by `way`.
    private static double seen(double x, double way) {
        double from = Math.clamp((x - 0.5) / way, 0, 1);
        double to = Math.clamp((x + 0.5) / way, 0, 1);
        return to - from;
    }

    @Test
    void whatMovesIsAsBrightAsItIsThereLong() {
        RenderScene scene = strip();
        double way = 1.7;
        Frames frames = render(scene, sideways(scene, way), CAMERA, Shutter.global(1, 256), 1);
        Photograph photo = photograph(scene, sideways(scene, way), Shutter.global(1, 64), 1);
        for (int i = 0; i < frames.pixels(); i++) {
            double x = (i % 41 - 20) / 10.0;
            assertThat((double) frames.radiance()[3 * i]).isCloseTo(seen(x, way), within(0.01));
            // a pixel of a photograph is as wide as 1/17 of the way
            assertThat((double) photo.radiance()[3 * i]).isCloseTo(seen(x, way), within(0.08));
        }
    }

    @Test
    void ofAWorldThatStandsStillAnyShutterMakesTheSameImage() {
        RenderScene scene = TestScenes.scattered(5, 15);
        WorldState world = new WorldState(scene);
        Pose pose = View.lookAt(new Vec3(2.5, 0.3, 0.4), Vec3.ZERO, Vec3.Z);
        Motion still = Motion.between(world, pose, world, pose, 1);
        Camera camera = Camera.perspective(50, 40, 0.9);
        Frames once = render(scene, still, camera, Shutter.global(0, 1), 1);
        Frames whole = Frames.of(1, 50, 40, EnumSet.allOf(Output.class));
        try (Parallel pool = Parallel.of(1)) {
            Renderer.named("cpu").open(scene, pool).render(world, new View(0, camera, pose), SETTINGS, whole);
        }
        int different = 0;
        for (int i = 0; i < whole.instance().length; i++) {
            different += whole.instance()[i] == once.instance()[i] ? 0 : 1;
        }
        assertThat(different).isLessThan(3); // the places of moved things are rounded
        for (Shutter shutter : new Shutter[]{new Shutter(0.1, 0.2, 3, 7), Shutter.rolling(1, 100)}) {
            Frames other = render(scene, still, camera, shutter, 1);
            int unlike = 0;
            for (int i = 0; i < whole.instance().length; i++) {
                boolean same = other.instance()[i] == once.instance()[i]
                        && Math.abs(other.depth()[i] - once.depth()[i]) < 1e-4
                        && Math.abs(other.radiance()[3 * i] - once.radiance()[3 * i]) < 1e-4
                        && Math.abs((other.rgb()[3 * i] & 0xFF) - (once.rgb()[3 * i] & 0xFF)) <= 1;
                unlike += same ? 0 : 1;
            }
            assertThat(unlike).isLessThan(12); // bands round corners differently
        }
    }

    @Test
    void rowsThatAreReadLaterSeeWhatMovesFartherOn() {
        RenderScene scene = strip();
        double speed = 1.5;
        Frames frames = render(scene, sideways(scene, speed), CAMERA, Shutter.rolling(1, 31), 1);
        Photograph photo = photograph(scene, sideways(scene, speed), Shutter.rolling(1, 31), 1);
        for (int row = 0; row < 31; row++) {
            double middle = 20 + 10 * speed * row / 30.0;
            assertThat(middleOf(frames.instance(), row)).isCloseTo(middle, within(0.51));
            double weight = 0;
            double sum = 0;
            for (int x = 0; x < 41; x++) {
                float light = photo.radiance()[3 * (41 * row + x)];
                weight += light;
                sum += x * light;
            }
            assertThat(sum / weight).isCloseTo(middle, within(0.1));
        }
    }

    private static double middleOf(int[] instance, int row) {
        double sum = 0;
        int count = 0;
        for (int x = 0; x < 41; x++) {
            if (instance[41 * row + x] == 0) {
                sum += x;
                count++;
            }
        }
        return sum / count;
    }

    @Test
    void steadyMotionTurnsAboutAFixedAxisAndKeepsSizes() {
        RenderScene scene = TestScenes.scattered(8, 1);
        WorldState from = new WorldState(scene);
        WorldState to = new WorldState(scene);
        Quat quarter = Quat.fromAxisAngle(Vec3.Z, Math.PI / 2);
        from.set(0, Pose.at(0, 0, 0), new Vec3(1, 2, -3));
        to.set(0, new Pose(new Vec3(4, 0, 0), quarter), new Vec3(1, 2, -3));
        WorldState world = new WorldState(scene);
        Motion motion = Motion.between(from, Pose.IDENTITY, to, Pose.IDENTITY, 2);
        motion.place(1, world);
        WorldState half = new WorldState(scene);
        half.set(0, new Pose(new Vec3(2, 0, 0), Quat.fromAxisAngle(Vec3.Z, Math.PI / 4)), new Vec3(1, 2, -3));
        for (int k = 0; k < 12; k++) {
            assertThat(world.transforms[k]).isCloseTo(half.transforms[k], within(1e-12));
        }
        motion.place(2, world);
        for (int k = 0; k < 12; k++) {
            assertThat(world.transforms[k]).isCloseTo(to.transforms[k], within(1e-12));
        }
    }

    @Test
    void imagesOfWhatMovesAreTheSameOnAnyNumberOfThreads() {
        RenderScene scene = strip();
        Shutter shutter = new Shutter(0.3, 0.4, 3, 5);
        Frames one = render(scene, sideways(scene, 1), CAMERA, shutter, 1);
        Frames three = render(scene, sideways(scene, 1), CAMERA, shutter, 3);
        assertThat(three.rgb()).isEqualTo(one.rgb());
        assertThat(three.radiance()).isEqualTo(one.radiance());
        assertThat(photograph(scene, sideways(scene, 1), shutter, 3).radiance())
                .isEqualTo(photograph(scene, sideways(scene, 1), shutter, 1).radiance());
    }

    @Test
    void shuttersThatCannotBeAreTold() {
        assertThatThrownBy(() -> new Shutter(-1, 0, 1, 1)).hasMessageContaining("exposure -1.0");
        assertThatThrownBy(() -> Shutter.global(1, 0)).hasMessageContaining("0 sub-frames");
        assertThatThrownBy(() -> Shutter.rolling(1, 0)).hasMessageContaining("0 bands");
        RenderScene scene = strip();
        WorldState world = new WorldState(scene);
        assertThatThrownBy(() -> Motion.between(world, DOWN, world, DOWN, 0)).hasMessageContaining("in 0.0 s");
        assertThatThrownBy(() -> render(scene, sideways(scene, 1), Camera.perspective(0, 2, 1), Shutter.global(1, 1),
                1)).hasMessageContaining("an image of 0 by 2 pixels");
    }
}
