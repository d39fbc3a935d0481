package org.isthmus.dataset.tfrecord;

import java.util.zip.CRC32C;

/// How a record lies in a file: its length (8 bytes, little-endian), the masked checksum of the length, the record, its masked checksum.
///
/// Source: TensorFlow, `core/lib/io/record_writer.h` and `core/lib/hash/crc32c.h`.
final class Framing {
    /// Before a record.
    static final int HEADER = 12;
    /// After it.
    static final int FOOTER = 4;
    private static final int MASK_DELTA = 0xA282_EAD8;

    private Framing() {}

    /// The CRC-32C, rotated and shifted, so that the checksum of data that holds checksums is no trouble.
    static int maskedCrc(byte[] bytes, int from, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, count);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }
}
