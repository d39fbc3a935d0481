/// The data engine: tasks → episodes in a store, and back.
///
/// A [Recording] says which task ([TaskSetup]) is recorded, what differs between its episodes ([Variation]), who acts ([ActorKind]), what is kept and seen
/// ([Pictures]). A [TaskRecorder] lets the [Actor] act in the worlds of the task and writes each episode into a store, and beside it how many [Attempts]
/// that took; [PolicyActor] lets a policy act, so that its trials are episodes too. [TaskReplay] makes the worlds of recorded episodes again and compares
/// every number; [RecordedWorlds] shows what cameras would see in them. A store's recipe becomes the same episodes by [TaskGenerator].
///
/// Read [Recording] first, then [TaskRecorder].
@NullMarked
package org.isthmus.pipeline;

import org.jspecify.annotations.NullMarked;
