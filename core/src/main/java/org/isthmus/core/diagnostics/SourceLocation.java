package org.isthmus.core.diagnostics;

import java.nio.file.Path;

/// A place in a user's input. Lines and columns count from 1; 0 means "not known" (a binary file, a whole file).
public record SourceLocation(String file, int line, int column) {
    /// For input that came from no file, such as a scene built in code.
    public static final SourceLocation UNKNOWN = new SourceLocation("", 0, 0);

    public static SourceLocation of(Path file) {
        return new SourceLocation(file.toString(), 0, 0);
    }

    /// `file:line:column`, without the parts that are not known.
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
