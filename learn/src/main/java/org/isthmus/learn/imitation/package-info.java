/// Demonstrations → policies: behaviour cloning, Diffusion Policy, ACT, HIT.
///
/// In: an episode store, read by [org.isthmus.learn.imitation.Demonstrations] and cut into shuffled batches by
/// [org.isthmus.learn.imitation.DemonstrationLoader]. Out: a policy's folder, from [org.isthmus.learn.imitation.ImitationTrainer].
/// Each algorithm is one class that says what it makes smaller and how its policy acts, with a record of settings and a page in
/// docs/algorithms. Begin with [org.isthmus.learn.imitation.ImitationTrainer], then the shortest algorithm,
/// `BehaviourCloning`.
@NullMarked
package org.isthmus.learn.imitation;

import org.jspecify.annotations.NullMarked;
