/// SDFormat, the description of models and worlds of Gazebo and Drake.
///
/// In: an SDF file of version 1.4 to 1.11 with the models it includes, their meshes and textures. Out: a
/// [Scene][org.isthmus.model.scene.Scene]. What a scene cannot hold is told as a warning.
///
/// How a read goes: `Scopes` finds models, nested and included, each with the elements that have frames; `Frames`
/// resolves poses that are relative to each other; `ModelReader` and `LinkReader` fill bodies and joints, which become
/// a tree in `org.isthmus.model.linkage`; `WorldReader` takes gravity and lights. `SdfGrammar` lists what is
/// understood; everything else is reported.
///
/// Read [SdfReader][org.isthmus.model.sdf.SdfReader] first: it states every convention.
@NullMarked
package org.isthmus.model.sdf;

import org.jspecify.annotations.NullMarked;
