/// Scenes that tasks happen in: robots on tables, objects on them, ground to walk on; and layouts of things that stand still.
///
/// Read [ArmOnTable] first, then [Arrangement].
@NullMarked
package org.isthmus.task.scene;

import org.jspecify.annotations.NullMarked;
