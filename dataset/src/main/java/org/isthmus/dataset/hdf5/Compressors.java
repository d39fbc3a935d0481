package org.isthmus.dataset.hdf5;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;

/// Threads that compress chunks, shared by any number of writers. What they give does not depend on how many there are.
public final class Compressors implements AutoCloseable {
    private static final int MAX_THREADS = 256;

    private final int threads;
    private final ExecutorService pool;
    /// Of [Hdf5Rows#FASTEST], and of all other levels.
    private final ConcurrentLinkedQueue<FastDeflate> idleFast = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Deflater> idle = new ConcurrentLinkedQueue<>();

    private Compressors(int threads) {
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads,
                task -> Thread.ofPlatform().daemon().name("compressor").unstarted(task));
    }

    /// @param threads 1 or more; with 1 the caller's thread does the work
    public static Compressors of(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(threads + " threads, expected 1 to " + MAX_THREADS);
        }
        return new Compressors(threads);
    }

    public int threads() {
        return threads;
    }

    /// Compresses a chunk: shuffle, deflate, checksum.
    ///
    /// @param chunk not kept or changed by the caller any more
    /// @param level of deflate, 1 to 9
    Future<byte[]> compress(byte[] chunk, int elementSize, int level) {
        return threads == 1 ? CompletableFuture.completedFuture(filtered(chunk, elementSize, level))
                : pool.submit(() -> filtered(chunk, elementSize, level));
    }

    static byte[] result(Future<byte[]> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the chunk is needed whatever happens; the interrupt is kept for the caller
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a chunk could not be compressed", e);
        } catch (CancellationException e) {
            throw new IllegalStateException("the compressors were closed before the file", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private byte[] filtered(byte[] chunk, int elementSize, int level) {
        byte[] shuffled = elementSize > 1 ? Filters.shuffle(chunk, elementSize) : chunk;
        return Filters.withChecksum(level == Hdf5Rows.FASTEST ? fast(shuffled) : deflated(shuffled, level));
    }

    private byte[] fast(byte[] data) {
        FastDeflate taken = idleFast.poll();
        FastDeflate deflate = taken == null ? new FastDeflate() : taken;
        byte[] out = deflate.compress(data);
        idleFast.add(deflate);
        return out;
    }

    private byte[] deflated(byte[] data, int level) {
        Deflater taken = idle.poll();
        Deflater deflater = taken == null ? new Deflater() : taken;
        try {
            return Filters.deflate(data, deflater, level);
        } finally {
            deflater.reset();
            idle.add(deflater);
        }
    }

    /// Ends the threads; writers must have finished.
    @Override
    public void close() {
        pool.shutdownNow();
        for (Deflater deflater = idle.poll(); deflater != null; deflater = idle.poll()) {
            deflater.end();
        }
    }
}
