/// Files that appear complete or not at all, whatever ends the process or the machine; and small ones, read without surprises.
///
/// [NewFile][org.isthmus.core.file.NewFile] is written beside its place under a temporary name, synced to the disk and renamed; scenes,
/// pictures, videos, grasps and episodes all go this way. [SmallFile][org.isthmus.core.file.SmallFile] reads a file within a limit,
/// [Sha256][org.isthmus.core.file.Sha256] tells contents apart.
@NullMarked
package org.isthmus.core.file;

import org.jspecify.annotations.NullMarked;
