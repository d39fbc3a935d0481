package org.isthmus.dataset.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Layouts of the "HDF5 File Format Specification Version 3.0", sections named at each, as bytes.
final class Structures {
    static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    static final long UNDEFINED = -1;
    static final int SUPERBLOCK_BYTES = 96;
    /// Half the entries of a leaf, and half the children of a node, of a group's tree.
    static final int GROUP_LEAF_K = 4;
    static final int GROUP_NODE_K = 16;
    /// Half the children of a node of the tree of chunks: the library's own, which superblock 0 does not store.
    static final int CHUNK_NODE_K = 32;
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int FILL_OLD = 0x04;
    static final int FILL = 0x05;
    static final int LINK = 0x06;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int CONTINUATION = 0x10;
    static final int SYMBOL_TABLE = 0x11;
    static final int ATTRIBUTE_INFO = 0x15;
    static final int DEFLATE_FILTER = 1;
    static final int SHUFFLE_FILTER = 2;
    static final int FLETCHER_FILTER = 3;

    private Structures() {}

    /// A message of an object header: its type and body.
    record Message(int type, byte[] body) {}

    /// II.A, superblock 0. Addresses within the file count from `base`; the end of the file does not.
    static byte[] superblock(long base, long end, long rootHeader, long rootTree, long rootHeap) {
        return new Bytes().bytes(SIGNATURE).u8(0, 0, 0, 0, 0, 8, 8, 0).u16(GROUP_LEAF_K).u16(GROUP_NODE_K).u32(0)
                .u64(base).u64(UNDEFINED).u64(end).u64(UNDEFINED)
                .u64(0).u64(rootHeader).u32(1).u32(0).u64(rootTree).u64(rootHeap).toArray();
    }

    /// IV.A.1.a, object header 1.
    static byte[] objectHeader(List<Message> messages) {
        Bytes body = new Bytes();
        for (Message message : messages) {
            byte[] padded = new Bytes().bytes(message.body()).pad8().toArray();
            if (padded.length > 0xffff) {
                throw new IllegalArgumentException("a message of " + padded.length + " bytes, expected up to 65535");
            }
            body.u16(message.type()).u16(padded.length).u8(0, 0, 0, 0).bytes(padded);
        }
        return new Bytes().u8(1, 0).u16(messages.size()).u32(1).u32(body.length()).u32(0).bytes(body.toArray())
                .toArray();
    }

    /// IV.A.2.b, dataspace 1; no dimensions make a scalar. Datasets in chunks may grow in their first dimension.
    static byte[] dataspace(long[] shape, boolean canGrow) {
        Bytes out = new Bytes().u8(1, shape.length, canGrow ? 1 : 0, 0).u32(0);
        for (long side : shape) {
            out.u64(side);
        }
        for (int i = 0; canGrow && i < shape.length; i++) {
            out.u64(i == 0 ? UNDEFINED : shape[i]);
        }
        return out.toArray();
    }

    /// IV.A.2.d, datatype 1.
    static byte[] datatype(Hdf5Type type) {
        int bits = 8 * type.size();
        return switch (type.kind()) {
            case SIGNED -> new Bytes().u8(0x10, 0x08, 0, 0).u32(type.size()).u16(0).u16(bits).toArray();
            case UNSIGNED -> new Bytes().u8(0x10, 0, 0, 0).u32(type.size()).u16(0).u16(bits).toArray();
            case FLOAT -> type.size() == 4
                    ? new Bytes().u8(0x11, 0x20, 31, 0).u32(4).u16(0).u16(32).u8(23, 8, 0, 23).u32(127).toArray()
                    : new Bytes().u8(0x11, 0x20, 63, 0).u32(8).u16(0).u16(64).u8(52, 11, 0, 52).u32(1023).toArray();
            case BOOL -> new Bytes().u8(0x18, 2, 0, 0).u32(1).bytes(datatype(Hdf5Type.INT8))
                    .ascii("FALSE").zeros(3).ascii("TRUE").zeros(4).u8(0, 1).toArray();
            case TEXT -> new Bytes().u8(0x19, 1, 1, 0).u32(16).bytes(datatype(Hdf5Type.UINT8)).toArray();
            case FIXED_TEXT -> new Bytes().u8(0x13, 1, 0, 0).u32(type.size()).toArray();
        };
    }

    /// IV.A.2.f, fill value 2: zeros, space taken as chunks come, or late.
    static byte[] fill(boolean isChunked) {
        return new Bytes().u8(2, isChunked ? 3 : 2, 2, 1).u32(0).toArray();
    }

    /// IV.A.2.i, layout 3, contiguous.
    static byte[] contiguous(long address, long size) {
        return new Bytes().u8(3, 1).u64(address).u64(size).toArray();
    }

    /// IV.A.2.i, layout 3, chunked.
    static byte[] chunked(long tree, long[] chunk, int elementSize) {
        Bytes out = new Bytes().u8(3, 2, chunk.length + 1).u64(tree);
        for (long side : chunk) {
            out.u32(side);
        }
        return out.u32(elementSize).toArray();
    }

    /// IV.A.2.l, filter pipeline 1: shuffle where elements are larger than a byte, deflate, Fletcher's checksum.
    static byte[] filters(int elementSize, int level) {
        boolean shuffles = elementSize > 1;
        Bytes out = new Bytes().u8(1, shuffles ? 3 : 2).zeros(6);
        if (shuffles) {
            out.u16(SHUFFLE_FILTER).u16(0).u16(1).u16(1).u32(elementSize).u32(0);
        }
        out.u16(DEFLATE_FILTER).u16(0).u16(1).u16(1).u32(level).u32(0);
        return out.u16(FLETCHER_FILTER).u16(0).u16(0).u16(0).toArray();
    }

    /// IV.A.2.m, attribute 1.
    static byte[] attribute(String name, Hdf5Type type, long[] shape, byte[] value) {
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] datatype = datatype(type);
        byte[] dataspace = dataspace(shape, false);
        return new Bytes().u8(1, 0).u16(text.length).u16(datatype.length).u16(dataspace.length).bytes(text).pad8()
                .bytes(datatype).pad8().bytes(dataspace).pad8().bytes(value).toArray();
    }

    /// IV.A.2.r, symbol table.
    static byte[] symbolTable(long tree, long heap) {
        return new Bytes().u64(tree).u64(heap).toArray();
    }

    /// III.A.1, a node of a B-tree 1, padded to its full size.
    ///
    /// @param type 0 for groups, 1 for chunks
    /// @param keys one more than children
    static byte[] treeNode(int type, int level, int k, List<byte[]> keys, List<Long> children) {
        Bytes out = new Bytes().ascii("TREE").u8(type, level).u16(children.size()).u64(UNDEFINED).u64(UNDEFINED);
        for (int i = 0; i < children.size(); i++) {
            out.bytes(keys.get(i)).u64(children.get(i));
        }
        out.bytes(keys.getLast());
        int full = 24 + (2 * k + 1) * keys.getLast().length + 2 * k * 8;
        return out.zeros(full - out.length()).toArray();
    }

    /// III.B, a leaf of a group: names in order, where their objects are.
    static byte[] symbolNode(List<Long> names, List<Long> headers) {
        Bytes out = new Bytes().ascii("SNOD").u8(1, 0).u16(names.size());
        for (int i = 0; i < names.size(); i++) {
            out.u64(names.get(i)).u64(headers.get(i)).u32(0).u32(0).zeros(16);
        }
        return out.zeros(8 + 2 * GROUP_LEAF_K * 40 - out.length()).toArray();
    }

    /// III.D, the header of a local heap without free space.
    static byte[] localHeap(long dataSize, long dataAddress) {
        return new Bytes().ascii("HEAP").u8(0, 0, 0, 0).u64(dataSize).u64(1).u64(dataAddress).toArray();
    }
}
