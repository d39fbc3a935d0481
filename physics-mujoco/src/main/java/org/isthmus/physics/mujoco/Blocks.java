package org.isthmus.physics.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.TreeMap;

/// The blocks of memory that MuJoCo holds, known because it asks here for them while this is open: what in a struct points into a block
/// is a pointer, and may be followed.
@SuppressWarnings("restricted") // calling a native library is what this class is for
final class Blocks implements AutoCloseable {
    private static final long ALIGNMENT = 64;
    private static final FunctionDescriptor ALLOCATE = FunctionDescriptor.of(ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor FREE = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);

    private final MujocoLibrary library;
    private final Arena arena = Arena.ofShared();
    private final MethodHandle alignedAlloc;
    private final MethodHandle free;
    /// Lengths by address. Guarded by this.
    private final TreeMap<Long, Long> blocks = new TreeMap<>();

    /// Begins to watch. Only what is allocated from now on is known.
    Blocks(MujocoLibrary library) {
        this.library = library;
        Linker linker = Linker.nativeLinker();
        alignedAlloc = linker.downcallHandle(ofSystem("aligned_alloc"), FunctionDescriptor
                .of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        free = linker.downcallHandle(ofSystem("free"), FREE);
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            set("mju_user_malloc", linker.upcallStub(lookup.bind(this, "allocate",
                    MethodType.methodType(MemorySegment.class, long.class)), ALLOCATE, arena));
            set("mju_user_free", linker.upcallStub(lookup.bind(this, "release",
                    MethodType.methodType(void.class, MemorySegment.class)), FREE, arena));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MemorySegment ofSystem(String function) {
        return Linker.nativeLinker().defaultLookup().find(function).orElseThrow(() -> MujocoThread.error(
                "this system has no function " + function + ", by which MuJoCo's memory is watched",
                "Linux or macOS", "use another engine"));
    }

    private void set(String variable, MemorySegment value) {
        library.variable(variable).set(ValueLayout.ADDRESS, 0, value);
    }

    /// Called by MuJoCo.
    synchronized MemorySegment allocate(long size) {
        try {
            long rounded = Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
            MemorySegment block = (MemorySegment) alignedAlloc.invokeExact(ALIGNMENT, rounded);
            if (!block.equals(MemorySegment.NULL)) {
                blocks.put(block.address(), size);
                // What MuJoCo does not write must not look like what it wrote elsewhere.
                block.reinterpret(size).fill((byte) 0);
            }
            return block;
        } catch (Throwable e) {
            return MemorySegment.NULL; // MuJoCo tells that there is no memory
        }
    }

    /// Called by MuJoCo.
    synchronized void release(MemorySegment block) {
        blocks.remove(block.address());
        try {
            free.invokeExact(block);
        } catch (Throwable e) {
            throw new IllegalStateException("free failed", e);
        }
    }

    /// The whole block that begins at an address.
    synchronized MemorySegment block(MemorySegment start) {
        Long size = blocks.get(start.address());
        if (size == null) {
            throw MujocoThread.error("MuJoCo does not allocate what it returns by mju_user_malloc",
                    "versions 2.2.2 to 3.x",
                    LibraryFile.HOW_TO_GET);
        }
        return start.reinterpret(size);
    }

    /// The memory from an address to the end of its block; of length 0 when the address is in no block.
    synchronized MemorySegment from(long address) {
        Map.Entry<Long, Long> block = blocks.floorEntry(address);
        boolean isInside = block != null && address < block.getKey() + block.getValue();
        return isInside ? MemorySegment.ofAddress(address).reinterpret(block.getKey() + block.getValue() - address)
                : MemorySegment.NULL;
    }

    @Override
    public void close() {
        set("mju_user_malloc", MemorySegment.NULL);
        set("mju_user_free", MemorySegment.NULL);
        arena.close();
    }
}
