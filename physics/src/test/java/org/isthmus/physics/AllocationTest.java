package org.isthmus.physics;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.testkit.Allocation;
import org.junit.jupiter.api.Test;

/// A step makes no objects once it is warm, whatever a model has.
class AllocationTest {
    @Test
    void stepsWithContactsLimitsMeshesAndDelaysAllocateNothing() {
        Model model = Models.compile("""
                <asset><mesh name='stone' vertex='.1 0 0 -.1 0 0 0 .1 0 0 -.1 0 0 0 .1 0 0 -.1'/>
                  <mesh name='wedge' vertex='.1 0 0 -.1 0 0 0 .1 0 0 -.1 0 0 0 .1 .05 .05 -.04'/></asset>
                <worldbody>
                  <geom type='plane' size='5 5 1'/>
                  <body pos='0 0 .05'><freejoint/><geom type='mesh' mesh='stone'/></body>
                  <body pos='0 0 .16'><freejoint/><geom type='mesh' mesh='wedge'/></body>
                  <body pos='.5 0 .05'><freejoint/><geom type='box' size='.05 .05 .05'/></body>
                  <body pos='1 0 .3'><joint name='swing' axis='1 0 0' range='-1 1' frictionloss='.01'/>
                    <geom type='capsule' size='.03' fromto='0 0 0 0 0 -.2'/></body>
                </worldbody>
                <actuator><motor joint='swing' gear='3' delay='.012' nsample='6' interp='cubic'/></actuator>
                """.replace('\'', '"'));
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar").create(model, 1, one, new Diagnostics());
            batch.set(Quantity.CTRL, 0, 0, 1);
            batch.step(400);
            assertThat(batch.contacts(0)).hasSizeGreaterThan(5);
            double angle = batch.get(Quantity.QPOS, 0, batch.model().sizes().nq() - 1);
            assertThat(angle).as("beyond its limit").isGreaterThan(Math.toRadians(1));
            Allocation.assertNone(500, () -> batch.step(1));
        }
    }
}
