/// What real sensors make of a scene.
///
/// In: ideal images ([Frames][org.isthmus.render.Frames]: radiance, depth, normals). Out: images with the faults of real ones:
/// [ColorSensor][org.isthmus.render.sensor.ColorSensor] (exposure, white balance, vignetting, noise, quantisation, JPEG),
/// [DepthSensor][org.isthmus.render.sensor.DepthSensor] (noise, steps and holes of structured light and stereo), and
/// [StereoMatcher][org.isthmus.render.sensor.StereoMatcher], which finds disparity in a pair of images as real depth cameras do.
///
/// [SceneSplats][org.isthmus.render.sensor.SceneSplats] makes clouds of splats, as a capture of a scene would be.
///
/// Every number is a parameter that randomization can drive; noise comes from the caller's stream.
///
/// Read `ColorSensor` first.
@NullMarked
package org.isthmus.render.sensor;

import org.jspecify.annotations.NullMarked;
