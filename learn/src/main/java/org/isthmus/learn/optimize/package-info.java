/// Gradients → better weights: Adam with decoupled decay, limits on gradients, schedules.
///
/// [org.isthmus.learn.optimize.Shards] spreads a batch over threads and gathers its gradients.
/// Begin with [org.isthmus.learn.optimize.Adam].
@NullMarked
package org.isthmus.learn.optimize;

import org.jspecify.annotations.NullMarked;
