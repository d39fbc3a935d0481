/// Images for textures and height fields.
@NullMarked
package org.isthmus.model.image;

import org.jspecify.annotations.NullMarked;
