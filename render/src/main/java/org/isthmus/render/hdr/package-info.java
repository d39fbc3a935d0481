/// Pictures whose values are radiance, without a limit.
///
/// In: files in Radiance's format (`.hdr`) and OpenEXR (`.exr`), and PNG and JPEG, whose white has radiance 1. Out: an
/// [HdrImage][org.isthmus.render.hdr.HdrImage], of which
/// [Environment][org.isthmus.render.scene.Environment] makes surroundings.
///
/// [HdrImages][org.isthmus.render.hdr.HdrImages] tells the formats apart. `RadianceReader` and `ExrReader` are written for files that
/// nobody vouches for: whatever is wrong is a diagnostic, and memory is bounded by what the file can hold.
///
/// Read `HdrImages` first.
@NullMarked
package org.isthmus.render.hdr;

import org.jspecify.annotations.NullMarked;
