/// The tasks that come with the product.
///
/// [Tasks] lists them by id; each is a class that declares a [org.isthmus.task.Task] from options: which robot, which observations.
@NullMarked
package org.isthmus.task.suite;

import org.jspecify.annotations.NullMarked;
