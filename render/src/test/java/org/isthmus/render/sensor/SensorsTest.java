package org.isthmus.render.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.image.Image;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.StereoPair;
import org.isthmus.render.camera.View;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.picture.Colouring;
import org.isthmus.render.scene.Environment;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Patterns;
import org.isthmus.render.texture.Rgb;
import org.isthmus.render.texture.Srgb;
import org.junit.jupiter.api.Test;

class SensorsTest {
    private static Frames grey(int side, float radiance) {
        Frames frames = Frames.of(1, side, side, Output.RADIANCE);
        Arrays.fill(frames.radiance(), radiance);
        return frames;
    }

    @Test
    void anIdealSensorShowsRadianceAsItIs() {
        Image image = ColorSensor.IDEAL.expose(grey(8, 0.3f), 0, RandomStream.of(1));
        assertThat(image.sample(3, 3, 1)).isEqualTo(Srgb.toByte(0.3f) & 0xFF);
    }

    @Test
    void noiseHasTheVarianceOfPhotonsAndReading() {
        ColorSensor sensor = new ColorSensor(1, Rgb.WHITE, 0, 1000, 20, 16, 0);
        Image image = sensor.expose(grey(120, 0.4f), 0, RandomStream.of(2));
        double sum = 0;
        double squares = 0;
        int n = 120 * 120;
        for (int i = 0; i < n; i++) {
            double v = Srgb.toLinear(image.sample(i % 120, i / 120, 0) / 255.0);
            sum += v;
            squares += v * v;
        }
        double mean = sum / n;
        assertThat(mean).isCloseTo(0.4, within(0.002));
        double expected = 0.4 / 1000 + 0.02 * 0.02;
        assertThat(squares / n - mean * mean).isCloseTo(expected, within(0.1 * expected));
    }

    @Test
    void vignettingDarkensCornersAndBitsMakeSteps() {
        ColorSensor dark = new ColorSensor(1, Rgb.WHITE, 0.5, Double.POSITIVE_INFINITY, 0, 16, 0);
        Image image = dark.expose(grey(101, 0.5f), 0, RandomStream.of(1));
        assertThat(Srgb.toLinear(image.sample(50, 50, 0) / 255.0)).isCloseTo(0.5, within(0.005));
        assertThat(Srgb.toLinear(image.sample(0, 0, 0) / 255.0)).isCloseTo(0.25, within(0.01));
        ColorSensor coarse = new ColorSensor(1, Rgb.WHITE, 0.5, Double.POSITIVE_INFINITY, 0, 2, 0);
        byte[] pixels = coarse.expose(grey(101, 0.5f), 0, RandomStream.of(1)).pixels().toArray();
        assertThat(new TreeSet<>(IntStream.range(0, pixels.length)
                .mapToObj(i -> pixels[i]).toList())).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void jpegChangesAFewValuesALittle() {
        Frames frames = grey(64, 0.2f);
        for (int i = 0; i < frames.radiance().length; i++) {
            frames.radiance()[i] = 0.2f + 0.1f * (i % 7);
        }
        Image image = ColorSensor.IDEAL.expose(frames, 0, RandomStream.of(1));
        Image fine = ColorSensor.compressed(image, 95);
        Image coarse = ColorSensor.compressed(image, 20);
        assertThat(difference(image, fine)).isLessThan(difference(image, coarse));
        assertThat(difference(image, coarse)).isBetween(0.5, 60.0);
        assertThatThrownBy(() -> new ColorSensor(1, Rgb.WHITE, 0, 0, 0, 8, 0)).hasMessageContaining("full well 0.0");
    }

    private static double difference(Image a, Image b) {
        double sum = 0;
        for (int i = 0; i < a.pixels().length(); i++) {
            sum += Math.abs((a.pixels().get(i) & 0xFF) - (b.pixels().get(i) & 0xFF));
        }
        return sum / a.pixels().length();
    }

    /// A textured box before a textured wall.
    private static RenderScene wall() {
        PbrMaterial rough = PbrMaterial.of(Rgb.WHITE).withRoughness(1).withSpecular(0).with(
                PbrMaterial.Property.BASE_COLOR, Layer.solid(Patterns.noise(Rgb.grey(0.05), Rgb.grey(0.95), 4), 0.06));
        return RenderScene.empty(Environment.constant(Rgb.WHITE))
                .with(MeshConversion.convert("wall", Shapes.plane(4, 4)), rough, "wall", Pose.at(0, 0, -2))
                .with(MeshConversion.convert("box", Shapes.box(0.15, 0.15, 0.15)), rough, "box", Pose.at(0, 0, -1));
    }

    private static final Camera CAMERA = Camera.pinhole(120, 90, 150, 150, 59.5, 44.5);

    private static Frames render(RenderScene scene, List<View> views) {
        Frames frames = Frames.of(views.size(), 120, 90, Output.RGB, Output.DEPTH, Output.NORMAL);
        try (Parallel pool = Parallel.of(1)) {
            Renderer.named("cpu").open(scene, pool).render(List.of(new WorldState(scene)), views,
                    RenderSettings.FAST.withShadows(RenderSettings.Shadows.NONE).withSupersampling(3), frames);
        }
        return frames;
    }

    @Test
    void stereoMatchingFindsTheDisparityOfTheDepth() {
        double baseline = 0.1;
        Pose left = View.lookAt(new Vec3(0, 0, 0), new Vec3(0, 0, -1), Vec3.Y);
        StereoPair cameras = StereoPair.of(new View(0, CAMERA, left), baseline);
        Frames pair = render(wall(), List.of(cameras.left(), cameras.right()));
        float[] disparity = new StereoMatcher(32, 3, 20, 0.05, 1).match(Colouring.rgb(pair, 0), Colouring.rgb(pair, 1));
        int measured = 0;
        int right1 = 0;
        for (int i = 0; i < disparity.length; i++) {
            if (!Float.isNaN(disparity[i]) && i % 120 > 32) {
                measured++;
                right1 += Math.abs(disparity[i] - cameras.disparity(pair.depth()[i])) < 0.7 ? 1 : 0;
            }
        }
        assertThat(measured).isGreaterThan(5000);
        assertThat((double) right1 / measured).isGreaterThan(0.9);
        assertThat(cameras.depth(cameras.disparity(1.7))).isCloseTo(1.7, within(1e-12));
        assertThat(cameras.depth(0)).isNaN();
        assertThatThrownBy(() -> StereoPair.of(cameras.left(), 0))
                .hasMessageContaining("expected a baseline above 0 and pinhole cameras");
    }

    @Test
    void depthNoiseGrowsWithTheSquareOfTheDepth() {
        View view = new View(0, CAMERA, View.lookAt(Vec3.ZERO, new Vec3(0, 0, -1), Vec3.Y));
        Frames frames = render(wall(), List.of(view));
        DepthSensor sensor = new DepthSensor(0.05, 0.1, 0, 0.1, 10, 1.4, 1, 0);
        float[] out = new float[frames.pixels()];
        sensor.measure(frames, view, 0, RandomStream.of(3), out);
        double near = 0;
        double far = 0;
        int nearCount = 0;
        int farCount = 0;
        int holes = 0;
        for (int i = 0; i < out.length; i++) {
            float z = frames.depth()[i];
            double e = out[i] - z;
            if (out[i] == 0) {
                holes++;
            } else if (z < 0.9) {
                near += e * e;
                nearCount++;
            } else if (z > 1.9) {
                far += e * e;
                farCount++;
            }
        }
        // σ = z² · 0.1/(150 · 0.05)
        assertThat(Math.sqrt(near / nearCount)).isCloseTo(0.85 * 0.85 * 0.1 / 7.5, within(0.001));
        assertThat(Math.sqrt(far / farCount)).isCloseTo(4 * 0.1 / 7.5, within(0.006));
        assertThat(holes).as("along the box's outline").isBetween(150, 1200);
    }
}
