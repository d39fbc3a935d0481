/// Reading and writing MJCF, MuJoCo's XML for robots and scenes, as of MuJoCo 3.14.
///
/// Reading: in comes a file, through [FileAccess][org.isthmus.model.io.FileAccess], with all files it includes and refers to;
/// out comes a [Scene][org.isthmus.model.scene.Scene] in which includes, frames, replications and attached models are expanded,
/// angles are radians, orientations quaternions, shortcuts of actuators general actuators, and meshes and images read. Elements
/// of soft bodies, plugins and the actuators `pid`, `orientation` and `dcmotor` are refused by name.
///
/// [MjcfReader][org.isthmus.model.mjcf.MjcfReader] reads the sections in MuJoCo's order; each family of elements has a class
/// of its own (`BodyReader`, `ActuatorReader`, …) that fills scene elements through their
/// [schemas][org.isthmus.model.scene.Schema] and codes only what is special. An attribute that MuJoCo adds needs a line in the
/// element's schema and nothing here.
///
/// Writing: [MjcfWriter][org.isthmus.model.mjcf.MjcfWriter] turns a scene into text and asset files that read back as the same
/// scene; of every element it writes what `WrittenClasses` says the reader would not have anyway.
///
/// Read `MjcfReader` first, then `Context` and `Attributes`.
@NullMarked
package org.isthmus.model.mjcf;

import org.jspecify.annotations.NullMarked;
