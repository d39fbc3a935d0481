/// The command line: one thin command per verb.
@NullMarked
package org.isthmus.cli;

import org.jspecify.annotations.NullMarked;
