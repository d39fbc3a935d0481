package org.isthmus.render.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.render.scene.ModelCameras;
import org.junit.jupiter.api.Test;

class CameraTest {
    private static final List<Lens> LENSES = List.of(Lens.PINHOLE, Lens.ORTHOGRAPHIC,
            new Lens.BrownConrady(-0.2, 0.05, 0.001, -0.002, 0.01, 0.02, 0.01, 0.001),
            new Lens.Fisheye(0.05, -0.01, 0.002, -0.0005));

    @Test
    void projectionUndoesTheRay() {
        RandomStream random = RandomStream.of(1);
        double[] pixel = new double[2];
        for (Lens lens : LENSES) {
            Camera camera = Camera.pinhole(320, 240, 280, 290, 161, 118).withLens(lens);
            for (int i = 0; i < 200; i++) {
                double x = random.nextDouble(-0.5, 319.5);
                double y = random.nextDouble(-0.5, 239.5);
                Vec3 p = camera.origin(x, y).plusScaled(camera.direction(x, y), random.nextDouble(0.1, 9));
                camera.project(p, pixel);
                assertThat(pixel[0]).isCloseTo(x, within(1e-6));
                assertThat(pixel[1]).isCloseTo(y, within(1e-6));
            }
        }
    }

    /// The formula of OpenCV's documentation of calib3d, for the point (0.3, −0.2, 1.5).
    @Test
    void distortionIsThatOfOpenCvsFormula() {
        double[] pixel = new double[2];
        Camera camera = Camera.pinhole(640, 480, 500, 510, 320, 240);
        double x = 0.2;
        double y = -0.2 / 1.5;
        double r2 = x * x + y * y;
        double radial = (1 + r2 * (-0.2 + r2 * (0.05 + r2 * 0.01))) / (1 + r2 * (0.02 + r2 * (0.01 + r2 * 0.001)));
        double xd = x * radial + 2 * 0.001 * x * y - 0.002 * (r2 + 2 * x * x);
        double yd = y * radial + 0.001 * (r2 + 2 * y * y) + 2 * -0.002 * x * y;
        camera.withLens(LENSES.get(2)).project(new Vec3(0.3, -0.2, 1.5), pixel);
        assertThat(pixel[0]).isCloseTo(500 * xd + 320, within(1e-9));
        assertThat(pixel[1]).isCloseTo(510 * yd + 240, within(1e-9));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(CameraTest.class.getResourceAsStream("/camera/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String[]> golden(String name) {
        return resource(name).lines().map(l -> l.split(",", -1)).toList();
    }

    /// Points through each lens as `make_golden.py` computes them; the cross-check suite holds the same numbers against OpenCV.
    @Test
    void projectionsAreThoseOfOpenCvsModels() {
        Map<String, Lens> lenses = Map.of("pinhole", Lens.PINHOLE, //
                "distorted", new Lens.BrownConrady(-0.28, 0.07, 0.0012, -0.0007, -0.01, 0, 0, 0), //
                "rational", new Lens.BrownConrady(0.31, -0.12, -0.0009, 0.0011, 0.02, 0.55, -0.08, 0.013), //
                "fisheye", new Lens.Fisheye(0.02, -0.004, 0.0011, -0.0003));
        double[] pixel = new double[2];
        List<String[]> rows = golden("projections.csv");
        assertThat(rows).hasSize(100);
        for (String[] row : rows) {
            Camera camera = Camera.pinhole(640, 480, 500, 510, 319.3, 241.8)
                    .withLens(Objects.requireNonNull(lenses.get(row[0])));
            camera.project(point(row), pixel);
            assertThat(pixel[0]).isCloseTo(Double.parseDouble(row[4]), within(1e-9));
            assertThat(pixel[1]).isCloseTo(Double.parseDouble(row[5]), within(1e-9));
        }
    }

    private static Vec3 point(String[] row) {
        return new Vec3(Double.parseDouble(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[3]));
    }

    @Test
    void camerasOfAModelSeeWhatMujocosDo() {
        Diagnostics diagnostics = new Diagnostics();
        Model model = SceneCompiler.compile(MjcfReader.parse(resource("cameras.xml"), diagnostics), diagnostics);
        Kinematics kinematics = new Kinematics(model);
        kinematics.compute(model.qpos0().toArray());
        double[] pixel = new double[2];
        for (String[] row : golden("model-cameras.csv")) {
            int i = Integer.parseInt(row[0]);
            View view = ModelCameras.view(model, kinematics, i, model.cameras().resolution().get(2 * i),
                    model.cameras().resolution().get(2 * i + 1));
            view.camera().project(view.pose().inverseTransform(point(row)), pixel);
            assertThat(pixel[0]).as("camera %d", i).isCloseTo(Double.parseDouble(row[4]), within(1e-3));
            assertThat(pixel[1]).as("camera %d", i).isCloseTo(Double.parseDouble(row[5]), within(1e-3));
        }
    }

    @Test
    void pointsBehindACameraAreNowhere() {
        double[] pixel = new double[2];
        Camera camera = Camera.perspective(64, 48, 1);
        camera.project(new Vec3(0, 0, -1), pixel);
        assertThat(pixel[0]).isNaN();
        Camera bent = camera.withLens(new Lens.BrownConrady(-3, 0, 0, 0, 0, 0, 0, 0));
        assertThat(bent.direction(-600, 0).isFinite()).isFalse(); // beyond where the model turns back
    }

    @Test
    void samplesOfAPixelLieAroundItsCentre() {
        Camera camera = Camera.pinhole(10, 8, 9, 9, 4.2, 3.1);
        for (int factor = 1; factor <= 4; factor++) {
            Camera fine = camera.supersampled(factor);
            double middle = factor * 5 + 0.5 * (factor - 1);
            assertThat(fine.direction(middle, middle).distance(camera.direction(5, 5))).isLessThan(1e-12);
        }
    }

    @Test
    void aFramedBoxFillsTheImage() {
        Camera camera = Camera.perspective(200, 150, 0.6);
        Aabb box = new Aabb(new Vec3(-1, 0, 0.2), new Vec3(0.5, 0.4, 3));
        Pose pose = Framing.around(camera, box, 0.7, 0.4, 0.1);
        double[] pixel = new double[2];
        double most = 0;
        for (int corner = 0; corner < 8; corner++) {
            Vec3 p = new Vec3((corner & 1) == 0 ? -1 : 0.5, (corner & 2) == 0 ? 0 : 0.4, (corner & 4) == 0 ? 0.2 : 3);
            camera.project(pose.inverseTransform(p), pixel);
            most = Math.max(most, Math.max(Math.abs(pixel[0] + 0.5 - 100) / 100, Math.abs(pixel[1] + 0.5 - 75) / 75));
        }
        assertThat(most).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void looksAreUprightAlsoStraightDown() {
        Pose pose = View.lookAt(new Vec3(2, 0, 0), Vec3.ZERO, Vec3.Z);
        assertThat(pose.rotation().rotate(Vec3.Z).distance(Vec3.X.negate())).isLessThan(1e-12);
        assertThat(pose.rotation().rotate(Vec3.Y).distance(Vec3.Z.negate())).isLessThan(1e-12);
        assertThat(View.lookAt(new Vec3(0, 0, 3), Vec3.ZERO, Vec3.Z).isFinite()).isTrue();
        Pose gl = View.fromOpenGl(Pose.IDENTITY);
        assertThat(gl.rotation().rotate(Vec3.Z).distance(Vec3.Z.negate())).isZero();
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Camera.pinhole(10, 10, 0, 1, 0, 0)).hasMessageContaining("a camera with fx 0.0");
        assertThatThrownBy(() -> Camera.perspective(10, 20_000, 1)).hasMessageContaining("10 by 20000 pixels");
        assertThatThrownBy(() -> new View(-1, Camera.perspective(1, 1, 1), Pose.IDENTITY))
                .hasMessageContaining("a view of world -1");
    }
}
