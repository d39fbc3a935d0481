/// The one place where readers touch files.
///
/// In: a reference as it stands in a robot, scene or mesh file (`meshes/hand.stl`, `package://arm/meshes/a.dae`) and the folder
/// of the file that contains it. Out: the file's name, its bytes or its text, or a diagnostic that says which folders were
/// searched and what was probably meant.
///
/// Nothing outside the folders that the user allowed is read, whatever a file says: not by `..`, not by an absolute path,
/// not through a symbolic link; nor anything that is not a regular file, nor a file of more than
/// [MAX_FILE_BYTES][org.isthmus.model.io.FileAccess#MAX_FILE_BYTES]. The same readers run on files in memory.
///
/// Read [FileAccess][org.isthmus.model.io.FileAccess] first.
@NullMarked
package org.isthmus.model.io;

import org.jspecify.annotations.NullMarked;
