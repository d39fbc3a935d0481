/// Photographs: light followed along its paths.
///
/// In: a world, a view, a number of samples. Out: a [Photograph][org.isthmus.render.path.Photograph] with linear radiance and what guides
/// a denoiser. [PathTracer][org.isthmus.render.path.PathTracer] shares tiles among threads;
/// [PathIntegrator][org.isthmus.render.path.PathIntegrator] follows one path, sampling reflection
/// ([Scatterer][org.isthmus.render.path.Scatterer]), lamps and surroundings
/// ([EnvironmentSampler][org.isthmus.render.path.EnvironmentSampler]) and combining them by multiple importance sampling (Veach 1997).
/// [Denoiser][org.isthmus.render.path.Denoiser] smooths what noise is left.
///
/// Samples are addressed by pixel, sample and dimension ([SobolSampler][org.isthmus.render.path.SobolSampler]) and summed in their
/// order, so a photograph has the same bits on any number of threads.
///
/// Read `PathIntegrator` first.
@NullMarked
package org.isthmus.render.path;

import org.jspecify.annotations.NullMarked;
