package org.isthmus.physics.collision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class HullTest {
    private static Hull randomHull(RandomGenerator random) {
        StringBuilder vertices = new StringBuilder();
        int n = 8 + random.nextInt(120);
        for (int i = 0; i < n; i++) {
            // some on the faces of a box, so that there are flat parts
            double[] v = Property.uniform(random, 3, -1, 1);
            if (i % 3 == 0) {
                v[random.nextInt(3)] = random.nextBoolean() ? 1 : -1;
            }
            for (double x : v) {
                vertices.append(String.format(Locale.ROOT, "%.6f ", x));
            }
        }
        String text = "<mujoco><asset><mesh name=\"m\" vertex=\"" + vertices
                + "\"/></asset><worldbody><geom type=\"mesh\" mesh=\"m\"/></worldbody></mujoco>";
        Diagnostics diagnostics = new Diagnostics();
        return Hull.of(SceneCompiler.compile(MjcfReader.parse(text, diagnostics), diagnostics).meshes().getFirst());
    }

    @Test
    void walkingFindsTheFurthestCorner() {
        Property.check(3, 15, random -> {
            Hull hull = randomHull(random);
            for (int i = 0; i < 100; i++) {
                Vec3 d = new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
                double most = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < hull.cornerCount(); c++) {
                    most = Math.max(most, corner(hull, c).dot(d));
                }
                Vec3 found = corner(hull, hull.support(d.x(), d.y(), d.z()));
                assertThat(found.dot(d)).isCloseTo(most, within(1e-12));
            }
        });
    }

    private static Vec3 corner(Hull hull, int c) {
        return new Vec3(hull.corner(c, 0), hull.corner(c, 1), hull.corner(c, 2));
    }

    /// Faces are flat, all corners lie behind them, and Euler's formula holds for the corners that are left after triangles were joined.
    @Test
    void facesAreFlatAndClosed() {
        Property.check(4, 15, random -> {
            Hull hull = randomHull(random);
            int sides = 0;
            Set<Integer> used = new TreeSet<>();
            for (int f = 0; f < hull.faceCount(); f++) {
                Vec3 n = new Vec3(hull.normal(f, 0), hull.normal(f, 1), hull.normal(f, 2));
                double height = corner(hull, hull.faceCorner(f, 0)).dot(n);
                for (int c = 0; c < hull.cornerCount(); c++) {
                    assertThat(corner(hull, c).dot(n)).isLessThan(height + 5e-3);
                }
                for (int k = 0; k < hull.sideCount(f); k++) {
                    used.add(hull.faceCorner(f, k));
                    assertThat(corner(hull, hull.faceCorner(f, k)).dot(n)).isCloseTo(height, within(5e-3));
                }
                sides += hull.sideCount(f);
            }
            assertThat(used.size() - sides / 2 + hull.faceCount()).isEqualTo(2);
        });
    }
}
