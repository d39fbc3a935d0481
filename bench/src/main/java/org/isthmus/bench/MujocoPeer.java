package org.isthmus.bench;

import java.io.IOException;
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
import java.util.Optional;
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
    private static final int STATE_QPOS = 1 << 1;
    private static final int STATE_QVEL = 1 << 2;
    private static final int ERROR_BYTES = 1000;

    private final Arena arena = Arena.ofShared();
    private final SymbolLookup symbols;
    private final MethodHandle step;
    private final MethodHandle setState;
    private final MethodHandle getState;
    private final MethodHandle stateSize;
    private final MemorySegment model;
    private final MemorySegment data;
    private final int controlBit;
    private final MemorySegment controls;
    private final String version;

    private MujocoPeer(Path library, Path mjcf) {
        symbols = SymbolLookup.libraryLookup(library, arena);
        step = function("mj_step", FunctionDescriptor.ofVoid(POINTER, POINTER));
        FunctionDescriptor state = FunctionDescriptor.ofVoid(POINTER, POINTER, POINTER, ValueLayout.JAVA_INT);
        setState = function("mj_setState", state);
        getState = function("mj_getState", state);
        stateSize = function("mj_stateSize",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, POINTER, ValueLayout.JAVA_INT));
        version = "MuJoCo " + versionText();
        model = load(mjcf);
        data = call(POINTER.withName("data"), "mj_makeData", model);
        // a bit was inserted before the controls in 3.5; the one that is as long as the velocities is the warm start
        int nv = size(STATE_QVEL);
        controlBit = size(1 << 4) == nv && size(1 << 5) != nv ? 1 << 5 : 1 << 6;
        controls = arena.allocate(ValueLayout.JAVA_DOUBLE, Math.max(1, size(controlBit)));
    }

    /// Loads a model, if a library is found.
    static Optional<MujocoPeer> load(Path mjcf, Path projectRoot) throws IOException {
        for (Path candidate : candidates(projectRoot)) {
            if (Files.isRegularFile(candidate)) {
                return Optional.of(new MujocoPeer(candidate, mjcf));
            }
        }
        return Optional.empty();
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

    String version() {
        return version;
    }

    /// Sets all controls.
    void setControls(double[] ctrl) {
        MemorySegment.copy(ctrl, 0, controls, ValueLayout.JAVA_DOUBLE, 0, ctrl.length);
        invoke(setState, model, data, controls, controlBit);
    }

    /// Puts the world into a state at rest.
    void start(double[] qpos) {
        call("mj_resetData");
        try (Arena local = Arena.ofConfined()) {
            MemorySegment in = local.allocateFrom(ValueLayout.JAVA_DOUBLE, qpos);
            invoke(setState, model, data, in, STATE_QPOS);
        }
    }

    private void call(String name) {
        invoke(function(name, FunctionDescriptor.ofVoid(POINTER, POINTER)), model, data);
    }

    void step(int count) {
        for (int i = 0; i < count; i++) {
            invoke(step, model, data);
        }
    }

    double[] qpos() {
        int n = size(STATE_QPOS);
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(ValueLayout.JAVA_DOUBLE, n);
            invoke(getState, model, data, out, STATE_QPOS);
            return out.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }

    private int size(int bits) {
        try {
            return (int) stateSize.invokeExact(model, bits);
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_stateSize failed", e);
        }
    }

    private String versionText() {
        try {
            MethodHandle number = function("mj_version", FunctionDescriptor.of(ValueLayout.JAVA_INT));
            int v = (int) number.invokeExact();
            return v >= 1_000_000 ? v / 1_000_000 + "." + v / 1000 % 1000 + "." + v % 1000
                    : v / 100 + "." + v / 10 % 10 + "." + v % 10;
        } catch (Throwable e) {
            throw new IllegalStateException("MuJoCo's mj_version failed", e);
        }
    }

    private MemorySegment load(Path mjcf) {
        MemorySegment error = arena.allocate(ERROR_BYTES);
        MethodHandle loadXml = function("mj_loadXML",
                FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, ValueLayout.JAVA_INT));
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
