/// From scene to model: names resolved, frames and sizes worked out, masses and inertias computed, everything
/// numbered.
///
/// In: a [Scene][org.isthmus.model.scene.Scene]. Out: a [Model][org.isthmus.model.compiled.Model], or diagnostics
/// that name the elements that are wrong.
///
/// Read [SceneCompiler][org.isthmus.model.compile.SceneCompiler] first: it lists the stages in order, one file each.
@NullMarked
package org.isthmus.model.compile;

import org.jspecify.annotations.NullMarked;
