package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.render.raster.DrawList;
import org.isthmus.render.raster.VisibilityBuffer;

/// The samples of some rows, those of an instance together, in the order of the image within each (a counting sort).
final class SampleOrder {
    /// [ngroup + 1] where the samples of each group begin: group 0 sees nothing, group 1 + d sees number d of the draw list
    private int[] start = {};
    private int groups;
    /// [nsample] group of each sample, in the order of the image
    private int[] group = {};
    /// [nsample] row << 14 | column, group after group
    private int[] places = {};

    SampleOrder() {}

    void sort(VisibilityBuffer buffer, DrawList list, int fromRow, int toRow) {
        int width = buffer.width();
        int n = (toRow - fromRow) * width;
        groups = list.drawnCount() + 1;
        if (start.length < groups + 2) {
            start = new int[groups + 2 + groups / 2];
        }
        if (group.length < n) {
            group = new int[n];
            places = new int[n];
        }
        Arrays.fill(start, 0, groups + 2, 0);
        long[] words = buffer.words();
        int base = fromRow * width;
        // neighbours mostly belong together: counters stay in registers while they do
        int current = 0;
        int run = 0;
        for (int i = 0; i < n; i++) {
            long word = words[base + i];
            int g = word == 0 ? 0 : 1 + list.drawn(VisibilityBuffer.triangle(word));
            group[i] = g;
            if (g != current) {
                start[current + 2] += run;
                current = g;
                run = 0;
            }
            run++;
        }
        start[current + 2] += run;
        for (int g = 2; g < groups + 2; g++) {
            start[g] += start[g - 1];
        }
        // entry g + 1 runs from the start of group g to its end, which is where group g + 1 starts
        current = 0;
        int to = start[1];
        for (int y = fromRow, i = 0; y < toRow; y++) {
            for (int x = 0; x < width; x++, i++) {
                int g = group[i];
                if (g != current) {
                    start[current + 1] = to;
                    current = g;
                    to = start[g + 1];
                }
                places[to++] = y << Tile.COLUMN_BITS | x;
            }
        }
        start[current + 1] = to;
    }

    int groups() {
        return groups;
    }

    int from(int g) {
        return start[g];
    }

    int to(int g) {
        return start[g + 1];
    }

    int[] places() {
        return places;
    }
}
