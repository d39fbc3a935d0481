/// What there is to see.
///
/// In: a compiled [Model][org.isthmus.model.compiled.Model], or things made in code. Out: an immutable
/// [RenderScene][org.isthmus.render.scene.RenderScene], shared by all worlds (meshes, materials, and instances, which are meshes with a
/// material on a geom), and for each world a [WorldState][org.isthmus.render.scene.WorldState] with what moves or is randomized: poses,
/// materials, visibility, [Light][org.isthmus.render.scene.Light]s and [Environment][org.isthmus.render.scene.Environment].
///
/// [ModelScene][org.isthmus.render.scene.ModelScene] makes scenes of models the way MuJoCo shows them.
/// [Studio][org.isthmus.render.scene.Studio] has a light and a ground in which things look good.
///
/// Read `RenderScene` first.
@NullMarked
package org.isthmus.render.scene;

import org.jspecify.annotations.NullMarked;
