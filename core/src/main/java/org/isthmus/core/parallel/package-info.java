/// Work on ranges of indices, on several threads, with the same result on any number of them.
///
/// A [Parallel][org.isthmus.core.parallel.Parallel] is an explicit pool of threads: whoever makes it closes it and hands it to
/// those who need it. Ranges are cut into chunks by the caller's chunk size, never by the thread count, and reductions combine the
/// chunks in a fixed tree; so results have the same bits on 1 thread and on 64.
///
/// Read [Parallel][org.isthmus.core.parallel.Parallel] first.
@NullMarked
package org.isthmus.core.parallel;

import org.jspecify.annotations.NullMarked;
