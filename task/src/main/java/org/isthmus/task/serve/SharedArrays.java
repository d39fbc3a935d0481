package org.isthmus.task.serve;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Arrays in a file that two processes map into their memory; numbers are in the machine's byte order.
///
/// The file is readable by its owner only and deleted when this is closed.
final class SharedArrays implements AutoCloseable {
    /// The most bytes that all arrays may have.
    static final long MOST_BYTES = 1L << 34;
    /// Arrays begin at multiples of it, the length of a cache line.
    private static final int ALIGNMENT = 64;
    private static final int FILL_BYTES = 1 << 16;

    private final Path file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final List<Region> regions;

    /// Types of numbers, by NumPy's names.
    enum Type {
        FLOAT32(4), FLOAT64(8), INT64(8), UINT8(1);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /// Where an array lies.
    ///
    /// @param offset bytes from the beginning of the file
    /// @param shape row-major, the last index innermost
    record Region(String name, Type type, long offset, int... shape) {
        long bytes() {
            long count = type.bytes;
            for (int n : shape) {
                count *= n;
            }
            return count;
        }
    }

    /// Places arrays one after the other.
    static final class Layout {
        private final List<Region> regions = new ArrayList<>();
        private long bytes;

        Region add(String name, Type type, int... shape) {
            Region region = new Region(name, type, bytes, shape);
            regions.add(region);
            bytes = (bytes + region.bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            return region;
        }

        long bytes() {
            return bytes;
        }
    }

    /// Makes the file, filled with zeros.
    ///
    /// @param folder for it
    /// @throws IOException when there is no room for it
    SharedArrays(Path folder, Layout layout) throws IOException {
        regions = List.copyOf(layout.regions);
        file = Files.createTempFile(folder, "isthmus-", ".arrays");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            fill(channel, layout.bytes);
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, Math.max(1, layout.bytes), arena);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// Takes up the room on the disk now: later there would be no way to say that there is none.
    private static void fill(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(FILL_BYTES);
        for (long done = 0; done < bytes;) {
            done += channel.write(zeros.clear().limit((int) Math.min(FILL_BYTES, bytes - done)));
        }
    }

    Path file() {
        return file;
    }

    List<Region> regions() {
        return regions;
    }

    void write(Region region, float[] values) {
        MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT, region.offset, values.length);
    }

    void write(Region region, double[] values) {
        MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_DOUBLE, region.offset, values.length);
    }

    void write(Region region, byte[] values) {
        MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_BYTE, region.offset, values.length);
    }

    /// As bytes 0 and 1.
    void write(Region region, boolean[] values) {
        for (int i = 0; i < values.length; i++) {
            memory.set(ValueLayout.JAVA_BYTE, region.offset + i, (byte) (values[i] ? 1 : 0));
        }
    }

    void read(Region region, float[] out) {
        MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT, region.offset, out, 0, out.length);
    }

    void read(Region region, double[] out) {
        MemorySegment.copy(memory, ValueLayout.JAVA_DOUBLE, region.offset, out, 0, out.length);
    }

    void read(Region region, long[] out) {
        MemorySegment.copy(memory, ValueLayout.JAVA_LONG, region.offset, out, 0, out.length);
    }

    /// Bytes other than 0 are true.
    void read(Region region, boolean[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = memory.get(ValueLayout.JAVA_BYTE, region.offset + i) != 0;
        }
    }

    @Override
    public void close() throws IOException {
        arena.close();
        Files.deleteIfExists(file);
    }
}
