package org.isthmus.render.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.RenderSettings.Shadows;
import org.isthmus.render.Renderer;
import org.isthmus.render.TestScenes;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Lens;
import org.isthmus.render.camera.View;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.ray.Ray;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Patterns;
import org.isthmus.render.texture.Rgb;
import org.isthmus.testkit.Allocation;
import org.junit.jupiter.api.Test;

class CpuRendererTest {
    private static final RenderSettings EXACT = RenderSettings.FAST.withLevelError(0)
            .withShadows(Shadows.NONE);
    private static final Set<Output> ALL = EnumSet.allOf(Output.class);

    private static Frames render(RenderScene scene, WorldState world, List<View> views, RenderSettings settings,
            int threads, Set<Output> outputs) {
        Camera c = views.getFirst().camera();
        Frames frames = Frames.of(views.size(), c.width(), c.height(), outputs);
        try (Parallel pool = Parallel.of(threads)) {
            Renderer.named("cpu").open(scene, pool).render(List.of(world), views, settings, frames);
        }
        return frames;
    }

    private static Frames render(RenderScene scene, View view, RenderSettings settings) {
        return render(scene, new WorldState(scene), List.of(view), settings, 1, ALL);
    }

    private static View view(int width, int height, Vec3 from) {
        return new View(0, Camera.perspective(width, height, 0.9), View.lookAt(from, Vec3.ZERO, Vec3.Z));
    }

    @Test
    void smallImagesHaveSmallShadowMapsUnlessASizeIsAskedFor() {
        assertThat(RenderSettings.FAST.shadowMapSize(1, 1)).isEqualTo(256);
        assertThat(RenderSettings.FAST.shadowMapSize(128, 96)).isEqualTo(256);
        assertThat(RenderSettings.FAST.shadowMapSize(200, 256)).isEqualTo(512);
        assertThat(RenderSettings.FAST.shadowMapSize(640, 480)).isEqualTo(512);
        assertThat(RenderSettings.FAST.withShadowMapSize(64).shadowMapSize(640, 480)).isEqualTo(64);
    }

    @Test
    void rasteriserSeesWhatRaysSee() {
        int different = 0;
        int pixels = 0;
        for (int seed = 0; seed < 6; seed++) {
            RenderScene scene = TestScenes.scattered(seed, 25);
            Vec3 from = seed < 4 ? new Vec3(2.5, seed - 2, 0.7) : new Vec3(0.1, 0.05 * seed, 0.1); // from inside too
            Camera camera = seed % 2 == 0 ? Camera.perspective(97, 61, 0.9) : Camera.orthographic(64, 64, 2);
            View view = new View(0, camera, View.lookAt(from, new Vec3(0, 0, 0.02), Vec3.Z));
            Frames frames = render(scene, view, EXACT);
            WorldRays rays = new WorldRays(scene);
            rays.update(new WorldState(scene));
            WorldRays.Tracer tracer = rays.tracer(false);
            Ray ray = new Ray();
            for (int i = 0; i < frames.pixels(); i++) {
                aim(ray, view, i % frames.width(), i / frames.width());
                tracer.closest(ray);
                pixels++;
                boolean same = ray.instance == frames.instance()[i]
                        && (ray.instance < 0 || Math.abs(frames.depth()[i] - ray.t) < 1e-4 * (1 + ray.t));
                different += same ? 0 : 1;
            }
        }
        assertThat((double) different / pixels).isLessThan(0.005); // silhouettes, snapped to 1/256 pixel
    }

    private static void aim(Ray ray, View view, int x, int y) {
        Vec3 o = view.pose().transform(view.camera().origin(x, y));
        Vec3 d = view.pose().rotation().rotate(view.camera().direction(x, y));
        ray.set(o.x(), o.y(), o.z(), d.x(), d.y(), d.z(), (float) view.camera().near(), Float.POSITIVE_INFINITY);
    }

    @Test
    void closedSurfacesSeenFromInsideCoverEveryPixel() {
        RenderScene scene = TestScenes.single(Shapes.icosphere(1, 3), PbrMaterial.DEFAULT);
        for (Vec3 from : List.of(new Vec3(0.1, 0.2, 0.3), new Vec3(0.97, 0.01, 0), new Vec3(0.3, 0.9, 0.02))) {
            Frames frames = render(scene, view(101, 67, from), EXACT);
            assertThat(frames.instance()).containsOnly(0);
        }
    }

    @Test
    void depthAndNormalsOfASphereAreThoseOfTheFormula() {
        RenderScene scene = TestScenes.single(Shapes.icosphere(1, 6), PbrMaterial.DEFAULT);
        View view = view(64, 64, new Vec3(4, 0, 0));
        Frames frames = render(scene, view, EXACT);
        int checked = 0;
        for (int i = 0; i < frames.pixels(); i++) {
            Vec3 d = view.pose().rotation().rotate(view.camera().direction(i % 64, Math.floorDiv(i, 64)));
            double b = d.x() * 4;
            double disc = b * b - d.lengthSquared() * 15;
            if (disc < 0.2) {
                continue; // outside, and the rim
            }
            double t = (-b - Math.sqrt(disc)) / d.lengthSquared();
            Vec3 p = new Vec3(4, 0, 0).plusScaled(d, t);
            assertThat(frames.depth()[i]).isCloseTo((float) t, within(1e-3f));
            assertThat(Vec3.of(doubles(frames.normal(), 3 * i), 0).distance(p)).isLessThan(0.01);
            assertThat(Vec3.of(doubles(frames.position(), 3 * i), 0).distance(p)).isLessThan(1e-3);
            checked++;
        }
        assertThat(checked).isGreaterThan(500);
    }

    private static double[] doubles(float[] values, int at) {
        return new double[]{values[at], values[at + 1], values[at + 2]};
    }

    @Test
    void depthOfAGroundThatReachesBehindTheCameraIsThatOfThePlane() {
        RenderScene scene = TestScenes.single(Shapes.plane(500, 500), PbrMaterial.DEFAULT);
        View view = new View(0, Camera.perspective(80, 60, 1.2),
                View.lookAt(new Vec3(0, 0, 1.5), new Vec3(5, 0, 1), Vec3.Z));
        Frames frames = render(scene, view, EXACT);
        int seen = 0;
        for (int i = 0; i < frames.pixels(); i++) {
            Vec3 d = view.pose().rotation().rotate(view.camera().direction(i % 80, Math.floorDiv(i, 80)));
            double t = -1.5 / d.z();
            if (d.z() < 0 && t < 300) {
                assertThat(frames.depth()[i]).isCloseTo((float) t, within((float) (1e-5 * t)));
                seen++;
            } else if (d.z() > 0) {
                assertThat(frames.instance()[i]).isEqualTo(-1);
            }
        }
        assertThat(seen).isGreaterThan(1500);
    }

    @Test
    void imagesAreTheSameOnAnyNumberOfThreadsAndInAnyOrder() {
        RenderScene scene = lit(TestScenes.scattered(3, 20));
        WorldState world = new WorldState(scene);
        List<View> views = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            views.add(view(50, 70, new Vec3(2, i - 2, 1)));
        }
        for (RenderSettings settings : List.of(RenderSettings.FAST, RenderSettings.FINE)) {
            Frames one = render(scene, world, views, settings, 1, ALL);
            Frames three = render(scene, world, views, settings, 3, ALL);
            Frames single = render(scene, world, views.subList(0, 1), settings, 2, ALL);
            assertThat(three.rgb()).isEqualTo(one.rgb());
            assertThat(three.radiance()).isEqualTo(one.radiance());
            assertThat(three.normal()).isEqualTo(one.normal());
            assertThat(three.flow()).isEqualTo(one.flow());
            assertThat(Arrays.copyOf(one.rgb(), single.rgb().length)).isEqualTo(single.rgb());
        }
        List<View> reversed = new ArrayList<>(views);
        Collections.reverse(reversed);
        Frames forward = render(scene, world, views, RenderSettings.FAST, 1, ALL);
        Frames backward = render(scene, world, reversed, RenderSettings.FAST, 2, ALL);
        int n = 3 * forward.pixels();
        for (int v = 0; v < 5; v++) {
            assertThat(Arrays.copyOfRange(backward.rgb(), (4 - v) * n, (5 - v) * n))
                    .isEqualTo(Arrays.copyOfRange(forward.rgb(), v * n, (v + 1) * n));
        }
    }

    private static RenderScene lit(RenderScene scene) {
        return scene.withLights(List.of(Light.directional(new Vec3(-1, 0.3, -1), Rgb.grey(2), 0.02),
                Light.spot(new Vec3(0, 0, 3), new Vec3(0, 0, -1), Rgb.grey(9), 0.05, 0.6)));
    }

    @Test
    void imagesOfMovingThingsAllocateNothing() {
        RenderScene scene = lit(TestScenes.scattered(3, 12)).withEnvironment(
                Environment.gradient(Rgb.WHITE, Rgb.grey(0.5), Rgb.BLACK)).withLevelsOfDetail(16);
        WorldState world = new WorldState(scene);
        world.materials.set(1, PbrMaterial.light(Rgb.WHITE));
        world.lights.add(Light.area(new Vec3(1, 0, 2), new Vec3(0, 0, -1), Rgb.WHITE, 1, 0.5));
        List<WorldState> worlds = List.of(world);
        List<View> views = List.of(view(40, 30, new Vec3(2, 1, 1)));
        Frames frames = Frames.of(1, 40, 30, ALL);
        Pose[] poses = {Pose.IDENTITY, new Pose(new Vec3(0.01, 0, 0), Quat.fromRollPitchYaw(0.01, 0.02, 0))};
        int[] turn = new int[1];
        try (Parallel pool = Parallel.of(1)) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            Allocation.assertNone(200, () -> {
                world.keepAsEarlier();
                world.set(0, poses[turn[0]++ & 1], Vec3.ONE);
                session.render(worlds, views, RenderSettings.FAST, frames);
            });
        }
    }

    @Test
    void aWhiteSurfaceInAWhiteHallIsWhite() {
        PbrMaterial white = PbrMaterial.of(Rgb.WHITE).withSpecular(0).withRoughness(1);
        RenderScene scene = TestScenes.single(Shapes.icosphere(1, 4), white);
        Frames frames = render(scene, view(48, 48, new Vec3(3, 1, 1)), EXACT);
        for (float radiance : frames.radiance()) {
            assertThat(radiance).isCloseTo(1, within(0.01f));
        }
    }

    @Test
    void shadowMapsAndShadowRaysAgree() {
        RenderScene scene = lit(TestScenes.scattered(9, 12)).withEnvironment(Environment.constant(Rgb.BLACK));
        View view = view(96, 96, new Vec3(3, 1, 1.2));
        Frames rays = render(scene, view, EXACT.withShadows(Shadows.RAYS));
        Frames maps = render(scene, view, EXACT.withShadows(Shadows.MAP).withShadowMapSize(2048));
        Frames none = render(scene, view, EXACT);
        int different = 0;
        int shadowed = 0;
        for (int i = 0; i < rays.pixels(); i++) {
            different += Math.abs(rays.radiance()[3 * i] - maps.radiance()[3 * i]) > 0.03 ? 1 : 0;
            shadowed += none.radiance()[3 * i] > rays.radiance()[3 * i] + 0.03 ? 1 : 0;
        }
        assertThat(shadowed).isGreaterThan(250);
        assertThat(different).isLessThan(shadowed / 5);
    }

    @Test
    void flowIsTheMotionOfThePointsInTheImage() {
        RenderScene scene = TestScenes.single(Shapes.plane(2, 2), PbrMaterial.DEFAULT);
        WorldState world = new WorldState(scene);
        world.keepAsEarlier();
        world.place(0, new Pose(new Vec3(0.1, 0.2, 0.3), Quat.fromRollPitchYaw(0.05, 0.1, 0.2)));
        Camera camera = Camera.perspective(40, 30, 0.6);
        Pose now = View.lookAt(new Vec3(0.2, 0.1, 4), Vec3.ZERO, Vec3.Y);
        Pose before = View.lookAt(new Vec3(0, 0, 4.2), Vec3.ZERO, Vec3.Y);
        Frames frames = render(scene, world, List.of(new View(0, camera, now, before)), EXACT, 1, ALL);
        Pose moved = new Pose(new Vec3(0.1, 0.2, 0.3), Quat.fromRollPitchYaw(0.05, 0.1, 0.2));
        double[] pixel = new double[2];
        for (int i = 0; i < frames.pixels(); i++) {
            Vec3 world1 = Vec3.of(doubles(frames.position(), 3 * i), 0);
            camera.project(before.inverseTransform(moved.inverseTransform(world1)), pixel);
            assertThat((double) frames.flow()[2 * i]).isCloseTo(pixel[0] - i % 40, within(0.01));
            assertThat((double) frames.flow()[2 * i + 1]).isCloseTo(pixel[1] - Math.floorDiv(i, 40), within(0.01));
        }
    }

    @Test
    void bentLensesShowWhatStraightOnesDoWhereTheyAgree() {
        RenderScene scene = TestScenes.scattered(4, 20);
        View straight = view(60, 60, new Vec3(2.5, 0.3, 0.4));
        Lens none = new Lens.BrownConrady(0, 0, 0, 0, 0, 0, 0, 0);
        View bent = new View(0, straight.camera().withLens(none), straight.pose());
        Frames a = render(scene, straight, EXACT);
        Frames b = render(scene, bent, EXACT);
        int different = 0;
        for (int i = 0; i < a.pixels(); i++) {
            different += a.instance()[i] == b.instance()[i] ? 0 : 1;
        }
        assertThat(different).isLessThan(a.pixels() / 100);
        View fisheye = new View(0, Camera.pinhole(60, 60, 18, 18, 29.5, 29.5).withLens(new Lens.Fisheye(0, 0, 0, 0)),
                View.lookAt(new Vec3(0, 0, 0.2), Vec3.X, Vec3.Z));
        assertThat(render(scene, fisheye, EXACT).instance()).contains(-1).containsAnyOf(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void labelsAreThoseOfTheMiddleSample() {
        RenderScene scene = TestScenes.scattered(4, 20);
        View view = view(40, 40, new Vec3(2.5, 0.3, 0.4));
        Frames once = render(scene, view, EXACT);
        Frames thrice = render(scene, view, EXACT.withSupersampling(3));
        int different = 0;
        for (int i = 0; i < once.pixels(); i++) {
            different += once.instance()[i] == thrice.instance()[i] ? 0 : 1;
        }
        assertThat(different).isLessThan(6); // vertices snap to other places
    }

    /// A plate with square holes of side 1/4 over a ground, in all ways of finding out what is seen and what is lit.
    @Test
    void whatHasHolesIsSeenThroughThemAndCastsShadowsWithHoles() {
        PbrMaterial holed = PbrMaterial.of(Rgb.WHITE).with(PbrMaterial.Property.OPACITY,
                Layer.solid(Patterns.checker(Rgb.WHITE, Rgb.BLACK), 0.25));
        RenderScene scene = TestScenes.single(Shapes.plane(3, 3), PbrMaterial.of(Rgb.grey(0.5)))
                .with(MeshConversion.convert("plate", TestScenes.plate(0.5)), holed, "plate", Pose.at(0, 0, 1))
                .withEnvironment(Environment.constant(Rgb.BLACK))
                .withLights(List.of(Light.directional(new Vec3(0.6, 0, -0.8), Rgb.grey(2), 0)));
        Camera camera = Camera.orthographic(64, 64, 2);
        View down = new View(0, camera, View.lookAt(new Vec3(0, 0, 3), Vec3.ZERO, Vec3.Y));
        for (Shadows shadows : List.of(Shadows.MAP, Shadows.RAYS)) {
            Frames frames = render(scene, down, EXACT.withShadows(shadows).withShadowMapSize(2048));
            for (int i = 0; i < frames.pixels(); i++) {
                double x = frames.position()[3 * i];
                double y = frames.position()[3 * i + 1];
                if (nearEdge(x) || nearEdge(y) || nearEdge(x - 0.75)) {
                    continue;
                }
                boolean there = isThere(x, y);
                assertThat(frames.instance()[i]).isEqualTo(there ? 1 : 0);
                boolean dark = !there && isThere(x - 0.75, y); // the light comes from 3/4 m farther left
                assertThat(frames.radiance()[3 * i] > 0.01).as("%s at %s, %s", shadows, x, y).isEqualTo(!dark);
            }
        }
        Camera wide = Camera.pinhole(64, 64, 60, 60, 31.5, 31.5);
        View straight = new View(0, wide, down.pose());
        View bent = new View(0, wide.withLens(new Lens.BrownConrady(0, 0, 0, 0, 0, 0, 0, 0)), down.pose());
        int[] seen = render(scene, straight, EXACT).instance();
        int[] alike = render(scene, bent, EXACT).instance();
        int different = 0;
        for (int i = 0; i < seen.length; i++) {
            different += seen[i] == alike[i] ? 0 : 1;
        }
        assertThat(seen).contains(0, 1);
        assertThat(different).isLessThan(seen.length / 100);
    }

    private static boolean isThere(double x, double y) {
        return Math.abs(x) < 0.5 && Math.abs(y) < 0.5 && (Math.floor(4 * x) + Math.floor(4 * y)) % 2 == 0;
    }

    private static boolean nearEdge(double x) {
        return Math.abs(4 * x - Math.rint(4 * x)) < 0.16;
    }

    @Test
    void whatIsHalfThereCastsHalfAShadowByRays() {
        RenderScene scene = TestScenes.single(Shapes.plane(3, 3), PbrMaterial.of(Rgb.WHITE).withSpecular(0))
                .with(MeshConversion.convert("plate", TestScenes.plate(0.5)),
                        PbrMaterial.of(Rgb.WHITE).withOpacity(0.25), "plate", Pose.at(0, 0, 1))
                .withEnvironment(Environment.constant(Rgb.BLACK))
                .withLights(List.of(Light.directional(new Vec3(0, 0, -1), Rgb.grey(Math.PI), 0)));
        View below = new View(0, Camera.perspective(3, 3, 0.1), View.lookAt(new Vec3(1, 0, 0.5), Vec3.ZERO, Vec3.Z));
        Frames frames = render(scene, below, EXACT.withShadows(Shadows.RAYS));
        assertThat(frames.instance()).containsOnly(0);
        for (float radiance : frames.radiance()) {
            assertThat(radiance).isCloseTo(0.75f, within(1e-3f));
        }
    }

    /// Images of 8192 columns or rows, and of one pixel, are those of cameras that see a part of them.
    @Test
    void verySmallAndVeryLargeImagesAreDrawn() {
        RenderScene scene = lit(TestScenes.scattered(3, 20));
        Pose pose = View.lookAt(new Vec3(3, 0.3, 0.4), Vec3.ZERO, Vec3.Z);
        for (int[] size : new int[][]{{8192, 24}, {24, 8192}}) {
            Camera large = Camera.perspective(size[0], size[1], 0.9 * size[1] / Math.max(size[0], size[1]));
            Frames frames = render(scene, new View(0, large, pose), RenderSettings.FAST);
            assertThat(frames.instance()).contains(-1).containsAnyOf(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            Camera part = large.rows(size[1] / 2, size[1] / 2 + 1);
            Frames row = render(scene, new View(0, part, pose), RenderSettings.FAST);
            int from = size[0] * (size[1] / 2);
            int different = 0;
            for (int x = 0; x < size[0]; x++) {
                different += row.instance()[x] == frames.instance()[from + x] ? 0 : 1;
            }
            assertThat(different).isLessThan(1 + size[0] / 500);
            Frames one = render(scene, new View(0, Camera.pinhole(1, 1, large.fx(), large.fy(), large.cx() - 7,
                    large.cy() - 5), pose), RenderSettings.FAST);
            assertThat(one.instance()[0]).isEqualTo(frames.instance()[5 * size[0] + 7]);
        }
    }

    /// 33 million pixels; some rows of them, taken on their own, are the same. Both are drawn in bands by two threads.
    @Test
    void imagesOf8kAreDrawn() {
        assumeThat(Boolean.getBoolean("isthmus.slow")).as("an image of 8k: with -Disthmus.slow=true").isTrue();
        RenderScene scene = lit(TestScenes.scattered(3, 20));
        Pose pose = View.lookAt(new Vec3(3, 0.3, 0.4), Vec3.ZERO, Vec3.Z);
        Camera camera = Camera.perspective(7680, 4320, 0.7);
        Frames whole = Frames.of(1, 7680, 4320, Output.RGB, Output.INSTANCE);
        Frames rows = Frames.of(1, 7680, 20, Output.RGB, Output.INSTANCE);
        try (Parallel pool = Parallel.of(2)) {
            RenderSession session = Renderer.named("cpu").open(scene, pool);
            session.render(new WorldState(scene), new View(0, camera, pose), RenderSettings.FAST, whole);
            session.render(new WorldState(scene), new View(0, camera.rows(2000, 2020), pose), RenderSettings.FAST,
                    rows);
        }
        assertThat(Arrays.stream(whole.instance()).distinct().count()).isGreaterThan(10);
        int different = 0;
        for (int i = 0; i < rows.pixels(); i++) {
            different += rows.instance()[i] == whole.instance()[2000 * 7680 + i] ? 0 : 1;
        }
        assertThat(different).isLessThan(rows.pixels() / 500);
    }

    @Test
    void whatCannotBeDrawnIsTold() {
        RenderScene scene = TestScenes.scattered(1, 3);
        WorldState world = new WorldState(scene);
        List<View> views = List.of(view(8, 8, Vec3.X));
        assertThatThrownBy(() -> Renderer.named("gpu"))
                .hasMessage("no renderer 'gpu'; there are [cpu] did you mean 'cpu'?");
        try (Parallel pool = Parallel.of(1)) {
            var session = Renderer.named("cpu").open(scene, pool);
            Frames frames = Frames.of(1, 8, 9, Output.RGB);
            assertThatThrownBy(() -> session.render(List.of(world), views, EXACT, frames))
                    .hasMessage("a view of world 0 of 8 by 8 pixels, expected one of 1 worlds and 8 by 9 pixels");
            assertThatThrownBy(() -> session.render(List.of(world), List.of(), EXACT, frames))
                    .hasMessage("0 views for 1 images");
            WorldState other = new WorldState(TestScenes.scattered(1, 4));
            assertThatThrownBy(() -> session.render(List.of(other), views, EXACT, frames))
                    .hasMessage("a world of another scene: 4 instances, expected 3");
        }
        assertThatThrownBy(() -> Camera.perspective(0, 5, 1)).hasMessageContaining("an image of 0 by 5 pixels");
        assertThatThrownBy(() -> Frames.of(1, 0, 5, Output.RGB)).hasMessageContaining("1 images of 0 by 5 pixels");
        assertThatThrownBy(() -> Frames.of(1 << 20, 1024, 1024, Output.RGB)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void anEmptySceneShowsItsSurroundings() {
        RenderScene scene = RenderScene.empty(Environment.constant(Rgb.grey(0.25)));
        for (RenderSettings settings : List.of(RenderSettings.FAST, RenderSettings.FINE)) {
            Frames frames = render(scene, view(5, 4, Vec3.X), settings);
            assertThat(frames.instance()).containsOnly(-1);
            assertThat(frames.radiance()).containsOnly(0.25f);
        }
    }

    @Test
    void thingsThatAreNowhereAreNotDrawn() {
        RenderScene scene = TestScenes.scattered(1, 3);
        WorldState world = new WorldState(scene);
        world.transforms[3] = Double.NaN;
        world.transforms[12 + 3] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            world.transforms[24 + 4 * i] = 0; // flat
        }
        Frames frames = render(scene, world, List.of(view(30, 30, new Vec3(3, 0, 0))), RenderSettings.FINE, 1, ALL);
        assertThat(frames.instance()).doesNotContain(0, 1);
    }
}
