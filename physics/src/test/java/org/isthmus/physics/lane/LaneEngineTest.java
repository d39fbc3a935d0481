package org.isthmus.physics.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Golden;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.trace.Precision;
import org.isthmus.testkit.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LaneEngineTest {
    @ParameterizedTest
    @CsvSource({"scalar-double, 1e-9", "scalar, 2e-3"})
    void trajectoriesAreMujocos(String engine, double tolerance) {
        for (String name : Golden.names()) {
            Model model = Golden.model(name);
            List<Golden.State> all = Golden.states(name);
            List<Golden.State> states = all.subList(0, isLarge(name) ? 2 : all.size());
            try (Parallel one = Parallel.of(1)) {
                WorldBatch batch = PhysicsEngine.named(engine).create(model, states.size(), one, new Diagnostics());
                for (int w = 0; w < states.size(); w++) {
                    set(batch, Quantity.QPOS, w, states.get(w).get("qpos"));
                    set(batch, Quantity.QVEL, w, states.get(w).get("qvel"));
                    set(batch, Quantity.ACT, w, states.get(w).get("act"));
                    set(batch, Quantity.CTRL, w, states.get(w).get("ctrl"));
                    if (states.get(w).has("mocap")) {
                        set(batch, Quantity.MOCAP, w, states.get(w).get("mocap"));
                    }
                }
                batch.step(Golden.steps(name));
                for (int w = 0; w < states.size(); w++) {
                    check(batch, Quantity.QPOS, w, states.get(w).get("qpos_after"), tolerance, name);
                    check(batch, Quantity.QVEL, w, states.get(w).get("qvel_after"), 10 * tolerance, name);
                    check(batch, Quantity.ACT, w, states.get(w).get("act_after"), tolerance, name);
                }
            }
        }
    }

    /// Many contacts make large kernels, which run before HotSpot has compiled them.
    private static boolean isLarge(String name) {
        return name.startsWith("contacts") || name.startsWith("surfaces");
    }

    private static void set(WorldBatch batch, Quantity quantity, int world, double[] values) {
        for (int i = 0; i < values.length; i++) {
            batch.set(quantity, world, i, values[i]);
        }
    }

    private static void check(
            WorldBatch batch, Quantity quantity, int world, double[] expected, double tolerance, String name) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(batch.get(quantity, world, i)).as("%s %s[%d] of state %d", name, quantity, i, world)
                    .isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT", "DOUBLE"})
    void allFormsGiveTheSameBitsForAnyBatchAndThreads(Precision precision) {
        for (String name : List.of("arm-implicitfast", "limits", "loose", "bonds-rk4", "touch")) {
            Model model = Golden.model(name);
            int steps = name.equals("touch") ? 2 : 10;
            List<double[]> reference = run(Form.SCALAR, precision, model, 1, 17, steps);
            for (Form form : Form.values()) {
                assertThat(run(form, precision, model, 2, 17, steps)).containsExactlyElementsOf(reference);
                assertThat(run(form, precision, model, 3, 3, steps)).containsExactlyElementsOf(reference.subList(0, 3));
            }
        }
    }

    /// Vectors take over at some time while worlds run on.
    @Test
    void handingOverToVectorsChangesNoBit() {
        Model model = Golden.model("limits");
        List<double[]> reference = run(Form.SCALAR, Precision.FLOAT, model, 1, 8, 8000);
        assertThat(run(Form.HANDOVER, Precision.FLOAT, model, 1, 8, 8000)).containsExactlyElementsOf(reference);
    }

    @Test
    void restoredSnapshotContinuesWithTheSameBits() {
        Model model = Golden.model("loose");
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar").create(model, 5, one, new Diagnostics());
            randomize(batch);
            batch.step(20);
            double[] middle = new double[batch.snapshotLength()];
            double[] end = new double[batch.snapshotLength()];
            double[] again = new double[batch.snapshotLength()];
            batch.snapshot(3, middle, 0);
            batch.step(30);
            batch.snapshot(3, end, 0);
            batch.restore(1, middle, 0);
            batch.step(30);
            batch.snapshot(1, again, 0);
            assertThat(again).containsExactly(end);
            assertThat(batch.time(1)).isEqualTo(50 * 0.001);
        }
    }

    @Test
    void resetPutsAWorldBackAndLeavesTheOthers() {
        Model model = Golden.model("arm");
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar").create(model, 2, one, new Diagnostics());
            randomize(batch);
            batch.step(5);
            double other = batch.get(Quantity.QPOS, 1, 0);
            batch.reset(0);
            for (int i = 0; i < model.sizes().nq(); i++) {
                assertThat(batch.get(Quantity.QPOS, 0, i)).isEqualTo((float) model.qpos0().get(i));
            }
            assertThat(batch.time(0)).isZero();
            assertThat(batch.get(Quantity.QPOS, 1, 0)).isEqualTo(other);
        }
    }

    @Test
    void manyWorldsAreResetSavedAndRestoredTogether() {
        Model model = Golden.model("arm");
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar").create(model, 3, one, new Diagnostics());
            randomize(batch);
            batch.step(5);
            boolean[] outer = {true, false, true};
            double[] saved = new double[3 * batch.snapshotLength()];
            batch.snapshot(outer, saved);
            double[] before = positions(batch);
            batch.step(5);
            double[] later = positions(batch);
            batch.restore(outer, saved);
            int nq = model.sizes().nq();
            double[] mixed = before.clone();
            System.arraycopy(later, nq, mixed, nq, nq);
            assertThat(positions(batch)).containsExactly(mixed);
            batch.reset(outer);
            assertThat(batch.time(2)).isZero();
            assertThat(batch.time(1)).isPositive();
        }
    }

    private static double[] positions(WorldBatch batch) {
        double[] qpos = new double[batch.worlds() * batch.model().sizes().nq()];
        batch.read(Quantity.QPOS, qpos);
        return qpos;
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void quantitiesOfAllWorldsAreThoseOfEach(Form form) {
        Model model = Golden.model("arm");
        int nq = model.sizes().nq();
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = new LaneBatch(model, 11, Set.of(), one, form, Precision.DOUBLE);
            double[] values = new double[11 * nq];
            Arrays.setAll(values, i -> i);
            batch.write(Quantity.QPOS, values);
            assertThat(batch.get(Quantity.QPOS, 7, 3)).isEqualTo(7 * nq + 3);
            assertThat(batch.get(Quantity.QVEL, 7, 0)).isZero();
            assertThat(positions(batch)).containsExactly(values);
            assertThatThrownBy(() -> batch.write(Quantity.QPOS, new double[11 * nq - 1]))
                    .hasMessage("54 numbers, expected 11 times 5 of QPOS");
        }
    }

    @Test
    void divergenceNamesTheFirstWorldAndItsCause() {
        Model model = Golden.model("arm");
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar-double").create(model, 4, one, new Diagnostics());
            assertThat(batch.divergence()).isEmpty();
            batch.step(2);
            batch.set(Quantity.QFRC_APPLIED, 2, 1, 1e14);
            batch.step(1);
            batch.set(Quantity.QFRC_APPLIED, 3, 0, Double.NaN);
            batch.step(1);
            assertThat(batch.divergence().orElseThrow().describe(model))
                    .matches("2 worlds, the first \\(2\\) after 0.004 s: acceleration -?\\d.*e\\+\\d+ at joint '\\w+'");
            batch.reset(2);
            assertThat(batch.divergence().orElseThrow().describe(model))
                    .isEqualTo("1 world, the first (3) after 0.006 s: applied force NaN at joint 'pan'");
        }
    }

    @Test
    void steppingAllocatesNothing() {
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar").create(Golden.model("arm"), 4, one, new Diagnostics());
            Allocation.assertNone(2000, () -> batch.step(1));
        }
    }

    private static List<double[]> run(
            Form form, Precision precision, Model model, int threads, int worlds, int steps) {
        try (Parallel pool = Parallel.of(threads)) {
            WorldBatch batch = new LaneBatch(model, worlds, Set.of(), pool, form, precision);
            randomize(batch);
            batch.step(steps);
            List<double[]> snapshots = new ArrayList<>();
            for (int w = 0; w < worlds; w++) {
                double[] snapshot = new double[batch.snapshotLength()];
                batch.snapshot(w, snapshot, 0);
                snapshots.add(snapshot);
            }
            return snapshots;
        }
    }

    private static void randomize(WorldBatch batch) {
        for (int w = 0; w < batch.worlds(); w++) {
            RandomStream random = RandomStream.of(9).child("world", w);
            for (Quantity quantity : List.of(Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.CTRL)) {
                for (int i = 0; i < quantity.size(batch.model().sizes()); i++) {
                    batch.set(quantity, w, i, random.nextDouble(-1, 1));
                }
            }
        }
    }
}
