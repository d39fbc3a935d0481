package org.isthmus.bench;

import java.io.IOException;
import java.util.Arrays;

import org.isthmus.core.random.RandomStream;
import org.isthmus.model.kinematics.Configurations;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Robots beyond their limits: joints and tendons at their ends, dry friction, coupled and closed chains, under random controls. Contacts
/// are left out; they have tests of their own.
class MujocoLimitsTest {
    private static final int STATES = 30;
    /// How far positions are beyond a random configuration within limits, standard deviation.
    private static final double BEYOND = 0.1;
    /// By the largest acceleration.
    private static final double TOLERANCE = 1e-9;
    /// By the largest; the solver ends by the tolerance of single precision.
    private static final double FLOAT_TOLERANCE = 1e-4;

    @AfterAll
    static void report() {
        Deviations.report();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mjcf_xml_only/franka_emika_panda/panda.xml", "unitree_g1/g1_29dof_rev_1_0.xml",
        "shadow_hand_mjcf/right_hand.xml", "mjcf_xml_only/robotiq_2f85/2f85.xml", "aloha_mjcf/aloha.xml",
        "mjcf_xml_only/ufactory_xarm7/xarm7.xml", "panda_urdf/panda_v3.urdf"})
    void accelerationsBeyondLimitsAreMujocos(String file) throws IOException {
        Scene scene = Robots.load(file);
        scene.physics.switched.add(Flag.CONTACT);
        scene.physics.tolerance = 0;
        scene.physics.iterations = 200;
        scene.physics.lineSearchTolerance = 1e-6;
        try (Twins twins = Twins.of(Robots.text(scene))) {
            WorldBatch world = twins.worlds("scalar-double", 1);
            WorldBatch quick = twins.worlds("scalar", 1);
            for (int k = 0; k < STATES; k++) {
                check(twins, world, k, "scalar-double", TOLERANCE);
                check(twins, quick, k, "scalar", FLOAT_TOLERANCE);
            }
        }
    }

    private static void check(Twins twins, WorldBatch world, int state, String engine, double tolerance) {
        RandomStream random = RandomStream.of(41).child("state", state);
        world.reset(0);
        double[] qpos = Configurations.random(twins.model, random);
        Configurations.integrate(twins.model, qpos, gaussian(random, twins.model.sizes().nv()), BEYOND);
        Twins.set(world, 0, Quantity.QPOS, Robots.rounded(qpos));
        Twins.set(world, 0, Quantity.QVEL, gaussian(random, twins.model.sizes().nv()));
        Twins.set(world, 0, Quantity.CTRL, gaussian(random, twins.model.sizes().nu()));
        twins.copyToMujoco(world, 0);
        double[] before = Twins.numbers(world, 0, Quantity.QVEL);
        world.step(1);
        twins.mujoco.step(1);
        // what a step makes of velocities: with implicit integrators it is not qacc
        double[] after = twins.mujoco.get(Quantity.QVEL);
        Arrays.setAll(after, i -> (after[i] - before[i]) / twins.model.options().timestep);
        Deviations.of("qacc beyond limits, " + engine).assertClose(Twins.numbers(world, 0, Quantity.QACC), after,
                tolerance);
    }

    private static double[] gaussian(RandomStream random, int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> random.nextGaussian());
        return Robots.rounded(values);
    }
}
