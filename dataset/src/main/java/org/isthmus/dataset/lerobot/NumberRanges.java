package org.isthmus.dataset.lerobot;

import java.util.List;

/// Numbers as people write many of them: `1 to 3, 5, 8 to 20`.
final class NumberRanges {
    private static final int MAX_RANGES = 20;

    private NumberRanges() {}

    /// @param numbers ascending
    static String of(List<Long> numbers) {
        StringBuilder out = new StringBuilder();
        int ranges = 0;
        for (int i = 0; i < numbers.size(); i++) {
            int from = i;
            while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
                i++;
            }
            if (++ranges > MAX_RANGES) {
                return out.append(", …").toString();
            }
            out.append(out.isEmpty() ? "" : ", ").append(numbers.get(from));
            out.append(i > from ? " to " + numbers.get(i) : "");
        }
        return out.toString();
    }
}
