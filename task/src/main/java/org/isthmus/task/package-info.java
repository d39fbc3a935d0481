/// Tasks and the environments in which they are learned and recorded.
///
///     Task (scene, actions, observations, rewards, success, factors) ─► VectorEnv: N worlds of it, stepped together
///
/// A [Task] is declared: what there is, what an action does, what is seen, what is wanted, what differs between episodes. A [VectorEnv] makes worlds
/// of it, with the meaning of Gymnasium 1.x: `reset`, `step`, terminated and truncated apart, three ways to begin anew. The same seed gives the
/// same bits on any number of threads and in any number of worlds.
///
/// Read [Task] first, then [VectorEnv].
@NullMarked
package org.isthmus.task;

import org.jspecify.annotations.NullMarked;
