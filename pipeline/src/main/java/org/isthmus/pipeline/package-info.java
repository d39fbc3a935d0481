/// The data engine: tasks → episodes in a store, and back.
///
/// A [Recording] says which task ([TaskSetup]) is recorded, who acts ([ActorKind]), what is kept. A [TaskRecorder] lets the [Actor] act in the worlds of the
/// task and writes each episode into a store; [TaskReplay] makes the worlds of recorded episodes again and compares every number.
///
/// Read [Recording] first, then [TaskRecorder].
@NullMarked
package org.isthmus.pipeline;

import org.jspecify.annotations.NullMarked;
