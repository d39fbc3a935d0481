/// The compiled description of robots and scenes: immutable, flat, indexed by number.
///
/// A [Model][org.isthmus.model.compiled.Model] is made from a scene by the package `compile` and read by everything that
/// computes: kinematics, physics, rendering, planning. It holds one table per kind of element; each table is a record of flat
/// arrays whose names, shapes and meaning are those of MuJoCo's `mjModel`, with these differences: numbers of types are ordinals
/// of the enums of package `scene`; meshes, height fields and textures are objects; what only speeds up MuJoCo's own loops
/// (simple bodies, same frames, bounding-volume trees) is left out.
///
/// Read `Model` first, then the table you need.
@NullMarked
package org.isthmus.model.compiled;

import org.jspecify.annotations.NullMarked;
