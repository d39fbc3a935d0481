package org.isthmus.physics.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.constraint.ConstraintTrace;
import org.isthmus.physics.trace.HandoverKernel;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.KernelEmitter;
import org.isthmus.physics.trace.LaneKernel;
import org.isthmus.physics.trace.LaneMemory;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.WarmUp;
import org.jspecify.annotations.Nullable;

/// What is compiled for a model: kernels that run one after the other over a block of worlds. Batches of any size share it.
final class Program {
    /// Runs over blocks before vectors are compiled: short runs do without.
    private static final int RUNS_BEFORE_WARM_UP = 2000;

    private final Precision precision;
    private final int blockLength;
    private final StepTrace.Kernels traced;
    private final List<HandoverKernel> cold = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<LaneKernel> first;
    private final List<LaneKernel> last;
    private final List<LaneKernel> solving;
    private final @Nullable ConvexTouch touch;
    private final int scratchSlots;
    private final int lanes;

    /// @param slots numbers of a world
    Program(Model model, StepTrace.Kernels traced, Form form, Precision precision, int slots) {
        this.precision = precision;
        this.traced = traced;
        int free = traced.carrier().slotCount();
        KernelEmitter emitter = form == Form.SCALAR ? KernelEmitter.scalar(precision, free)
                : KernelEmitter.vector(precision, free);
        // the scalar form must not touch the Vector API, which may not be there
        KernelEmitter plain = form == Form.HANDOVER ? KernelEmitter.plain(precision, free) : emitter;
        Function<Kernel, LaneKernel> emit = form == Form.HANDOVER ? k -> handover(k, plain, emitter) : emitter::emit;
        lanes = emitter.lanes();
        blockLength = slots * lanes;
        first = traced.first().stream().map(emit).toList();
        last = traced.last().stream().map(emit).toList();
        Optional<ConstraintTrace> constraints = constraints();
        solving = constraints.map(c -> c.kernels().stream().map(emit).toList()).orElse(List.of());
        touch = constraints.isPresent() && constraints.get().hasConvexPairs() ? new ConvexTouch(model) : null;
        scratchSlots = emitter.scratchSlots();
    }

    private HandoverKernel handover(Kernel kernel, KernelEmitter plain, KernelEmitter vector) {
        HandoverKernel both = new HandoverKernel(plain.emit(kernel), vector.emit(kernel), kernel.portCount());
        cold.add(both);
        return both;
    }

    /// Begins to compile vectors once it seems worth it.
    void countRun() {
        if (!cold.isEmpty() && runs.incrementAndGet() == RUNS_BEFORE_WARM_UP) {
            WarmUp.start(List.copyOf(cold), precision, blockLength, scratchSlots * lanes);
        }
    }

    /// Whether vectors have taken over, or no other form is to.
    boolean isWarm() {
        return cold.stream().allMatch(HandoverKernel::isWarm);
    }

    /// Worlds that run together.
    int lanes() {
        return lanes;
    }

    Optional<ConstraintTrace> constraints() {
        return traced.solver();
    }

    /// Numbers of a block.
    int blockLength() {
        return blockLength;
    }

    int stages() {
        return Math.max(first.size(), last.size());
    }

    /// From the state to the problem of the solver, or to the next state where there is none.
    LaneKernel first(int stage) {
        return first.get(Math.min(stage, first.size() - 1));
    }

    /// From the solution to the next state, by stage; none where there is no solver.
    List<LaneKernel> last() {
        return last;
    }

    /// The solver's kernels, in the order of [ConstraintTrace#kernels].
    List<LaneKernel> solving() {
        return solving;
    }

    /// For pairs that no kernel traces, one for each thread that asks; null where there are none.
    @Nullable
    ConvexTouch newTouch() {
        return touch == null ? null : new ConvexTouch(touch);
    }

    /// Of a thread; null where blocks are single worlds, or a step of several stages has changed them before the last.
    @Nullable
    Stragglers newStragglers() {
        return lanes == 1 || stages() > 1 ? null : new Stragglers(precision, lanes, blockLength / lanes);
    }

    /// Scratch memory of a thread, with the constants that kernels expect there.
    LaneMemory newScratch() {
        LaneMemory scratch = new LaneMemory(precision, scratchSlots * lanes);
        traced.carrier().constants().forEach((slot, value) -> {
            for (int lane = 0; lane < lanes; lane++) {
                scratch.set(slot * lanes + lane, value);
            }
        });
        return scratch;
    }
}
