package org.isthmus.model.xml;

import java.util.Arrays;

import org.isthmus.core.diagnostics.SourceLocation;

/// Line and column of each character of a text. A line ends after `\n`, `\r\n` or `\r`.
final class Places {
    private final String file;
    /// Offset of the first character of each line.
    private final int[] lineStarts;

    Places(String file, String text) {
        this.file = file;
        int[] starts = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (ends) {
                if (lines == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * lines);
                }
                starts[lines++] = i + 1;
            }
        }
        lineStarts = Arrays.copyOf(starts, lines);
    }

    SourceLocation at(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new SourceLocation(file, line + 1, offset - lineStarts[line] + 1);
    }
}
