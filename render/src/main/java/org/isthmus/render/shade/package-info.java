/// What a place on a surface looks like: its material, and the light that it sends to the camera.
///
/// In: an instance, a triangle, a place in it ([SurfaceResolver][org.isthmus.render.shade.SurfaceResolver]). Out: a
/// [Surface][org.isthmus.render.shade.Surface] with normal and material, textures looked up; its reflection is
/// [Bsdf][org.isthmus.render.shade.Bsdf]. [EnvironmentLight][org.isthmus.render.shade.EnvironmentLight] has the surroundings blurred
/// beforehand, for fast images.
///
/// Read `Bsdf` first.
@NullMarked
package org.isthmus.render.shade;

import org.jspecify.annotations.NullMarked;
