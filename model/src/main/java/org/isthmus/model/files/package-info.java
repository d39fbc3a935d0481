/// Robots and scenes as users name them: a file of any format, a scene folder, a template.
///
/// In: a path or a name. Out: a [Scene][org.isthmus.model.scene.Scene], or files written from one.
/// [SceneFiles][org.isthmus.model.files.SceneFiles] finds out what a path is and calls the reader for it; it decides which
/// folders a file may reach. [SceneFolder][org.isthmus.model.files.SceneFolder] keeps a scene as one folder, MJCF and
/// assets, that can live under version control. [Skin][org.isthmus.model.files.Skin] puts real meshes on robots made of
/// primitives.
///
/// Read [SceneFiles][org.isthmus.model.files.SceneFiles] first. A new format is a reader of its own and a line of `SceneFormat`.
@NullMarked
package org.isthmus.model.files;

import org.jspecify.annotations.NullMarked;
