package org.isthmus.physics.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.physics.Dynamics;
import org.isthmus.physics.Golden;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.trace.Precision;
import org.isthmus.testkit.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaneDynamicsTest {
    /// Of the frame in the golden file.
    private static final Vec3 POINT = new Vec3(0.1, -0.2, 0.3);

    @ParameterizedTest
    @CsvSource({"scalar-double, 1e-10", "scalar, 2e-4", "lane, 2e-4"})
    void answersAreMujocos(String engine, double tolerance) {
        for (String name : List.of("arm", "loose", "tendons", "springs", "fluid", "actuators")) {
            Model model = Golden.model(name);
            List<Golden.State> states = Golden.queries(name);
            int nv = model.sizes().nv();
            double[] qpos = joined(states, "qpos");
            double[] qvel = joined(states, "qvel");
            double[] vectors = new double[states.size() * nv];
            try (Parallel one = Parallel.of(1)) {
                Dynamics dynamics = PhysicsEngine.named(engine).dynamics(model, one);
                dynamics.bias(states.size(), qpos, qvel, vectors);
                check(vectors, joined(states, "qfrc_bias"), tolerance, name);
                dynamics.passive(states.size(), qpos, qvel, vectors);
                check(vectors, joined(states, "qfrc_passive"), tolerance, name);
                dynamics.inverse(states.size(), qpos, qvel, joined(states, "qacc"), vectors);
                check(vectors, joined(states, "qfrc_inverse"), tolerance, name);
                double[] mass = new double[states.size() * nv * nv];
                dynamics.massMatrix(states.size(), qpos, mass);
                check(mass, joined(states, "mass"), tolerance, name);
                double[] jacobian = new double[states.size() * 6 * nv];
                dynamics.jacobian(frame(model), states.size(), qpos, jacobian);
                check(jacobian, joined(states, "jacobian"), tolerance, name);
            }
        }
    }

    private static Dynamics.Frame frame(Model model) {
        return new Dynamics.Frame(model.sizes().nbody() - 1, Pose.at(POINT));
    }

    private static double[] joined(List<Golden.State> states, String field) {
        return states.stream().flatMapToDouble(s -> Arrays.stream(s.get(field))).toArray();
    }

    private static void check(double[] found, double[] expected, double tolerance, String name) {
        double size = 1;
        for (double e : expected) {
            size = Math.max(size, Math.abs(e));
        }
        assertThat(found).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("%s [%d]", name, i).isCloseTo(expected[i], within(tolerance * size));
        }
    }

    /// Two algorithms: recursive Newton-Euler, and composite rigid bodies with the bias.
    @ParameterizedTest
    @ValueSource(strings = {"arm", "arm-implicitfast", "loose", "springs", "wraps", "limits"})
    void inverseDynamicsIsMassTimesAccelerationAndBias(String name) {
        Model model = Golden.model(name);
        int nv = model.sizes().nv();
        int count = 7;
        double[] qpos = configurations(model, count);
        double[] qvel = drawn("qvel", count * nv);
        double[] qacc = drawn("qacc", count * nv);
        double[] mass = new double[count * nv * nv];
        double[] bias = new double[count * nv];
        double[] passive = new double[count * nv];
        double[] inverse = new double[count * nv];
        try (Parallel one = Parallel.of(1)) {
            Dynamics dynamics = PhysicsEngine.named("scalar-double").dynamics(model, one);
            dynamics.massMatrix(count, qpos, mass);
            dynamics.bias(count, qpos, qvel, bias);
            dynamics.passive(count, qpos, qvel, passive);
            dynamics.inverse(count, qpos, qvel, qacc, inverse);
        }
        for (int row = 0; row < count * nv; row++) {
            double force = bias[row] - passive[row];
            for (int d = 0; d < nv; d++) {
                force += mass[row * nv + d] * qacc[row / nv * nv + d];
            }
            assertThat(inverse[row]).isCloseTo(force, within(1e-9 * (1 + Math.abs(force))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arm", "loose", "bonds"})
    void posesAreThoseOfKinematics(String name) {
        Model model = Golden.model(name);
        int count = 5;
        double[] qpos = configurations(model, count);
        Pose inBody = new Pose(POINT, new Quat(0.5, 0.5, -0.5, 0.5));
        Kinematics oracle = new Kinematics(model);
        double[] poses = new double[7 * count];
        try (Parallel one = Parallel.of(1)) {
            Dynamics dynamics = PhysicsEngine.named("scalar-double").dynamics(model, one);
            for (int body = 0; body < model.sizes().nbody(); body++) {
                dynamics.pose(new Dynamics.Frame(body, inBody), count, qpos, poses);
                for (int c = 0; c < count; c++) {
                    oracle.compute(row(qpos, c, model.sizes().nq()));
                    Pose expected = oracle.bodyPose(body).times(inBody);
                    assertThat(Vec3.of(poses, 7 * c).minus(expected.position()).length()).isLessThan(1e-12);
                    assertThat(Math.abs(Quat.of(poses, 7 * c + 3).dot(expected.rotation()))).isCloseTo(1,
                            within(1e-12));
                }
            }
        }
    }

    /// Positions differentiated along each joint that is a number.
    @Test
    void jacobianIsTheDerivativeOfThePose() {
        Model model = Golden.model("arm");
        int nv = model.sizes().nv();
        double[] qpos = configurations(model, 1);
        double h = 1e-6;
        double[] jacobian = new double[6 * nv];
        double[] before = new double[7];
        double[] after = new double[7];
        try (Parallel one = Parallel.of(1)) {
            Dynamics dynamics = PhysicsEngine.named("scalar-double").dynamics(model, one);
            dynamics.jacobian(frame(model), 1, qpos, jacobian);
            for (int d = 0; d < nv; d++) {
                double[] moved = qpos.clone();
                moved[d] -= h;
                dynamics.pose(frame(model), 1, moved, before);
                moved[d] += 2 * h;
                dynamics.pose(frame(model), 1, moved, after);
                Vec3 turned = Quat.of(after, 3).times(Quat.of(before, 3).conjugate()).toRotationVector();
                for (int k = 0; k < 3; k++) {
                    assertThat(jacobian[k * nv + d]).isCloseTo((after[k] - before[k]) / (2 * h), within(1e-8));
                    assertThat(jacobian[(3 + k) * nv + d]).isCloseTo(turned.get(k) / (2 * h), within(1e-8));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT", "DOUBLE"})
    void allFormsThreadsAndCountsGiveTheSameBits(Precision precision) {
        Model model = Golden.model("loose");
        int nv = model.sizes().nv();
        for (int count : new int[]{0, 1, 7, 8, 9, 40}) {
            double[] qpos = configurations(model, count);
            double[] expected = new double[count * nv * nv];
            try (Parallel one = Parallel.of(1); Parallel two = Parallel.of(2)) {
                new LaneDynamics(model, Form.SCALAR, precision, one).massMatrix(count, qpos, expected);
                for (Form form : Form.values()) {
                    double[] found = new double[count * nv * nv];
                    new LaneDynamics(model, form, precision, two).massMatrix(count, qpos, found);
                    assertThat(found).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void queriesAllocateNothing() {
        Model model = Golden.model("arm");
        int count = 9;
        double[] qpos = configurations(model, count);
        double[] out = new double[6 * count * model.sizes().nv()];
        Dynamics.Frame frame = frame(model);
        try (Parallel one = Parallel.of(1)) {
            Dynamics dynamics = PhysicsEngine.named("scalar").dynamics(model, one);
            Allocation.assertNone(2000, () -> dynamics.jacobian(frame, count, qpos, out));
        }
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        Model model = Golden.model("arm");
        try (Parallel one = Parallel.of(1)) {
            Dynamics dynamics = PhysicsEngine.named("scalar").dynamics(model, one);
            assertThatThrownBy(() -> dynamics.massMatrix(2, new double[9], new double[50]))
                    .hasMessage("input of 9 numbers, expected 10");
            assertThatThrownBy(() -> dynamics.massMatrix(2, new double[10], new double[49]))
                    .hasMessage("result of 49 numbers, expected 50");
        }
    }

    private static double[] configurations(Model model, int count) {
        double[] qpos = drawn("qpos", count * model.sizes().nq());
        for (int i = 0; i < qpos.length; i++) {
            qpos[i] += model.qpos0().get(i % model.sizes().nq());
        }
        return qpos;
    }

    private static double[] drawn(String name, int count) {
        RandomStream random = RandomStream.of(3).child(name);
        double[] values = new double[count];
        Arrays.setAll(values, i -> random.nextDouble(-1, 1));
        return values;
    }

    private static double[] row(double[] values, int row, int size) {
        return Arrays.copyOfRange(values, row * size, (row + 1) * size);
    }
}
