package org.isthmus.physics.lane;

import java.util.List;
import java.util.Objects;
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
    /// Of fewer blocks the slow worlds would not fill one.
    private static final int LEAST_BLOCKS = 4;

    private final Program program;
    private final Workspace[] workspaces;

    /// What one thread works with.
    private record Workspace(LaneMemory scratch, @Nullable ConstraintSolver solver, @Nullable Stragglers stragglers) {
        static Workspace of(Program program) {
            LaneMemory scratch = program.newScratch();
            Optional<ConstraintTrace> constraints = program.constraints();
            return constraints.isEmpty() ? new Workspace(scratch, null, null)
                    : new Workspace(scratch, new ConstraintSolver(constraints.get(), program.solving(), scratch,
                            program.lanes(), program.newTouch()), program.newStragglers());
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
        program.first(0).run(state, base, mine.scratch);
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
        List<LaneKernel> last = program.last();
        for (int i = 0; i < program.stages(); i++) {
            program.first(i).run(state, base, mine.scratch);
            if (mine.solver != null) {
                mine.solver.solve(state, base);
                last.get(i).run(state, base, mine.scratch);
            }
        }
    }

    /// Runs so many times over blocks that lie one after the other. Where they are many none waits for a few slow worlds: those go once more,
    /// together.
    ///
    /// @param from number of the first block
    /// @param to number after the last
    void run(LaneMemory state, int from, int to, int times, int thread) {
        Stragglers stragglers = workspaces[thread].stragglers;
        if (stragglers != null && to - from >= LEAST_BLOCKS) {
            for (int t = 0; t < times; t++) {
                runApart(state, from, to, thread, stragglers);
            }
        } else {
            for (int block = from; block < to; block++) {
                for (int t = 0; t < times; t++) {
                    run(state, block * program.blockLength(), thread);
                }
            }
        }
    }

    private void runApart(LaneMemory state, int from, int to, int thread, Stragglers stragglers) {
        for (int block = from; block < to; block++) {
            if (!stragglers.hasRoom()) {
                runStragglers(state, thread, stragglers);
            }
            runMost(state, block * program.blockLength(), workspaces[thread], stragglers);
        }
        runStragglers(state, thread, stragglers);
    }

    private void runMost(LaneMemory state, int base, Workspace mine, Stragglers stragglers) {
        program.countRun();
        program.first(0).run(state, base, mine.scratch);
        ConstraintSolver solver = Objects.requireNonNull(mine.solver);
        long slow = solver.solveMost(state, base);
        for (long rest = slow; rest != 0; rest &= rest - 1) {
            int lane = Long.numberOfTrailingZeros(rest);
            stragglers.add(state, base, lane, solver.touching(lane));
        }
        program.last().getFirst().run(state, base, mine.scratch);
        stragglers.undo(state, Long.bitCount(slow));
    }

    private void runStragglers(LaneMemory state, int thread, Stragglers stragglers) {
        stragglers.sort();
        while (stragglers.take(state)) {
            run(stragglers.block(), 0, thread);
            stragglers.giveBack(state);
        }
    }
}
