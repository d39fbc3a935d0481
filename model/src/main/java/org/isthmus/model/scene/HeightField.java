package org.isthmus.model.scene;

import org.jspecify.annotations.Nullable;

/// A height field that geoms use by name (MJCF `hfield`).
public final class HeightField extends Element {
    public static final Schema<HeightField> SCHEMA = schema();

    public @Nullable String file;
    public int rows;
    public int columns;
    /// Half width along x, half width along y, height of elevation 1, thickness below elevation 0, m.
    public final double[] size = new double[4];
    /// [rows][columns], any scale: normalised to 0..1 when compiled; row 0 is at −y. Empty: flat.
    public double[] elevation = {};

    public HeightField() {}

    private static Schema<HeightField> schema() {
        return Schema.of("hfield", HeightField::new)
                .text("name", h -> h.name, (h, v) -> h.name = v)
                .text("file", h -> h.file, (h, v) -> h.file = v)
                .integer("nrow", h -> h.rows, (h, v) -> h.rows = v)
                .integer("ncol", h -> h.columns, (h, v) -> h.columns = v)
                .numbers("size", 4, h -> h.size)
                .list("elevation", h -> h.elevation, (h, v) -> h.elevation = v);
    }
}
