/// How long work tells what it does, and how it is stopped.
///
/// Work takes a [Progress][org.isthmus.core.progress.Progress]: it advances it, opens sub-tasks in it and asks its
/// [Cancellation][org.isthmus.core.progress.Cancellation] between units. Whoever started the work listens:
/// [ConsoleProgress][org.isthmus.core.progress.ConsoleProgress] draws a bar on a terminal and plain lines elsewhere; a server or a
/// test listens in its own way. All may be used from any thread.
///
/// Read [Progress][org.isthmus.core.progress.Progress] first.
@NullMarked
package org.isthmus.core.progress;

import org.jspecify.annotations.NullMarked;
