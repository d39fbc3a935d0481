package org.isthmus.physics.lane;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.dynamics.ControlHistory;
import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.constraint.ConstraintSolver;
import org.isthmus.physics.constraint.ConstraintTrace;
import org.isthmus.physics.trace.KernelEmitter;
import org.isthmus.physics.trace.LaneKernel;
import org.isthmus.physics.trace.LaneMemory;
import org.isthmus.physics.trace.Precision;
import org.jspecify.annotations.Nullable;

/// Worlds in blocks: `[block][slot][lane]`.
final class LaneBatch implements WorldBatch {
    private final Model model;
    private final Precision precision;
    private final int worlds;
    private final Parallel pool;
    private final LaneKernel first;
    private final @Nullable LaneKernel finish;
    private final StateLayout layout;
    private final int lanes;
    private final int blocks;
    private final int blockLength;
    private final LaneMemory state;
    private final Workspace[] workspaces;
    /// [worlds] steps since the last reset.
    private final long[] steps;
    private final double timestep;
    private int substeps;

    LaneBatch(
            Model model, int worlds, Set<Parameter> varied, Parallel pool, boolean vector, Precision precision) {
        this.model = model;
        this.precision = precision;
        this.worlds = worlds;
        this.pool = pool;
        layout = new StateLayout(model.sizes(), new ControlHistory(model).size(), varied);
        StepTrace.Kernels kernels = StepTrace.of(model, layout, precision);
        Optional<ConstraintTrace> constraints = kernels.solver().map(StepTrace.Solver::constraints);
        KernelEmitter emitter = vector ? KernelEmitter.vector(precision, kernels.carrier().slotCount())
                : KernelEmitter.scalar(precision, kernels.carrier().slotCount());
        lanes = emitter.lanes();
        first = emitter.emit(kernels.first());
        finish = kernels.solver().map(s -> emitter.emit(s.finish())).orElse(null);
        List<LaneKernel> solving = constraints.map(c -> c.kernels().stream().map(emitter::emit).toList())
                .orElse(List.of());
        blocks = Math.ceilDiv(worlds, lanes);
        blockLength = layout.slotCount() * lanes;
        state = new LaneMemory(precision, blocks * blockLength);
        steps = new long[worlds];
        timestep = model.options().timestep;
        ConvexTouch shared = constraints.isPresent() && constraints.get().hasConvexPairs() ? new ConvexTouch(model)
                : null;
        // one per range of blocks that may run at once
        workspaces = new Workspace[Math.min(blocks, pool.threads())];
        for (int i = 0; i < workspaces.length; i++) {
            LaneMemory scratch = new LaneMemory(precision, emitter.scratchSlots() * lanes);
            kernels.carrier().constants().forEach((slot, value) -> fill(scratch, slot, value));
            workspaces[i] = new Workspace(scratch,
                    constraints.map(c -> new ConstraintSolver(c, solving, scratch, lanes,
                            shared == null ? null : new ConvexTouch(shared))).orElse(null));
        }
        for (int w = 0; w < blocks * lanes; w++) {
            resetLane(w);
            useModelsParameters(w);
        }
    }

    /// What one thread works with.
    private record Workspace(LaneMemory scratch, @Nullable ConstraintSolver solver) {}

    private void fill(LaneMemory scratch, int slot, double value) {
        for (int lane = 0; lane < lanes; lane++) {
            scratch.set(slot * lanes + lane, value);
        }
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public int worlds() {
        return worlds;
    }

    @Override
    public double time(int world) {
        return (steps[check(world)] - (long) state.get(index(world, layout.frozenSlot()))) * timestep;
    }

    @Override
    public double get(Quantity quantity, int world, int index) {
        return state.get(index(check(world), layout.slot(quantity, index)));
    }

    @Override
    public void set(Quantity quantity, int world, int index, double value) {
        state.set(index(check(world), layout.slot(quantity, index)), value);
    }

    @Override
    public double get(Parameter parameter, int world, int index) {
        check(world);
        return layout.varied().contains(parameter) ? state.get(index(world, layout.slot(parameter, index)))
                : parameter.of(model, index);
    }

    @Override
    public void set(Parameter parameter, int world, int index, double value) {
        state.set(index(check(world), layout.slot(parameter, index)), value);
    }

    private int check(int world) {
        if (world < 0 || world >= worlds) {
            throw new IndexOutOfBoundsException("world " + world + " of " + worlds);
        }
        return world;
    }

    private int index(int world, int slot) {
        return world / lanes * blockLength + slot * lanes + world % lanes;
    }

    @Override
    public void step(int count) {
        substeps = count;
        int share = Math.ceilDiv(blocks, workspaces.length);
        if (workspaces.length == 1) {
            stepBlocks(0, blocks);
        } else {
            pool.run(blocks, share, this::stepBlocks);
        }
        for (int w = 0; w < worlds; w++) {
            steps[w] += count;
        }
    }

    private void stepBlocks(int from, int to) {
        Workspace mine = workspaces[from / Math.ceilDiv(blocks, workspaces.length)];
        for (int block = from; block < to; block++) {
            for (int s = 0; s < substeps; s++) {
                first.run(state, block * blockLength, mine.scratch);
                if (mine.solver != null && finish != null) {
                    mine.solver.solve(state, block * blockLength);
                    finish.run(state, block * blockLength, mine.scratch);
                }
            }
        }
    }

    @Override
    public List<Contact> contacts(int world) {
        Workspace workspace = workspaces[0];
        if (workspace.solver == null) {
            return List.of();
        }
        int base = check(world) / lanes * blockLength;
        LaneMemory before = new LaneMemory(precision, blockLength);
        before.copyFrom(state, base, 0, blockLength);
        first.run(state, base, workspace.scratch);
        workspace.solver.solve(state, base);
        state.copyFrom(before, 0, base, blockLength);
        return workspace.solver.contacts(world % lanes);
    }

    @Override
    public boolean isDiverged(int world) {
        return state.get(index(check(world), layout.frozenSlot())) > 0;
    }

    @Override
    public void reset(int world) {
        resetLane(check(world));
        steps[world] = 0;
    }

    private void resetLane(int world) {
        for (int slot = 0; slot < layout.quantitySlots(); slot++) {
            state.set(index(world, slot), 0);
        }
        for (int i = 0; i < model.sizes().nq(); i++) {
            state.set(index(world, layout.slot(Quantity.QPOS, i)), model.qpos0().get(i));
        }
        for (int m = 0; m < model.sizes().nmocap(); m++) {
            resetMocap(world, m);
        }
    }

    private void resetMocap(int world, int mocap) {
        int body = 0;
        while (model.bodies().mocapId().get(body) != mocap) {
            body++;
        }
        for (int k = 0; k < 7; k++) {
            double value = k < 3 ? model.bodies().pos().get(3 * body + k) : model.bodies().quat().get(4 * body + k - 3);
            state.set(index(world, layout.slot(Quantity.MOCAP, 7 * mocap + k)), value);
        }
    }

    private void useModelsParameters(int world) {
        for (Parameter parameter : layout.varied()) {
            for (int i = 0; i < parameter.size(model.sizes()); i++) {
                state.set(index(world, layout.slot(parameter, i)), parameter.of(model, i));
            }
        }
    }

    @Override
    public int snapshotLength() {
        return layout.slotCount() + 1;
    }

    @Override
    public void snapshot(int world, double[] out, int at) {
        check(world);
        for (int slot = 0; slot < layout.slotCount(); slot++) {
            out[at + slot] = state.get(index(world, slot));
        }
        out[at + layout.slotCount()] = steps[world];
    }

    @Override
    public void restore(int world, double[] in, int at) {
        check(world);
        for (int slot = 0; slot < layout.slotCount(); slot++) {
            state.set(index(world, slot), in[at + slot]);
        }
        steps[world] = (long) in[at + layout.slotCount()];
    }
}
