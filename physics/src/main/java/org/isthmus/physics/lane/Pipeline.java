package org.isthmus.physics.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Contact;
import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.constraint.ConstraintSolver;
import org.isthmus.physics.constraint.ConstraintTrace;
import org.isthmus.physics.trace.HandoverKernel;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.KernelEmitter;
import org.isthmus.physics.trace.LaneKernel;
import org.isthmus.physics.trace.LaneMemory;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.WarmUp;
import org.jspecify.annotations.Nullable;

/// Emitted kernels that run one after the other over a block of worlds, with the constraint solver between them, and a workspace for
/// each thread.
final class Pipeline {
    /// Runs over blocks before vectors are compiled: short runs do without.
    private static final int RUNS_BEFORE_WARM_UP = 2000;

    private final Precision precision;
    private final int blockLength;
    private final List<HandoverKernel> cold = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    /// By stage; the last of them serves all that are left.
    private final List<LaneKernel> first;
    private final List<LaneKernel> last;
    private final int lanes;
    private final Workspace[] workspaces;

    /// What one thread works with.
    private record Workspace(LaneMemory scratch, @Nullable ConstraintSolver solver) {}

    /// @param blockLength numbers of a block of worlds
    Pipeline(
            Model model, StepTrace.Kernels kernels, Form form, Precision precision, int threads, int blockLength) {
        this.precision = precision;
        this.blockLength = blockLength;
        Optional<ConstraintTrace> constraints = kernels.solver();
        int free = kernels.carrier().slotCount();
        KernelEmitter emitter = form == Form.SCALAR ? KernelEmitter.scalar(precision, free)
                : KernelEmitter.vector(precision, free);
        // the scalar form must not touch the Vector API, which may not be there
        KernelEmitter plain = form == Form.HANDOVER ? KernelEmitter.plain(precision, free) : emitter;
        Function<Kernel, LaneKernel> emit = form == Form.HANDOVER ? k -> handover(k, plain, emitter) : emitter::emit;
        lanes = emitter.lanes();
        first = kernels.first().stream().map(emit).toList();
        last = kernels.last().stream().map(emit).toList();
        List<LaneKernel> solving = constraints.map(c -> c.kernels().stream().map(emit).toList()).orElse(List.of());
        ConvexTouch shared = constraints.isPresent() && constraints.get().hasConvexPairs() ? new ConvexTouch(model)
                : null;
        workspaces = new Workspace[threads];
        for (int i = 0; i < threads; i++) {
            LaneMemory scratch = new LaneMemory(precision, emitter.scratchSlots() * lanes);
            kernels.carrier().constants().forEach((slot, value) -> fill(scratch, slot, value));
            workspaces[i] = new Workspace(scratch,
                    constraints.map(c -> new ConstraintSolver(c, solving, scratch, lanes,
                            shared == null ? null : new ConvexTouch(shared))).orElse(null));
        }
    }

    private LaneKernel handover(Kernel kernel, KernelEmitter plain, KernelEmitter vector) {
        HandoverKernel both = new HandoverKernel(plain.emit(kernel), vector.emit(kernel), kernel.portCount());
        cold.add(both);
        return both;
    }

    /// Begins to compile vectors once it seems worth it.
    private void countRun() {
        if (!cold.isEmpty() && runs.incrementAndGet() == RUNS_BEFORE_WARM_UP) {
            WarmUp.start(List.copyOf(cold), precision, blockLength, workspaces[0].scratch.length());
        }
    }

    private void fill(LaneMemory scratch, int slot, double value) {
        for (int lane = 0; lane < lanes; lane++) {
            scratch.set(slot * lanes + lane, value);
        }
    }

    /// The contacts of one lane at the block's state, with their forces. Changes the state as a part of a step does.
    List<Contact> contacts(LaneMemory state, int base, int lane) {
        Workspace mine = workspaces[0];
        if (mine.solver == null) {
            return List.of();
        }
        first.getFirst().run(state, base, mine.scratch);
        mine.solver.solve(state, base);
        return mine.solver.contacts(lane);
    }

    /// The contacts of one lane of the block that a thread ran last.
    List<Contact> lastContacts(int thread, int lane) {
        ConstraintSolver solver = workspaces[thread].solver;
        return solver == null ? List.of() : solver.contacts(lane);
    }

    /// Runs over one block.
    ///
    /// @param base index in `state` of the block's first number
    /// @param thread whose workspace is used
    void run(LaneMemory state, int base, int thread) {
        countRun();
        Workspace mine = workspaces[thread];
        int stages = Math.max(first.size(), last.size());
        for (int i = 0; i < stages; i++) {
            first.get(Math.min(i, first.size() - 1)).run(state, base, mine.scratch);
            if (mine.solver != null) {
                mine.solver.solve(state, base);
                last.get(i).run(state, base, mine.scratch);
            }
        }
    }
}
