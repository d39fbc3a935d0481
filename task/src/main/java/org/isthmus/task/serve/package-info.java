/// Worlds of a task for a program in another language, such as a learner in Python.
///
///     client ──► frames of JSON over a local socket ──► Session ──► VectorEnv
///            ◄── arrays in a file that both map (SharedArrays) ──┘
///
/// A [TaskServer] waits for one client on a socket of this machine, obeys it and ends when it goes. Requests and answers are short JSON; all
/// numbers lie in one shared file, whose arrays the first answer lists. What a client sends is not trusted: sizes and waiting times
/// have limits, and bad requests are told to the client. `docs/task.md` describes the protocol.
///
/// Read [TaskServer] first, then [Session].
@NullMarked
package org.isthmus.task.serve;

import org.jspecify.annotations.NullMarked;
