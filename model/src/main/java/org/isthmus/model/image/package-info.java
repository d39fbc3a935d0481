/// Images for textures and height fields: PNG and JPEG in, PNG out.
///
/// In: a file's name and the [FileAccess][org.isthmus.model.io.FileAccess] through which it is read. Out: an
/// [Image][org.isthmus.model.image.Image] of 1 to 4 channels of 8 or 16 bits, or diagnostics; never another exception.
///
/// Read [Images][org.isthmus.model.image.Images] first. Before a decoder (the JDK's `javax.imageio`) sees a file, `PngFile` or
/// `JpegFile` checks its header against limits and against what its data can hold, and takes out everything that is not
/// pixels: texts, colour profiles, thumbnails.
@NullMarked
package org.isthmus.model.image;

import org.jspecify.annotations.NullMarked;
