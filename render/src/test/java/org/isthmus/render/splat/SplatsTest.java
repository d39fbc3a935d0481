package org.isthmus.render.splat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
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
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.path.Photograph;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.sensor.SceneSplats;
import org.isthmus.render.splat.SplatClouds.One;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

class SplatsTest {
    private static final RenderSettings SETTINGS = RenderSettings.FAST.withLevelError(0).withShadows(Shadows.NONE);
    private static final Camera CAMERA = Camera.pinhole(48, 40, 60, 62, 23.2, 19.7);
    private static final View AHEAD = new View(0, CAMERA, Pose.IDENTITY);
    private static final RenderScene DARK = RenderScene.empty(Environment.constant(Rgb.BLACK));

    private static SplatImage draw(Splats splats, View view, int threads) {
        SplatImage image = new SplatImage();
        try (Parallel pool = Parallel.of(threads)) {
            image.draw(List.of(SplatLayer.of(splats)), view, 1, 1, (x, y) -> 0, pool);
        }
        return image;
    }

    private static Frames render(RenderScene scene, List<SplatLayer> layers, View view, int threads) {
        Frames frames = Frames.of(1, view.camera().width(), view.camera().height(), EnumSet.allOf(Output.class));
        WorldState world = new WorldState(scene);
        world.splats.addAll(layers);
        try (Parallel pool = Parallel.of(threads)) {
            Renderer.named("cpu").open(scene, pool).render(world, view, SETTINGS, frames);
        }
        return frames;
    }

    private static One ball(Vec3 position, double size, double opacity, double red) {
        return new One(position, new Vec3(size, size, size), Quat.IDENTITY, opacity, red, 0.5, 0.25);
    }

    private static double opacity(double half, double opacity) {
        double alpha = opacity * StrictMath.exp(-half);
        return alpha < 1.0 / 255 ? 0 : Math.min(0.99, alpha);
    }

    @Test
    void oneSplatIsTheProjectedGaussian() {
        RandomStream random = RandomStream.of(7);
        double[] pixel = new double[2];
        double[] a = new double[2];
        double[] b = new double[2];
        for (int trial = 0; trial < 12; trial++) {
            Vec3 center = new Vec3(random.nextDouble(-0.2, 0.2), random.nextDouble(-0.2, 0.2), 1.5);
            Vec3 size = new Vec3(random.nextDouble(0.02, 0.1), random.nextDouble(0.02, 0.1), 0.05);
            Quat turn = random.nextRotation();
            CAMERA.project(center, pixel);
            // the covariance of the projected axes, by differences of the projection
            double xx = 0.3;
            double xy = 0;
            double yy = 0.3;
            for (int k = 0; k < 3; k++) {
                Vec3 axis = turn.rotate(new Vec3(k == 0 ? 1 : 0, k == 1 ? 1 : 0, k == 2 ? 1 : 0));
                CAMERA.project(center.plusScaled(axis, 1e-6), a);
                CAMERA.project(center.plusScaled(axis, -1e-6), b);
                double u = size.get(k) * (a[0] - b[0]) / 2e-6;
                double v = size.get(k) * (a[1] - b[1]) / 2e-6;
                xx += u * u;
                xy += u * v;
                yy += v * v;
            }
            double det = xx * yy - xy * xy;
            SplatImage image = draw(SplatClouds.of(false, List.of(new One(center, size, turn, 0.8, 1, 0.5, 0.25))),
                    AHEAD, 1);
            double error = 0;
            for (int i = 0; i < 48 * 40; i++) {
                double dx = i % 48 - pixel[0];
                double dy = Math.floorDiv(i, 48) - pixel[1];
                double expected = opacity(0.5 * (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / det, 0.8);
                boolean faint = expected < 1.1 / 255; // it ends there, in single precision
                error = faint ? error : Math.max(error, Math.abs(image.colour(i, 0) - expected));
                error = faint ? error : Math.max(error, Math.abs(image.colour(i, 1) - 0.5 * expected));
                error = faint ? error : Math.max(error, Math.abs(image.through(i) - (1 - expected)));
            }
            assertThat(error).isLessThan(1e-5);
        }
    }

    @Test
    void oneDiscIsTheGaussianOnItsPlane() {
        Vec3 center = new Vec3(0.1, -0.05, 1.2);
        Quat turn = Quat.fromRollPitchYaw(0.7, 0.5, 0.3);
        SplatImage image = draw(SplatClouds.of(true, List.of(new One(center, new Vec3(0.12, 0.07, 0), turn, 0.9, 1, 0,
                0))), AHEAD, 1);
        Vec3 normal = turn.rotate(Vec3.Z);
        int seen = 0;
        double error = 0;
        for (int i = 0; i < 48 * 40; i++) {
            Vec3 d = CAMERA.direction(i % 48, Math.floorDiv(i, 48));
            double t = center.dot(normal) / d.dot(normal);
            Vec3 p = turn.rotateInverse(d.times(t).minus(center));
            double half = 0.5 * (p.x() * p.x() / (0.12 * 0.12) + p.y() * p.y() / (0.07 * 0.07));
            double expected = opacity(half, 0.9);
            // far outside, where it is seen at a slant, a disc is as wide as half a pixel
            error = Math.max(error, expected < 0.02 ? 0 : Math.abs(image.colour(i, 0) - expected));
            if (image.distance(i) > 0) {
                assertThat((double) image.distance(i)).isCloseTo(t, within(1e-5));
                assertThat(expected).isGreaterThan(0.49);
                seen++;
            }
        }
        assertThat(error).isLessThan(1e-5);
        assertThat(seen).isGreaterThan(40);
    }

    @Test
    void nearerSplatsCoverFartherOnesWhateverTheirOrder() {
        One near = ball(new Vec3(0, 0, 1), 0.3, 0.6, 1);
        One far = ball(new Vec3(0, 0, 2), 0.6, 0.9, 0);
        for (List<One> order : List.of(List.of(near, far), List.of(far, near))) {
            SplatImage image = draw(SplatClouds.of(false, order), AHEAD, 1);
            int middle = 20 * 48 + 23;
            assertThat((double) image.colour(middle, 0)).isCloseTo(0.6, within(0.002));
            assertThat((double) image.through(middle)).isCloseTo(0.4 * 0.1, within(0.002));
        }
    }

    @Test
    void imagesDependNeitherOnTheOrderOfSplatsNorOnThreads() {
        for (boolean flat : new boolean[]{false, true}) {
            Splats some = SplatClouds.random(3, flat, 400, 3);
            List<One> twins = new ArrayList<>();
            for (int i = 0; i < 20; i++) { // all at one distance
                twins.add(ball(new Vec3(0.01 * (i % 5), 0, 1), 0.1, 0.5, i / 20.0));
            }
            View view = new View(0, CAMERA, View.lookAt(new Vec3(3, 0.5, 0.7), Vec3.ZERO, Vec3.Z));
            assertSame(draw(some, view, 1), draw(SplatClouds.shuffled(some, 1), view, 3));
            assertSame(draw(SplatClouds.of(flat, twins), AHEAD, 1),
                    draw(SplatClouds.of(flat, twins.reversed()), AHEAD, 2));
        }
    }

    @Test
    void batchesOfViewsAreTheSameOnAnyNumberOfThreads() {
        RenderScene scene = TestScenes.scattered(3, 8);
        WorldState world = new WorldState(scene);
        world.splats.add(SplatLayer.of(SplatClouds.random(2, false, 150, 3)));
        world.splats.add(SplatLayer.of(SplatClouds.random(0, true, 150, 4)).at(Pose.at(0.2, 0, 0)));
        List<View> views = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            views.add(new View(0, CAMERA, View.lookAt(new Vec3(3, i - 3, 0.7), Vec3.ZERO, Vec3.Z)));
        }
        Frames one = batch(scene, world, views, 1);
        Frames three = batch(scene, world, views, 3);
        Frames single = batch(scene, world, views.subList(0, 1), 2);
        assertThat(three.rgb()).isEqualTo(one.rgb());
        assertThat(three.depth()).isEqualTo(one.depth());
        assertThat(three.instance()).isEqualTo(one.instance()).contains(8, 9);
        assertThat(single.rgb()).isEqualTo(Arrays.copyOf(one.rgb(), single.rgb().length));
    }

    private static Frames batch(RenderScene scene, WorldState world, List<View> views, int threads) {
        Frames frames = Frames.of(views.size(), 48, 40, EnumSet.allOf(Output.class));
        try (Parallel pool = Parallel.of(threads)) {
            Renderer.named("cpu").open(scene, pool).render(List.of(world), views, SETTINGS, frames);
        }
        return frames;
    }

    private static void assertSame(SplatImage a, SplatImage b) {
        int different = 0;
        for (int i = 0; i < 48 * 40; i++) {
            boolean same = b.colour(i, 0) == a.colour(i, 0) && b.colour(i, 2) == a.colour(i, 2)
                    && b.through(i) == a.through(i) && b.distance(i) == a.distance(i);
            different += same ? 0 : 1;
        }
        assertThat(different).isZero();
    }

    /// A plane at z = 2 between two splats, and through a third.
    @Test
    void meshesHideWhatIsBehindThemAndNothingElse() {
        PbrMaterial grey = PbrMaterial.light(Rgb.grey(0.25));
        Pose facing = new Pose(new Vec3(0, 0, 2), Quat.fromRollPitchYaw(Math.PI, 0, 0));
        RenderScene scene = DARK.with(MeshConversion.convert("plane", Shapes.plane(9, 9)), grey,
                "plane", facing);
        Frames empty = render(scene, List.of(), AHEAD, 1);
        Frames behind = render(scene, List.of(SplatLayer.of(SplatClouds.of(false, List.of(ball(new Vec3(0, 0, 3), 0.2,
                0.9, 1))))), AHEAD, 1);
        assertThat(behind.rgb()).isEqualTo(empty.rgb());
        assertThat(behind.depth()).isEqualTo(empty.depth());
        Splats front = SplatClouds.of(false, List.of(ball(new Vec3(0, 0, 1), 0.2, 0.9, 1)));
        Frames before = render(scene, List.of(new SplatLayer(front, Pose.IDENTITY, 1, 7, 5)), AHEAD, 1);
        int middle = 20 * 48 + 23;
        int base = empty.rgb()[3 * middle] & 0xFF;
        assertThat(before.rgb()[3 * middle] & 0xFF).isCloseTo((int) (0.9 * 255 + 0.1 * base), within(2));
        assertThat(before.depth()[middle]).isCloseTo(1f, within(0.01f));
        assertThat(before.object()[middle]).isEqualTo(7);
        assertThat(before.semantic()[middle]).isEqualTo(5);
        assertThat(before.instance()[middle]).isEqualTo(1);
        assertThat(before.position()[3 * middle + 2]).isCloseTo(1f, within(0.01f));
        assertThat(before.depth()[0]).isEqualTo(2f);
        assertThat(before.object()[0]).isZero();
    }

    /// Where a slanted plane crosses a splat, it hides the half of it whose density is greatest behind the plane.
    @Test
    void aSplatThatAMeshCrossesIsSeenInPart() {
        Pose slanted = new Pose(new Vec3(0, 0, 2), Quat.fromRollPitchYaw(0, Math.PI / 4, 0));
        RenderScene scene = DARK.with(MeshConversion.convert("plane", Shapes.plane(9, 9)),
                PbrMaterial.light(Rgb.BLACK), "plane", slanted);
        Splats splat = SplatClouds.of(false, List.of(ball(new Vec3(0, 0, 2), 0.15, 0.9, 1)));
        Frames frames = render(scene, List.of(SplatLayer.of(splat)), AHEAD, 1);
        double right = 0;
        double left = 0;
        for (int i = 0; i < frames.pixels(); i++) {
            if (i % 48 > 24) {
                right += frames.rgb()[3 * i] & 0xFF;
            } else if (i % 48 < 22) {
                left += frames.rgb()[3 * i] & 0xFF;
            }
        }
        assertThat(Math.max(left, right)).isGreaterThan(3000);
        // above and below the middle rays come nearest to the centre a little before it
        assertThat(Math.min(left, right)).isLessThan(0.03 * Math.max(left, right));
    }

    @Test
    void edgesOfMeshesBeforeSplatsAreSmoothWhereImagesAre() {
        RenderScene scene = DARK.with(MeshConversion.convert("ball", Shapes.icosphere(0.3, 4)),
                PbrMaterial.light(Rgb.BLACK), "ball", Pose.at(0, 0, 1.5));
        WorldState world = new WorldState(scene);
        world.splats.add(SplatLayer.of(SplatClouds.of(false, List.of(ball(new Vec3(0, 0, 3), 9, 0.98, 1)))));
        Frames frames = Frames.of(1, 48, 40, Output.RGB);
        try (Parallel pool = Parallel.of(1)) {
            Renderer.named("cpu").open(scene, pool).render(world, AHEAD, SETTINGS.withSupersampling(4), frames);
        }
        boolean[] steps = new boolean[256];
        for (int i = 0; i < frames.pixels(); i++) {
            steps[frames.rgb()[3 * i] & 0xFF] = true;
        }
        int between = 0;
        for (int i = 10; i < 240; i++) {
            between += steps[i] ? 1 : 0;
        }
        assertThat(between).isGreaterThan(8); // sixteenths
    }

    @Test
    void coloursChangeWithTheDirectionByHarmonics() {
        Splats bent = new Splats(false, 1, SplatClouds.of(false, List.of(ball(Vec3.ZERO, 0.2, 0.9, 0))).position(),
                FloatArray.wrap(0.2f, 0.2f, 0.2f), //
                FloatArray.wrap(1, 0, 0, 0), FloatArray.wrap(0.9f),
                FloatArray.wrap(0, 0, 0, 0.4f, 0, 0, 0, 0.4f, 0, 0, 0, 0.4f));
        for (Vec3 from : List.of(new Vec3(2, 0, 0), new Vec3(0, -2, 0), new Vec3(0, 0, 2), new Vec3(1, 1, -1))) {
            View view = new View(0, Camera.perspective(31, 31, 0.5), View.lookAt(from, Vec3.ZERO, new Vec3(0.1, 1, 3)));
            SplatImage image = draw(bent, view, 1);
            Vec3 d = from.negate().normalized();
            double c1 = 0.4886025119029199 * 0.4;
            double[] expected = {0.5 - c1 * d.y(), 0.5 + c1 * d.z(), 0.5 - c1 * d.x()};
            for (int k = 0; k < 3; k++) {
                assertThat((double) image.colour(15 * 31 + 15, k)).isCloseTo(0.9 * expected[k], within(2e-3));
            }
        }
    }

    @Test
    void aLayerAndACameraThatMoveTogetherSeeTheSame() {
        Splats some = SplatClouds.random(3, false, 200, 4);
        View view = new View(0, CAMERA, View.lookAt(new Vec3(3, 0.5, 0.7), Vec3.ZERO, Vec3.Z));
        Pose moved = new Pose(new Vec3(1, -2, 0.5), Quat.fromRollPitchYaw(0.3, -0.8, 1.9));
        View there = new View(0, CAMERA, moved.times(view.pose()));
        Frames a = render(DARK, List.of(SplatLayer.of(some)), view, 1);
        Frames b = render(DARK, List.of(SplatLayer.of(some).at(moved)), there, 2);
        int different = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            different += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF)) <= 1 ? 0 : 1;
        }
        assertThat(different).isLessThan(a.rgb().length / 200);
        Frames zoomed = render(DARK, List.of(new SplatLayer(some, Pose.IDENTITY, 2, 0, 0)),
                new View(0, CAMERA, new Pose(view.pose().position().times(2), view.pose().rotation())), 1);
        for (int i = 0; i < a.pixels(); i++) {
            assertThat(zoomed.depth()[i]).isCloseTo(2 * a.depth()[i], within(1e-3f));
        }
    }

    @Test
    void lensesThatBendNothingSeeWhatPinholesDo() {
        Splats some = SplatClouds.random(1, false, 60, 9);
        Pose pose = View.lookAt(new Vec3(3, 0.5, 0.7), Vec3.ZERO, Vec3.Z);
        SplatImage straight = draw(some, new View(0, CAMERA, pose), 1);
        SplatImage bent = draw(some, new View(0, CAMERA.withLens(new Lens.BrownConrady(0, 0, 0, 0, 0, 0, 0, 0)), pose),
                1);
        int different = 0;
        for (int i = 0; i < 48 * 40; i++) {
            different += Math.abs(bent.colour(i, 0) - straight.colour(i, 0)) < 0.02 ? 0 : 1;
        }
        assertThat(different).isLessThan(60); // sorted by distance instead of depth
        Camera fisheye = Camera.pinhole(48, 40, 14, 14, 23.5, 19.5).withLens(new Lens.Fisheye(0, 0, 0, 0));
        SplatImage wide = draw(some, new View(0, fisheye, View.lookAt(Vec3.ZERO, Vec3.X, Vec3.Z)), 1);
        int covered = 0;
        for (int i = 0; i < 48 * 40; i++) {
            covered += wide.through(i) < 0.5 ? 1 : 0;
        }
        assertThat(covered).isGreaterThan(200);
    }

    @Test
    void photographsShowTheSameSplats() {
        RenderScene scene = TestScenes.single(Shapes.box(0.2, 0.2, 0.2), PbrMaterial.light(Rgb.grey(0.3)))
                .withEnvironment(Environment.constant(Rgb.BLACK));
        WorldState world = new WorldState(scene);
        world.splats.add(SplatLayer.of(SplatClouds.random(0, false, 80, 6)));
        View view = new View(0, CAMERA, View.lookAt(new Vec3(3, 0.5, 0.7), Vec3.ZERO, Vec3.Z));
        try (Parallel pool = Parallel.of(2)) {
            Photograph photo = new PathTracer(scene, pool)
                    .photograph(world, view, PhotoSettings.of(4), Progress.silent()).withSplats(world, view, pool);
            Frames frames = render(scene, world.splats, view, 1);
            double difference = 0;
            for (int i = 0; i < frames.radiance().length; i++) {
                difference += Math.abs(photo.radiance()[i] - frames.radiance()[i]);
            }
            assertThat(difference / frames.radiance().length).isLessThan(0.01);
        }
    }

    @Test
    void splatsOfASceneLookLikeIt() {
        RenderScene scene = TestScenes.single(Shapes.icosphere(0.5, 3), PbrMaterial.of(new Rgb(0.8, 0.1, 0.1)));
        View view = new View(0, Camera.perspective(90, 90, 0.4),
                View.lookAt(new Vec3(3, 0.5, 0.7), Vec3.ZERO, Vec3.Z));
        Frames mesh = render(scene, List.of(), view, 1);
        for (boolean flat : new boolean[]{true, false}) {
            Splats splats = SceneSplats.of(new WorldState(scene), 9000, 10, flat, RandomStream.of(1));
            Frames cloud = render(DARK, List.of(SplatLayer.of(splats)), view, 1);
            int unlike = 0;
            int there = 0;
            for (int i = 0; i < mesh.pixels(); i++) {
                boolean in = mesh.depth()[i] > 0;
                there += in ? 1 : 0;
                unlike += in == cloud.depth()[i] > 0 && Math.abs(mesh.depth()[i] - cloud.depth()[i]) < 0.05 ? 0 : 1;
            }
            assertThat(there).isGreaterThan(200);
            assertThat(unlike).isLessThan(there / 4); // the outline
        }
        assertThatThrownBy(() -> SceneSplats.of(new WorldState(scene), 10, 0.1, true, RandomStream.of(1)))
                .hasMessageContaining("10 splats for surfaces of 0.0 m²");
    }

    @Test
    void theFalloffIsTheExponentialFunction() {
        double error = 0;
        for (int i = 0; i <= 10_000; i++) {
            double x = i * 0.00123;
            error = Math.max(error, Math.abs(Falloff.exp(x) * StrictMath.exp(x) - 1));
        }
        assertThat(error).isLessThan(1e-8);
        assertThat(Falloff.exp(0)).isEqualTo(1);
    }

    @Test
    void layersThatCannotBeAreTold() {
        Splats one = SplatClouds.random(0, false, 1, 1);
        assertThatThrownBy(() -> new SplatLayer(one, Pose.IDENTITY, 0, 0, 0)).hasMessageContaining("of scale 0.0");
        assertThatThrownBy(() -> new Splats(false, 1, one.position(), one.scale(), one.rotation(), one.opacity(),
                one.harmonics())).hasMessageContaining("1 splats of degree 1");
    }
}
