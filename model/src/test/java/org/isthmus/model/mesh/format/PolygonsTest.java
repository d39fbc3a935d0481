package org.isthmus.model.mesh.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class PolygonsTest {
    private static List<int[]> cut(List<Vec3> polygon) {
        List<int[]> triangles = new ArrayList<>();
        Polygons.cut(polygon.size(), polygon::get, (a, b, c) -> triangles.add(new int[]{a, b, c}));
        return triangles;
    }

    private static Vec3 area(Vec3 a, Vec3 b, Vec3 c) {
        return b.minus(a).cross(c.minus(a)).times(0.5);
    }

    private static double signedArea(List<Vec3> polygon, Vec3 normal) {
        Vec3 sum = Vec3.ZERO;
        for (int i = 0; i < polygon.size(); i++) {
            sum = sum.plus(polygon.get(i).cross(polygon.get((i + 1) % polygon.size())));
        }
        return sum.dot(normal) / 2;
    }

    /// A star-shaped polygon in a random plane, most corners of it reflex.
    @Test
    void trianglesOfAConcavePolygonTileIt() {
        Property.check(41, 200, random -> {
            int n = 3 + random.nextInt(30);
            Quat turn = Quat.fromAxisAngle(new Vec3(1, 2, 3), random.nextDouble(6));
            List<Vec3> polygon = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                double r = random.nextDouble(0.2, 1);
                double angle = 2 * Math.PI * i / n;
                polygon.add(turn.rotate(new Vec3(r * StrictMath.cos(angle), r * StrictMath.sin(angle), 5)));
            }
            Vec3 normal = turn.rotate(Vec3.Z);
            double total = 0;
            for (int[] t : cut(polygon)) {
                double area = area(polygon.get(t[0]), polygon.get(t[1]), polygon.get(t[2])).dot(normal);
                assertThat(area).isGreaterThan(-1e-12);
                total += area;
            }
            assertThat(cut(polygon)).hasSize(n - 2);
            assertThat(total).isCloseTo(signedArea(polygon, normal), within(1e-12));
        });
    }

    @Test
    void polygonWithoutAreaOrWithCrossingEdgesStillEnds() {
        Property.check(42, 200, random -> {
            int n = 4 + random.nextInt(20);
            List<Vec3> polygon = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                polygon.add(new Vec3(random.nextInt(3), random.nextInt(3), random.nextInt(2)));
            }
            assertThat(cut(polygon)).hasSize(n - 2);
        });
    }

    @Test
    void largePolygonTakesLittleTime() {
        List<Vec3> comb = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            comb.add(new Vec3(i, i % 2 == 0 ? 0 : 10, 0));
        }
        comb.add(new Vec3(2000, -5, 0));
        comb.add(new Vec3(-1, -5, 0));
        assertThat(cut(comb)).hasSize(2000);
    }
}
