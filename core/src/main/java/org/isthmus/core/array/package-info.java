/// Read-only views of flat arrays: what makes a compiled model immutable without copies.
@NullMarked
package org.isthmus.core.array;

import org.jspecify.annotations.NullMarked;
