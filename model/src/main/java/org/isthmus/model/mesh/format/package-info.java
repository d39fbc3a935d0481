/// Mesh files: STL, OBJ with MTL, PLY, COLLADA, glTF 2.0, OFF and MuJoCo's MSH in; OBJ and STL out.
///
/// In: a file's name and the [FileAccess][org.isthmus.model.io.FileAccess] through which it, its materials and buffers are
/// read. Out: a [Mesh][org.isthmus.model.mesh.Mesh] or diagnostics that name line, vertex or face; never another exception.
/// A reader reports several errors before it gives up, and warns of what it left out.
///
/// [MeshReader][org.isthmus.model.mesh.format.MeshReader] chooses the format by content and extension; each format has one
/// reader class beside it (`StlReader`, `ObjReader`, …), which all get a `MeshSource` and fill a
/// [MeshBuilder][org.isthmus.model.mesh.MeshBuilder]. To add a format, add its reader and a line in `MeshFormat`.
///
/// Nothing here is native code, and memory stays in proportion to the file: counts that a file declares are checked against
/// its size before anything is allocated.
@NullMarked
package org.isthmus.model.mesh.format;

import org.jspecify.annotations.NullMarked;
