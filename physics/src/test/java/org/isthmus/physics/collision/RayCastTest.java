package org.isthmus.physics.collision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RayCastTest {
    private final Model model = Cases.model();
    private final RayCast rays = new RayCast(model);

    @ParameterizedTest
    @ValueSource(strings = {"plane", "hfield", "sphere", "capsule", "ellipsoid", "cylinder", "box", "stone", "prism"})
    void raysHitWhereMujocosDo(String name) {
        int geom = Cases.geom(model, name + "-a");
        double[] planeSize = {2, 2, 0.1};
        int hits = 0;
        for (Cases.Ray ray : Cases.rays(name)) {
            double x = rays.distance(geom, Cases.numbers(ray.pose()), name.equals("plane") ? planeSize : ray.size(),
                    ray.origin().toArray(), ray.direction().toArray());
            assertThat(x).as(ray.toString()).isCloseTo(ray.distance(), within(1e-6 * Math.max(1, x)));
            hits += x >= 0 ? 1 : 0;
        }
        assertThat(hits).isGreaterThan(50);
    }

    /// Where a ray ends the distance to the convex body is 0 (two algorithms).
    @Test
    void raysEndOnTheSurface() {
        ConvexTouch touch = new ConvexTouch(model);
        double[] witness = new double[6];
        double[] tiny = {1e-9, 0, 0};
        int point = Cases.geom(model, "sphere-b");
        for (String name : Cases.SECOND) {
            int geom = Cases.geom(model, name + "-a");
            for (Cases.Ray ray : Cases.rays(name)) {
                double[] pose = Cases.numbers(ray.pose());
                double x = rays.distance(geom, pose, ray.size(), ray.origin().toArray(), ray.direction().toArray());
                if (x >= 0) {
                    Vec3 end = ray.origin().plus(ray.direction().times(x));
                    double d = touch.distance(geom, point, pose, Cases.numbers(Pose.at(end)), ray.size(), tiny, 1,
                            witness);
                    assertThat(d).isCloseTo(0, within(1e-6));
                }
            }
        }
    }

    @Test
    void theNearestGeomCountsButForThoseOfTheExcludedBody() {
        int n = model.sizes().ngeom();
        double[] poses = new double[12 * n];
        double[] sizes = new double[3 * n];
        Arrays.fill(sizes, 0.1);
        for (int g = 0; g < n; g++) {
            // far away, each in its own place
            System.arraycopy(Cases.numbers(Pose.at(100 + 10 * g, 50, 0)), 0, poses, 12 * g, 12);
        }
        int ball = Cases.geom(model, "sphere-b");
        int box = Cases.geom(model, "box-b");
        System.arraycopy(Cases.numbers(Pose.at(1, 0, 0)), 0, poses, 12 * ball, 12);
        System.arraycopy(Cases.numbers(new Pose(new Vec3(2, 0, 0), Quat.IDENTITY)), 0, poses, 12 * box, 12);
        double[] origin = {0, 0, 0};
        double[] direction = {1, 0, 0};
        assertThat(rays.nearest(poses, sizes, origin, direction, -1)).isCloseTo(0.9, within(1e-12));
        assertThat(rays.hit()).isEqualTo(ball);
        int body = model.geoms().bodyId().get(ball);
        assertThat(rays.nearest(poses, sizes, origin, direction, body)).isCloseTo(1.9, within(1e-12));
        assertThat(rays.hit()).isEqualTo(box);
        assertThat(rays.nearest(poses, sizes, origin, new double[]{0, 1, 0}, -1)).isEqualTo(-1);
        assertThat(rays.hit()).isEqualTo(-1);
        Allocation.assertNone(500, () -> rays.nearest(poses, sizes, origin, direction, -1));
    }

    @Test
    void raysThatAreNowhereOrPointNowhereHitNothing() {
        Property.check(2, 200, random -> {
            int geom = random.nextInt(model.sizes().ngeom());
            double[] origin = {Property.awkward(random), Property.awkward(random), Property.awkward(random)};
            double[] direction = {Property.awkward(random), Property.awkward(random), Property.awkward(random)};
            double[] pose = Cases.numbers(Pose.IDENTITY);
            double x = rays.distance(geom, pose, new double[]{0.1, 0.1, 0.1}, origin, direction);
            assertThat(x == -1 || x >= 0).isTrue();
        });
    }
}
