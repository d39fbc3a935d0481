/// The editable description of robots and scenes.
///
/// A [Scene][org.isthmus.model.scene.Scene] is a tree of bodies with joints, geoms, sites, cameras and lights, the assets they
/// use, and the actuators, sensors, tendons, equalities, contact pairs and keyframes that refer to them by name. The meaning
/// and the names of all attributes are MuJoCo's (MJCF reference), so models carry over; here angles are always radians,
/// orientations always quaternions, and files are already read.
///
/// In: readers (`mjcf`, `urdf`, `sdf`), robot templates, or code that builds a scene by hand. Out: a compiled model (package
/// `compile`) or a file (the writers).
///
/// Elements are plain mutable objects with public fields; each type has a
/// [Schema][org.isthmus.model.scene.Schema] at the bottom of its file that lists its attributes once, for reading, writing,
/// copying, default classes and renaming alike. Adding an attribute is a field and a line of its schema.
///
/// Read `Scene`, `Body` and `Geom` first, then `Schema`.
@NullMarked
package org.isthmus.model.scene;

import org.jspecify.annotations.NullMarked;
