package org.isthmus.physics.physx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Energy;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Textbook motions, and the lane engine's.
class PhysxMotionTest {
    /// A robot arm of three joints about different axes.
    private static final String ARM = """
            <option timestep="0.001"/>
            <worldbody>
              <body pos="0 0 1">
                <joint axis="0 0 1" armature="0.02"/>
                <geom type="capsule" fromto="0 0 0 0.3 0 0" size="0.04"/>
                <body pos="0.3 0 0" quat="0.9 0.1 0.3 0">
                  <joint axis="0 1 0.2" pos="0.02 0 0.01"/>
                  <geom type="box" size="0.15 0.03 0.05" pos="0.15 0.02 0"/>
                  <body pos="0.3 0 0">
                    <joint type="slide" axis="1 0 0.5" armature="0.1"/>
                    <joint axis="1 0 0"/>
                    <geom type="box" size="0.05 0.08 0.03" pos="0.05 0.03 0"/>
                  </body>
                </body>
              </body>
            </worldbody>
            """;
    private static final double G = 9.81;

    private static double q(WorldBatch worlds, int i) {
        return worlds.get(Quantity.QPOS, 0, i);
    }

    @Test
    void theMassMatrixTimesAccelerationsOfUnitForcesIsOne() {
        Model model = Models.compile(ARM);
        int nv = model.sizes().nv();
        RandomStream random = RandomStream.of(1);
        double[] q = random.doubles(nv).map(x -> 2 * x - 1).toArray();
        double[] mass = new double[nv * nv];
        PhysicsEngine.named("scalar-double").dynamics(model, Parallel.of(1)).massMatrix(1, q, mass);
        double push = 10;
        double[][] accelerations = new double[nv + 1][];
        for (int pushed = 0; pushed <= nv; pushed++) {
            WorldBatch world = Worlds.of(model, 1, 1);
            world.write(Quantity.QPOS, q);
            if (pushed < nv) {
                world.set(Quantity.QFRC_APPLIED, 0, pushed, push);
            }
            world.step(1);
            accelerations[pushed] = new double[nv];
            world.read(Quantity.QACC, accelerations[pushed]);
        }
        for (int i = 0; i < nv; i++) {
            for (int j = 0; j < nv; j++) {
                double sum = 0;
                for (int k = 0; k < nv; k++) {
                    sum += mass[i * nv + k] * (accelerations[j][k] - accelerations[nv][k]) / push;
                }
                assertThat(sum).as("row %d, column %d", i, j).isCloseTo(i == j ? 1 : 0, within(1e-3));
            }
        }
    }

    @Test
    void aBodyFallsAsGravityHasIt() {
        WorldBatch world = Worlds.of(Models.compile(
                "<worldbody><body><freejoint/><geom size='0.1' pos='0.2 0 0'/></body></worldbody>"), 1,
                1);
        world.step(200);
        double t = 0.4;
        assertThat(q(world, 2)).isCloseTo(-G * t * (t + 0.002) / 2, within(1e-4));
        assertThat(world.get(Quantity.QVEL, 0, 2)).isCloseTo(-G * t, within(1e-4));
        assertThat(world.time(0)).isEqualTo(200 * 0.002);
    }

    @Test
    void aPendulumSwingsWithThePeriodOfItsLength() {
        WorldBatch world = Worlds.of(Models.compile("""
                <option timestep="0.001"/><worldbody><body>
                  <joint axis="0 1 0"/>
                  <inertial pos="0 0 -0.5" mass="2" diaginertia="1e-6 1e-6 1e-6"/>
                </body></worldbody>"""), 1, 1);
        world.set(Quantity.QPOS, 0, 0, 0.02);
        int steps = 0;
        while (q(world, 0) > 0) {
            world.step(1);
            steps++;
        }
        assertThat(4 * steps * 1e-3).isCloseTo(2 * Math.PI * Math.sqrt(0.5 / G), within(0.005));
    }

    @Test
    void aBlockSticksOnASlopeUpToItsFriction() {
        for (double friction : new double[]{0.6, 0.3}) {
            // gravity of 25 degrees against the floor's normal
            double slope = Math.toRadians(25);
            double along = G * StrictMath.sin(slope);
            double across = G * StrictMath.cos(slope);
            WorldBatch world = Worlds.of(Models.compile("""
                    <option gravity="%s 0 %s"/><worldbody>
                      <geom type="plane" size="9 9 1" friction="%s"/>
                      <body pos="0 0 0.1"><freejoint/><geom type="box" size="0.1 0.1 0.1" friction="%s"/></body>
                    </worldbody>""".formatted(along, -across, friction, friction)), 1, 1);
            world.step(500);
            double expected = StrictMath.tan(slope) < friction ? 0 : (along - friction * across) / 2;
            assertThat(q(world, 0)).isCloseTo(expected, within(0.01));
        }
    }

    @Test
    void contactsCarryFrictionToo() {
        for (boolean isFloorFirst : new boolean[]{true, false}) {
            // a block that sticks and one that slides, on a floor that is a box, which may come before or after them
            String floor = "<geom type='box' size='9 9 1' pos='0 0 -1' friction='0.1'/>";
            String blocks = """
                    <body pos="0 0 0.1"><freejoint/><geom type="box" size="0.1 0.15 0.1" friction="0.6"/></body>
                    <body pos="0 2 0.1"><freejoint/><geom type="box" size="0.1 0.15 0.1" friction="0.3"/></body>
                    """;
            String bodies = isFloorFirst ? floor + blocks : blocks + "<body>" + floor + "</body>";
            double slope = Math.toRadians(25);
            Model model = Models.compile("<option gravity='%s 0 %s'/><worldbody>%s</worldbody>"
                    .formatted(G * StrictMath.sin(slope), -G * StrictMath.cos(slope), bodies));
            WorldBatch world = Worlds.of(model, 1, 1);
            world.step(100);
            for (int block = 1; block <= 2; block++) {
                double weight = model.bodies().mass().get(block) * G;
                Vec3 force = Vec3.ZERO;
                Vec3 moment = Vec3.ZERO;
                Vec3 center = new Vec3(q(world, 7 * block - 7), q(world, 7 * block - 6), q(world, 7 * block - 5));
                for (Contact contact : world.contacts(0)) {
                    boolean isSecond = model.geoms().bodyId().get(contact.secondGeom()) == block;
                    if (isSecond || model.geoms().bodyId().get(contact.firstGeom()) == block) {
                        Vec3 f = isSecond ? contact.force() : contact.force().negate();
                        force = force.plus(f);
                        moment = moment.plus(contact.point().minus(center).cross(f))
                                .plus(isSecond ? contact.torque() : contact.torque().negate());
                    }
                }
                double normal = weight * StrictMath.cos(slope);
                double along = block == 1 ? weight * StrictMath.sin(slope) : 0.3 * normal;
                assertThat(force.z()).isCloseTo(normal, within(0.02 * weight));
                assertThat(force.x()).as("friction of block %d", block).isCloseTo(-along, within(0.02 * weight));
                assertThat(moment.length()).as("nothing turns").isLessThan(0.01 * weight * 0.1);
            }
        }
    }

    @Test
    void energyIsKeptByAnArmThatSwingsFreely() {
        Model model = Models.compile(ARM.replace("timestep=\"0.001\"", "timestep=\"0.0005\""));
        WorldBatch world = Worlds.of(model, 1, 1);
        world.set(Quantity.QVEL, 0, 0, 2);
        Energy energy = new Energy(model);
        double before = energy.of(world, 0);
        world.step(600);
        double fallen = Math.abs(q(world, 1)) + Math.abs(q(world, 2));
        assertThat(fallen).as("it has moved").isGreaterThan(0.3);
        assertThat(energy.of(world, 0)).isCloseTo(before, within(0.02 * Math.abs(before)));
    }

    @Test
    void contactsCarryWhatRestsOnThem() {
        WorldBatch world = Worlds.of(Models.compile(Models.YARD), 1, 1);
        world.step(1000);
        double weight = world.model().bodies().mass().get(2) * G;
        List<Contact> floor = world.contacts(0).stream()
                .filter(c -> world.model().geoms().bodyId().get(c.secondGeom()) == 2).toList();
        assertThat(floor).hasSize(4);
        assertThat(floor.stream().mapToDouble(c -> c.force().z()).sum()).isCloseTo(weight, within(0.02 * weight));
        assertThat(floor).allSatisfy(c -> assertThat(c.normal().z()).isCloseTo(1, within(1e-5)));
        world.sense();
        assertThat(world.get(Quantity.SENSORDATA, 0, 0)).as("touch of the ball")
                .isCloseTo(world.model().bodies().mass().get(1) * G, within(1.0));
    }

    @Test
    void fingersHoldACubeThatIsLiftedAndSwayed() {
        WorldBatch world = Worlds.of(Models.compile("""

                  <option timestep="0.002"/>
                  <default><geom friction="0.8"/></default>
                  <worldbody>
                    <geom type="plane" size="1 1 0.1"/>
                    <body name="hand" pos="0 0 0.05" gravcomp="1">
                      <joint name="lift" type="slide" axis="0 0 1" damping="5"/>
                      <geom type="box" size="0.05 0.05 0.01" pos="0 0 0.1" mass="0.5"/>
                      <body gravcomp="1"><joint name="left" type="slide" axis="0 1 0" damping="5"/>
                        <geom type="box" size="0.01 0.01 0.02" pos="0 0.06 0" mass="0.1"/></body>
                      <body gravcomp="1"><joint name="right" type="slide" axis="0 -1 0" damping="5"/>
                        <geom type="box" size="0.01 0.01 0.02" pos="0 -0.06 0" mass="0.1"/></body>
                    </body>
                    <body name="cube" pos="0 0 0.025"><freejoint/><geom type="box" size="0.025 0.025 0.025" mass="0.1"/></body>
                  </worldbody>
                  <equality><joint joint1="left" joint2="right"/></equality>
                  <actuator>
                    <position joint="lift" kp="500" kv="50"/>
                    <motor joint="left"/>
                  </actuator>
                """), 1, 1);
        world.set(Quantity.CTRL, 0, 1, -8);
        world.step(200);
        int cube = 3;
        double grip = q(world, cube + 2) - q(world, 0);
        for (int k = 0; k < 1000; k++) {
            world.set(Quantity.CTRL, 0, 0, 0.2 * Math.min(1, k / 500.0) + 0.02 * StrictMath.sin(0.02 * k));
            world.step(1);
        }
        assertThat(q(world, 0)).isGreaterThan(0.15);
        assertThat(q(world, cube + 2) - q(world, 0)).as("no slip").isCloseTo(grip, within(1e-3));
        assertThat(q(world, 1)).as("fingers move together").isCloseTo(q(world, 2), within(5e-3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadruped", "dual-arm-table"})
    void templatesThatTouchNothingMoveAsInTheLaneEngine(String name) {
        Model model = Models.template(name);
        WorldBatch theirs = Worlds.of(model, 1, 1);
        WorldBatch ours = Worlds.in("scalar-double", model, 1, 1);
        for (WorldBatch worlds : List.of(theirs, ours)) {
            worlds.write(Quantity.QPOS, model.keyframes().qpos().slice(0, model.sizes().nq()));
            for (int i = 0; i < model.sizes().nu(); i++) {
                double more = RandomStream.of(3).child("drive", i).nextDouble(-0.3, 0.3);
                worlds.set(Quantity.CTRL, 0, i, model.keyframes().ctrl().get(i) + more);
            }
            worlds.step(25);
        }
        for (int i = 0; i < model.sizes().nq(); i++) {
            assertThat(q(theirs, i)).as("number %d", i).isCloseTo(q(ours, i), within(0.003));
        }
    }
}
