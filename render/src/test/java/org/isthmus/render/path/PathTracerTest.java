package org.isthmus.render.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.Progress;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.TestScenes;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Patterns;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

class PathTracerTest {
    private static Photograph photograph(RenderScene scene, View view, PhotoSettings settings, int threads) {
        try (Parallel pool = Parallel.of(threads)) {
            return new PathTracer(scene, pool).photograph(new WorldState(scene), view, settings, Progress.silent());
        }
    }

    private static View view(int size, Vec3 from) {
        return new View(0, Camera.perspective(size, size, 0.7), View.lookAt(from, Vec3.ZERO, Vec3.Z));
    }

    private static double mean(Photograph photo) {
        double sum = 0;
        for (float f : photo.radiance()) {
            sum += f;
        }
        return sum / photo.radiance().length;
    }

    @Test
    void aWhiteSurfaceInAWhiteHallIsWhite() {
        PbrMaterial white = PbrMaterial.of(Rgb.WHITE).withSpecular(0).withRoughness(1);
        RenderScene scene = TestScenes.single(Shapes.icosphere(1, 2), white);
        Photograph photo = photograph(scene, view(16, new Vec3(4, 1, 1)), PhotoSettings.of(64).withMaxBounces(1000), 1);
        assertThat(mean(photo)).isCloseTo(1, within(0.015));
    }

    @Test
    void glassAndSmoothMetalInAWhiteHallAreWhite() {
        for (PbrMaterial m : List.of(PbrMaterial.glass(1.5), PbrMaterial.metal(Rgb.WHITE, 0.05))) {
            RenderScene scene = TestScenes.single(Shapes.icosphere(1, 3), m);
            Photograph photo = photograph(scene, view(16, new Vec3(4, 1, 1)), PhotoSettings.of(64).withMaxBounces(1000),
                    1);
            assertThat(mean(photo)).isCloseTo(1, within(0.02));
        }
    }

    /// What is scattered twice by the same surface is left out.
    @Test
    void roughGlassInAWhiteHallIsWhiteButForAFewPerCent() {
        for (double roughness : new double[]{0.1, 0.3, 0.5}) {
            RenderScene scene = TestScenes.single(Shapes.icosphere(1, 3),
                    PbrMaterial.glass(1.5).withRoughness(roughness));
            Photograph photo = photograph(scene, view(16, new Vec3(4, 1, 1)), PhotoSettings.of(64).withMaxBounces(1000),
                    1);
            assertThat(mean(photo)).isBetween(1 - 0.3 * roughness * roughness - 0.02, 1.02);
        }
    }

    @Test
    void samplingLightOnPurposeChangesNoMeanThroughRoughGlass() {
        RenderScene scene = corner().with(MeshConversion.convert("pane", Shapes.box(0.02, 0.8, 0.8)),
                PbrMaterial.glass(1.5).withRoughness(0.5).withBaseColor(new Rgb(0.9, 0.8, 0.7)), "pane",
                Pose.at(1.2, 0, 0.5))
                .withLights(
                        List.of(Light.area(new Vec3(0.5, -0.5, 2), new Vec3(-0.2, 0.2, -1), Rgb.grey(4), 1.2, 0.8)));
        assertSameWithoutDirectLight(scene, 160);
    }

    @Test
    void samplingMeshesThatShineChangesNoMean() {
        PbrMaterial lamp = PbrMaterial.light(new Rgb(6, 5, 3));
        RenderScene scene = corner()
                .with(MeshConversion.convert("lamp", Shapes.icosphere(0.3, 2)), lamp, "lamp", Pose.at(-0.3, 0.7, 1.4))
                .with(MeshConversion.convert("panel", TestScenes.plate(0.5)), lamp.with(PbrMaterial.Property.EMISSION,
                        Layer.solid(Patterns.checker(Rgb.WHITE, Rgb.grey(0.2)), 0.2)).withOpacity(0.6), "panel",
                        new Pose(new Vec3(0.4, -0.2, 2), Quat.fromAxisAngle(Vec3.X, 2.97)))
                .withLights(List.of(Light.directional(new Vec3(-1, 0.5, -1), Rgb.grey(0.5), 0.4)));
        assertSameWithoutDirectLight(scene, 256);
    }

    /// A closed box of reflectance ρ whose walls emit e has radiance e/(1 − ρ) everywhere.
    @Test
    void aGlowingFurnaceHasTheRadianceOfTheGeometricSeries() {
        PbrMaterial wall = PbrMaterial.of(Rgb.grey(0.5)).withSpecular(0).withRoughness(1).withEmission(Rgb.WHITE);
        RenderScene scene = TestScenes.single(MeshTransforms.flip(Shapes.icosphere(1, 3)), wall)
                .withEnvironment(Environment.constant(Rgb.BLACK));
        View inside = new View(0, Camera.perspective(12, 12, 0.7), Pose.at(0.1, 0.2, 0.1));
        Photograph photo = photograph(scene, inside, PhotoSettings.of(128).withMaxBounces(1000), 1);
        assertThat(mean(photo)).isCloseTo(2, within(0.08)); // of the layer of specular 0 a little is kept at grazing angles
    }

    private static RenderScene corner() {
        RenderScene scene = TestScenes.single(Shapes.plane(3, 3), PbrMaterial.of(new Rgb(0.7, 0.5, 0.3)))
                .with(MeshConversion.convert("box", Shapes.box(0.4, 0.4, 0.4)),
                        PbrMaterial.metal(new Rgb(0.9, 0.8, 0.6), 0.4), "box", Pose.at(0, 0, 0.4))
                .with(MeshConversion.convert("ball", Shapes.icosphere(0.3, 3)),
                        PbrMaterial.of(new Rgb(0.2, 0.3, 0.8)).withClearCoat(1, 0.2), "ball", Pose.at(0.7, 0.5, 0.3));
        return scene.withEnvironment(Environment.gradient(Rgb.grey(0.3), Rgb.grey(0.6), Rgb.grey(0.1)));
    }

    @Test
    void samplingLightOnPurposeChangesNoMean() {
        List<Light> lights = List.of(
                Light.area(new Vec3(0.5, -0.5, 2), new Vec3(-0.2, 0.2, -1), Rgb.grey(4), 1.2, 0.8),
                Light.directional(new Vec3(-1, 0.5, -1), Rgb.grey(1), 0.4));
        assertSameWithoutDirectLight(corner().withLights(lights), 256);
    }

    /// Eight times as many paths that meet light by chance only have the same mean.
    private static void assertSameWithoutDirectLight(RenderScene scene, int samples) {
        View view = view(10, new Vec3(2.5, 1.5, 1.5));
        Photograph both = photograph(scene, view, PhotoSettings.of(samples).withMaxBounces(4), 1);
        Photograph chance = photograph(scene, view,
                PhotoSettings.of(8 * samples).withMaxBounces(4).withoutDirectLight(),
                1);
        assertThat(mean(both)).isCloseTo(mean(chance), within(0.02 * mean(chance)));
        double difference = 0;
        double allowed = 0;
        for (int i = 0; i < both.variance().length; i++) {
            for (int k = 0; k < 3; k++) {
                difference += Math.abs(both.radiance()[3 * i + k] - chance.radiance()[3 * i + k]) / 3;
            }
            allowed += Math.sqrt(both.variance()[i] + chance.variance()[i]);
        }
        assertThat(difference).isLessThan(1.3 * allowed);
    }

    @Test
    void irradianceOfAPlaneIsThatOfTheFormula() {
        // white diffuse, no layer: radiance = E/π; a lamp of intensity I at height h straight above gives E = I/h²
        PbrMaterial white = PbrMaterial.of(Rgb.WHITE).withSpecular(0).withRoughness(1);
        RenderScene dark = TestScenes.single(Shapes.plane(5, 5), white)
                .withEnvironment(Environment.constant(Rgb.BLACK));
        View down = new View(0, Camera.perspective(1, 1, 0.02), View.lookAt(new Vec3(0, 0, 5), Vec3.ZERO, Vec3.Y));
        PhotoSettings settings = PhotoSettings.of(64);
        Light lamp = Light.point(new Vec3(0, 0, 2), Rgb.grey(8 * Math.PI), 0);
        assertThat(mean(photograph(dark.withLights(List.of(lamp)), down, settings, 1))).isCloseTo(2, within(0.01));
        Light sun = Light.directional(new Vec3(0, 0.6, -0.8), Rgb.grey(Math.PI), 0);
        assertThat(mean(photograph(dark.withLights(List.of(sun)), down, settings, 1))).isCloseTo(0.8, within(0.035));
        // a small panel of radiance L and area A far away: E = L·A/h²
        Light panel = Light.area(new Vec3(0, 0, 4), new Vec3(0, 0, -1), Rgb.grey(Math.PI), 0.2, 0.2);
        assertThat(mean(photograph(dark.withLights(List.of(panel)), down, settings, 1)))
                .isCloseTo(0.04 / 16, within(2e-4));
    }

    /// A disk of radiance L and radius r, at height h above a plane that faces it, gives the irradiance π·L·r²/(r² + h²); a ball of radius r at
    /// distance h gives π·L·r²/h². Both are made of triangles.
    @Test
    void meshesThatShineLightAPlaneAsTheFormulasSayAndWithLittleNoise() {
        PbrMaterial white = PbrMaterial.of(Rgb.WHITE).withSpecular(0).withRoughness(1);
        RenderScene dark = TestScenes.single(Shapes.plane(5, 5), white)
                .withEnvironment(Environment.constant(Rgb.BLACK));
        View down = new View(0, Camera.perspective(4, 4, 0.02), View.lookAt(new Vec3(0, 3, 3), Vec3.ZERO, Vec3.Y));
        PhotoSettings settings = PhotoSettings.of(512).withMaxBounces(1);
        PbrMaterial lamp = PbrMaterial.light(Rgb.grey(4));
        RenderScene ball = dark.with(MeshConversion.convert("ball", Shapes.icosphere(0.1, 4)), lamp, "ball",
                Pose.at(0, 0, 2));
        Photograph photo = photograph(ball, down, settings, 1);
        assertThat(mean(photo)).isCloseTo(4 * 0.01 / 4, within(2e-4));
        assertThat((double) photo.variance()[5]).isLessThan(4e-7);
        RenderScene plate = dark.with(MeshConversion.convert("plate", TestScenes.plate(0.1)), lamp, "plate",
                new Pose(new Vec3(0, 0, 2), Quat.fromAxisAngle(Vec3.X, Math.PI)));
        assertThat(mean(photograph(plate, down, settings, 1))).isCloseTo(4 * 0.04 / 4 / Math.PI, within(2e-4));
        RenderScene away = dark.with(MeshConversion.convert("plate", TestScenes.plate(0.1)), lamp, "plate",
                Pose.at(0, 0, 2));
        assertThat(mean(photograph(away, down, settings, 1))).isZero();
    }

    @Test
    void meshesThatCannotBeLampsAreNone() {
        PbrMaterial white = PbrMaterial.of(Rgb.WHITE);
        Mesh flat = Mesh.of(DoubleArray.wrap(0, 0, 1, 1, 0, 1, 2, 0, 1), IntArray.wrap(0, 1, 2));
        RenderScene scene = TestScenes.single(Shapes.plane(5, 5), white)
                .with(MeshConversion.convert("line", flat), PbrMaterial.light(Rgb.grey(1e6)), "line", Pose.IDENTITY);
        Photograph photo = photograph(scene, view(8, new Vec3(2, 1, 1)), PhotoSettings.of(4), 1);
        assertThat(mean(photo)).isLessThan(2);
        WorldState world = new WorldState(scene);
        world.transforms[WorldState.TRANSFORM] = Double.NaN;
        assertThat(new EmissiveTriangles(world).isEmpty()).isTrue();
    }

    @Test
    void photographsAreTheSameOnAnyNumberOfThreads() {
        RenderScene scene = corner()
                .withLights(List.of(Light.spot(new Vec3(1, 0, 3), new Vec3(0, 0, -1), Rgb.grey(9), 0.1, 0.7)));
        View view = view(37, new Vec3(2.5, 1.5, 1.5));
        PhotoSettings settings = PhotoSettings.of(2).withLens(0.05, 3);
        Photograph one = photograph(scene, view, settings, 1);
        Photograph three = photograph(scene, view, settings, 3);
        assertThat(three.radiance()).isEqualTo(one.radiance());
        assertThat(three.variance()).isEqualTo(one.variance());
        try (Parallel pool = Parallel.of(2)) {
            float[] smooth = Denoiser.denoise(one, pool).radiance();
            try (Parallel single = Parallel.of(1)) {
                assertThat(Denoiser.denoise(one, single).radiance()).isEqualTo(smooth);
            }
        }
    }

    @Test
    void aPhotographThatIsWatchedEndsAsTheSame() {
        RenderScene scene = corner()
                .withLights(List.of(Light.spot(new Vec3(1, 0, 3), new Vec3(0, 0, -1), Rgb.grey(9), 0.1, 0.7)));
        View view = view(21, new Vec3(2.5, 1.5, 1.5));
        for (int samples : new int[]{1, 2, 7, 8}) {
            Photograph once = photograph(scene, view, PhotoSettings.of(samples), 1);
            List<Photograph> seen = new ArrayList<>();
            try (Parallel pool = Parallel.of(2)) {
                Photograph last = new PathTracer(scene, pool).progressive(new WorldState(scene), view,
                        PhotoSettings.of(samples), Progress.silent(), seen::add);
                assertThat(last.radiance()).isEqualTo(once.radiance());
                assertThat(last.variance()).isEqualTo(once.variance());
                assertThat(seen.getLast()).isSameAs(last);
            }
            assertThat(seen).hasSize(samples == 1 ? 1 : samples == 2 ? 2 : 4);
            assertThat(seen.getFirst().radiance())
                    .isEqualTo(photograph(scene, view, PhotoSettings.of(1), 1).radiance());
        }
    }

    /// A plate with square holes of side 1/4, lit from straight above, and one that is a quarter there.
    @Test
    void lightPassesWhatHasHolesAndInPartWhatIsPartlyThere() {
        PbrMaterial white = PbrMaterial.of(Rgb.WHITE).withSpecular(0).withRoughness(1);
        PbrMaterial holed = white.with(PbrMaterial.Property.OPACITY,
                Layer.solid(Patterns.checker(Rgb.WHITE, Rgb.BLACK), 0.25));
        View below = new View(0, Camera.pinhole(40, 4, 40, 40, 19.5, 1.5),
                View.lookAt(new Vec3(0, 0.125, 0.9), new Vec3(0, 0.125, 0), Vec3.Y));
        for (PbrMaterial plate : List.of(holed, white.withOpacity(0.25))) {
            RenderScene scene = TestScenes.single(Shapes.plane(3, 3), white)
                    .with(MeshConversion.convert("plate", TestScenes.plate(2)), plate, "plate", Pose.at(0, 0, 1))
                    .withEnvironment(Environment.constant(Rgb.BLACK))
                    .withLights(List.of(Light.directional(new Vec3(0, 0, -1), Rgb.grey(Math.PI), 0)));
            Photograph photo = photograph(scene, below, PhotoSettings.of(256).withMaxBounces(1), 1);
            for (int i = 0; i < 160; i++) {
                double x = (i % 40 - 19.5) * 0.9 / 40;
                if (Math.abs(4 * x - Math.rint(4 * x)) > 0.2) {
                    double lit = plate.opacity() < 1 ? 0.75 : Math.floor(4 * x) % 2 == 0 ? 0 : 1;
                    assertThat((double) photo.radiance()[3 * i]).isCloseTo(lit, within(0.1));
                }
            }
        }
    }

    /// A small bright thing at depth z is spread by an aperture of radius a focused at f into a disk of radius a·|1/f − 1/z| (in
    /// normalised coordinates), and is sharp at the focus.
    @Test
    void whatIsOutOfFocusIsSpreadOverTheCircleOfConfusion() {
        RenderScene scene = TestScenes.single(Shapes.icosphere(0.004, 3), PbrMaterial.light(Rgb.grey(1000)))
                .withEnvironment(Environment.constant(Rgb.BLACK));
        View view = new View(0, Camera.pinhole(61, 61, 300, 300, 30, 30),
                View.lookAt(new Vec3(0, 0, 2), Vec3.ZERO, Vec3.Y));
        for (double focus : new double[]{1, 2, 4}) {
            Photograph photo = photograph(scene, view, PhotoSettings.of(256).withMaxBounces(0).withLens(0.12, focus),
                    1);
            double weight = 0;
            double square = 0;
            for (int i = 0; i < 61 * 61; i++) {
                double r2 = square(i % 61 - 30) + square(Math.floorDiv(i, 61) - 30);
                weight += photo.radiance()[3 * i];
                square += photo.radiance()[3 * i] * r2;
            }
            double radius = 300 * 0.12 * Math.abs(1 / focus - 0.5);
            double own = 300 * 0.004 / 2;
            // the mean square distance in a disk is half of its radius squared; a pixel adds 1/6 (less where all of it is in one)
            assertThat(square / weight).isCloseTo(0.5 * (radius * radius + own * own) + 1.0 / 6,
                    within(0.05 * radius * radius + 0.25));
        }
    }

    private static double square(double value) {
        return value * value;
    }

    @Test
    void denoisingBringsAFewSamplesNearerToMany() {
        RenderScene scene = corner();
        View view = view(40, new Vec3(2.5, 1.5, 1.5));
        Photograph many = photograph(scene, view, PhotoSettings.of(256), 1);
        Photograph few = photograph(scene, view, PhotoSettings.of(4).withSeed(3), 1);
        try (Parallel pool = Parallel.of(1)) {
            Photograph smooth = Denoiser.denoise(few, pool);
            assertThat(error(smooth, many)).isLessThan(0.6 * error(few, many));
            assertThat(mean(smooth)).isCloseTo(mean(few), within(0.02 * mean(few)));
        }
    }

    private static double error(Photograph a, Photograph b) {
        double sum = 0;
        for (int i = 0; i < a.radiance().length; i++) {
            double d = a.radiance()[i] - b.radiance()[i];
            sum += d * d;
        }
        return Math.sqrt(sum / a.radiance().length);
    }

    @Test
    void aPhotographCanBeCancelled() {
        RenderScene scene = corner();
        Cancellation cancellation = new Cancellation();
        cancellation.cancel("enough");
        try (Parallel pool = Parallel.of(1);
                Progress progress = Progress.start("photo", 1, cancellation, task -> {})) {
            PathTracer tracer = new PathTracer(scene, pool);
            View view = view(20, new Vec3(2, 1, 1));
            WorldState world = new WorldState(scene);
            assertThatThrownBy(() -> tracer.photograph(world, view, PhotoSettings.of(4), progress))
                    .isInstanceOf(CancellationException.class).hasMessageContaining("enough");
        }
        assertThatThrownBy(() -> PhotoSettings.of(0)).hasMessageContaining("0 samples");
        assertThatThrownBy(() -> Light.area(Vec3.ZERO, Vec3.Z, Rgb.WHITE, 0, 1))
                .hasMessageContaining("an area above 0");
    }
}
