package org.isthmus.physics;

import org.isthmus.model.compiled.Model;

/// Worlds as rows of numbers, for engines that are not ours: they put a row in, step and take it out.
public abstract class RowBatch implements WorldBatch {
    /// Beyond it a number is no motion any more (MuJoCo's `mjMAXVAL`).
    private static final double MOST = 1e10;
    /// What comes from outside.
    private static final Quantity[] GIVEN = {Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.CTRL,
        Quantity.QFRC_APPLIED, Quantity.MOCAP};

    protected final Model model;
    protected final WorldRows rows;
    /// [worlds][rows.length]
    protected final double[] state;
    /// [worlds] since the reset, without those in which it was frozen
    protected final long[] steps;
    /// [worlds]
    protected final boolean[] frozen;
    private final int worlds;
    /// [rows.length] of a world that was reset
    private final double[] initial;
    private final double timestep;

    /// All worlds begin in the reference configuration, at rest.
    protected RowBatch(Model model, int worlds, WorldRows rows) {
        if (worlds < 1) {
            throw new IllegalArgumentException(worlds + " worlds, expected 1 or more");
        }
        this.model = model;
        this.worlds = worlds;
        this.rows = rows;
        timestep = model.options().timestep;
        initial = new double[rows.length()];
        state = new double[Math.multiplyExact(worlds, rows.length())];
        steps = new long[worlds];
        frozen = new boolean[worlds];
        fillInitial();
        startAll();
    }

    private void fillInitial() {
        model.qpos0().copyTo(0, initial, rows.at(Quantity.QPOS), model.sizes().nq());
        for (int b = 0; b < model.sizes().nbody(); b++) {
            int mocap = model.bodies().mocapId().get(b);
            if (mocap >= 0) {
                int at = rows.at(Quantity.MOCAP) + 7 * mocap;
                model.bodies().pos().copyTo(3 * b, initial, at, 3);
                model.bodies().quat().copyTo(4 * b, initial, at + 3, 4);
            }
        }
        for (Parameter p : rows.varied()) {
            for (int i = 0; i < p.size(model.sizes()); i++) {
                initial[rows.at(p) + i] = p.of(model, i);
            }
        }
    }

    private void startAll() {
        for (int w = 0; w < worlds; w++) {
            System.arraycopy(initial, 0, state, base(w), rows.length());
        }
    }

    /// Lets all worlds begin, now and after a reset, with what an engine has of quantities and extras; parameters stay.
    ///
    /// @param row [rows.length]
    protected final void startAs(double[] row) {
        System.arraycopy(row, 0, initial, 0, rows.parametersAt());
        startAll();
    }

    @Override
    public final Model model() {
        return model;
    }

    @Override
    public final int worlds() {
        return worlds;
    }

    @Override
    public final double time(int world) {
        return steps[check(world)] * timestep;
    }

    @Override
    public final boolean isDiverged(int world) {
        return frozen[check(world)];
    }

    @Override
    public final double get(Quantity quantity, int world, int index) {
        return state[place(world, rows.at(quantity), quantity.size(model.sizes()), index)];
    }

    @Override
    public final void set(Quantity quantity, int world, int index, double value) {
        state[place(world, rows.at(quantity), quantity.size(model.sizes()), index)] = value;
    }

    @Override
    public final double get(Parameter parameter, int world, int index) {
        check(world);
        return rows.isVaried(parameter)
                ? state[place(world, rows.at(parameter), parameter.size(model.sizes()), index)]
                : parameter.of(model, index);
    }

    @Override
    public final void set(Parameter parameter, int world, int index, double value) {
        state[place(world, rows.at(parameter), parameter.size(model.sizes()), index)] = value;
    }

    private int place(int world, int at, int size, int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("number " + index + " of " + size);
        }
        return base(check(world)) + at + index;
    }

    /// Where a world's row begins in the state.
    protected final int base(int world) {
        return world * rows.length();
    }

    /// @throws IndexOutOfBoundsException when there is no such world
    protected final int check(int world) {
        if (world < 0 || world >= worlds) {
            throw new IndexOutOfBoundsException("world " + world + " of " + worlds);
        }
        return world;
    }

    /// Whether a world has a number from outside that is none.
    protected final boolean isGivenBeyond(int world) {
        for (Quantity quantity : GIVEN) {
            if (isBeyond(state, base(world) + rows.at(quantity), quantity.size(model.sizes()))) {
                return true;
            }
        }
        return false;
    }

    /// Whether one of the numbers is too large to be a motion's, or none.
    protected static boolean isBeyond(double[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!(Math.abs(values[i]) <= MOST)) {
                return true;
            }
        }
        return false;
    }

    /// Other engines do not say: none.
    @Override
    public final SolverWork solverWork() {
        return new SolverWork(0, 0, 0);
    }

    @Override
    public final boolean isWarm() {
        return true;
    }

    @Override
    public void reset(int world) {
        System.arraycopy(initial, 0, state, base(check(world)), rows.parametersAt());
        steps[world] = 0;
        frozen[world] = false;
    }

    /// A row, the steps, and whether it is frozen.
    @Override
    public final int snapshotLength() {
        return rows.length() + 2;
    }

    @Override
    public final void snapshot(int world, double[] out, int at) {
        System.arraycopy(state, base(check(world)), out, at, rows.length());
        out[at + rows.length()] = steps[world];
        out[at + rows.length() + 1] = frozen[world] ? 1 : 0;
    }

    @Override
    public void restore(int world, double[] in, int at) {
        System.arraycopy(in, at, state, base(check(world)), rows.length());
        steps[world] = (long) in[at + rows.length()];
        frozen[world] = in[at + rows.length() + 1] != 0;
    }
}
