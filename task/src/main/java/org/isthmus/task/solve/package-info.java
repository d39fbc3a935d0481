/// Scripted solutions of tasks, through the same actions that a policy has.
///
/// A script is a list of [Move]s of the tool: where to, how fast, what the jaw does, what must be so afterwards. In comes the state of the worlds of a
/// [org.isthmus.task.VectorEnv], as a planner may see it; out go actions, so what a solver does can be recorded as a demonstration. A move whose effect
/// is not there begins the script anew. Where there are several arms, a [Solver] has a script for each.
///
/// Read [ScriptedSolver] first, then [Scripts] for the tasks that have one.
@NullMarked
package org.isthmus.task.solve;

import org.jspecify.annotations.NullMarked;
