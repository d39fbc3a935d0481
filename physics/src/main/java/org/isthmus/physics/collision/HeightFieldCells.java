package org.isthmus.physics.collision;

import java.util.Arrays;

import org.isthmus.model.compiled.CompiledHeightField;

/// A convex solid against a height field: each half of a cell is a prism from its triangle down to the bottom. Only cells under the
/// solid's box are looked at.
final class HeightFieldCells {
    /// Points nearer to each other than this share of the solid's size are one: neighbouring prisms share edges.
    private static final double SAME = 1e-3;

    private final double[] top = new double[9];
    private final double[] found = new double[ConvexTouch.MAX_POINTS * ConvexTouch.POINT];
    private final double[] onPrism = new double[3];
    private final double[] onSolid = new double[3];
    /// of the solid in the field's frame: low and high corner
    private final double[] box = new double[6];
    private int firstColumn;
    private int endColumn;
    private int firstRow;
    private int endRow;

    /// The deepest points, nearest first, relative to the field's position.
    int touch(
            CompiledHeightField field, double[] pose, Solid prism, Solid solid, ConvexTouch narrow, double margin,
            double[] out) {
        int n = 0;
        if (!range(field, pose, solid, margin)) {
            return 0;
        }
        double same = SAME * solid.reach();
        for (int row = firstRow; row < endRow; row++) {
            for (int column = firstColumn; column < endColumn; column++) {
                for (int half = 0; half < 2; half++) {
                    if (place(field, pose, row, column, half, prism, margin)) {
                        int more = narrow.pair(prism, solid, margin, found);
                        for (int i = 0; i < more; i++) {
                            n = insert(out, n, i, same);
                        }
                    }
                }
            }
        }
        return n;
    }

    /// Puts a found point in its place among those so far.
    private int insert(double[] out, int n, int i, double same) {
        int size = ConvexTouch.POINT;
        double d = found[size * i];
        for (int k = 0; k < n; k++) {
            double x = out[size * k + 1] - found[size * i + 1];
            double y = out[size * k + 2] - found[size * i + 2];
            double z = out[size * k + 3] - found[size * i + 3];
            if (x * x + y * y + z * z < same * same) {
                if (out[size * k] <= d) {
                    return n;
                }
                System.arraycopy(out, size * (k + 1), out, size * k, size * (n - k - 1));
                n--;
                break;
            }
        }
        int at = n;
        while (at > 0 && out[size * (at - 1)] > d) {
            at--;
        }
        if (at == ConvexTouch.MAX_POINTS) {
            return n;
        }
        int kept = Math.min(n, ConvexTouch.MAX_POINTS - 1);
        System.arraycopy(out, size * at, out, size * (at + 1), size * (kept - at));
        System.arraycopy(found, size * i, out, size * at, size);
        return kept + 1;
    }

    /// The distance and the nearest points, relative to the field's position; `maximal` where it is more.
    double distance(
            CompiledHeightField field, double[] pose, Solid prism, Solid solid, ConvexTouch narrow, double maximal,
            double[] onField, double[] onOther) {
        double least = maximal;
        if (!range(field, pose, solid, maximal)) {
            return maximal;
        }
        double[] best = found;
        for (int row = firstRow; row < endRow; row++) {
            for (int column = firstColumn; column < endColumn; column++) {
                for (int half = 0; half < 2; half++) {
                    if (place(field, pose, row, column, half, prism, least)) {
                        double d = narrow.distance(prism, solid, least, onPrism, onSolid);
                        if (d < least) {
                            least = d;
                            System.arraycopy(onPrism, 0, best, 0, 3);
                            System.arraycopy(onSolid, 0, best, 3, 3);
                        }
                    }
                }
            }
        }
        System.arraycopy(best, 0, onField, 0, 3);
        System.arraycopy(best, 3, onOther, 0, 3);
        return least;
    }

    /// The cells under the solid; false where there are none.
    private boolean range(CompiledHeightField field, double[] pose, Solid solid, double margin) {
        Arrays.fill(box, 0);
        for (int axis = 0; axis < 3; axis++) {
            double dx = pose[3 + axis];
            double dy = pose[6 + axis];
            double dz = pose[9 + axis];
            solid.support(-dx, -dy, -dz);
            box[axis] = dx * solid.sx + dy * solid.sy + dz * solid.sz - solid.radius;
            solid.support(dx, dy, dz);
            box[3 + axis] = dx * solid.sx + dy * solid.sy + dz * solid.sz + solid.radius;
        }
        double stepX = 2 * field.sizeX() / (field.columns() - 1);
        double stepY = 2 * field.sizeY() / (field.rows() - 1);
        firstColumn = cell((box[0] - margin + field.sizeX()) / stepX, field.columns() - 1);
        endColumn = cell((box[3] + margin + field.sizeX()) / stepX + 1, field.columns() - 1);
        firstRow = cell((box[1] - margin + field.sizeY()) / stepY, field.rows() - 1);
        endRow = cell((box[4] + margin + field.sizeY()) / stepY + 1, field.rows() - 1);
        return box[2] <= field.top() + margin && box[5] >= -field.base() - margin && firstColumn < endColumn
                && firstRow < endRow;
    }

    private static int cell(double at, int count) {
        return (int) Math.max(0, Math.min(count, Math.floor(at)));
    }

    /// Places half of a cell; false where the solid is above it.
    private boolean place(
            CompiledHeightField field, double[] pose, int row, int column, int half, Solid prism, double margin) {
        triangle(field, row, column, half, top);
        if (Math.max(top[2], Math.max(top[5], top[8])) + margin < box[2]) {
            return false;
        }
        prism.placePrism(pose, top, -field.base(), pose[0], pose[1], pose[2]);
        return true;
    }

    /// The corners of half a cell, anticlockwise from above. The halves share the edge from (row, column) to (row + 1, column + 1), as
    /// MuJoCo's do.
    ///
    /// @param out [3][3] in the field's frame
    static void triangle(CompiledHeightField field, int row, int column, int half, double[] out) {
        corner(field, row, column, out, 0);
        corner(field, half == 0 ? row : row + 1, column + 1, out, 3);
        corner(field, row + 1, half == 0 ? column + 1 : column, out, 6);
    }

    private static void corner(CompiledHeightField field, int row, int column, double[] out, int at) {
        out[at] = field.sizeX() * (2.0 * column / (field.columns() - 1) - 1);
        out[at + 1] = field.sizeY() * (2.0 * row / (field.rows() - 1) - 1);
        out[at + 2] = field.top() * field.elevation().get(row * field.columns() + column);
    }
}
