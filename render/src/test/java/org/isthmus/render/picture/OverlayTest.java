package org.isthmus.render.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.image.Image;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.Lens;
import org.isthmus.render.camera.View;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final int WHITE = 0xFFFFFF;
    private static final Camera CAMERA = Camera.pinhole(64, 48, 40, 40, 31.5, 23.5);
    /// In the world's frame, looking along z.
    private static final View VIEW = new View(0, CAMERA, Pose.IDENTITY);

    private static Frames depth(float z) {
        Frames frames = Frames.of(1, 64, 48, Output.DEPTH);
        Arrays.fill(frames.depth(), z);
        return frames;
    }

    private static Image draw(Overlay overlay, Frames frames) {
        return overlay.over(new Image(64, 48, 3, ByteArray.wrap(new byte[64 * 48 * 3])), frames, 0);
    }

    private static int brightness(Image image, double x, double y) {
        return image.sample((int) Math.round(x), (int) Math.round(y), 1);
    }

    @Test
    void aLineIsDrawnWhereTheCameraProjectsItsPoints() {
        for (Lens lens : List.of(Lens.PINHOLE, new Lens.BrownConrady(-0.3, 0.1, 0, 0, 0, 0, 0, 0),
                new Lens.Fisheye(0.02, 0, 0, 0))) {
            Camera camera = CAMERA.withLens(lens);
            View view = new View(0, camera, new Pose(new Vec3(0.1, 0, -0.3), VIEW.pose().rotation()));
            Vec3 a = new Vec3(-0.4, -0.2, 1);
            Vec3 b = new Vec3(0.6, 0.3, 2);
            Overlay overlay = new Overlay(view, 3, 0);
            overlay.line(a, b, WHITE);
            Image image = draw(overlay, depth(0));
            double[] pixel = new double[2];
            for (int i = 0; i <= 20; i++) {
                Vec3 p = a.plus(b.minus(a).times(i / 20.0));
                camera.project(view.pose().inverseTransform(p), pixel);
                assertThat(brightness(image, pixel[0], pixel[1])).isGreaterThan(200);
            }
        }
    }

    @Test
    void aLineOfWidthWCoversWPixelsForEachOfItsLength() {
        Overlay overlay = new Overlay(VIEW, 2.5, 0);
        overlay.line(new Vec3(-0.5, -0.1, 1), new Vec3(0.5, 0.2, 1), WHITE);
        Image image = draw(overlay, depth(0));
        double sum = 0;
        for (int i = 0; i < 64 * 48; i++) {
            sum += image.sample(i % 64, Math.floorDiv(i, 64), 0) / 255.0;
        }
        double length = 40 * new Vec3(1, 0.3, 0).length();
        assertThat(sum).isCloseTo(2.5 * length, within(0.06 * 2.5 * length + 5));
    }

    @Test
    void whatLiesBehindASurfaceIsFaintAndWhatLiesOnItIsNot() {
        Overlay overlay = new Overlay(VIEW, 3, 0.2);
        overlay.line(new Vec3(-0.5, 0, 1), new Vec3(1.5, 0, 3), WHITE); // crosses the depth 2 at x = 1/2
        Image image = draw(overlay, depth(2));
        assertThat(brightness(image, 31.5 - 18, 23)).isEqualTo(255); // z near 1
        assertThat(brightness(image, 31.5 + 40 * 0.2 / 1.7, 23)).isEqualTo(255);
        assertThat(brightness(image, 31.5 + 40 * 1.2 / 2.7, 23)).isEqualTo(51);
        Overlay on = new Overlay(VIEW, 3, 0);
        on.line(new Vec3(-0.5, 0, 2), new Vec3(0.5, 0, 2), WHITE);
        assertThat(brightness(draw(on, depth(2)), 31, 23)).isEqualTo(255);
    }

    @Test
    void nearerLinesCoverFartherOnes() {
        for (boolean first : new boolean[]{true, false}) {
            Overlay overlay = new Overlay(VIEW, 3, 0);
            if (first) {
                overlay.line(new Vec3(-0.3, 0, 1), new Vec3(0.3, 0, 1), 0xFF0000);
            }
            overlay.line(new Vec3(0, -0.6, 2), new Vec3(0, 0.6, 2), 0x0000FF);
            if (!first) {
                overlay.line(new Vec3(-0.3, 0, 1), new Vec3(0.3, 0, 1), 0xFF0000);
            }
            Image image = draw(overlay, depth(0));
            assertThat(image.sample(31, 23, 0)).isEqualTo(255);
            assertThat(image.sample(31, 23, 2)).isZero();
        }
    }

    @Test
    void whatReachesBehindTheCameraIsCutAndWhatIsNowhereLeftOut() {
        Overlay overlay = new Overlay(VIEW, 2, 0);
        overlay.line(new Vec3(0, 0.2, -5), new Vec3(0, 0.2, 5), WHITE);
        overlay.line(new Vec3(0, 0, -5), new Vec3(0, 0, -1), WHITE);
        overlay.line(new Vec3(Double.NaN, 0, 1), Vec3.ZERO, WHITE);
        Image image = draw(overlay, depth(0));
        assertThat(brightness(image, 31.5, 23.5 + 40 * 0.2 / 0.5)).isGreaterThan(120);
        assertThat(brightness(image, 31.5, 10)).isZero();
    }

    @Test
    void theFrustumOfACameraEndsAtTheEdgesOfItsImage() {
        Overlay overlay = new Overlay(VIEW, 2, 0);
        overlay.frustum(VIEW, 1, WHITE);
        Image image = draw(overlay, depth(0));
        for (int x = 0; x < 64; x += 7) {
            assertThat(brightness(image, x, 0)).isGreaterThan(100);
            assertThat(brightness(image, x, 47)).isGreaterThan(100);
        }
        assertThat(brightness(image, 20, 20)).isZero();
    }

    @Test
    void framesBoxesAndContactsAreDrawnInTheirPlaces() {
        Overlay frame = new Overlay(VIEW, 2, 0);
        frame.frame(Pose.at(0, 0, 2), 0.5);
        Image axes = draw(frame, depth(0));
        assertThat(axes.sample(37, 23, 0)).isGreaterThan(axes.sample(37, 23, 2)); // x to the right, red
        assertThat(axes.sample(31, 29, 1)).isGreaterThan(axes.sample(31, 29, 2)); // y down, green
        Overlay box = new Overlay(VIEW, 2, 0);
        box.box(Aabb.centered(Vec3.ZERO, new Vec3(0.3, 0.2, 0.1)), Pose.at(0, 0, 1.1), WHITE);
        Image edges = draw(box, depth(0));
        assertThat(brightness(edges, 31.5 + 12, 23.5)).isGreaterThan(60); // its front face at z = 1
        assertThat(brightness(edges, 31.5, 23.5 - 8)).isGreaterThan(60);
        assertThat(brightness(edges, 31.5, 23.5)).isZero();
        Overlay contact = new Overlay(VIEW, 2, 0);
        contact.contact(new Vec3(0, 0, 1), new Vec3(0, 0, -1), new Vec3(0.4, 0, 0), 0.2, WHITE);
        Image touch = draw(contact, depth(0));
        assertThat(brightness(touch, 31.5, 23.5 + 8)).isGreaterThan(60); // the circle
        assertThat(brightness(touch, 31.5 + 14, 23.5)).isGreaterThan(60); // the force
        assertThat(brightness(touch, 31.5 - 14, 23.5)).isZero();
    }

    @Test
    void whatCannotBeDrawnOverIsTold() {
        Overlay overlay = new Overlay(VIEW);
        Image small = new Image(2, 1, 3, ByteArray.wrap(new byte[6]));
        assertThatThrownBy(() -> overlay.over(small, depth(1), 0))
                .hasMessage("an image of 2 by 1 pixels with depth of 3072, expected 64 by 48");
        assertThatThrownBy(() -> new Overlay(VIEW, 0, 0)).hasMessageContaining("lines of width 0.0");
    }
}
