package org.isthmus.physics.mujoco;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;

/// MuJoCo's shared library: the functions that are called, whose meaning has not changed since version 2.2.2, and its handlers.
///
/// Functions that can fail for good are to be called on a [MujocoThread].
@SuppressWarnings("restricted") // calling a native library is what this class is for
final class MujocoLibrary {
    static final AddressLayout POINTER = ValueLayout.ADDRESS;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;

    /// The first version with delays.
    private static final int OLDEST_WITH_DELAYS = 3_005_000;
    private static final int OLDEST = 2_002_002;
    private static final int ERROR_BYTES = 2000;
    /// Of `mjVFS`, which was 2 MB of names in 3.0 and is a pointer today.
    private static final long VFS_BYTES = 4 << 20;
    /// Bit of the history of delays in `mjtState`.
    private static final int HISTORY = 1 << 4;

    private final Path file;
    private final SymbolLookup symbols;
    private final int version;
    private final MethodHandle step;
    private final MethodHandle forward;
    private final MethodHandle resetData;
    private final MethodHandle resetKeyframe;
    private final MethodHandle contactForce;
    private final MethodHandle mulM;
    private final MethodHandle rne;
    private final Optional<MethodHandle> stateSize;
    private final Optional<MethodHandle> getState;
    private final Optional<MethodHandle> setState;
    private final Optional<MethodHandle> addBuffer;
    private final Layout layout;

    private MujocoLibrary(Path file) {
        this.file = file;
        symbols = open(file);
        version = readVersion();
        if (version < OLDEST) {
            throw MujocoThread.error("MuJoCo " + versionText(version) + " (" + file + ") is too old", "2.2.2 or newer",
                    LibraryFile.HOW_TO_GET);
        }
        FunctionDescriptor onWorld = FunctionDescriptor.ofVoid(POINTER, POINTER);
        step = function("mj_step", onWorld);
        forward = function("mj_forward", onWorld);
        resetData = function("mj_resetData", onWorld);
        resetKeyframe = function("mj_resetDataKeyframe", FunctionDescriptor.ofVoid(POINTER, POINTER, INT));
        contactForce = function("mj_contactForce", FunctionDescriptor.ofVoid(POINTER, POINTER, INT, POINTER));
        mulM = function("mj_mulM", FunctionDescriptor.ofVoid(POINTER, POINTER, POINTER, POINTER));
        rne = function("mj_rne", FunctionDescriptor.ofVoid(POINTER, POINTER, INT, POINTER));
        FunctionDescriptor state = FunctionDescriptor.ofVoid(POINTER, POINTER, POINTER, INT);
        getState = optional("mj_getState", state);
        setState = optional("mj_setState", state);
        stateSize = optional("mj_stateSize", FunctionDescriptor.of(INT, POINTER, INT));
        addBuffer = optional("mj_addBufferVFS", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, INT));
        setHandlers();
        layout = measureLayout();
    }

    /// The library, loaded when it is first asked for; for ever, since its memory may be anywhere.
    private static final class Loaded {
        static final Attempt ATTEMPT = attempt();
    }

    /// What came of loading it.
    private record Attempt(Optional<MujocoLibrary> library, Optional<DiagnosticException> problem) {}

    private static Attempt attempt() {
        try {
            Path found = LibraryFile.find().orElseThrow(() -> MujocoThread.error("MuJoCo's library is not found",
                    "libmujoco of version 2.2.2 or newer", LibraryFile.HOW_TO_GET));
            return new Attempt(Optional.of(new MujocoLibrary(found)), Optional.empty());
        } catch (DiagnosticException e) {
            return new Attempt(Optional.empty(), Optional.of(e));
        }
    }

    /// The library.
    ///
    /// @throws DiagnosticException when there is none, or it is of no use: with how to get it
    static MujocoLibrary get() {
        return Loaded.ATTEMPT.library().orElseThrow(Loaded.ATTEMPT.problem()::orElseThrow);
    }

    static SymbolLookup open(Path file) {
        try {
            return SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global());
        } catch (IllegalArgumentException e) {
            throw MujocoThread.error("MuJoCo's library " + file + " cannot be loaded: " + e.getMessage(),
                    "libmujoco for this system", LibraryFile.HOW_TO_GET);
        }
    }

    private int readVersion() {
        try {
            int v = (int) function("mj_version", FunctionDescriptor.of(INT)).invokeExact();
            return v >= 1_000_000 ? v : v / 100 * 1_000_000 + v / 10 % 10 * 1000 + v % 10;
        } catch (Throwable e) {
            throw failure("mj_version", e);
        }
    }

    private static String versionText(int v) {
        return v / 1_000_000 + "." + v / 1000 % 1000 + "." + v % 1000;
    }

    /// Its version, such as `3.14.0`.
    String version() {
        return versionText(version);
    }

    Path file() {
        return file;
    }

    Layout layout() {
        return layout;
    }

    boolean hasDelays() {
        return version >= OLDEST_WITH_DELAYS;
    }

    /// Whether models can be compiled from memory.
    boolean hasFilesInMemory() {
        return addBuffer.isPresent();
    }

    private void setHandlers() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodType type = MethodType.methodType(void.class, MemorySegment.class);
            set("mju_user_error", lookup.findStatic(MujocoLibrary.class, "onError", type));
            set("mju_user_warning", lookup.findStatic(MujocoLibrary.class, "onWarning", type));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void set(String handler, MethodHandle target) {
        MemorySegment stub = Linker.nativeLinker().upcallStub(target, FunctionDescriptor.ofVoid(POINTER),
                Arena.global());
        variable(handler).set(POINTER, 0, stub);
    }

    /// A global variable that holds a pointer.
    MemorySegment variable(String name) {
        return symbol(name).reinterpret(POINTER.byteSize());
    }

    /// Called by MuJoCo at fatal errors.
    static void onError(MemorySegment message) {
        MujocoThread.lose(text(message));
    }

    /// Called by MuJoCo.
    static void onWarning(MemorySegment message) {
        MujocoThread.warn(text(message));
    }

    private static String text(MemorySegment message) {
        return message.equals(MemorySegment.NULL) ? "" : oneLine(message.reinterpret(Long.MAX_VALUE).getString(0));
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }

    private Layout measureLayout() {
        MujocoThread thread = new MujocoThread("mujoco-probe");
        Layout[] measured = new Layout[1];
        thread.call(() -> measured[0] = new StructProbe(this).measure());
        thread.end();
        return measured[0];
    }

    void step(MemorySegment model, MemorySegment data) {
        try {
            step.invokeExact(model, data);
        } catch (Throwable e) {
            throw failure("mj_step", e);
        }
    }

    void forward(MemorySegment model, MemorySegment data) {
        try {
            forward.invokeExact(model, data);
        } catch (Throwable e) {
            throw failure("mj_forward", e);
        }
    }

    void resetData(MemorySegment model, MemorySegment data) {
        try {
            resetData.invokeExact(model, data);
        } catch (Throwable e) {
            throw failure("mj_resetData", e);
        }
    }

    void resetToKeyframe(MemorySegment model, MemorySegment data, int key) {
        try {
            resetKeyframe.invokeExact(model, data, key);
        } catch (Throwable e) {
            throw failure("mj_resetDataKeyframe", e);
        }
    }

    /// @param out [6] force and torque in the contact's frame
    void contactForce(MemorySegment model, MemorySegment data, int contact, MemorySegment out) {
        try {
            contactForce.invokeExact(model, data, contact, out);
        } catch (Throwable e) {
            throw failure("mj_contactForce", e);
        }
    }

    void timesMass(MemorySegment model, MemorySegment data, MemorySegment out, MemorySegment vector) {
        try {
            mulM.invokeExact(model, data, out, vector);
        } catch (Throwable e) {
            throw failure("mj_mulM", e);
        }
    }

    void inverseDynamics(MemorySegment model, MemorySegment data, boolean inertia, MemorySegment out) {
        try {
            rne.invokeExact(model, data, inertia ? 1 : 0, out);
        } catch (Throwable e) {
            throw failure("mj_rne", e);
        }
    }

    double geomDistance(MemorySegment model, MemorySegment data, int first, int second, double most,
            MemorySegment segment) {
        try {
            return (double) function("mj_geomDistance",
                    FunctionDescriptor.of(NUMBER, POINTER, POINTER, INT, INT, NUMBER, POINTER))
                    .invokeExact(model, data, first, second, most, segment);
        } catch (Throwable e) {
            throw failure("mj_geomDistance", e);
        }
    }

    /// The name of an element; empty when it has none, or is none.
    ///
    /// @param type `mjtObj`
    String name(MemorySegment model, int type, int id) {
        try {
            MemorySegment name = (MemorySegment) function("mj_id2name",
                    FunctionDescriptor.of(POINTER, POINTER, INT, INT))
                    .invokeExact(model, type, id);
            return text(name);
        } catch (Throwable e) {
            throw failure("mj_id2name", e);
        }
    }

    /// How many numbers the delays of a model keep.
    int historySize(MemorySegment model) {
        if (!hasDelays()) {
            return 0;
        }
        try {
            return (int) stateSize.orElseThrow().invokeExact(model, HISTORY);
        } catch (Throwable e) {
            throw failure("mj_stateSize", e);
        }
    }

    void getHistory(MemorySegment model, MemorySegment data, MemorySegment out) {
        try {
            getState.orElseThrow().invokeExact(model, data, out, HISTORY);
        } catch (Throwable e) {
            throw failure("mj_getState", e);
        }
    }

    void setHistory(MemorySegment model, MemorySegment data, MemorySegment in) {
        try {
            setState.orElseThrow().invokeExact(model, data, in, HISTORY);
        } catch (Throwable e) {
            throw failure("mj_setState", e);
        }
    }

    MemorySegment makeData(MemorySegment model) {
        return pointer("mj_makeData", FunctionDescriptor.of(POINTER, POINTER), model);
    }

    MemorySegment copyModel(MemorySegment model) {
        return pointer("mj_copyModel", FunctionDescriptor.of(POINTER, POINTER, POINTER), MemorySegment.NULL, model);
    }

    void deleteData(MemorySegment data) {
        call("mj_deleteData", FunctionDescriptor.ofVoid(POINTER), data);
    }

    void deleteModel(MemorySegment model) {
        call("mj_deleteModel", FunctionDescriptor.ofVoid(POINTER), model);
    }

    /// Compiles a model from a file on disk.
    ///
    /// @throws DiagnosticException with MuJoCo's message
    MemorySegment load(Path mjcf) {
        try (Arena arena = Arena.ofConfined()) {
            return load(arena, mjcf.toString(), MemorySegment.NULL);
        }
    }

    /// Compiles a model from files in memory, `main` first.
    ///
    /// @throws DiagnosticException with MuJoCo's message
    MemorySegment load(String main, Iterable<NativeModel.MemoryFile> files) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vfs = arena.allocate(VFS_BYTES, Long.BYTES);
            call("mj_defaultVFS", FunctionDescriptor.ofVoid(POINTER), vfs);
            try {
                for (NativeModel.MemoryFile f : files) {
                    add(arena, vfs, f);
                }
                return load(arena, main, vfs);
            } finally {
                call("mj_deleteVFS", FunctionDescriptor.ofVoid(POINTER), vfs);
            }
        }
    }

    private void add(Arena arena, MemorySegment vfs, NativeModel.MemoryFile f) {
        int status;
        try {
            status = (int) addBuffer.orElseThrow().invokeExact(vfs, arena.allocateFrom(f.name()),
                    arena.allocateFrom(ValueLayout.JAVA_BYTE, f.content()), f.content().length);
        } catch (Throwable e) {
            throw failure("mj_addBufferVFS", e);
        }
        if (status != 0) {
            throw MujocoThread.error("MuJoCo does not take the file " + f.name() + " (status " + status + ")",
                    "names that differ", "rename the mesh");
        }
    }

    private MemorySegment load(Arena arena, String name, MemorySegment vfs) {
        MemorySegment error = arena.allocate(ERROR_BYTES);
        MemorySegment loaded;
        try {
            loaded = (MemorySegment) function("mj_loadXML",
                    FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, INT))
                    .invokeExact(arena.allocateFrom(name), vfs, error, ERROR_BYTES);
        } catch (Throwable e) {
            throw failure("mj_loadXML", e);
        }
        if (loaded.equals(MemorySegment.NULL)) {
            throw MujocoThread.error(
                    "MuJoCo " + version() + " does not compile the model: " + oneLine(error.getString(0)),
                    "a model that this version knows", "change what it names, or install a newer MuJoCo");
        }
        return loaded;
    }

    private MemorySegment pointer(String name, FunctionDescriptor type, Object... arguments) {
        try {
            MemorySegment result = (MemorySegment) function(name, type).invokeWithArguments(arguments);
            if (result.equals(MemorySegment.NULL)) {
                throw MujocoThread.error("MuJoCo's " + name + " gives nothing", "memory for its model and data",
                        "make the model smaller, or free memory");
            }
            return result;
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw failure(name, e);
        }
    }

    private void call(String name, FunctionDescriptor type, MemorySegment argument) {
        try {
            function(name, type).invokeExact(argument);
        } catch (Throwable e) {
            throw failure(name, e);
        }
    }

    MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(symbol(name), type);
    }

    private Optional<MethodHandle> optional(String name, FunctionDescriptor type) {
        return symbols.find(name).map(s -> Linker.nativeLinker().downcallHandle(s, type));
    }

    private MemorySegment symbol(String name) {
        return symbols.find(name).orElseThrow(() -> MujocoThread.error(
                "the library " + file + " has no symbol " + name, "libmujoco of version 2.2.2 or newer",
                LibraryFile.HOW_TO_GET));
    }

    private static IllegalStateException failure(String name, Throwable cause) {
        return new IllegalStateException("MuJoCo's " + name + " failed", cause);
    }
}
