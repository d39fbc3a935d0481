package org.isthmus.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first bytes of an episode's file: what it is, and the checksum of the rest. Readers of HDF5 skip them as a user block.
///
/// @param sha256 of all bytes after the superblock, followed by the superblock, hexadecimal
/// @param bytes of the file
record EpisodeFile(String sha256, long bytes) {
    static final int USER_BLOCK = 512;
    /// Of superblock 0, which follows the user block.
    static final int SUPERBLOCK = 96;
    static final int VERSION = 1;
    private static final String MAGIC = "isthmus-episode";
    private static final Pattern FORM = Pattern
            .compile(MAGIC + " (\\d{1,9})\nsha256 ([0-9a-f]{64})\nbytes (\\d{1,18})\n\0*");

    static EpisodeFile of(byte[] digest, long bytes) {
        return new EpisodeFile(HexFormat.of().formatHex(digest), bytes);
    }

    byte[] userBlock() {
        String text = MAGIC + " " + VERSION + "\nsha256 " + sha256 + "\nbytes " + bytes + "\n";
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), USER_BLOCK);
    }

    /// What a user block says; empty when it is none, or one of a later version.
    static Optional<EpisodeFile> parse(byte[] userBlock) {
        Matcher form = FORM.matcher(new String(userBlock, StandardCharsets.ISO_8859_1));
        return form.matches() && Integer.parseInt(form.group(1)) == VERSION
                ? Optional.of(new EpisodeFile(form.group(2), Long.parseLong(form.group(3))))
                : Optional.empty();
    }
}
