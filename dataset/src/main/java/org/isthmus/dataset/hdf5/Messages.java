package org.isthmus.dataset.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.dataset.hdf5.Hdf5Input.Cursor;

/// Reads messages of object headers (specification, section IV.A.2).
final class Messages {
    private static final int MAX_RANK = 32;

    private Messages() {}

    /// What an attribute is, its value still as in the file.
    record Attribute(String name, Hdf5Type type, long[] shape, byte[] value) {}

    record Filter(int id, int[] values) {}

    /// How a dataset lies in the file: in the header, in one piece, or in chunks under a tree.
    sealed interface Layout {}

    record Compact(byte[] data) implements Layout {}

    record Contiguous(long address, long size) implements Layout {}

    /// @param chunk [rank] elements of a chunk on each side
    record Chunked(long tree, long[] chunk, long elementSize) implements Layout {}

    static long[] dataspace(Hdf5Input input, Cursor in) {
        int version = in.u8();
        int rank = in.u8();
        in.u8();
        boolean isNull = version == 2 && in.u8() == 2;
        in.skip(version == 1 ? 5 : 0);
        if (version < 1 || version > 2 || rank > MAX_RANK) {
            throw input.damaged("a dataspace of version " + version + " and rank " + rank);
        }
        if (isNull) {
            return new long[]{0};
        }
        long[] shape = new long[rank];
        for (int i = 0; i < rank; i++) {
            shape[i] = in.u64();
            if (shape[i] < 0) {
                throw input.damaged("a dimension of " + Long.toUnsignedString(shape[i]));
            }
        }
        return shape;
    }

    static Hdf5Type datatype(Hdf5Input input, Cursor in) {
        int kind = in.u8();
        int bits = in.u8();
        int more = in.u8();
        in.u8();
        long size = in.u32();
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw input.damaged("elements of " + size + " bytes");
        }
        boolean isPlain = (bits & 1) == 0 && (size == 1 || size == 2 || size == 4 || size == 8);
        int kindClass = kind & 0xf;
        if (kindClass == 0 && isPlain) {
            return new Hdf5Type((bits & 8) != 0 ? Hdf5Type.Kind.SIGNED : Hdf5Type.Kind.UNSIGNED, (int) size);
        }
        if (kindClass == 1 && isPlain && size >= 2) {
            return new Hdf5Type(Hdf5Type.Kind.FLOAT, (int) size);
        }
        if (kindClass == 3) {
            return Hdf5Type.fixedText((int) size);
        }
        if (kindClass == 8) { // of two values in a byte a truth value, else the number behind the name
            return size == 1 && (bits | more << 8) == 2 ? Hdf5Type.BOOL : datatype(input, in);
        }
        if (kindClass == 9 && (bits & 0xf) == 1 && size == 16) {
            return Hdf5Type.TEXT;
        }
        throw input.unsupported("elements of a type that is not read (class " + kindClass + ", " + size + " bytes)",
                "write numbers of 1, 2, 4 or 8 bytes, least byte first, or texts");
    }

    static Layout layout(Hdf5Input input, Cursor in) {
        int version = in.u8();
        int kind = in.u8();
        if (version == 3 && kind == 2) {
            return chunked(input, in);
        }
        if ((version == 3 || version == 4) && kind < 2) {
            return kind == 0 ? new Compact(in.take(in.u16())) : new Contiguous(in.u64(), in.u64());
        }
        throw input.unsupported("a dataset with a layout of version " + version + ", kind " + kind,
                "write the file again without libver='latest', or copy it with h5repack --low=0 --high=0");
    }

    private static Layout chunked(Hdf5Input input, Cursor in) {
        int rank = in.u8() - 1;
        if (rank < 1 || rank > MAX_RANK) {
            throw input.damaged("chunks of rank " + rank);
        }
        long tree = in.u64();
        long[] chunk = new long[rank];
        for (int i = 0; i < rank; i++) {
            chunk[i] = in.u32();
            if (chunk[i] < 1) {
                throw input.damaged("chunks without elements");
            }
        }
        return new Chunked(tree, chunk, in.u32());
    }

    static List<Filter> filters(Hdf5Input input, Cursor in) {
        int version = in.u8();
        int count = in.u8();
        in.skip(version == 1 ? 6 : 0);
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = in.u16();
            int nameLength = version == 1 || id >= 256 ? in.u16() : 0;
            in.u16();
            int values = in.u16();
            in.skip(version == 1 ? nameLength + 7 & ~7 : nameLength);
            int[] numbers = new int[values];
            for (int k = 0; k < values; k++) {
                numbers[k] = (int) in.u32();
            }
            in.skip(version == 1 && values % 2 != 0 ? 4 : 0);
            filters.add(new Filter(id, numbers));
            if (id < 1 || id > 3) {
                throw input.unsupported("a dataset with filter " + id, "write it with gzip, or without compression");
            }
        }
        return filters;
    }

    /// The name of an attribute, from a message of which the rest need not be understood.
    static String attributeName(Hdf5Input input, Cursor in) {
        int version = in.u8();
        in.u8();
        int length = in.u16();
        in.skip(version == 3 ? 5 : 4);
        return text(in.take(length));
    }

    static Attribute attribute(Hdf5Input input, Cursor in) {
        int version = in.u8();
        int flags = in.u8();
        int nameLength = in.u16();
        int typeLength = in.u16();
        int spaceLength = in.u16();
        in.skip(version == 3 ? 1 : 0);
        if (version < 1 || version > 3 || version > 1 && (flags & 3) != 0) {
            throw input.unsupported("an attribute of version " + version + " with flags " + flags, "");
        }
        String name = text(padded(in, nameLength, version));
        Cursor type = new Cursor(input, padded(in, typeLength, version), "an attribute");
        Cursor space = new Cursor(input, padded(in, spaceLength, version), "an attribute");
        return new Attribute(name, datatype(input, type), dataspace(input, space), in.take(in.left()));
    }

    private static byte[] padded(Cursor in, int length, int version) {
        byte[] out = in.take(length);
        in.skip(version == 1 ? -length & 7 : 0);
        return out;
    }

    /// Text up to the first zero.
    static String text(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
