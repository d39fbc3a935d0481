/// Compiled models as JSON, for people and for programs that compare.
///
/// In: a [Model][org.isthmus.model.compiled.Model]. Out: every number of it under MuJoCo's names and, on request,
/// poses in random configurations. The cross-check suite compares this text with what MuJoCo compiles from the same
/// file.
///
/// Read [ModelDump][org.isthmus.model.dump.ModelDump].
@NullMarked
package org.isthmus.model.dump;

import org.jspecify.annotations.NullMarked;
