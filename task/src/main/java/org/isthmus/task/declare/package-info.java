/// Tasks from files: YAML → [org.isthmus.task.Task].
///
/// [TaskFile] reads a whole task; each of the other readers knows the words of one kind of term and makes the records that Java code would make.
/// [YamlNode] is a place in the file: it gives values, and tells what is wrong with line and column. Everything wrong is collected before it fails.
///
/// Read [TaskFile] first; docs/task.md lists the words.
@NullMarked
package org.isthmus.task.declare;

import org.jspecify.annotations.NullMarked;
