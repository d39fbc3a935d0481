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
import org.isthmus.physics.RowBatch;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.WorldRows;

/// Worlds as rows of numbers, stepped on as many threads as the pool has: each with a model and data of MuJoCo's, through which the rows go.
final class MujocoBatch extends RowBatch {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int RANGES_PER_THREAD = 8;

    private final MujocoLibrary library;
    private final List<Worker> workers = new ArrayList<>();
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
            thread.call(
                    () -> made[0] = new Workspace(library, model, rows, nativeModel, library.makeData(nativeModel)));
            workspace = made[0];
        }

        private void stepAll() {
            for (int from = next.getAndAdd(range); from < worlds(); from = next.getAndAdd(range)) {
                for (int w = from; w < Math.min(worlds(), from + range); w++) {
                    if (!frozen[w]) {
                        step(w);
                    }
                }
            }
        }

        private void step(int w) {
            int base = base(w);
            workspace.put(state, base, steps[w]);
            workspace.step(substeps);
            if (thread.takeWarning() == null) {
                workspace.takeStep(state, base);
                steps[w] += substeps;
            } else {
                stepCarefully(w);
            }
        }

        /// Goes the same way again, one step after the other, and stops before MuJoCo would give up and begin anew.
        private void stepCarefully(int w) {
            int base = base(w);
            workspace.reset();
            for (int s = 0; s < substeps && !frozen[w]; s++) {
                workspace.put(state, base, steps[w]);
                frozen[w] = isGivenBeyond(w);
                if (!frozen[w]) {
                    workspace.forward();
                    frozen[w] = isAccelerationBeyond(base);
                }
                if (!frozen[w]) {
                    workspace.put(state, base, steps[w]);
                    workspace.step(1);
                    workspace.takeStep(state, base);
                    steps[w]++;
                }
            }
            workspace.reset();
            thread.takeWarning();
        }

        /// Whether the present state makes accelerations that are none; they are kept then, to be told.
        private boolean isAccelerationBeyond(int base) {
            double[] row = new double[rows.length()];
            workspace.take(Quantity.QACC, row, 0);
            if (!isBeyond(row, rows.at(Quantity.QACC), model.sizes().nv())) {
                return false;
            }
            workspace.take(Quantity.QACC, state, base);
            return true;
        }

        private void senseAll() {
            for (int from = next.getAndAdd(range); from < worlds(); from = next.getAndAdd(range)) {
                for (int w = from; w < Math.min(worlds(), from + range); w++) {
                    int base = base(w);
                    if (!frozen[w] && !isGivenBeyond(w)) {
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

    private MujocoBatch(MujocoLibrary library, Model model, int worlds, WorldRows rows, int threads,
            MujocoThread first, MemorySegment nativeModel) {
        super(model, worlds, rows);
        this.library = library;
        int used = Math.min(worlds, threads);
        range = Math.max(1, worlds / (RANGES_PER_THREAD * used));
        workers.add(new Worker(first, nativeModel));
        for (int i = 1; i < used; i++) {
            MemorySegment[] copy = new MemorySegment[1];
            first.call(() -> copy[0] = library.copyModel(nativeModel));
            workers.add(new Worker(new MujocoThread("mujoco-" + i), copy[0]));
        }
        double[] row = new double[rows.length()];
        first.call(() -> workers.getFirst().workspace.takeAll(row, 0));
        startAs(row);
        CLEANER.register(this, new Release(workers.stream().map(w -> w.thread).toList(),
                workers.stream().map(w -> w.workspace).toList()));
    }

    /// Makes worlds of a model that MuJoCo compiles.
    ///
    /// @throws DiagnosticException when it does not
    static MujocoBatch compile(MujocoLibrary library, Model model, int worlds, Set<Parameter> varied, Parallel pool,
            Diagnostics diagnostics) {
        MujocoThread first = new MujocoThread("mujoco-0");
        try {
            MemorySegment[] compiled = new MemorySegment[1];
            first.call(() -> compiled[0] = NativeModel.compile(library, model, varied, diagnostics));
            WorldRows[] rows = new WorldRows[1];
            first.call(() -> rows[0] = Workspace.rows(library, model, varied, compiled[0]));
            return new MujocoBatch(library, model, worlds, rows[0], pool.threads(), first, compiled[0]);
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
        return new MujocoBatch(library, model, count, rows, pool.threads(), new MujocoThread("mujoco-0"), copy[0]);
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

    @Override
    public List<Contact> contacts(int world) {
        check(world);
        Worker worker = workers.getFirst();
        List<Contact> contacts = new ArrayList<>();
        worker.thread.call(() -> {
            try (Arena arena = Arena.ofConfined()) {
                worker.workspace.put(state, base(world), steps[world]);
                worker.workspace.forward();
                contacts.addAll(worker.workspace.contacts(arena.allocate(ValueLayout.JAVA_DOUBLE, 6)));
                worker.thread.takeWarning();
            }
        });
        Reference.reachabilityFence(this);
        return contacts;
    }
}
