package org.isthmus.dataset.coco;

import java.util.ArrayList;
import java.util.List;

/// A mask as lengths of runs, as COCO has it: down the columns, from the left one on, beginning with a run outside.
final class RunLengths {
    private RunLengths() {}

    /// @param mask [height][width]
    static List<Integer> of(boolean[] mask, int width) {
        int height = mask.length / width;
        List<Integer> runs = new ArrayList<>();
        boolean inside = false;
        int length = 0;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                if (mask[y * width + x] != inside) {
                    runs.add(length);
                    inside = !inside;
                    length = 0;
                }
                length++;
            }
        }
        runs.add(length);
        return runs;
    }
}
