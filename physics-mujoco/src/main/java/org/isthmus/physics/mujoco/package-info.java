/// The engine `mujoco`: worlds of a compiled model, stepped by MuJoCo's own library, found at run time.
///
/// In: a `Model`. Out: a `WorldBatch` whose numbers are MuJoCo's. The model becomes a scene again (`ModelScene`), MJCF by the project's
/// writer, and MuJoCo's own model by its compiler (`NativeModel`); numbers of elements stay the same.
///
/// The library (`LibraryFile`, `MujocoLibrary`) may be of any version from 2.2.2 on. Where its structs keep what, is measured when it is
/// loaded, not assumed (`StructProbe` makes a `Layout`). All calls run on threads that a fatal error may take (`MujocoThread`).
///
/// A thread has one `Workspace`, MuJoCo's model and data; worlds are rows of numbers (`WorldRows`) that are put in, stepped and taken out.
/// Start with `MujocoBatch`. `MujocoSimulation` is MuJoCo without worlds, for those who compare with it.
@NullMarked
package org.isthmus.physics.mujoco;

import org.jspecify.annotations.NullMarked;
