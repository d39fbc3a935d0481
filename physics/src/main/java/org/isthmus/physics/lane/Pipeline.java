package org.isthmus.physics.lane;

import java.util.List;
import java.util.Optional;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Contact;
import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.constraint.ConstraintSolver;
import org.isthmus.physics.constraint.ConstraintTrace;
import org.isthmus.physics.trace.KernelEmitter;
import org.isthmus.physics.trace.LaneKernel;
import org.isthmus.physics.trace.LaneMemory;
import org.isthmus.physics.trace.Precision;
import org.jspecify.annotations.Nullable;

/// Emitted kernels that run one after the other over a block of worlds, with the constraint solver between them, and a workspace for
/// each thread.
final class Pipeline {
    private final LaneKernel first;
    private final @Nullable LaneKernel last;
    private final int lanes;
    private final Workspace[] workspaces;

    /// What one thread works with.
    private record Workspace(LaneMemory scratch, @Nullable ConstraintSolver solver) {}

    Pipeline(Model model, StepTrace.Kernels kernels, boolean vector, Precision precision, int threads) {
        Optional<ConstraintTrace> constraints = kernels.solver().map(StepTrace.Solver::constraints);
        KernelEmitter emitter = vector ? KernelEmitter.vector(precision, kernels.carrier().slotCount())
                : KernelEmitter.scalar(precision, kernels.carrier().slotCount());
        lanes = emitter.lanes();
        first = emitter.emit(kernels.first());
        last = kernels.solver().map(s -> emitter.emit(s.finish())).orElse(null);
        List<LaneKernel> solving = constraints.map(c -> c.kernels().stream().map(emitter::emit).toList())
                .orElse(List.of());
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
        first.run(state, base, mine.scratch);
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
        Workspace mine = workspaces[thread];
        first.run(state, base, mine.scratch);
        if (mine.solver != null && last != null) {
            mine.solver.solve(state, base);
            last.run(state, base, mine.scratch);
        }
    }
}
