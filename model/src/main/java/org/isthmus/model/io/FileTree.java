package org.isthmus.model.io;

import java.io.IOException;
import java.util.List;

/// Files under names such as `/robots/arm.urdf`: absolute, separated by `/`, without `.` and `..` (see [Names]).
interface FileTree {
    /// What a name stands for.
    enum Kind {
        MISSING, FILE, FOLDER,
        /// A device, a pipe, a socket.
        SPECIAL,
        /// Not under an allowed root, or a link that leads out of all of them. Says nothing about whether it exists.
        OUTSIDE
    }

    /// Never fails: what cannot be looked at is [Kind#MISSING].
    Kind kind(String name);

    /// The first `limit + 1` bytes of a file, so that the caller sees when there are more than `limit`.
    byte[] read(String file, int limit) throws IOException;

    /// Names, without their folder, of at most `limit` entries, sorted; empty when the folder cannot be read.
    List<String> list(String folder, int limit);

    /// The allowed roots, as the user would recognise them.
    List<String> roots();
}
