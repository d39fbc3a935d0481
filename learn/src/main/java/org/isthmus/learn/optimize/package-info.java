/// Gradients → better weights: Adam with decoupled decay, limits on gradients, schedules.
///
/// Begin with [org.isthmus.learn.optimize.Adam].
@NullMarked
package org.isthmus.learn.optimize;

import org.jspecify.annotations.NullMarked;
