package org.isthmus.physics.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.trace.Lanes;
import org.isthmus.physics.trace.Precision;
import org.junit.jupiter.api.Test;

/// Worlds that a block does not wait for get the bits that they have alone.
class StragglersTest {
    /// A box that rests, a ball that is far above it and a pendulum with a late motor and a slow one.
    private static final String SCENE = """
            <option timestep='0.004' cone='elliptic'/>
            <worldbody>
              <geom type='plane' size='5 5 1'/>
              <body pos='0 0 .0499'><freejoint/><geom type='box' size='.05 .05 .05'/></body>
              <body pos='0 0 2'><freejoint/><geom size='.04' condim='4'/></body>
              <body pos='1 0 .5'><joint name='swing' axis='1 0 0'/><geom type='capsule' size='.03' fromto='0 0 0 0 0 -.2'/></body>
            </worldbody>
            <actuator><motor joint='swing' delay='.012' nsample='4'/><general joint='swing' dyntype='filter' dynprm='.01'/></actuator>
            """.replace('\'', '"');
    private static final int STEPS = 20;

    @Test
    void slowWorldsHaveTheBitsThatTheyHaveAlone() {
        Model model = Models.compile(SCENE);
        int lanes = Lanes.preferred(Precision.FLOAT);
        int worlds = 9 * lanes - 1;
        try (Parallel one = Parallel.of(1)) {
            WorldBatch many = new LaneBatch(model, worlds, Set.of(), one, Form.HANDOVER, Precision.FLOAT);
            for (int w = 0; w < worlds; w++) {
                start(many, w, w);
            }
            many.step(STEPS);
            long together = (worlds / lanes + 1L) * STEPS;
            assertThat(many.solverWork().solves()).as("some worlds went again").isGreaterThan(together)
                    .as("most did not").isLessThan(together * 3 / 2);
            WorldBatch alone = new LaneBatch(model, 1, Set.of(), one, Form.SCALAR, Precision.FLOAT);
            for (int w = 0; w < worlds; w++) {
                alone.reset(0);
                start(alone, 0, w);
                alone.step(STEPS);
                assertThat(many.isDiverged(w)).as("world " + w).isEqualTo(alone.isDiverged(0));
                assertThat(many.time(w)).isEqualTo(alone.time(0));
                for (Quantity quantity : List.of(Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.ACTUATOR_FORCE)) {
                    for (int i = 0; i < quantity.size(model.sizes()); i++) {
                        assertThat(many.get(quantity, w, i)).as("world " + w + ", " + quantity)
                                .isEqualTo(alone.get(quantity, 0, i));
                    }
                }
            }
        }
    }

    /// In some worlds the ball lies on the box or on the floor, in one it is hurled away so that the world diverges.
    private static void start(WorldBatch batch, int world, int number) {
        batch.set(Quantity.CTRL, world, 0, 0.1 * Math.sin(number));
        batch.set(Quantity.CTRL, world, 1, 0.1 * Math.cos(number));
        if (number % 19 == 0) {
            batch.set(Quantity.QPOS, world, 9, 0.139 + 0.001 * (number % 7));
        }
        if (number % 23 == 0) {
            batch.set(Quantity.QPOS, world, 8, 1);
            batch.set(Quantity.QPOS, world, 9, 0.039);
            batch.set(Quantity.QVEL, world, 6, 1);
        }
        if (number == 38) {
            batch.set(Quantity.QVEL, world, 8, 1e11);
        }
    }
}
