package org.isthmus.physics.lane;

import java.util.List;
import java.util.Optional;

import org.isthmus.physics.Contact;
import org.isthmus.physics.SolverWork;
import org.isthmus.physics.constraint.ConstraintSolver;
import org.isthmus.physics.constraint.ConstraintTrace;
import org.isthmus.physics.trace.LaneKernel;
import org.isthmus.physics.trace.LaneMemory;
import org.jspecify.annotations.Nullable;

/// A program with a workspace for each thread of a batch: runs its kernels over blocks of worlds, with the constraint solver between
/// them.
final class Pipeline {
    private final Program program;
    private final Workspace[] workspaces;

    /// What one thread works with.
    private record Workspace(LaneMemory scratch, @Nullable ConstraintSolver solver) {
        static Workspace of(Program program) {
            LaneMemory scratch = program.newScratch();
            Optional<ConstraintTrace> constraints = program.constraints();
            return new Workspace(scratch, constraints.isEmpty() ? null
                    : new ConstraintSolver(constraints.get(), program.solving(), scratch, program.lanes(),
                            program.newTouch()));
        }
    }

    Pipeline(Program program, int threads) {
        this.program = program;
        workspaces = new Workspace[threads];
        for (int i = 0; i < threads; i++) {
            workspaces[i] = Workspace.of(program);
        }
    }

    /// The contacts of one lane at the block's state, with their forces. Changes the state as a part of a step does.
    List<Contact> contacts(LaneMemory state, int base, int lane) {
        Workspace mine = workspaces[0];
        if (mine.solver == null) {
            return List.of();
        }
        program.first().getFirst().run(state, base, mine.scratch);
        mine.solver.solve(state, base);
        return mine.solver.contacts(lane);
    }

    /// The contacts of one lane of the block that a thread ran last.
    List<Contact> lastContacts(int thread, int lane) {
        ConstraintSolver solver = workspaces[thread].solver;
        return solver == null ? List.of() : solver.contacts(lane);
    }

    /// What the solvers of all threads did so far.
    SolverWork work() {
        SolverWork sum = new SolverWork(0, 0, 0);
        for (Workspace workspace : workspaces) {
            sum = workspace.solver == null ? sum : sum.plus(workspace.solver.work());
        }
        return sum;
    }

    /// Runs over one block.
    ///
    /// @param base index in `state` of the block's first number
    /// @param thread whose workspace is used
    void run(LaneMemory state, int base, int thread) {
        program.countRun();
        Workspace mine = workspaces[thread];
        List<LaneKernel> first = program.first();
        List<LaneKernel> last = program.last();
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
