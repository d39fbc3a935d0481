/// Whether tasks keep what environments promise.
///
/// A task goes in; [TaskChecker] plays it at random in many worlds and in one, and findings come out as diagnostics. Every task of the suites passes;
/// who declares a task of their own runs it too.
///
/// Read [TaskChecker] first, then [Player], which drives an environment and looks at what it shows.
@NullMarked
package org.isthmus.task.check;

import org.jspecify.annotations.NullMarked;
