/// Files that appear complete or not at all, whatever ends the process or the machine.
///
/// [NewFile][org.isthmus.dataset.file.NewFile] is written beside its place under a temporary name, synced to the disk and renamed; everything
/// that this module leaves on a disk goes this way.
@NullMarked
package org.isthmus.dataset.file;

import org.jspecify.annotations.NullMarked;
