package org.isthmus.dataset.hdf5;

/// What an element of a dataset or attribute is.
///
/// @param kind what the bytes mean
/// @param size bytes of an element; of [Kind#TEXT], those of a reference to it
public record Hdf5Type(Kind kind, int size) {
    public static final Hdf5Type INT8 = new Hdf5Type(Kind.SIGNED, 1);
    public static final Hdf5Type INT16 = new Hdf5Type(Kind.SIGNED, 2);
    public static final Hdf5Type INT32 = new Hdf5Type(Kind.SIGNED, 4);
    public static final Hdf5Type INT64 = new Hdf5Type(Kind.SIGNED, 8);
    public static final Hdf5Type UINT8 = new Hdf5Type(Kind.UNSIGNED, 1);
    public static final Hdf5Type UINT16 = new Hdf5Type(Kind.UNSIGNED, 2);
    public static final Hdf5Type UINT32 = new Hdf5Type(Kind.UNSIGNED, 4);
    public static final Hdf5Type FLOAT32 = new Hdf5Type(Kind.FLOAT, 4);
    public static final Hdf5Type FLOAT64 = new Hdf5Type(Kind.FLOAT, 8);
    /// As NumPy's bool: one byte, 0 or 1.
    public static final Hdf5Type BOOL = new Hdf5Type(Kind.BOOL, 1);
    /// Text of any length, UTF-8.
    public static final Hdf5Type TEXT = new Hdf5Type(Kind.TEXT, 16);

    /// What the bytes of an element mean; numbers are little-endian.
    public enum Kind {
        /// A whole number in two's complement.
        SIGNED,
        /// A whole number from 0 on.
        UNSIGNED,
        /// IEEE 754.
        FLOAT,
        /// 0 or 1.
        BOOL,
        /// Text of any length.
        TEXT,
        /// Text in a fixed number of bytes, padded with zeros.
        FIXED_TEXT
    }

    /// Text in `size` bytes each, padded with zeros: NumPy's `S` types.
    public static Hdf5Type fixedText(int size) {
        return new Hdf5Type(Kind.FIXED_TEXT, size);
    }

    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.FIXED_TEXT;
    }
}
