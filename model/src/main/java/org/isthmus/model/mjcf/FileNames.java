package org.isthmus.model.mjcf;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Gives files in one folder names of their own that the common file systems take.
final class FileNames {
    /// In code points, so that a name has less than 255 bytes.
    private static final int MAX_LENGTH = 50;

    /// In lower case: some file systems do not tell `a` from `A`.
    private final Set<String> taken = new HashSet<>();

    /// `stem` and `extension`, with a number between them when that name is taken; other signs than letters, digits, `-`, `_` and
    /// `.` become `_`.
    String unique(String stem, String extension) {
        String clean = stem.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceFirst("^\\.+", "_");
        int length = Math.min(MAX_LENGTH, clean.codePointCount(0, clean.length()));
        clean = clean.isEmpty() ? "asset" : clean.substring(0, clean.offsetByCodePoints(0, length));
        String name = clean + extension;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = clean + "-" + i + extension;
        }
        return name;
    }
}
