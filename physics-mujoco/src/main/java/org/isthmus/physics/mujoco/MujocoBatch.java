package org.isthmus.physics.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.SolverWork;
import org.isthmus.physics.WorldBatch;

/// Worlds as rows of numbers, stepped on as many threads as the pool has: each with a model and data of MuJoCo's, through which the rows go.
final class MujocoBatch implements WorldBatch {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int RANGES_PER_THREAD = 8;
    /// Beyond it a number is no motion any more (MuJoCo's `mjMAXVAL`).
    private static final double MOST = 1e10;
    /// What comes from outside, and what MuJoCo looks at before a step.
    private static final Quantity[] CHECKED = {Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.CTRL,
        Quantity.QFRC_APPLIED, Quantity.MOCAP};

    private final Model model;
    private final int worlds;
    private final Rows rows;
    private final MujocoLibrary library;
    private final List<Worker> workers = new ArrayList<>();
    /// [worlds][rows.length]
    private final double[] state;
    /// [rows.length] of a world that was reset
    private final double[] initial;
    /// [worlds] since the reset, without those in which it was frozen
    private final long[] steps;
    /// [worlds]
    private final boolean[] frozen;
    private final AtomicInteger next = new AtomicInteger();
    private final int range;
    private int substeps;

    /// A thread with its workspace.
    private final class Worker {
        final MujocoThread thread;
        final Workspace workspace;
        // Made once, so that a step allocates nothing.
        final Runnable stepping = this::stepAll;
        final Runnable sensing = this::senseAll;

        Worker(MujocoThread thread, MemorySegment nativeModel) {
            this.thread = thread;
            Workspace[] made = new Workspace[1];
            MemorySegment history = Arena.ofAuto().allocate(ValueLayout.JAVA_DOUBLE, rows.historySize);
            thread.call(() -> made[0] = new Workspace(library, model, rows, nativeModel, library.makeData(nativeModel),
                    history));
            workspace = made[0];
        }

        private void stepAll() {
            for (int from = next.getAndAdd(range); from < worlds; from = next.getAndAdd(range)) {
                for (int w = from; w < Math.min(worlds, from + range); w++) {
                    if (!frozen[w]) {
                        step(w);
                    }
                }
            }
        }

        private void step(int w) {
            int base = w * rows.length;
            workspace.put(state, base, steps[w]);
            workspace.step(substeps);
            if (thread.takeWarning() == null) {
                workspace.take(state, base);
                steps[w] += substeps;
            } else {
                stepCarefully(w);
            }
        }

        /// Goes the same way again, one step after the other, and stops before MuJoCo would give up and begin anew.
        private void stepCarefully(int w) {
            int base = w * rows.length;
            workspace.reset();
            for (int s = 0; s < substeps && !frozen[w]; s++) {
                workspace.put(state, base, steps[w]);
                frozen[w] = isBeyond(w, CHECKED);
                if (!frozen[w]) {
                    workspace.forward();
                    frozen[w] = isAccelerationBeyond(base);
                }
                if (!frozen[w]) {
                    workspace.put(state, base, steps[w]);
                    workspace.step(1);
                    workspace.take(state, base);
                    steps[w]++;
                }
            }
            workspace.reset();
            thread.takeWarning();
        }

        /// Whether the present state makes accelerations that are none; they are kept then, to be told.
        private boolean isAccelerationBeyond(int base) {
            double[] row = new double[rows.length];
            workspace.take(Quantity.QACC, row, 0);
            if (!isBeyond(row, rows.at(Quantity.QACC), model.sizes().nv())) {
                return false;
            }
            workspace.take(Quantity.QACC, state, base);
            return true;
        }

        private void senseAll() {
            for (int from = next.getAndAdd(range); from < worlds; from = next.getAndAdd(range)) {
                for (int w = from; w < Math.min(worlds, from + range); w++) {
                    int base = w * rows.length;
                    if (!frozen[w] && !isBeyond(w, CHECKED)) {
                        workspace.put(state, base, steps[w]);
                        workspace.forward();
                        workspace.take(Quantity.SENSORDATA, state, base);
                    }
                }
            }
            thread.takeWarning();
        }
    }

    /// Frees what is MuJoCo's when a batch is forgotten.
    private record Release(List<MujocoThread> threads, List<Workspace> workspaces) implements Runnable {
        @Override
        public void run() {
            for (int i = 0; i < threads.size(); i++) {
                threads.get(i).end();
                if (!threads.get(i).isLost()) {
                    workspaces.get(i).delete();
                }
            }
        }
    }

    private MujocoBatch(MujocoLibrary library, Model model, int worlds, Set<Parameter> varied, int threads,
            MujocoThread first, MemorySegment nativeModel) {
        this.library = library;
        this.model = model;
        this.worlds = worlds;
        int[] history = new int[1];
        first.call(() -> history[0] = library.historySize(nativeModel));
        rows = new Rows(model, varied, history[0]);
        int used = Math.min(worlds, threads);
        range = Math.max(1, worlds / (RANGES_PER_THREAD * used));
        workers.add(new Worker(first, nativeModel));
        for (int i = 1; i < used; i++) {
            MemorySegment[] copy = new MemorySegment[1];
            first.call(() -> copy[0] = library.copyModel(nativeModel));
            workers.add(new Worker(new MujocoThread("mujoco-" + i), copy[0]));
        }
        initial = new double[rows.length];
        first.call(() -> workers.getFirst().workspace.takeAll(initial, 0));
        for (Parameter p : rows.varied()) {
            for (int i = 0; i < p.size(model.sizes()); i++) {
                initial[rows.at(p) + i] = p.of(model, i);
            }
        }
        state = new double[Math.multiplyExact(worlds, rows.length)];
        for (int w = 0; w < worlds; w++) {
            System.arraycopy(initial, 0, state, w * rows.length, rows.length);
        }
        steps = new long[worlds];
        frozen = new boolean[worlds];
        CLEANER.register(this, new Release(workers.stream().map(w -> w.thread).toList(),
                workers.stream().map(w -> w.workspace).toList()));
    }

    /// Makes worlds of a model that MuJoCo compiles.
    ///
    /// @throws DiagnosticException when it does not
    static MujocoBatch compile(MujocoLibrary library, Model model, int worlds, Set<Parameter> varied, Parallel pool,
            Diagnostics diagnostics) {
        if (worlds < 1) {
            throw new IllegalArgumentException(worlds + " worlds, expected 1 or more");
        }
        MujocoThread first = new MujocoThread("mujoco-0");
        try {
            MemorySegment[] compiled = new MemorySegment[1];
            first.call(() -> compiled[0] = NativeModel.compile(library, model, varied, diagnostics));
            return new MujocoBatch(library, model, worlds, varied, pool.threads(), first, compiled[0]);
        } catch (RuntimeException e) {
            first.end();
            throw e;
        }
    }

    @Override
    public WorldBatch withWorlds(int count, Parallel pool) {
        MemorySegment[] copy = new MemorySegment[1];
        Worker mine = workers.getFirst();
        mine.thread.call(() -> copy[0] = library.copyModel(mine.workspace.nativeModel));
        Reference.reachabilityFence(this);
        return new MujocoBatch(library, model, count, rows.varied(), pool.threads(), new MujocoThread("mujoco-0"),
                copy[0]);
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
        return steps[check(world)] * model.options().timestep;
    }

    @Override
    public boolean isDiverged(int world) {
        return frozen[check(world)];
    }

    @Override
    public double get(Quantity quantity, int world, int index) {
        return state[place(world, rows.at(quantity), quantity.size(model.sizes()), index)];
    }

    @Override
    public void set(Quantity quantity, int world, int index, double value) {
        state[place(world, rows.at(quantity), quantity.size(model.sizes()), index)] = value;
    }

    @Override
    public double get(Parameter parameter, int world, int index) {
        check(world);
        return rows.isVaried(parameter)
                ? state[place(world, rows.at(parameter), parameter.size(model.sizes()), index)]
                : parameter.of(model, index);
    }

    @Override
    public void set(Parameter parameter, int world, int index, double value) {
        state[place(world, rows.at(parameter), parameter.size(model.sizes()), index)] = value;
    }

    private int place(int world, int at, int size, int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("number " + index + " of " + size);
        }
        return check(world) * rows.length + at + index;
    }

    private int check(int world) {
        if (world < 0 || world >= worlds) {
            throw new IndexOutOfBoundsException("world " + world + " of " + worlds);
        }
        return world;
    }

    @Override
    public void step(int count) {
        substeps = count;
        onAllThreads(worker -> worker.stepping);
    }

    @Override
    public void sense() {
        if (model.sizes().nsensor() > 0) {
            onAllThreads(worker -> worker.sensing);
        }
    }

    /// Runs work on all threads and waits for all of them, whatever happens to one.
    private void onAllThreads(Function<Worker, Runnable> work) {
        next.set(0);
        for (int i = 0; i < workers.size(); i++) {
            workers.get(i).thread.throwIfLost();
        }
        for (int i = 0; i < workers.size(); i++) {
            workers.get(i).thread.begin(work.apply(workers.get(i)));
        }
        RuntimeException first = null;
        for (int i = 0; i < workers.size(); i++) {
            try {
                workers.get(i).thread.finish();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        Reference.reachabilityFence(this);
        if (first != null) {
            throw first;
        }
    }

    private boolean isBeyond(int world, Quantity[] which) {
        for (Quantity quantity : which) {
            if (isBeyond(state, world * rows.length + rows.at(quantity), quantity.size(model.sizes()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBeyond(double[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!(Math.abs(values[i]) <= MOST)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Contact> contacts(int world) {
        check(world);
        Worker worker = workers.getFirst();
        List<Contact> contacts = new ArrayList<>();
        worker.thread.call(() -> {
            try (Arena arena = Arena.ofConfined()) {
                worker.workspace.put(state, world * rows.length, steps[world]);
                worker.workspace.forward();
                contacts.addAll(worker.workspace.contacts(arena.allocate(ValueLayout.JAVA_DOUBLE, 6)));
                worker.thread.takeWarning();
            }
        });
        Reference.reachabilityFence(this);
        return contacts;
    }

    /// MuJoCo does not say in the same way in all versions: none.
    @Override
    public SolverWork solverWork() {
        return new SolverWork(0, 0, 0);
    }

    @Override
    public boolean isWarm() {
        return true;
    }

    @Override
    public void reset(int world) {
        System.arraycopy(initial, 0, state, check(world) * rows.length, rows.parametersAt);
        steps[world] = 0;
        frozen[world] = false;
    }

    /// A row, the steps, and whether it is frozen.
    @Override
    public int snapshotLength() {
        return rows.length + 2;
    }

    @Override
    public void snapshot(int world, double[] out, int at) {
        System.arraycopy(state, check(world) * rows.length, out, at, rows.length);
        out[at + rows.length] = steps[world];
        out[at + rows.length + 1] = frozen[world] ? 1 : 0;
    }

    @Override
    public void restore(int world, double[] in, int at) {
        System.arraycopy(in, at, state, check(world) * rows.length, rows.length);
        steps[world] = (long) in[at + rows.length];
        frozen[world] = in[at + rows.length + 1] != 0;
    }
}
