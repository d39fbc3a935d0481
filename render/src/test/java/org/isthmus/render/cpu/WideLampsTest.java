package org.isthmus.render.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

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
import org.isthmus.render.camera.View;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Patterns;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

/// Area lights and meshes that shine, in fast images.
class WideLampsTest {
    private static final RenderMesh PLATE = MeshConversion.convert("plate", TestScenes.plate(0.2));
    private static final RenderMesh BALL = MeshConversion.convert("ball", Shapes.icosphere(0.2, 3));
    private static final PbrMaterial WHITE = PbrMaterial.of(Rgb.WHITE).withSpecular(0).withRoughness(1);
    private static final Quat DOWN = Quat.fromAxisAngle(Vec3.X, Math.PI);

    private static RenderScene dark(PbrMaterial ground) {
        return TestScenes.single(Shapes.plane(5, 5), ground).withEnvironment(Environment.constant(Rgb.BLACK));
    }

    private static float[] radiance(RenderScene scene, View view, RenderSettings settings) {
        Frames frames = Frames.of(1, view.camera().width(), view.camera().height(), Output.RADIANCE);
        try (Parallel pool = Parallel.of(1)) {
            Renderer.named("cpu").open(scene, pool).render(new WorldState(scene), view, settings, frames);
        }
        return frames.radiance();
    }

    private static RenderSettings fast(Shadows shadows) {
        return RenderSettings.FAST.withShadows(shadows);
    }

    /// Below it, seen from the side.
    private static View below() {
        return new View(0, Camera.perspective(1, 1, 0.001), View.lookAt(new Vec3(0, 3, 0.5), Vec3.ZERO, Vec3.Z));
    }

    /// On the axis of a square of edge 2a at distance h the form factor is `4/π · a/√(a² + h²) · atan(a/√(a² + h²))`, twice of it for both halves;
    /// its radiance times that is what a white surface sends on.
    @Test
    void squaresLightWhatIsBelowThemAsTheFormulaSays() {
        for (double h : new double[]{0.1, 0.5}) {
            double s = Math.sqrt(0.04 + h * h);
            double expected = 4 / Math.PI * 0.2 / s * StrictMath.atan(0.2 / s);
            RenderScene light = dark(WHITE)
                    .withLights(List.of(Light.area(new Vec3(0, 0, h), Vec3.Z.negate(), Rgb.WHITE, 0.4, 0.4)));
            RenderScene mesh = dark(WHITE).with(PLATE, PbrMaterial.light(Rgb.WHITE), "plate",
                    new Pose(new Vec3(0, 0, h), DOWN));
            RenderScene chequered = dark(WHITE).with(PLATE,
                    PbrMaterial.light(Rgb.WHITE).with(PbrMaterial.Property.EMISSION,
                            Layer.solid(Patterns.checker(Rgb.WHITE, Rgb.BLACK), 0.02)),
                    "plate", new Pose(new Vec3(0, 0, h), DOWN));
            RenderScene away = dark(WHITE).with(PLATE, PbrMaterial.light(Rgb.WHITE), "plate", Pose.at(0, 0, h));
            for (Shadows shadows : Shadows.values()) {
                assertThat((double) radiance(light, below(), fast(shadows))[0]).isCloseTo(expected,
                        within(0.06 * expected));
                assertThat((double) radiance(mesh, below(), fast(shadows))[0]).isCloseTo(expected,
                        within(0.06 * expected));
                assertThat((double) radiance(chequered, below(), fast(shadows))[0]).isCloseTo(0.5 * expected,
                        within(0.03 * expected));
                assertThat(radiance(away, below(), fast(shadows))[0]).isZero();
            }
        }
    }

    /// A ball of radius r at distance h: r²/h², wherever it is seen.
    @Test
    void ballsLightWhatIsBelowThemAsTheFormulaSays() {
        for (double h : new double[]{0.3, 1}) {
            RenderScene scene = dark(WHITE).with(BALL, PbrMaterial.light(Rgb.WHITE), "ball", Pose.at(0, 0, h));
            for (RenderSettings settings : List.of(fast(Shadows.MAP), fast(Shadows.RAYS),
                    RenderSettings.FINE.withOcclusion(0, 1))) {
                assertThat((double) radiance(scene, below(), settings)[0]).isCloseTo(0.04 / h / h,
                        within(0.02 * 0.04 / h / h));
            }
        }
    }

    @Test
    void whatStandsBeforeThemCastsShadows() {
        RenderScene panel = dark(WHITE)
                .withLights(List.of(Light.area(new Vec3(0, 0, 1), Vec3.Z.negate(), Rgb.WHITE, 0.4, 0.4)));
        RenderScene ball = dark(WHITE).with(BALL, PbrMaterial.light(Rgb.WHITE), "ball", Pose.at(0, 0, 1));
        RenderMesh screen = MeshConversion.convert("screen", Shapes.box(0.3, 0.3, 0.01));
        for (RenderScene scene : List.of(panel, ball)) {
            RenderScene screened = scene.with(screen, WHITE, "screen", Pose.at(0, 0, 0.4));
            assertThat(radiance(screened, below(), fast(Shadows.RAYS))[0]).isZero();
            assertThat(radiance(screened, below(), RenderSettings.FINE.withOcclusion(0, 1))[0]).isLessThan(0.01f);
            assertThat(radiance(screened, below(), fast(Shadows.NONE))[0]).isGreaterThan(0.02f);
        }
        assertThat(radiance(panel.with(screen, WHITE, "screen", Pose.at(0, 0, 0.4)), below(), fast(Shadows.MAP))[0])
                .isZero();
    }

    /// Highlights of a glossy ground: the same light in all, spread about as wide, as in photographs.
    @Test
    void highlightsAreAsBrightAndWideAsInPhotographs() {
        View view = new View(0, Camera.perspective(24, 16, 0.55),
                View.lookAt(new Vec3(0, -2.5, 1.2), new Vec3(0, -0.6, 0), Vec3.Z));
        Light panel = Light.area(new Vec3(0, 1.2, 0.8), new Vec3(0, -1, -0.5), Rgb.grey(3), 0.9, 0.6);
        for (double roughness : new double[]{0.2, 0.4, 0.7}) {
            RenderScene scene = dark(PbrMaterial.of(Rgb.grey(0.2)).withRoughness(roughness)).withLights(List.of(panel));
            float[] fast = radiance(scene, view, RenderSettings.FAST.withSupersampling(2));
            float[] photo;
            try (Parallel pool = Parallel.of(1)) {
                photo = new PathTracer(scene, pool).photograph(new WorldState(scene), view,
                        PhotoSettings.of(32).withMaxBounces(1), Progress.silent()).radiance();
            }
            double sum = 0;
            double difference = 0;
            double mean = 0;
            for (int i = 0; i < fast.length; i++) {
                sum += photo[i];
                mean += fast[i];
                difference += Math.abs(fast[i] - photo[i]);
            }
            assertThat(mean / sum).isBetween(0.8, 1.1);
            assertThat(difference / sum).isLessThan(0.42);
        }
    }

    @Test
    void onlyTheBrightestMeshesLightOthers() {
        RenderScene scene = dark(WHITE);
        for (int i = 0; i < 12; i++) {
            scene = scene.with(BALL, PbrMaterial.light(Rgb.grey(i % 5)), "ball", Pose.at(0, 0, 1));
        }
        Emitters emitters = new Emitters();
        emitters.find(new WorldState(scene), new EmitterShapes(scene));
        assertThat(emitters.count()).isEqualTo(Emitters.MAX_COUNT);
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < emitters.count(); i++) {
            double radiance = emitters.values(i)[Emitters.POWER];
            assertThat(radiance).isBetween(1.0, before);
            before = radiance;
        }
    }
}
