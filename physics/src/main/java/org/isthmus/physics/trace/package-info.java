/// A tracing compiler for straight-line numerical kernels over lanes.
///
/// An algorithm is written once, in plain Java, over [Expr][org.isthmus.physics.trace.Expr] instead of `double`. Running it
/// on one model records a [Graph][org.isthmus.physics.trace.Graph] of the arithmetic that is left once constants, zeros and
/// repeated parts are folded away: the model's sparsity is used without a line of code for it. The graph becomes a
/// [Kernel][org.isthmus.physics.trace.Kernel], and the kernel becomes JVM bytecode in four forms: lanes of the Vector API
/// or one scalar at a time, in float or double. All forms of one precision do the same IEEE operations in the same order on
/// each lane, so they give the same bits whatever the vector width, the batch size or the neighbour.
///
/// Bytecode is cut into methods of about 60 vector operations: HotSpot boxes vectors in larger ones (measured: 35 times slower)
/// and inlines smaller ones into the same trap. Values that cross a cut go through scratch memory, which stays in the first-level
/// cache.
///
/// Read `Graph`, then `KernelEmitter`.
@NullMarked
package org.isthmus.physics.trace;

import org.jspecify.annotations.NullMarked;
