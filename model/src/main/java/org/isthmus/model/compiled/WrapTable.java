package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The paths of all tendons, one after the other.
///
/// The names are MuJoCo's `wrap_…`.
public record WrapTable(
        // [nwrap] 1 joint, 2 pulley, 3 site, 4 sphere, 5 cylinder (MuJoCo's mjtWrap)
        IntArray type,
        // [nwrap] joint, site or geom; −1: pulley
        IntArray objId,
        // [nwrap] coefficient of a joint, divisor of a pulley, side site of a geom (−1: none)
        DoubleArray prm) {}
