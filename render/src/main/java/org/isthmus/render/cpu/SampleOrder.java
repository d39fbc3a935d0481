package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.render.raster.DrawList;
import org.isthmus.render.raster.VisibilityBuffer;

/// The samples of some rows, those of an instance together, in the order of the image within each: runs of neighbours in a row, sorted by
/// counting, then handed out tile by tile.
final class SampleOrder {
    /// [ngroup + 1] where the runs of each group begin: group 0 sees nothing, group 1 + d sees number d of the draw list
    private int[] start = {};
    /// [ngroup] samples of each group
    private int[] samples = {};
    private int groups;
    private int runs;
    /// [nrun] in the order of the image: group, row << 14 | column of the first sample, number of samples
    private int[] group = {};
    private int[] place = {};
    private int[] length = {};
    /// [nrun] indices of runs, group after group
    private int[] sorted = {};

    // The group that is handed out: its next run, how many samples of that have been handed out, and where its runs end.
    private int run;
    private int done;
    private int end;

    SampleOrder() {}

    void sort(VisibilityBuffer buffer, DrawList list, int fromRow, int toRow) {
        groups = list.drawnCount() + 1;
        if (start.length < groups + 2) {
            start = new int[groups + 2 + groups / 2];
            samples = new int[start.length];
        }
        Arrays.fill(start, 0, groups + 2, 0);
        Arrays.fill(samples, 0, groups, 0);
        runs = 0;
        for (int y = fromRow; y < toRow; y++) {
            grow(runs + buffer.width());
            findRuns(buffer.words(), y, buffer.width(), list);
        }
        for (int r = 0; r < runs; r++) {
            start[group[r] + 2]++;
            samples[group[r]] += length[r];
        }
        for (int g = 2; g < groups + 2; g++) {
            start[g] += start[g - 1];
        }
        // entry g + 1 runs from the start of group g to its end, which is where group g + 1 starts
        for (int r = 0; r < runs; r++) {
            sorted[start[group[r] + 1]++] = r;
        }
    }

    private void grow(int most) {
        if (group.length < most) {
            int size = Math.max(most, 2 * group.length);
            group = Arrays.copyOf(group, size);
            place = Arrays.copyOf(place, size);
            length = Arrays.copyOf(length, size);
            sorted = new int[size];
        }
    }

    /// Neighbours mostly belong to one block of triangles, and a block to one instance: few are looked up. Block 0 is nobody's.
    private void findRuns(long[] words, int y, int width, DrawList list) {
        int row = y * width;
        int previous = -1;
        for (int x = 0; x < width;) {
            int block = DrawList.block((int) words[row + x]);
            int from = x++;
            while (x < width && DrawList.block((int) words[row + x]) == block) {
                x++;
            }
            int g = block == 0 ? 0 : 1 + list.drawnOfBlock(block);
            if (g == previous) {
                length[runs - 1] += x - from;
            } else {
                group[runs] = g;
                place[runs] = y << Tile.COLUMN_BITS | from;
                length[runs++] = x - from;
                previous = g;
            }
        }
    }

    int groups() {
        return groups;
    }

    /// How many samples a group has.
    int samples(int g) {
        return samples[g];
    }

    /// Begins to hand out a group.
    void begin(int g) {
        run = start[g];
        end = start[g + 1];
        done = 0;
    }

    /// Writes the places and triangles of the next samples of the group into a tile; false when there are none.
    ///
    /// @param firstTriangle number of the instance's first
    boolean next(Tile tile, VisibilityBuffer buffer, int firstTriangle) {
        int n = 0;
        while (n < Tile.CAPACITY && run < end) {
            int r = sorted[run];
            int count = Math.min(length[r] - done, Tile.CAPACITY - n);
            int first = place[r] + done;
            int word = (first >>> Tile.COLUMN_BITS) * buffer.width() + (first & Tile.COLUMN_MASK);
            write(first, tile.place, buffer.words(), word, firstTriangle, tile.triangle, n, count);
            n += count;
            done += count;
            if (done == length[r]) {
                run++;
                done = 0;
            }
        }
        tile.count = n;
        return n > 0;
    }

    private static void write(int first, int[] places, long[] words, int from, int firstTriangle, int[] triangles,
            int at, int n) {
        for (int i = 0; i < n; i++) {
            places[at + i] = first + i;
            triangles[at + i] = VisibilityBuffer.triangle(words[from + i]) - firstTriangle;
        }
    }
}
