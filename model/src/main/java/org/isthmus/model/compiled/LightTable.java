package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.FloatArray;
import org.isthmus.core.array.IntArray;

/// The lights of a model, body by body.
///
/// The names are MuJoCo's `light_…`.
public record LightTable(
        // [nlight] ordinal of CameraMode
        IntArray mode,
        // [nlight]
        IntArray bodyId,
        // [nlight] −1: none
        IntArray targetBodyId,
        // [nlight] ordinal of LightType
        IntArray type,
        // [nlight] −1: none
        IntArray texId,
        // [nlight] 1: yes
        IntArray castShadow,
        // [nlight] m
        FloatArray bulbRadius,
        // [nlight] cd
        FloatArray intensity,
        // [nlight] m
        FloatArray range,
        // [nlight] 1: yes
        IntArray active,
        // [nlight][3] in the body's frame, m
        DoubleArray pos,
        // [nlight][3] unit, in the body's frame
        DoubleArray dir,
        // [nlight][3] from the subtree's centre of mass at qpos0, world frame, m
        DoubleArray posCom0,
        // [nlight][3] from the body at qpos0, world frame, m
        DoubleArray pos0,
        // [nlight][3] at qpos0, world frame
        DoubleArray dir0,
        // [nlight][3] constant, linear, quadratic
        FloatArray attenuation,
        // [nlight] half angle, degrees
        FloatArray cutoff,
        // [nlight]
        FloatArray softness,
        // [nlight]
        FloatArray exponent,
        // [nlight][3]
        FloatArray ambient,
        // [nlight][3]
        FloatArray diffuse,
        // [nlight][3]
        FloatArray specular) {}
