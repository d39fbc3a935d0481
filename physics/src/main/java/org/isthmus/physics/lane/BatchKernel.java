package org.isthmus.physics.lane;

import java.util.function.BiFunction;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.LaneMemory;
import org.isthmus.physics.trace.Lanes;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Slot;

/// A traced function of arrays, run for many rows of them, in lanes over the rows. Allocates nothing after it was made.
final class BatchKernel {
    private static final double[] NONE = {};

    private final Parallel pool;
    private final Parallel.Body body = this::runBlocks;
    private final int lanes;
    private final int threads;
    private final Pipeline pipeline;
    /// A block for each thread.
    private final LaneMemory memory;
    private final int blockLength;
    /// Numbers of a row of each input.
    private final int[] sizes;
    private final int outSize;
    private final int firstOut;
    /// What is worked on.
    private final double[][] inputs;
    private double[] shared = NONE;
    private double[] out = NONE;
    private int count;
    private int blocksPerThread = 1;

    /// @param sizes numbers of a row of each input; the last input is the same for all rows
    /// @param trace from the inputs to what is computed
    BatchKernel(
            Model model, Form form, Precision precision, Parallel pool, int[] sizes,
            BiFunction<Graph, Expr[][], Expr[]> trace) {
        this.pool = pool;
        this.sizes = sizes.clone();
        lanes = form == Form.SCALAR ? 1 : Lanes.preferred(precision);
        threads = pool.threads();
        inputs = new double[sizes.length - 1][];
        Graph g = new Graph(precision);
        Expr[][] loaded = new Expr[sizes.length][];
        int next = 0;
        for (int k = 0; k < sizes.length; k++) {
            loaded[k] = new Expr[sizes[k]];
            for (int i = 0; i < sizes[k]; i++) {
                loaded[k][i] = g.load(Slot.state(next++));
            }
        }
        firstOut = next;
        Expr[] results = trace.apply(g, loaded);
        outSize = results.length;
        for (int i = 0; i < outSize; i++) {
            if (!results[i].is(0)) { // what is not stored stays 0
                g.store(Slot.state(firstOut + i), results[i]);
            }
        }
        blockLength = (firstOut + outSize) * lanes;
        memory = new LaneMemory(precision, threads * blockLength);
        pipeline = new Pipeline(
                new Program(model, StepTrace.Kernels.of(g.toKernel("query"), new Carrier()), form, precision,
                        firstOut + outSize),
                threads);
    }

    /// Which array an input is taken from until the next run.
    ///
    /// @param values [rows][size]
    BatchKernel input(int number, double[] values) {
        inputs[number] = values;
        return this;
    }

    /// What the last input is.
    BatchKernel shared(double[] values) {
        shared = values;
        return this;
    }

    /// Computes `rows` rows.
    ///
    /// @param results [rows][outSize]
    void run(int rows, double[] results) {
        for (int k = 0; k < inputs.length; k++) {
            check(inputs[k], (long) rows * sizes[k], "input");
        }
        check(results, (long) rows * outSize, "result");
        count = rows;
        out = results;
        int blocks = Math.ceilDiv(rows, lanes);
        blocksPerThread = Math.max(1, Math.ceilDiv(blocks, threads));
        if (threads == 1) {
            runBlocks(0, blocks);
        } else {
            pool.run(blocks, blocksPerThread, body);
        }
    }

    private static void check(double[] values, long least, String what) {
        if (values.length < least) {
            throw new IllegalArgumentException(what + " of " + values.length + " numbers, expected " + least);
        }
    }

    private void runBlocks(int from, int to) {
        int thread = from / blocksPerThread;
        int base = thread * blockLength;
        for (int block = from; block < to; block++) {
            int first = block * lanes;
            int end = Math.min(count, first + lanes);
            for (int row = first; row < end; row++) {
                load(row, base + row - first);
            }
            pipeline.run(memory, base, thread);
            for (int row = first; row < end; row++) {
                unload(row, base + row - first);
            }
        }
    }

    private void load(int row, int lane) {
        int at = lane;
        for (int k = 0; k < inputs.length; k++) {
            memory.scatter(inputs[k], row * sizes[k], at, lanes, sizes[k]);
            at += sizes[k] * lanes;
        }
        memory.scatter(shared, 0, at, lanes, sizes[inputs.length]);
    }

    private void unload(int row, int lane) {
        memory.gather(lane + firstOut * lanes, lanes, out, row * outSize, outSize);
    }
}
