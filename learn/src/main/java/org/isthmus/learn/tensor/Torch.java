package org.isthmus.learn.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.util.Optional;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// libtorch: its start, its threads, and the way of numbers into tensors and back.
///
/// **Memory.** The collector does not see the size of tensors, so all that a step of training makes must be made inside a scope
/// (`try (PointerScope _ = new PointerScope())`), which frees it at the end. What outlives the scope is kept with [#keep].
///
/// **Threads.** libtorch computes on the thread that asks. Its own pool and that of OpenBLAS spin while they wait, which takes the time of those that
/// work, and with another number of threads come other bits; they are left out before they start, through the environment of this process. Threads share
/// work by [org.isthmus.learn.optimize.Shards].
public final class Torch {
    static {
        environment("OMP_NUM_THREADS", "1");
        environment("OPENBLAS_NUM_THREADS", "1");
        // JavaCPP's own watch over memory reads a file of the system at each allocation; scopes make it needless.
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    /// Why libtorch cannot be used here, if it cannot.
    private static final @Nullable LinkageError MISSING = start();

    private Torch() {}

    private static @Nullable LinkageError start() {
        try {
            torch.globalContext().setDeterministicAlgorithms(true, true);
            // Nothing here reads what was not written.
            torch.globalContext().setDeterministicFillUninitializedMemory(false);
            return null;
        } catch (LinkageError e) {
            return e;
        }
    }

    @SuppressWarnings("restricted") // a call of the C library
    private static void environment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> set = linker.defaultLookup().find("setenv").or(
                () -> SymbolLookup.loaderLookup().find("setenv"));
        if (set.isEmpty()) {
            return; // Windows has another way, and other pools
        }
        try (Arena arena = Arena.ofConfined()) {
            int overwrite = 1;
            int unused = (int) linker.downcallHandle(set.get(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT))
                    .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), overwrite);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot set " + name + " for libtorch", e);
        }
    }

    /// Loads libtorch, if it is not; to be called before anything else that needs it. The first time on a machine it is unpacked, which takes some seconds.
    ///
    /// @throws DiagnosticException when there is none for this machine
    public static void load() {
        if (MISSING != null) {
            throw new Diagnostics().fatal(new SourceLocation("libtorch", 0, 0),
                    "it cannot be loaded on " + Loader.getPlatform() + " (" + MISSING.getMessage() + ")",
                    "Linux, macOS or Windows on x86-64, or macOS on ARM",
                    "train on such a machine; policies that were trained run on this one too");
        }
    }

    /// A copy of numbers.
    ///
    /// @param shape whose product is the number of values
    public static Tensor of(float[] values, long... shape) {
        return part(values, 0, shape);
    }

    /// A copy of numbers, as many as the shape has, from a place in an array.
    public static Tensor part(float[] values, int from, long... shape) {
        int n = Math.toIntExact(size(shape));
        Tensor tensor = torch.empty(shape);
        if (n > 0) { // what is empty has no address
            new FloatPointer(tensor.data_ptr_float()).put(values, from, n);
        }
        return tensor;
    }

    /// A copy of whole numbers.
    ///
    /// @param shape whose product is the number of values
    public static Tensor of(long[] values, long... shape) {
        return torch.tensor(values).reshape(shape);
    }

    /// Some rows of an array of bytes from 0 to 255, as numbers.
    ///
    /// @param values [..][row]
    /// @param rows numbers of the rows, in the order they come
    /// @param shape of a row
    public static Tensor ofBytes(byte[] values, int[] rows, long... shape) {
        long[] whole = new long[shape.length + 1];
        whole[0] = rows.length;
        System.arraycopy(shape, 0, whole, 1, shape.length);
        int size = Math.toIntExact(size(shape));
        Tensor bytes = torch.empty(whole, new TensorOptions(torch.ScalarType.Byte), new MemoryFormatOptional());
        BytePointer to = new BytePointer(bytes.data_ptr_byte());
        for (int i = 0; i < rows.length; i++) {
            to.position((long) i * size).put(values, rows[i] * size, size);
        }
        return bytes.to(torch.ScalarType.Float);
    }

    /// The number of elements of a shape.
    public static long size(long... shape) {
        long n = 1;
        for (long length : shape) {
            n *= length;
        }
        return n;
    }

    /// The numbers of a tensor, in the order of its axes, the last fastest.
    public static float[] toArray(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        copy(tensor, values, 0);
        return values;
    }

    /// Copies all numbers of a tensor to a place in an array.
    public static void copy(Tensor tensor, float[] to, int at) {
        Tensor whole = tensor.detach().contiguous();
        new FloatPointer(whole.data_ptr_float()).get(to, at, Math.toIntExact(whole.numel()));
    }

    /// Overwrites all numbers of a tensor that lies in one piece.
    public static void set(Tensor tensor, float[] from) {
        new FloatPointer(tensor.data_ptr_float()).put(from, 0, Math.toIntExact(tensor.numel()));
    }

    /// The memory of a tensor that lies in one piece, for as long as the tensor lives.
    public static FloatBuffer memory(Tensor tensor) {
        return new FloatPointer(tensor.data_ptr_float()).capacity(tensor.numel()).asBuffer();
    }

    /// Whole numbers of a tensor.
    public static long[] toLongs(Tensor tensor) {
        Tensor whole = tensor.contiguous();
        long[] values = new long[Math.toIntExact(whole.numel())];
        new LongPointer(whole.data_ptr_long()).get(values);
        return values;
    }

    /// Lets a tensor outlive the scope it was made in; to be closed by whom it belongs to.
    public static Tensor keep(Tensor tensor) {
        return tensor.retainReference();
    }

}
