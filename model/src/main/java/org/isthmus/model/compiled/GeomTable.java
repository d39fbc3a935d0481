package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.FloatArray;
import org.isthmus.core.array.IntArray;

/// The geoms of a model, body by body.
///
/// The names are MuJoCo's `geom_…`.
public record GeomTable(
        // [ngeom] ordinal of GeomType
        IntArray type,
        // [ngeom] bit mask
        IntArray contype,
        // [ngeom] bit mask
        IntArray conaffinity,
        // [ngeom] 1, 3, 4 or 6
        IntArray condim,
        // [ngeom]
        IntArray bodyId,
        // [ngeom] mesh or height field; −1: none
        IntArray dataId,
        // [ngeom] material; −1: none
        IntArray matId,
        // [ngeom]
        IntArray group,
        // [ngeom]
        IntArray priority,
        // [ngeom] weight in mixing
        DoubleArray solmix,
        // [ngeom][2]
        DoubleArray solref,
        // [ngeom][5]
        DoubleArray solimp,
        // [ngeom][3] by type, m; of a mesh: half sizes of its box
        DoubleArray size,
        // [ngeom][6] bounding box in the geom's frame: centre, half sizes, m
        DoubleArray aabb,
        // [ngeom] radius of the bounding sphere, m; 0: unbounded
        DoubleArray rbound,
        // [ngeom][3] in the body's frame, m
        DoubleArray pos,
        // [ngeom][4] in the body's frame
        DoubleArray quat,
        // [ngeom][3] sliding, torsional m, rolling m
        DoubleArray friction,
        // [ngeom] m
        DoubleArray margin,
        // [ngeom] m
        DoubleArray gap,
        // [ngeom][6] linear m/s, angular rad/s, geom's frame
        DoubleArray surfaceVel,
        // [ngeom] N
        DoubleArray adhesion,
        // [ngeom][12] fluid interaction, as in MuJoCo; first 0: none
        DoubleArray fluid,
        // [ngeom][nuserGeom]
        DoubleArray user,
        // [ngeom][4]
        FloatArray rgba) {}
