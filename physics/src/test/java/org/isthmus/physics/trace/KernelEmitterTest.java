package org.isthmus.physics.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

import org.isthmus.physics.trace.Graph.Node;
import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelEmitterTest {
    private static final int STATE_SLOTS = 8;
    private static final int SHARED_SLOTS = 4;
    private static final int[] PORTS = {2, 1};

    @ParameterizedTest
    @EnumSource
    void vectorAndScalarFormsGiveTheBitsOfTheInterpreter(Precision precision) {
        Property.check(11, 60, random -> {
            Kernel kernel = randomKernel(random, precision, 1 + random.nextInt(300));
            int lanes = Lanes.preferred(precision);
            double[][] state = randomNumbers(random, precision, lanes, STATE_SLOTS);
            double[][] scratch = randomNumbers(random, precision, lanes, SHARED_SLOTS);
            double[][] expected = new double[lanes][];
            for (int lane = 0; lane < lanes; lane++) {
                expected[lane] = interpret(kernel, state[lane].clone(), scratch[lane].clone());
            }
            assertThat(runVector(kernel, state, scratch)).isDeepEqualTo(expected);
            assertThat(runScalar(kernel, state, scratch)).isDeepEqualTo(expected);
        });
    }

    @ParameterizedTest
    @EnumSource
    void storesWaitForAllLoads(Precision precision) {
        Graph g = new Graph(precision);
        g.store(Slot.state(0), g.load(Slot.state(1)));
        g.store(Slot.state(1), g.load(Slot.state(0)));
        g.store(Slot.state(2), g.load(Slot.state(2)).plus(g.load(Slot.state(0))));
        double[][] state = {{1, 2, 3, 0, 0, 0, 0, 0}};
        double[][] result = runScalar(g.toKernel("swap"), state, new double[][]{{0, 0, 0, 0}});
        assertThat(result[0]).startsWith(2, 1, 4);
    }

    @Test
    void whatAKernelStoresInSharedMemoryItDoesNotLoad() {
        Graph g = new Graph(Precision.FLOAT);
        g.store(Slot.scratch(3), g.load(Slot.scratch(3)).plus(g.load(Slot.state(0))));
        assertThatThrownBy(() -> g.load(Slot.scratch(3))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is stored by this kernel");
        assertThat(g.load(Slot.scratch(4))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void runningAllocatesNothing(Precision precision) {
        Kernel kernel = randomKernel(Property.random(5, 0), precision, 400);
        KernelEmitter emitter = KernelEmitter.scalar(precision, SHARED_SLOTS);
        LaneKernel emitted = emitter.emit(kernel);
        LaneMemory state = new LaneMemory(precision, STATE_SLOTS);
        LaneMemory scratch = new LaneMemory(precision, emitter.scratchSlots());
        Allocation.assertNone(1000, () -> emitted.run(state, 0, scratch, PORTS, 0, 1));
    }

    private static double[][] runVector(Kernel kernel, double[][] state, double[][] scratch) {
        KernelEmitter emitter = KernelEmitter.vector(kernel.precision(), SHARED_SLOTS);
        return run(emitter, emitter.emit(kernel), kernel.precision(), state, scratch);
    }

    private static double[][] runScalar(Kernel kernel, double[][] state, double[][] scratch) {
        KernelEmitter emitter = KernelEmitter.scalar(kernel.precision(), SHARED_SLOTS);
        LaneKernel emitted = emitter.emit(kernel);
        double[][] all = new double[state.length][];
        for (int lane = 0; lane < state.length; lane++) {
            double[][] one = {state[lane]};
            double[][] oneScratch = {scratch[lane]};
            all[lane] = run(emitter, emitted, kernel.precision(), one, oneScratch)[0];
        }
        return all;
    }

    /// Runs on the second of two blocks and gives state and shared scratch of each lane.
    private static double[][] run(
            KernelEmitter emitter, LaneKernel emitted, Precision precision, double[][] state,
            double[][] scratch) {
        int lanes = emitter.lanes();
        int base = STATE_SLOTS * lanes;
        LaneMemory worlds = new LaneMemory(precision, 2 * base);
        LaneMemory thread = new LaneMemory(precision, emitter.scratchSlots() * lanes);
        for (int lane = 0; lane < lanes; lane++) {
            for (int s = 0; s < STATE_SLOTS; s++) {
                worlds.set(base + s * lanes + lane, state[lane][s]);
            }
            for (int s = 0; s < SHARED_SLOTS; s++) {
                thread.set(s * lanes + lane, scratch[lane][s]);
            }
        }
        emitted.run(worlds, base, thread, PORTS, 0, 1);
        double[][] result = new double[lanes][STATE_SLOTS + SHARED_SLOTS];
        for (int lane = 0; lane < lanes; lane++) {
            for (int s = 0; s < STATE_SLOTS; s++) {
                result[lane][s] = worlds.get(base + s * lanes + lane);
            }
            for (int s = 0; s < SHARED_SLOTS; s++) {
                result[lane][STATE_SLOTS + s] = thread.get(s * lanes + lane);
            }
        }
        return result;
    }

    private static double[][] randomNumbers(RandomGenerator random, Precision precision, int lanes, int count) {
        double[][] numbers = new double[lanes][count];
        for (double[] lane : numbers) {
            for (int i = 0; i < count; i++) {
                lane[i] = precision.round(random.nextDouble(-3, 3));
            }
        }
        return numbers;
    }

    private static Kernel randomKernel(RandomGenerator random, Precision precision, int operations) {
        Graph g = new Graph(precision);
        List<Expr> values = new ArrayList<>();
        for (int s = 0; s < STATE_SLOTS; s++) {
            values.add(g.load(Slot.state(s)));
        }
        values.add(g.load(Slot.port(0, 1)));
        values.add(g.load(Slot.port(1, 0)));
        values.add(g.load(Slot.scratch(3)));
        values.add(g.constant(0.3));
        for (int i = 0; i < operations; i++) {
            Expr a = values.get(random.nextInt(values.size()));
            Expr b = values.get(random.nextInt(values.size()));
            Expr c = values.get(random.nextInt(values.size()));
            Expr d = values.get(values.size() - 1);
            values.add(switch (random.nextInt(11)) {
                case 0 -> a.plus(d);
                case 1 -> a.minus(d);
                case 2 -> a.times(0.25).times(b);
                case 3 -> a.dividedBy(b.abs().plus(1));
                case 4 -> a.times(b).times(0.125).plus(c);
                case 5 -> c.minus(a.times(b).times(0.125));
                case 6 -> d.negate();
                case 7 -> d.abs().sqrt();
                case 8 -> d.round();
                case 9 -> a.max(b).min(c);
                default -> a.ifLess(b, c, d);
            });
        }
        for (int s = 0; s < STATE_SLOTS; s++) {
            g.store(Slot.state(s), values.get(random.nextInt(values.size())));
        }
        g.store(Slot.scratch(0), values.getLast());
        return g.toKernel("random", PORTS.length);
    }

    private static double[] interpret(Kernel kernel, double[] state, double[] scratch) {
        double[] v = new double[kernel.nodes().size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = value(kernel, kernel.nodes().get(i), v, state, scratch);
        }
        kernel.stores().forEach((slot, id) -> place(slot, state, scratch)[index(slot)] = v[id]);
        double[] result = new double[STATE_SLOTS + SHARED_SLOTS];
        System.arraycopy(state, 0, result, 0, STATE_SLOTS);
        System.arraycopy(scratch, 0, result, STATE_SLOTS, SHARED_SLOTS);
        return result;
    }

    private static double[] place(Slot slot, double[] state, double[] scratch) {
        return slot.space() == Slot.Space.STATE ? state : scratch;
    }

    private static int index(Slot slot) {
        return slot.space() == Slot.Space.PORT ? PORTS[slot.port()] + slot.index() : slot.index();
    }

    private static Slot loaded(Node n) {
        return Objects.requireNonNull(n.slot());
    }

    private static double value(Kernel kernel, Node n, double[] v, double[] state, double[] scratch) {
        boolean single = kernel.precision() == Precision.FLOAT;
        double a = n.a() < 0 ? 0 : v[n.a()];
        double b = n.b() < 0 ? 0 : v[n.b()];
        double c = n.c() < 0 ? 0 : v[n.c()];
        double exact = switch (n.op()) {
            case CONSTANT -> n.value();
            case LOAD -> place(loaded(n), state, scratch)[index(loaded(n))];
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case FMA -> single ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
            case FNMA -> single ? Math.fma((float) -a, (float) b, (float) c) : Math.fma(-a, b, c);
            case NEGATE -> -a;
            case ABS -> Math.abs(a);
            case SQRT -> Math.sqrt(a);
            case ROUND -> Math.rint(a) + 0.0;
            case IF_LESS -> a < b ? c : v[n.d()];
        };
        return kernel.precision().round(exact);
    }
}
