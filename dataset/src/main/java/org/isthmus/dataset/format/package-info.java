/// The formats of the field by name: a store's episodes go out as any of them.
///
/// [DatasetFormat] is the only list; commands and projects name its words.
@NullMarked
package org.isthmus.dataset.format;

import org.jspecify.annotations.NullMarked;
