package org.isthmus.dataset.coco;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A mask as polygons along the sides of its pixels, one for each part that hangs together by sides.
///
/// Sides of pixels inside that border on outside are walked with the inside on the right (rows go down); a corner that two parts share is
/// passed by turning right, which stays with the part.
final class Outlines {
    /// [4] right, down, left, up
    private static final int[] DX = {1, 0, -1, 0};
    /// [4]
    private static final int[] DY = {0, 1, 0, -1};

    /// [height][width]
    private final boolean[] mask;
    private final int width;
    private final int height;
    /// [height + 1][width + 1] bit d: a side leaves this corner in direction d
    private final byte[] sides;

    private Outlines(boolean[] mask, int width) {
        this.mask = mask;
        this.width = width;
        height = mask.length / width;
        sides = new byte[(width + 1) * (height + 1)];
    }

    /// @param mask [height][width]
    /// @return polygons [x, y, x, y, …] in pixels, the first pixel from 0 to 1; empty when the mask has a hole, which COCO's polygons cannot say
    static Optional<List<List<Integer>>> of(boolean[] mask, int width) {
        return new Outlines(mask, width).walk();
    }

    private Optional<List<List<Integer>>> walk() {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (isInside(x, y)) {
                    mark(x, y, 0, isInside(x, y - 1));
                    mark(x + 1, y, 1, isInside(x + 1, y));
                    mark(x + 1, y + 1, 2, isInside(x, y + 1));
                    mark(x, y + 1, 3, isInside(x - 1, y));
                }
            }
        }
        List<List<Integer>> polygons = new ArrayList<>();
        for (int corner = 0; corner < sides.length; corner++) {
            while (sides[corner] != 0) {
                List<Integer> polygon = follow(corner);
                if (area(polygon) < 0) {
                    return Optional.empty();
                }
                polygons.add(polygon);
            }
        }
        return Optional.of(polygons);
    }

    private boolean isInside(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x];
    }

    private void mark(int x, int y, int direction, boolean isInner) {
        if (!isInner) {
            sides[y * (width + 1) + x] |= (byte) (1 << direction);
        }
    }

    /// Walks once round from a corner and takes the sides away.
    private List<Integer> follow(int start) {
        List<Integer> polygon = new ArrayList<>();
        int corner = start;
        int direction = Integer.numberOfTrailingZeros(sides[start]);
        int last = -1;
        do {
            if (direction != last) {
                polygon.add(corner % (width + 1));
                polygon.add(corner / (width + 1));
            }
            sides[corner] &= (byte) ~(1 << direction);
            last = direction;
            corner += DX[direction] + DY[direction] * (width + 1);
            direction = next(corner, direction);
        } while (direction >= 0);
        return polygon;
    }

    /// Right, straight on or left; -1 where the way ends, at its beginning.
    private int next(int corner, int direction) {
        for (int turn : new int[]{1, 0, 3}) {
            int each = (direction + turn) % 4;
            if ((sides[corner] >> each & 1) != 0) {
                return each;
            }
        }
        return -1;
    }

    /// Twice the area: above 0 where the inside is on the right of the way round.
    private static long area(List<Integer> polygon) {
        long sum = 0;
        for (int i = 0; i < polygon.size(); i += 2) {
            int j = (i + 2) % polygon.size();
            sum += (long) polygon.get(i) * polygon.get(j + 1) - (long) polygon.get(j) * polygon.get(i + 1);
        }
        return sum;
    }
}
