package org.isthmus.model.compiled;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.array.IntArray;

/// The materials of a model.
///
/// The names are MuJoCo's `mat_…`.
public record MaterialTable(
        // [nmat][10] texture by role (column 0 unused, then TextureRole); −1: none
        IntArray texId,
        // [nmat] 1: yes
        IntArray texUniform,
        // [nmat][2]
        FloatArray texRepeat,
        // [nmat]
        FloatArray emission,
        // [nmat]
        FloatArray specular,
        // [nmat]
        FloatArray shininess,
        // [nmat]
        FloatArray reflectance,
        // [nmat] −1: not given
        FloatArray metallic,
        // [nmat] −1: not given
        FloatArray roughness,
        // [nmat][4]
        FloatArray rgba) {}
