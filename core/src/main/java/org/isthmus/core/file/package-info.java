/// Files that appear complete or not at all, whatever ends the process or the machine.
///
/// [NewFile][org.isthmus.core.file.NewFile] is written beside its place under a temporary name, synced to the disk and renamed; scenes,
/// pictures, videos, grasps and episodes all go this way.
@NullMarked
package org.isthmus.core.file;

import org.jspecify.annotations.NullMarked;
