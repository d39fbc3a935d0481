package org.isthmus.model.mesh;

import java.util.Objects;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// Values at the corners of the faces of a [Mesh], shared between corners through indices as in OBJ.
///
/// @param width numbers per value: 3 for normals, 2 for texture coordinates, 4 for colours
/// @param values `[n][width]`
/// @param corners `[nface][3]`: for each corner of each face, the row in `values`; empty when the mesh has no such values
public record CornerValues(int width, DoubleArray values, IntArray corners) {
    public CornerValues {
        Objects.requireNonNull(values);
        Objects.requireNonNull(corners);
        int n = width < 1 || values.length() % width != 0 ? -1 : values.length() / width;
        if (n < 0) {
            throw new IllegalArgumentException(values.length() + " numbers, expected a multiple of the width " + width);
        }
        for (int i = 0; i < corners.length(); i++) {
            if (corners.get(i) < 0 || corners.get(i) >= n) {
                throw new IllegalArgumentException(
                        "corner " + i + " has index " + corners.get(i) + ", expected 0 to " + (n - 1));
            }
        }
    }

    /// No values.
    public static CornerValues none(int width) {
        return new CornerValues(width, DoubleArray.wrap(), IntArray.wrap());
    }

    /// Whether the mesh has no such values.
    public boolean isEmpty() {
        return corners.length() == 0;
    }

    /// How many different values there are.
    public int count() {
        return values.length() / width;
    }
}
