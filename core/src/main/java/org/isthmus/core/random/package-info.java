/// Randomness that is addressed, not consumed: every number is a function of (seed, names, position).
///
/// `RandomStream.of(seed).child("episode", 12).child("friction")` names a stream; its numbers do not depend on which other
/// streams exist, on the order or thread in which they are used, or on the batch size. A
/// [Distribution][org.isthmus.core.random.Distribution] turns one 64-bit word into one number through its quantile function, so
/// element `i` of a batch is the number drawn at position `i`. Transcendental functions come from [StrictMath]: the same bits on
/// every machine.
///
/// Out: scalars, filled arrays, directions, rotations, permutations. Read
/// [RandomStream][org.isthmus.core.random.RandomStream] first. `RandomStatisticsTest` documents and runs the statistical tests.
@NullMarked
package org.isthmus.core.random;

import org.jspecify.annotations.NullMarked;
