package org.isthmus.physics.collision;

import org.isthmus.model.compiled.CompiledHeightField;

/// Casts rays at a height field: its triangles, its bottom, its sides up to the surface, and, for rays that begin inside, the level of
/// elevation 0, where MuJoCo's base ends. Walks the cells under the ray (Amanatides, Woo 1987).
final class HeightFieldRays {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final double[] low = new double[3];
    private final double[] high = new double[3];
    private final double[] triangle = new double[9];
    /// Of the surface that was hit.
    private final double[] normal = new double[3];
    private double leave;

    /// The least x ≥ 0 of a hit, or infinity.
    ///
    /// @param p [3] origin in the field's frame
    /// @param v [3] direction in the field's frame
    double cast(CompiledHeightField f, double[] p, double[] v) {
        high[0] = f.sizeX();
        high[1] = f.sizeY();
        high[2] = f.top();
        low[0] = -f.sizeX();
        low[1] = -f.sizeY();
        low[2] = -f.base();
        double enter = clip(p, v);
        if (!(enter <= leave)) {
            return NONE;
        }
        double ground = walk(f, p, v, enter);
        double bottom = level(low[2], p, v);
        double top = level(0, p, v);
        double x = border(f, p, v, 0);
        double y = border(f, p, v, 1);
        double least = Math.min(ground, Math.min(Math.min(x, y), Math.min(bottom, top)));
        if (least < ground) {
            boolean isSide = least == x || least == y;
            face(isSide ? least == x ? 0 : 1 : 2, p, v, least);
        }
        return least;
    }

    /// A side's normal points away from the middle, that of a level to where the base is not.
    private void face(int axis, double[] p, double[] v, double x) {
        double at = p[axis] + x * v[axis];
        double middle = axis == 2 ? low[2] / 2 : 0;
        for (int k = 0; k < 3; k++) {
            normal[k] = k == axis ? at < middle ? -1 : 1 : 0;
        }
    }

    /// The normal of the surface that the last [#cast] hit, of any length.
    void normal(double[] out) {
        System.arraycopy(normal, 0, out, 0, 3);
    }

    /// Where the ray enters the field's box, at least 0; `leave` is where it leaves.
    private double clip(double[] p, double[] v) {
        double enter = 0;
        leave = NONE;
        for (int k = 0; k < 3; k++) {
            if (v[k] == 0) {
                if (p[k] < low[k] || p[k] > high[k]) {
                    return NONE;
                }
            } else {
                double a = (low[k] - p[k]) / v[k];
                double b = (high[k] - p[k]) / v[k];
                enter = Math.max(enter, Math.min(a, b));
                leave = Math.min(leave, Math.max(a, b));
            }
        }
        return enter;
    }

    private double walk(CompiledHeightField f, double[] p, double[] v, double enter) {
        double stepX = 2 * f.sizeX() / (f.columns() - 1);
        double stepY = 2 * f.sizeY() / (f.rows() - 1);
        int column = cell((p[0] + enter * v[0] + f.sizeX()) / stepX, f.columns() - 2);
        int row = cell((p[1] + enter * v[1] + f.sizeY()) / stepY, f.rows() - 2);
        int nextColumn = v[0] > 0 ? 1 : -1;
        int nextRow = v[1] > 0 ? 1 : -1;
        double strideX = v[0] == 0 ? NONE : Math.abs(stepX / v[0]);
        double strideY = v[1] == 0 ? NONE : Math.abs(stepY / v[1]);
        double untilX = v[0] == 0 ? NONE : (stepX * (column + Math.max(nextColumn, 0)) - f.sizeX() - p[0]) / v[0];
        double untilY = v[1] == 0 ? NONE : (stepY * (row + Math.max(nextRow, 0)) - f.sizeY() - p[1]) / v[1];
        while (true) {
            double x = cell(f, row, column, p, v);
            if (x < NONE) {
                return x;
            }
            if (Math.min(untilX, untilY) > leave) {
                return NONE;
            }
            if (untilX < untilY) {
                column += nextColumn;
                untilX += strideX;
            } else {
                row += nextRow;
                untilY += strideY;
            }
            if (column < 0 || row < 0 || column > f.columns() - 2 || row > f.rows() - 2) {
                return NONE;
            }
        }
    }

    private static int cell(double at, int last) {
        return (int) Math.max(0, Math.min(last, Math.floor(at)));
    }

    private double cell(CompiledHeightField f, int row, int column, double[] p, double[] v) {
        double least = NONE;
        for (int half = 0; half < 2; half++) {
            HeightFieldCells.triangle(f, row, column, half, triangle);
            double x = MeshRays.triangle(triangle, 0, 3, 6, p, v);
            if (x < least) {
                MeshRays.normal(triangle, 0, 3, 6, normal);
                least = x;
            }
        }
        return least;
    }

    private double level(double height, double[] p, double[] v) {
        double x = (height - p[2]) / v[2];
        return x >= 0 && Math.abs(p[0] + x * v[0]) <= high[0] && Math.abs(p[1] + x * v[1]) <= high[1] ? x : NONE;
    }

    /// The two sides across an axis, as far as the ground behind them reaches up.
    private double border(CompiledHeightField f, double[] p, double[] v, int axis) {
        int other = 1 - axis;
        double least = NONE;
        for (int side = 0; side < 2; side++) {
            double x = ((side == 0 ? low[axis] : high[axis]) - p[axis]) / v[axis];
            double along = p[other] + x * v[other];
            double z = p[2] + x * v[2];
            if (x >= 0 && x < least && Math.abs(along) <= high[other] && z >= low[2]
                    && z <= ground(f, axis, side, along)) {
                least = x;
            }
        }
        return least;
    }

    private double ground(CompiledHeightField f, int axis, int side, double along) {
        int count = axis == 0 ? f.rows() : f.columns();
        double at = (along / high[1 - axis] + 1) / 2 * (count - 1);
        int i = cell(at, count - 2);
        double t = at - i;
        return f.top() * ((1 - t) * elevation(f, axis, side, i) + t * elevation(f, axis, side, i + 1));
    }

    private static double elevation(CompiledHeightField f, int axis, int side, int i) {
        int row = axis == 0 ? i : side * (f.rows() - 1);
        int column = axis == 0 ? side * (f.columns() - 1) : i;
        return f.elevation().get(row * f.columns() + column);
    }
}
