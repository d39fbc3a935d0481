package org.isthmus.bench;

import java.io.IOException;
import java.util.Arrays;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.kinematics.Configurations;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.Dynamics;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Robots in random states, without constraints: mass matrix, forces of gravity and velocities, accelerations under random controls and
/// forces.
class MujocoSmoothTest {
    private static final int STATES = 100;
    private static final double DOUBLE = 1e-10;
    private static final double FLOAT = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"mjcf_xml_only/franka_emika_panda/panda.xml", "unitree_g1/g1_29dof_rev_1_0.xml",
        "shadow_hand_mjcf/right_hand.xml", "allegro_hand_urdf/allegro_hand_right.urdf",
        "unitree_go2_urdf_only/go2.urdf"})
    void massBiasAndAccelerationsOfRealRobotsAreMujocos(String file) throws IOException {
        check(Robots.load(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadruped", "humanoid", "five-finger-hand"})
    void massBiasAndAccelerationsOfTemplatesAreMujocos(String name) throws IOException {
        check(SceneFiles.load(name, SceneFiles.Options.DEFAULT, new Diagnostics()));
    }

    /// Inertias of all shapes, off the joints; joints of all types, several on one body.
    @Test
    void massBiasAndAccelerationsOfLooseBodiesAreMujocos() {
        check(Twins.of(Twins.scene("loose")));
    }

    @AfterAll
    static void report() {
        Deviations.report();
    }

    private static void check(Scene scene) throws IOException {
        check(Twins.of(withoutConstraints(scene)));
    }

    private static void check(Twins twins) {
        try (twins) {
            checkDynamics(twins, "scalar-double", DOUBLE);
            checkDynamics(twins, "scalar", FLOAT);
            checkAccelerations(twins, "scalar-double", DOUBLE);
            checkAccelerations(twins, "scalar", FLOAT);
        }
    }

    /// Entries of the mass matrix are compared with the diagonal's, forces with the largest.
    private static void checkDynamics(Twins twins, String engine, double tolerance) {
        int nv = twins.model.sizes().nv();
        Dynamics dynamics = PhysicsEngine.named(engine).dynamics(twins.model, Parallel.of(1));
        WorldBatch world = twins.worlds(engine, 1);
        double[] mass = new double[nv * nv];
        double[] bias = new double[nv];
        for (int k = 0; k < STATES; k++) {
            randomize(world, k);
            twins.copyToMujoco(world, 0);
            twins.mujoco.forward();
            double[] qpos = Twins.numbers(world, 0, Quantity.QPOS);
            dynamics.massMatrix(1, qpos, mass);
            dynamics.bias(1, qpos, Twins.numbers(world, 0, Quantity.QVEL), bias);
            Deviations.of("bias, " + engine).assertClose(bias, twins.mujoco.inverseDynamics(false), tolerance);
            for (int i = 0; i < nv; i++) {
                double[] unit = new double[nv];
                unit[i] = 1;
                double[] column = twins.mujoco.timesMass(unit);
                for (int j = 0; j < nv; j++) {
                    double scale = Math.sqrt(mass[i * nv + i] * mass[j * nv + j]);
                    Deviations.of("mass, " + engine).assertClose(mass[j * nv + i] / scale, column[j] / scale,
                            tolerance);
                }
            }
        }
    }

    /// Compared with the largest acceleration.
    private static void checkAccelerations(Twins twins, String engine, double tolerance) {
        WorldBatch world = twins.worlds(engine, 1);
        for (int k = 0; k < STATES; k++) {
            randomize(world, k);
            twins.copyToMujoco(world, 0);
            world.step(1);
            twins.mujoco.step(1);
            Deviations.of("qacc, " + engine).assertClose(Twins.numbers(world, 0, Quantity.QACC),
                    twins.mujoco.get(Quantity.QACC), tolerance);
        }
    }

    private static String withoutConstraints(Scene scene) throws IOException {
        scene.physics.switched.add(Flag.CONSTRAINT);
        // so that qacc is the acceleration of the state, not that of a step
        scene.physics.integrator = Integrator.EULER;
        scene.physics.switched.add(Flag.EULERDAMP);
        return Robots.text(scene);
    }

    private static void randomize(WorldBatch world, int state) {
        Model model = world.model();
        RandomStream random = RandomStream.of(21).child("state", state);
        world.reset(0);
        Twins.set(world, 0, Quantity.QPOS, Robots.rounded(Configurations.random(model, random)));
        Twins.set(world, 0, Quantity.QVEL, gaussian(random, model.sizes().nv()));
        Twins.set(world, 0, Quantity.QFRC_APPLIED, gaussian(random, model.sizes().nv()));
        Twins.set(world, 0, Quantity.CTRL, gaussian(random, model.sizes().nu()));
    }

    private static double[] gaussian(RandomStream random, int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> random.nextGaussian());
        return Robots.rounded(values);
    }
}
