/// What differs from episode to episode: factors, drawn for each episode, applied to worlds.
///
/// A [Factor] has a name, a sampler, a target and a class: action-invariant (what is seen) or semantic-aware (what should be done). One draw of all
/// factors is ξ, a row of numbers, from the stream (seed, episode, factor): it depends neither on threads nor on the number of worlds nor on which other
/// factors there are. ξ is recorded, and can be set by hand.
///
/// Read [Factor] first.
@NullMarked
package org.isthmus.task.randomize;

import org.jspecify.annotations.NullMarked;
