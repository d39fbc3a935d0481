/// Benchmarks: each measures ours and a peer in turn on the same task, in one process, and tells the ratio.
///
/// A [Benchmark][org.isthmus.bench.Benchmark] has cases; a case gives [Measurements][org.isthmus.bench.Measurement].
/// [Interleaved][org.isthmus.bench.Interleaved] does the timing: short turns, A B A B, medians, so that a machine whose speed
/// drifts distorts both alike. A peer that is not installed is told, with what to do about it.
@NullMarked
package org.isthmus.bench;

import org.jspecify.annotations.NullMarked;
