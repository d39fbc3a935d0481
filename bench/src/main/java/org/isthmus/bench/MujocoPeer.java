package org.isthmus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// MuJoCo, called through its shared library: versions 3.2 and newer, by calls whose meaning did not change.
///
/// The library is looked for under the property `isthmus.mujoco` (a file), in `MUJOCO_HOME`, and in the Python environment of the
/// cross-check suite.
@SuppressWarnings("restricted") // calling a native library is what this class is for
final class MujocoPeer implements AutoCloseable {
    /// How to install it.
    static final String HOW_TO_INSTALL = "MuJoCo is not found: run crosscheck/run once, or set MUJOCO_HOME";

    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;
    private static final int ERROR_BYTES = 1000;
    private static final int OLDEST_WITH_HISTORY = 3005;

    private final Arena arena = Arena.ofShared();
    private final Map<String, MethodHandle> functions = new TreeMap<>();
    private final SymbolLookup symbols;
    private final MethodHandle step;
    private final MethodHandle setState;
    private final MethodHandle getState;
    private final MethodHandle stateSize;
    private final MemorySegment model;
    private final MemorySegment data;
    private final int version;
    private final MemorySegment controls;

    /// Parts of the state, in the order of their bits.
    enum Part {
        QPOS, QVEL, ACT,
        /// `qacc` of the last step.
        WARM_START, CTRL, QFRC_APPLIED, XFRC_APPLIED, EQ_ACTIVE, MOCAP_POS, MOCAP_QUAT
    }

    private MujocoPeer(Path library, Path mjcf) {
        symbols = SymbolLookup.libraryLookup(library, arena);
        step = function("mj_step", FunctionDescriptor.ofVoid(POINTER, POINTER));
        FunctionDescriptor state = FunctionDescriptor.ofVoid(POINTER, POINTER, POINTER, INT);
        setState = function("mj_setState", state);
        getState = function("mj_getState", state);
        stateSize = function("mj_stateSize", FunctionDescriptor.of(INT, POINTER, INT));
        version = readVersion();
        model = load(mjcf);
        data = call(POINTER.withName("data"), "mj_makeData", model);
        controls = arena.allocate(NUMBER, Math.max(1, size(Part.CTRL)));
    }

    /// Loads a model, if a library is found.
    static Optional<MujocoPeer> load(Path mjcf, Path projectRoot) {
        return library(projectRoot).map(file -> new MujocoPeer(file, mjcf));
    }

    /// The library's file, if there is one.
    static Optional<Path> library(Path projectRoot) {
        try {
            return candidates(projectRoot).stream().filter(Files::isRegularFile).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> candidates(Path projectRoot) throws IOException {
        List<Path> candidates = new ArrayList<>();
        String property = System.getProperty("isthmus.mujoco");
        if (property != null) {
            candidates.add(Path.of(property));
        }
        String home = System.getenv("MUJOCO_HOME");
        if (home != null) {
            candidates.addAll(libraries(Path.of(home, "lib")));
        }
        Path python = projectRoot.resolve("crosscheck/.venv/lib");
        if (Files.isDirectory(python)) {
            try (Stream<Path> versions = Files.list(python)) {
                for (Path p : versions.sorted().toList()) {
                    candidates.addAll(libraries(p.resolve("site-packages/mujoco")));
                }
            }
        }
        return candidates;
    }

    private static List<Path> libraries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("libmujoco\\.(so|\\d|dylib).*")).sorted()
                    .toList();
        }
    }

    /// Its name and version, such as `MuJoCo 3.14.0`.
    String version() {
        return "MuJoCo " + version / 1_000_000 + "." + version / 1000 % 1000 + "." + version % 1000;
    }

    /// Sets all controls.
    void setControls(double[] ctrl) {
        MemorySegment.copy(ctrl, 0, controls, NUMBER, 0, ctrl.length);
        invoke(setState, model, data, controls, bit(Part.CTRL));
    }

    /// Puts the world into a state at rest.
    void start(double[] qpos) {
        reset();
        set(Part.QPOS, qpos);
    }

    /// Puts the world into the reference configuration, at rest.
    void reset() {
        call("mj_resetData");
    }

    /// Computes what depends on the state, without a step.
    void forward() {
        call("mj_forward");
    }

    private void call(String name) {
        invoke(function(name, FunctionDescriptor.ofVoid(POINTER, POINTER)), model, data);
    }

    void step(int count) {
        for (int i = 0; i < count; i++) {
            invoke(step, model, data);
        }
    }

    /// Sets a part of the state.
    void set(Part part, double[] values) {
        if (values.length != size(part)) {
            throw new IllegalArgumentException(values.length + " numbers for " + part + ", which has " + size(part));
        }
        try (Arena local = Arena.ofConfined()) {
            invoke(setState, model, data, local.allocateFrom(NUMBER, values), bit(part));
        }
    }

    double[] get(Part part) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(NUMBER, size(part));
            invoke(getState, model, data, out, bit(part));
            return out.toArray(NUMBER);
        }
    }

    /// How many numbers a part of the state has.
    int size(Part part) {
        try {
            return (int) stateSize.invokeExact(model, bit(part));
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_stateSize failed", e);
        }
    }

    /// The first bit is the time; since 3.5 delayed controls have one before the warm start.
    private int bit(Part part) {
        boolean isLater = part.compareTo(Part.WARM_START) >= 0 && version / 1000 >= OLDEST_WITH_HISTORY;
        return 1 << part.ordinal() + (isLater ? 2 : 1);
    }

    /// The mass matrix times a vector, [nv], after [#forward].
    double[] timesMass(double[] vector) {
        MethodHandle mulM = function("mj_mulM", FunctionDescriptor.ofVoid(POINTER, POINTER, POINTER, POINTER));
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(NUMBER, vector.length);
            mulM.invokeExact(model, data, out, local.allocateFrom(NUMBER, vector));
            return out.toArray(NUMBER);
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_mulM failed", e);
        }
    }

    /// Forces that the present motion takes, [nv], after [#forward]: gravity and velocities, and with `inertia` also the present
    /// acceleration of the bodies (not of armatures).
    double[] inverseDynamics(boolean inertia) {
        MethodHandle rne = function("mj_rne", FunctionDescriptor.ofVoid(POINTER, POINTER, INT, POINTER));
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(NUMBER, size(Part.QVEL));
            rne.invokeExact(model, data, inertia ? 1 : 0, out);
            return out.toArray(NUMBER);
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_rne failed", e);
        }
    }

    /// Force and torque of a contact in its own frame, whose first axis is the normal: [6], all 0 where there is no such contact.
    double[] contactForce(int contact) {
        MethodHandle contactForce = function("mj_contactForce",
                FunctionDescriptor.ofVoid(POINTER, POINTER, INT, POINTER));
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(NUMBER, 6);
            contactForce.invokeExact(model, data, contact, out);
            return out.toArray(NUMBER);
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_contactForce failed", e);
        }
    }

    /// Signed distance of two geoms, after [#forward].
    ///
    /// @param segment [6] out: the nearest points on the first and second geom
    double geomDistance(int first, int second, double most, double[] segment) {
        MethodHandle distance = function("mj_geomDistance",
                FunctionDescriptor.of(NUMBER, POINTER, POINTER, INT, INT, NUMBER, POINTER));
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(NUMBER, 6);
            double result = (double) distance.invokeExact(model, data, first, second, most, out);
            MemorySegment.copy(out, NUMBER, 0, segment, 0, 6);
            return result;
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_geomDistance failed", e);
        }
    }

    private int readVersion() {
        try {
            MethodHandle number = function("mj_version", FunctionDescriptor.of(INT));
            int v = (int) number.invokeExact();
            return v >= 1_000_000 ? v : v / 100 * 1_000_000 + v / 10 % 10 * 1000 + v % 10;
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_version failed", e);
        }
    }

    private MemorySegment load(Path mjcf) {
        MemorySegment error = arena.allocate(ERROR_BYTES);
        MethodHandle loadXml = function("mj_loadXML",
                FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, INT));
        try {
            MemorySegment loaded = (MemorySegment) loadXml.invokeExact(arena.allocateFrom(mjcf.toString()),
                    MemorySegment.NULL, error, ERROR_BYTES);
            if (loaded.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("MuJoCo does not load " + mjcf + ": " + error.getString(0));
            }
            return loaded;
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_loadXML failed", e);
        }
    }

    private MemorySegment call(AddressLayout result, String name, MemorySegment argument) {
        try {
            return (MemorySegment) function(name, FunctionDescriptor.of(result, POINTER)).invokeExact(argument);
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's " + name + " failed", e);
        }
    }

    private static void invoke(MethodHandle handle, MemorySegment a, MemorySegment b) {
        try {
            handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo failed", e);
        }
    }

    private static void invoke(MethodHandle handle, MemorySegment a, MemorySegment b, MemorySegment c, int bits) {
        try {
            handle.invokeExact(a, b, c, bits);
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo failed", e);
        }
    }

    private MethodHandle function(String name, FunctionDescriptor type) {
        return functions.computeIfAbsent(name, n -> find(n, type));
    }

    private MethodHandle find(String name, FunctionDescriptor type) {
        MemorySegment address = symbols.find(name)
                .orElseThrow(() -> new IllegalStateException("the MuJoCo library has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, type);
    }

    @Override
    public void close() {
        try {
            function("mj_deleteData", FunctionDescriptor.ofVoid(POINTER)).invokeExact(data);
            function("mj_deleteModel", FunctionDescriptor.ofVoid(POINTER)).invokeExact(model);
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo failed", e);
        } finally {
            arena.close();
        }
    }
}
