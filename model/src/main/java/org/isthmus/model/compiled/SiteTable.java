package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.FloatArray;
import org.isthmus.core.array.IntArray;

/// The sites of a model, body by body.
///
/// The names are MuJoCo's `site_…`.
public record SiteTable(
        // [nsite] ordinal of GeomType
        IntArray type,
        // [nsite]
        IntArray bodyId,
        // [nsite] mesh; −1: none
        IntArray dataId,
        // [nsite] material; −1: none
        IntArray matId,
        // [nsite]
        IntArray group,
        // [nsite][3] m
        DoubleArray size,
        // [nsite][3] in the body's frame, m
        DoubleArray pos,
        // [nsite][4] in the body's frame
        DoubleArray quat,
        // [nsite][nuserSite]
        DoubleArray user,
        // [nsite][4]
        FloatArray rgba) {}
