package org.isthmus.model.compile;

import org.isthmus.core.array.FloatArray;
import org.isthmus.model.compiled.CompiledHeightField;
import org.isthmus.model.scene.HeightField;

/// Compiles height fields: sizes checked, elevations brought to 0..1.
final class HeightFields {
    /// The most elevations of one field.
    static final int MAX_POINTS = 100_000_000;
    /// A smaller range of elevations counts as flat (MuJoCo's `mjEPS`).
    private static final float MIN_RANGE = 1e-14f;

    private HeightFields() {}

    static void compile(Compilation c) {
        c.heightFields.list.forEach(field -> compile(c, field));
    }

    private static void compile(Compilation c, HeightFieldDraft field) {
        HeightField e = field.element;
        for (double size : e.size) {
            if (!(size > 0)) {
                c.error(field, "has size " + Frames.numbers(e.size), "four positive numbers",
                        "half width x, half width y, height, thickness of the base, in m");
                break;
            }
        }
        long count = (long) e.rows * e.columns;
        if (e.rows < 1 || e.columns < 1 || count > MAX_POINTS) {
            c.error(field, "has " + e.rows + " rows and " + e.columns + " columns",
                    "at least one of each, at most " + MAX_POINTS + " points", "set nrow and ncol");
        } else if (e.elevation.length != 0 && e.elevation.length != count) {
            c.error(field, "has " + e.elevation.length + " elevations", "nrow · ncol = " + count,
                    "correct nrow, ncol or elevation");
        } else {
            field.compiled = new CompiledHeightField(e.rows, e.columns, e.size[0], e.size[1], e.size[2], e.size[3],
                    FloatArray.wrap(normalized(e.elevation, (int) count)));
        }
    }

    private static float[] normalized(double[] elevation, int count) {
        float[] data = new float[count];
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < elevation.length; i++) {
            data[i] = (float) elevation[i];
            low = Math.min(low, data[i]);
            high = Math.max(high, data[i]);
        }
        for (int i = 0; i < elevation.length; i++) {
            data[i] -= low;
            if (high - low > MIN_RANGE) {
                data[i] /= high - low;
            }
        }
        return data;
    }
}
