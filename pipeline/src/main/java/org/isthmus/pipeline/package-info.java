/// The data engine: tasks → episodes in a store, and back.
///
/// A [TaskRecorder] lets an [Actor] act in the worlds of a task and writes each episode into a store; [TaskReplay] makes the worlds of recorded episodes
/// again and compares every number. [TaskSetup] is what both need to know of a task, and what an episode keeps of it.
///
/// Read [TaskRecorder] first.
@NullMarked
package org.isthmus.pipeline;

import org.jspecify.annotations.NullMarked;
