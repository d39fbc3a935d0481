/// What observations and actions may be: Gymnasium's spaces, of one world.
///
/// Nothing comes in; what goes out is told to learners and to clients in other languages. Read [Space] first.
@NullMarked
package org.isthmus.task.space;

import org.jspecify.annotations.NullMarked;
