package org.isthmus.render.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.junit.jupiter.api.Test;

class OrbitTest {
    private final Camera camera = Camera.perspective(320, 240, 0.6);
    private final Aabb box = new Aabb(new Vec3(-0.2, -1, 0), new Vec3(0.4, 0.5, 0.7));
    private final Orbit orbit = Orbit.around(camera, box, 0.3, 0.4, 0.1);

    @Test
    void boxStaysInsideTheImageAndFillsItOnce() {
        double widest = 0;
        for (int i = 0; i < 144; i++) {
            Pose pose = orbit.pose(i / 144.0);
            double reach = reach(pose);
            assertThat(reach).isLessThan(0.91);
            widest = Math.max(widest, reach);
            assertThat(pose.position().minus(box.center()).length())
                    .isCloseTo(orbit.pose(0).position().minus(box.center()).length(), within(1e-12));
        }
        assertThat(widest).isGreaterThan(0.88);
    }

    @Test
    void endsWhereItBegan() {
        Vec3 begin = orbit.pose(0).position();
        assertThat(orbit.pose(1).position().minus(begin).length()).isLessThan(1e-12);
        Vec3 towards = begin.minus(box.center());
        assertThat(StrictMath.atan2(towards.y(), towards.x())).isCloseTo(0.3, within(1e-12));
        assertThat(orbit.pose(0.25).position().minus(box.center()).z()).isCloseTo(towards.z(), within(1e-12));
    }

    /// How far the corners reach from the middle of the image, as a part of its half size.
    private double reach(Pose pose) {
        double[] pixel = new double[2];
        double reach = 0;
        for (int corner = 0; corner < 8; corner++) {
            Vec3 p = new Vec3((corner & 1) == 0 ? box.min().x() : box.max().x(),
                    (corner & 2) == 0 ? box.min().y() : box.max().y(),
                    (corner & 4) == 0 ? box.min().z() : box.max().z());
            camera.project(pose.inverseTransform(p), pixel);
            reach = Math.max(reach, Math.max(Math.abs(pixel[0] - 159.5) / 160, Math.abs(pixel[1] - 119.5) / 120));
        }
        return reach;
    }
}
