/// Scenes that tasks happen in: robots on tables, objects on them, ground to walk on.
@NullMarked
package org.isthmus.task.scene;

import org.jspecify.annotations.NullMarked;
