package org.isthmus.render.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.TestScenes;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.hdr.HdrImage;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.path.Photograph;
import org.isthmus.render.texture.Rgb;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    /// Black but for one pixel.
    private static HdrImage spot(int width, int height, int x, int y, float radiance) {
        float[] rgb = new float[3 * width * height];
        Arrays.fill(rgb, 3 * (y * width + x), 3 * (y * width + x) + 3, radiance);
        return new HdrImage(width, height, FloatArray.wrap(rgb));
    }

    @Test
    void theMiddleOfAPictureIsAheadAndItsRightIsOnTheRight() {
        float[] rgb = new float[3 * 64 * 32];
        for (int i = 0; i < 64 * 32; i++) {
            rgb[3 * i] = i % 64 < 32 ? 0 : 1; // red on the right
            rgb[3 * i + 2] = i < 64 * 16 ? 1 : 0; // blue above
        }
        Environment around = Environment.of(new HdrImage(64, 32, FloatArray.wrap(rgb)), 2);
        Frames frames = Frames.of(1, 9, 9, Output.RADIANCE);
        View ahead = new View(0, Camera.perspective(9, 9, 1), View.lookAt(Vec3.ZERO, Vec3.X, Vec3.Z));
        RenderScene scene = RenderScene.empty(around);
        try (Parallel pool = Parallel.of(1)) {
            Renderer.named("cpu").open(scene, pool).render(new WorldState(scene), ahead, RenderSettings.FAST, frames);
        }
        assertThat(pixel(frames, 1, 1)).containsExactly(0f, 0f, 2f);
        assertThat(pixel(frames, 7, 1)).containsExactly(2f, 0f, 2f);
        assertThat(pixel(frames, 7, 7)).containsExactly(2f, 0f, 0f);
    }

    private static float[] pixel(Frames frames, int x, int y) {
        int at = 3 * (y * frames.width() + x);
        return Arrays.copyOfRange(frames.radiance(), at, at + 3);
    }

    /// A sun of one pixel in a large picture: irradiance is radiance times solid angle times the cosine.
    @Test
    void aSmallSunInALargePictureLightsASurfaceAsTheFormulaSays() {
        int height = 1024;
        int row = 300;
        HdrImage picture = spot(2 * height, height, 1200, row, 50_000);
        double angle = Math.PI * (row + 0.5) / height;
        double solid = StrictMath.sin(angle) * (Math.PI / height) * (Math.PI / height);
        double radiance = 50_000 * solid * StrictMath.cos(angle) / Math.PI;
        RenderScene scene = TestScenes.single(Shapes.plane(9, 9), PbrMaterial.of(Rgb.WHITE).withSpecular(0))
                .withEnvironment(Environment.of(picture, 1));
        View down = new View(0, Camera.perspective(8, 8, 0.2), View.lookAt(new Vec3(0, 0, 2), Vec3.ZERO, Vec3.Y));
        try (Parallel pool = Parallel.of(1)) {
            Photograph photo = new PathTracer(scene, pool).photograph(new WorldState(scene), down,
                    PhotoSettings.of(2048), Progress.silent());
            assertThat(mean(photo.radiance())).isCloseTo(radiance, within(0.02 * radiance));
            Frames frames = Frames.of(1, 8, 8, Output.RADIANCE);
            Renderer.named("cpu").open(scene, pool).render(new WorldState(scene), down, RenderSettings.FAST, frames);
            // harmonics of degree 2 hold the cosine lobe of a single direction to some 10 %
            assertThat(mean(frames.radiance())).isCloseTo(radiance, within(0.12 * radiance));
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    @Test
    void reducingKeepsTheMean() {
        Environment sky = Environment.sky(new Vec3(0.6, 0, 0.8), Rgb.grey(0.2));
        for (int most : new int[]{1, 7, 64, 255, 256, 1000}) {
            Environment small = sky.reduced(most);
            assertThat(small.width()).isLessThanOrEqualTo(most);
            assertThat(mean(small.radiance().toArray())).isCloseTo(mean(sky.radiance().toArray()), within(0.02));
        }
    }
}
