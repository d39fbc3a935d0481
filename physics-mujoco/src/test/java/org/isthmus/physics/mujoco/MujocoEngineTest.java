package org.isthmus.physics.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine beside `scalar-double`, which agrees with MuJoCo where both converge.
class MujocoEngineTest {
    private static final double ROUNDING = 1e-9;

    private static void drive(WorldBatch worlds, int world, RandomStream random) {
        for (int i = 0; i < worlds.model().sizes().nu(); i++) {
            worlds.set(Quantity.CTRL, world, i, random.nextDouble(-0.3, 0.3));
        }
    }

    private static double[] read(WorldBatch worlds, Quantity quantity) {
        double[] values = new double[worlds.worlds() * quantity.size(worlds.model().sizes())];
        worlds.read(quantity, values);
        return values;
    }

    private static void assertSame(WorldBatch a, WorldBatch b, Quantity quantity, double tolerance) {
        assertThat(read(a, quantity)).as(quantity.name()).containsExactly(read(b, quantity), within(tolerance));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadruped", "humanoid", "five-finger-hand", "dual-arm-table"})
    void templatesMoveAsInTheLaneEngine(String name) {
        Model model = Models.template(name);
        WorldBatch theirs = Worlds.of(model, 2, 1);
        WorldBatch ours = Worlds.in("scalar-double", model, 2, 1);
        for (int k = 0; k < 10; k++) {
            for (int w = 0; w < 2; w++) {
                drive(theirs, w, RandomStream.of(w).child("drive", k));
                drive(ours, w, RandomStream.of(w).child("drive", k));
            }
            theirs.step(3);
            ours.step(3);
        }
        assertSame(theirs, ours, Quantity.QPOS, 1e-6);
        assertSame(theirs, ours, Quantity.QVEL, 1e-4);
        assertThat(theirs.time(1)).isEqualTo(ours.time(1));
    }

    @Test
    void contactsForcesAndSensorsAreThoseOfTheLaneEngine() {
        Model model = Models.compile(Models.YARD);
        WorldBatch theirs = Worlds.of(model, 1, 1);
        WorldBatch ours = Worlds.in("scalar-double", model, 1, 1);
        for (WorldBatch worlds : List.of(theirs, ours)) {
            worlds.set(Quantity.CTRL, 0, 0, 0.4);
            worlds.set(Quantity.CTRL, 0, 1, 0.2);
            worlds.set(Quantity.QFRC_APPLIED, 0, 0, 0.3);
            worlds.set(Quantity.MOCAP, 0, 1, 0.13);
            worlds.step(150);
            worlds.sense();
        }
        for (Quantity quantity : List.of(Quantity.QPOS, Quantity.QVEL, Quantity.ACT)) {
            assertSame(theirs, ours, quantity, 1e-6);
        }
        assertSame(theirs, ours, Quantity.QACC, 1e-3);
        assertSame(theirs, ours, Quantity.ACTUATOR_FORCE, 1e-5);
        assertSame(theirs, ours, Quantity.SENSORDATA, 1e-3);
        List<Contact> found = byPoint(theirs.contacts(0));
        List<Contact> expected = byPoint(ours.contacts(0));
        assertThat(found).hasSameSizeAs(expected).hasSizeGreaterThan(4);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).firstGeom()).isEqualTo(expected.get(i).firstGeom());
            assertThat(found.get(i).secondGeom()).isEqualTo(expected.get(i).secondGeom());
            assertThat(found.get(i).distance()).isCloseTo(expected.get(i).distance(), within(ROUNDING));
            assertThat(found.get(i).force().minus(expected.get(i).force()).length()).isLessThan(1e-3);
            assertThat(found.get(i).torque().minus(expected.get(i).torque()).length()).isLessThan(1e-3);
        }
    }

    private static List<Contact> byPoint(List<Contact> contacts) {
        return contacts.stream().sorted(Comparator.comparingLong(c -> Math.round(1e4 * c.point().x())
                + 7 * Math.round(1e4 * c.point().y()))).toList();
    }

    @Test
    void aRestoredWorldGoesOnWithTheSameBits() {
        WorldBatch worlds = Worlds.of(Models.compile(Models.YARD), 3, 1);
        worlds.step(60);
        double[] saved = new double[3 * worlds.snapshotLength()];
        worlds.snapshot(new boolean[]{false, true, false}, saved);
        worlds.step(40);
        double[] once = read(worlds, Quantity.QPOS);
        worlds.restore(new boolean[]{false, true, false}, saved);
        worlds.step(40);
        double[] twice = read(worlds, Quantity.QPOS);
        int nq = worlds.model().sizes().nq();
        assertThat(Arrays.copyOfRange(twice, nq, 2 * nq)).isEqualTo(Arrays.copyOfRange(once, nq, 2 * nq));
        assertThat(Arrays.copyOfRange(twice, 0, nq)).isNotEqualTo(Arrays.copyOfRange(once, 0, nq));
        assertThat(worlds.time(1)).isEqualTo(100 * 0.002);
    }

    @Test
    void worldsDoNotDependOnThreadsAndNeighbours() {
        Model model = Models.compile(Models.YARD);
        WorldBatch one = Worlds.of(model, 1, 1);
        WorldBatch many = Worlds.of(model, 9, 2);
        many.set(Quantity.QVEL, 3, 0, 2);
        for (int k = 0; k < 20; k++) {
            one.step(5);
            many.step(5);
        }
        double[] all = read(many, Quantity.QPOS);
        int nq = model.sizes().nq();
        assertThat(Arrays.copyOfRange(all, 8 * nq, 9 * nq)).isEqualTo(read(one, Quantity.QPOS));
        WorldBatch others = one.withWorlds(2, Parallel.of(1));
        for (int k = 0; k < 20; k++) {
            others.step(5);
        }
        assertThat(Arrays.copyOfRange(read(others, Quantity.QPOS), nq, 2 * nq)).isEqualTo(read(one, Quantity.QPOS));
    }

    @Test
    void worldsHaveParametersOfTheirOwn() {
        Parameter[] varied = {Parameter.GRAVITY, Parameter.BODY_MASS, Parameter.BODY_COM, Parameter.GEOM_SIZE,
            Parameter.GEOM_POS, Parameter.GEOM_FRICTION, Parameter.DOF_DAMPING, Parameter.ACTUATOR_GAIN,
            Parameter.ACTUATOR_FORCE_RANGE};
        Model model = Models.compile(Models.YARD);
        WorldBatch theirs = Worlds.of(model, 2, 1, varied);
        WorldBatch ours = Worlds.in("scalar-double", model, 2, 1, varied);
        for (WorldBatch worlds : List.of(theirs, ours)) {
            worlds.set(Parameter.GRAVITY, 1, 0, 1.5);
            worlds.set(Parameter.BODY_MASS, 1, 1, 7);
            worlds.set(Parameter.BODY_COM, 1, 3, 0.02);
            worlds.set(Parameter.GEOM_SIZE, 1, 3, 0.13);
            worlds.set(Parameter.GEOM_POS, 1, 6, 0.03);
            worlds.set(Parameter.GEOM_FRICTION, 1, 0, 0.1);
            worlds.set(Parameter.DOF_DAMPING, 1, 12, 1.3);
            worlds.set(Parameter.ACTUATOR_GAIN, 1, 0, 40);
            worlds.set(Parameter.ACTUATOR_FORCE_RANGE, 1, 1, 50);
            worlds.set(Quantity.CTRL, 1, 0, 0.5);
            worlds.step(100);
        }
        assertSame(theirs, ours, Quantity.QPOS, 1e-6);
        assertThat(theirs.get(Quantity.QPOS, 1, 0)).isNotCloseTo(theirs.get(Quantity.QPOS, 0, 0), within(1e-3));
        theirs.reset(1);
        assertThat(theirs.get(Parameter.BODY_MASS, 1, 1)).as("a reset keeps parameters").isEqualTo(7);
    }

    @Test
    void aWorldThatDivergesIsFrozenAndTheOthersGoOn() {
        WorldBatch worlds = Worlds.of(Models.compile(Models.YARD), 3, 1);
        worlds.step(10);
        worlds.set(Quantity.QFRC_APPLIED, 1, 2, Double.NaN);
        worlds.set(Quantity.QVEL, 2, 12, 1e9);
        worlds.step(30);
        assertThat(worlds.isDiverged(0)).isFalse();
        assertThat(worlds.isDiverged(1)).isTrue();
        assertThat(worlds.time(0)).isEqualTo(40 * 0.002);
        assertThat(worlds.time(1)).isEqualTo(10 * 0.002);
        assertThat(worlds.divergence().orElseThrow().describe(worlds.model())).contains("applied force NaN");
        double[] frozen = read(worlds, Quantity.QPOS);
        worlds.step(5);
        int nq = worlds.model().sizes().nq();
        assertThat(Arrays.copyOfRange(read(worlds, Quantity.QPOS), nq, 2 * nq))
                .isEqualTo(Arrays.copyOfRange(frozen, nq, 2 * nq));
        worlds.reset(1);
        worlds.step(40);
        assertThat(worlds.isDiverged(1)).isFalse();
    }
}
