package org.isthmus.physics.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldRows;

/// MuJoCo itself with one world of a file that MuJoCo reads, for those who compare with it or measure it: no worlds, no parameters.
///
/// Everything runs on a thread of its own, since a fatal error of MuJoCo's ends the thread; [#run] does many calls there at once. Not safe
/// for several threads.
public final class MujocoSimulation implements AutoCloseable {
    private static final int WRENCH = 6;

    private final MujocoLibrary library;
    private final MujocoThread thread = new MujocoThread("mujoco");
    private final Model model;
    private final WorldRows rows;
    private final Workspace workspace;
    /// [rows.length] the world between calls: what is set goes here and in, what is read comes out and here
    private final double[] row;

    private MujocoSimulation(MujocoLibrary library, Model model, Path mjcf) {
        this.library = library;
        this.model = model;
        Workspace[] made = new Workspace[1];
        WorldRows[] shape = new WorldRows[1];
        try {
            thread.call(() -> {
                MemorySegment compiled = library.load(mjcf);
                shape[0] = Workspace.rows(library, model, Set.of(), compiled);
                made[0] = new Workspace(library, model, shape[0], compiled, library.makeData(compiled));
            });
        } catch (RuntimeException e) {
            thread.end();
            throw e;
        }
        workspace = made[0];
        rows = shape[0];
        row = new double[rows.length()];
    }

    /// Whether there is a library of version 3 or newer, which reads all of MJCF that is compared.
    public static boolean isInstalled() {
        try {
            return MujocoLibrary.get().hasFilesInMemory();
        } catch (DiagnosticException e) {
            return false; // the message is that of howToGet
        }
    }

    /// How to get it, for messages.
    public static String howToGet() {
        return "MuJoCo 3 is not found: " + LibraryFile.HOW_TO_GET;
    }

    /// Loads a file.
    ///
    /// @param model the same, compiled by us: its sizes are used
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when there is no MuJoCo, or it does not take the file
    public static MujocoSimulation load(Model model, Path mjcf) {
        return new MujocoSimulation(MujocoLibrary.get(), model, mjcf);
    }

    /// Name and version, such as `MuJoCo 3.14.0`.
    public String version() {
        return "MuJoCo " + library.version();
    }

    /// Does something on MuJoCo's thread, where the methods of this class then take no time to get there.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when MuJoCo ended it by a fatal error; nothing works after that
    public void run(Runnable work) {
        thread.call(work);
    }

    private <T> T get(Function<Arena, T> work) {
        Object[] result = new Object[1];
        run(() -> {
            try (Arena local = Arena.ofConfined()) {
                result[0] = work.apply(local);
            }
        });
        @SuppressWarnings("unchecked") // it is what the function gave
        T value = (T) result[0];
        return value;
    }

    /// Puts the world into the reference configuration, at rest.
    public void reset() {
        run(workspace::reset);
    }

    /// Puts the world into a state at rest.
    ///
    /// @param qpos [nq]
    public void start(double[] qpos) {
        reset();
        set(Quantity.QPOS, qpos);
    }

    /// Sets a quantity.
    public void set(Quantity quantity, double[] values) {
        int size = quantity.size(model.sizes());
        if (values.length != size) {
            throw new IllegalArgumentException(values.length + " numbers for " + quantity + ", which has " + size);
        }
        run(() -> {
            System.arraycopy(values, 0, row, rows.at(quantity), size);
            workspace.put(quantity, row, 0);
        });
    }

    /// Reads a quantity; sensors and accelerations are those of the last [#step] or [#forward].
    public double[] get(Quantity quantity) {
        double[] values = new double[quantity.size(model.sizes())];
        run(() -> {
            workspace.take(quantity, row, 0);
            System.arraycopy(row, rows.at(quantity), values, 0, values.length);
        });
        return values;
    }

    /// Computes what depends on the state, without a step.
    public void forward() {
        run(workspace::forward);
    }

    public void step(int count) {
        run(() -> workspace.step(count));
    }

    /// The mass matrix times a vector, [nv], after [#forward].
    public double[] timesMass(double[] vector) {
        return get(local -> {
            MemorySegment out = local.allocate(ValueLayout.JAVA_DOUBLE, vector.length);
            library.timesMass(workspace.nativeModel, workspace.nativeData, out,
                    local.allocateFrom(ValueLayout.JAVA_DOUBLE, vector));
            return out.toArray(ValueLayout.JAVA_DOUBLE);
        });
    }

    /// Forces that the present motion takes, [nv], after [#forward]: gravity and velocities, and with `inertia` also the present
    /// acceleration of the bodies (not of armatures).
    public double[] inverseDynamics(boolean inertia) {
        return get(local -> {
            MemorySegment out = local.allocate(ValueLayout.JAVA_DOUBLE, model.sizes().nv());
            library.inverseDynamics(workspace.nativeModel, workspace.nativeData, inertia, out);
            return out.toArray(ValueLayout.JAVA_DOUBLE);
        });
    }

    /// How many contacts were found, those in gaps counted, after [#forward].
    public int contactCount() {
        return get(_ -> workspace.contactCount());
    }

    /// Force and torque of a contact in its own frame, whose first axis is the normal: [6], all 0 where it does not act.
    public double[] contactForce(int contact) {
        return get(local -> {
            MemorySegment out = local.allocate(ValueLayout.JAVA_DOUBLE, WRENCH);
            library.contactForce(workspace.nativeModel, workspace.nativeData, contact, out);
            return out.toArray(ValueLayout.JAVA_DOUBLE);
        });
    }

    /// Signed distance of two geoms, after [#forward].
    ///
    /// @param segment [6] out: the nearest points on the first and second geom
    public double geomDistance(int first, int second, double most, double[] segment) {
        return get(local -> {
            MemorySegment out = local.allocate(ValueLayout.JAVA_DOUBLE, WRENCH);
            double distance = library.geomDistance(workspace.nativeModel, workspace.nativeData, first, second, most,
                    out);
            MemorySegment.copy(out, ValueLayout.JAVA_DOUBLE, 0, segment, 0, WRENCH);
            return distance;
        });
    }

    @Override
    public void close() {
        if (!thread.isLost()) {
            run(workspace::delete);
            thread.end();
        }
    }
}
