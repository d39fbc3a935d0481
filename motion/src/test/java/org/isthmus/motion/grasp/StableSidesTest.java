package org.isthmus.motion.grasp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.junit.jupiter.api.Test;

class StableSidesTest {
    @Test
    void aBoxStandsOnSixSidesEachAsStableAsItsEdgeIsFar() {
        double[] half = {0.02, 0.03, 0.05};
        List<StableSides.Side> sides = StableSides.of(Shapes.box(half[0], half[1], half[2]), Vec3.ZERO, 0);
        assertThat(sides).hasSize(6);
        for (StableSides.Side side : sides) {
            Vec3 up = side.turn().rotateInverse(Vec3.Z);
            int axis = Math.abs(up.x()) > 0.9 ? 0 : Math.abs(up.y()) > 0.9 ? 1 : 2;
            double narrow = Math.min(half[(axis + 1) % 3], half[(axis + 2) % 3]);
            assertThat(side.height()).isCloseTo(half[axis], within(1e-12));
            assertThat(side.tilt()).isCloseTo(StrictMath.atan(narrow / half[axis]), within(1e-3));
            assertThat(side.width()).isCloseTo(2 * narrow, within(1e-9));
        }
    }

    @Test
    void aConeStandsOnItsBaseOnly() {
        Mesh cone = Shapes.cone(0.03, 0.05, 48);
        List<StableSides.Side> sides = StableSides.of(cone, new Vec3(0, 0, -0.025), 0.25);
        assertThat(sides).hasSize(1);
        assertThat(sides.getFirst().turn().rotate(Vec3.Z).z()).isCloseTo(1, within(1e-9));
        assertThat(sides.getFirst().tilt()).isCloseTo(StrictMath.atan(0.03 / 0.025), within(5e-3));
    }

    @Test
    void massAtAnEdgeMakesASideLessStable() {
        StableSides.Side top = StableSides.of(Shapes.box(0.02, 0.03, 0.05), new Vec3(0.015, 0, 0), 0).stream()
                .filter(side -> side.turn().rotate(Vec3.Z).z() > 0.9).findFirst().orElseThrow();
        assertThat(top.tilt()).isCloseTo(StrictMath.atan(0.005 / 0.05), within(1e-9));
    }
}
