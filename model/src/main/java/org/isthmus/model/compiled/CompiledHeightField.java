package org.isthmus.model.compiled;

import org.isthmus.core.array.FloatArray;

/// A height field.
///
/// @param sizeX half width along x, m
/// @param sizeY half width along y, m
/// @param top height of elevation 1, m
/// @param base thickness below elevation 0, m
/// @param elevation [rows][columns], 0..1, row 0 at −y
public record CompiledHeightField(
        int rows, int columns, double sizeX, double sizeY, double top, double base, FloatArray elevation) {}
