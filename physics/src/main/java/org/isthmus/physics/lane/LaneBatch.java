package org.isthmus.physics.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Contact;
import org.isthmus.model.scene.SensorType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.SolverWork;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.dynamics.ControlHistory;
import org.isthmus.physics.sensor.SensorHistory;
import org.isthmus.physics.sensor.WorldSensors;
import org.isthmus.physics.trace.LaneMemory;
import org.isthmus.physics.trace.Precision;
import org.jspecify.annotations.Nullable;

/// Worlds in blocks: `[block][slot][lane]`.
final class LaneBatch implements WorldBatch {
    private static final int RANGES_PER_THREAD = 16;
    /// Blocks, if there are enough for all threads: their slow worlds fill a block ([Stragglers]).
    private static final int LEAST_RANGE = 8;

    private final Model model;
    private final int worlds;
    private final Parallel pool;
    private final Form form;
    private final Precision precision;
    private final int threads;
    /// Numbers of the workspaces that no thread uses; the first `idleCount` count. Guarded by itself.
    private final int[] idle;
    private int idleCount;
    private final Program program;
    private final Pipeline stepping;
    /// Made when it is first asked for.
    private @Nullable Pipeline sensing;
    /// One for each thread, made with it.
    private final List<WorldSensors> scalar = new ArrayList<>();
    private final SensorHistory history;
    private final StateLayout layout;
    private final int lanes;
    private final int blocks;
    private final int blockLength;
    private final LaneMemory state;
    /// [worlds] steps since the last reset.
    private final long[] steps;
    private final double timestep;
    private int substeps;
    /// Made once, so that a step allocates nothing.
    private final Parallel.Body stepBody = this::stepBlocks;
    private final Parallel.Body senseBody = this::senseBlocks;

    LaneBatch(
            Model model, int worlds, Set<Parameter> varied, Parallel pool, Form form, Precision precision) {
        this(model, worlds, pool, form, precision,
                new StateLayout(model.sizes(), new ControlHistory(model).size(), new SensorHistory(model).size(),
                        varied),
                null);
    }

    private LaneBatch(
            Model model, int worlds, Parallel pool, Form form, Precision precision, StateLayout layout,
            @Nullable Program compiled) {
        if (worlds < 1) {
            throw new IllegalArgumentException(worlds + " worlds, expected 1 or more");
        }
        this.model = model;
        this.worlds = worlds;
        this.pool = pool;
        this.layout = layout;
        history = new SensorHistory(model);
        this.form = form;
        this.precision = precision;
        program = compiled != null ? compiled
                : new Program(model, StepTrace.of(model, layout, precision), form, precision, layout.slotCount());
        lanes = program.lanes();
        blocks = Math.ceilDiv(worlds, lanes);
        threads = Math.min(blocks, pool.threads());
        idle = IntStream.range(0, threads).toArray();
        idleCount = threads;
        blockLength = layout.slotCount() * lanes;
        stepping = new Pipeline(program, threads);
        state = new LaneMemory(precision, blocks * blockLength);
        steps = new long[worlds];
        timestep = model.options().timestep;
        for (int w = 0; w < blocks * lanes; w++) {
            resetLane(w);
            useModelsParameters(w);
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
        return stepsOf(check(world)) * timestep;
    }

    /// Steps since the reset, less those in which the world was frozen.
    private long stepsOf(int world) {
        return steps[world] - (long) state.get(index(world, layout.frozenSlot()));
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
        forBlocks(stepBody);
        for (int w = 0; w < worlds; w++) {
            steps[w] += count;
        }
    }

    /// Runs over all blocks, several ranges for each thread, so that none waits long for another.
    private void forBlocks(Parallel.Body body) {
        if (threads == 1) {
            body.run(0, blocks);
        } else {
            int range = Math.max(Math.ceilDiv(blocks, RANGES_PER_THREAD * threads), lanes == 1 ? 1 : LEAST_RANGE);
            pool.run(blocks, Math.min(range, Math.ceilDiv(blocks, threads)), body);
        }
    }

    /// The number of a workspace that no other thread uses until it is given back.
    private int takeWorkspace() {
        synchronized (idle) {
            return idle[--idleCount];
        }
    }

    private void giveBack(int workspace) {
        synchronized (idle) {
            idle[idleCount++] = workspace;
        }
    }

    private void stepBlocks(int from, int to) {
        int mine = takeWorkspace();
        try {
            stepping.run(state, from, to, substeps, mine);
        } finally {
            giveBack(mine);
        }
    }

    @Override
    public void sense() {
        if (model.sizes().nsensor() == 0) {
            return;
        }
        if (sensing == null) {
            sensing = new Pipeline(new Program(model, StepTrace.sensing(model, layout, precision), form, precision,
                    layout.slotCount()), threads);
            for (int i = 0; i < threads; i++) {
                scalar.add(new WorldSensors(model));
            }
        }
        forBlocks(senseBody);
        readClocks();
        for (int w = 0; w < worlds && history.size() > 0; w++) {
            history.pass(new Memory(w), stepsOf(w));
        }
    }

    private void senseBlocks(int from, int to) {
        Pipeline ready = Objects.requireNonNull(sensing);
        int mine = takeWorkspace();
        try {
            for (int block = from; block < to; block++) {
                ready.run(state, block * blockLength, mine);
                if (!scalar.get(mine).isEmpty()) {
                    measureInScalars(ready, mine, block);
                }
            }
        } finally {
            giveBack(mine);
        }
    }

    /// A world's slots as the history of sensors sees them.
    private final class Memory implements SensorHistory.Store {
        private final int world;

        Memory(int world) {
            this.world = world;
        }

        @Override
        public double kept(int i) {
            return state.get(index(world, layout.samplesSlot() + i));
        }

        @Override
        public void keep(int i, double value) {
            state.set(index(world, layout.samplesSlot() + i), value);
        }

        @Override
        public double measured(int at) {
            return state.get(index(world, layout.slot(Quantity.SENSORDATA, at)));
        }

        @Override
        public void measure(int at, double value) {
            state.set(index(world, layout.slot(Quantity.SENSORDATA, at)), value);
        }
    }

    private void measureInScalars(Pipeline pipeline, int thread, int block) {
        WorldSensors sensors = scalar.get(thread);
        for (int w = block * lanes; w < Math.min(worlds, (block + 1) * lanes); w++) {
            int world = w;
            List<Contact> contacts = sensors.needsContacts() ? pipeline.lastContacts(thread, w % lanes) : List.of();
            sensors.measure(this, w, contacts,
                    (at, value) -> state.set(index(world, layout.slot(Quantity.SENSORDATA, at)), value));
        }
    }

    private void readClocks() {
        for (int s = 0; s < model.sizes().nsensor(); s++) {
            if (model.sensors().type().get(s) == SensorType.CLOCK.ordinal()) {
                double most = model.sensors().cutoff().get(s);
                int slot = layout.slot(Quantity.SENSORDATA, model.sensors().adr().get(s));
                for (int w = 0; w < worlds; w++) {
                    state.set(index(w, slot), most > 0 ? Math.min(time(w), most) : time(w));
                }
            }
        }
    }

    @Override
    public List<Contact> contacts(int world) {
        int base = check(world) / lanes * blockLength;
        LaneMemory before = new LaneMemory(precision, blockLength);
        before.copyFrom(state, base, 0, blockLength);
        List<Contact> contacts = stepping.contacts(state, base, world % lanes);
        state.copyFrom(before, 0, base, blockLength);
        return contacts;
    }

    @Override
    public boolean isDiverged(int world) {
        return state.get(index(check(world), layout.frozenSlot())) > 0;
    }

    @Override
    public SolverWork solverWork() {
        return stepping.work();
    }

    @Override
    public boolean isWarm() {
        return program.isWarm();
    }

    @Override
    public WorldBatch withWorlds(int count, Parallel threadPool) {
        return new LaneBatch(model, count, threadPool, form, precision, layout, program);
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
        history.clear(new Memory(world));
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
        state.gather(index(check(world), 0), lanes, out, at, layout.slotCount());
        out[at + layout.slotCount()] = steps[world];
    }

    @Override
    public void restore(int world, double[] in, int at) {
        state.scatter(in, at, index(check(world), 0), lanes, layout.slotCount());
        steps[world] = (long) in[at + layout.slotCount()];
    }

    @Override
    public void read(Quantity quantity, double[] out) {
        int size = size(quantity, out);
        for (int w = 0; w < worlds && size > 0; w++) {
            state.gather(index(w, layout.slot(quantity, 0)), lanes, out, w * size, size);
        }
    }

    @Override
    public void write(Quantity quantity, double[] in) {
        int size = size(quantity, in);
        for (int w = 0; w < worlds && size > 0; w++) {
            state.scatter(in, w * size, index(w, layout.slot(quantity, 0)), lanes, size);
        }
    }

    /// Numbers of one world, if the array has room for those of all.
    private int size(Quantity quantity, double[] array) {
        int size = quantity.size(model.sizes());
        if (array.length < worlds * size) {
            throw new IllegalArgumentException(
                    array.length + " numbers, expected " + worlds + " times " + size + " of " + quantity);
        }
        return size;
    }
}
