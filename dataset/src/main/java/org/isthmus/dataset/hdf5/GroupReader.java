package org.isthmus.dataset.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.isthmus.dataset.hdf5.Hdf5Input.Cursor;

/// The names in a group and where their objects are: by symbol tables, or by links in the header.
final class GroupReader {
    private static final int MAX_DEPTH = 32;
    private static final int HARD = 0;

    private final Hdf5Input input;
    /// Header addresses by name.
    private final TreeMap<String, Long> links = new TreeMap<>();
    private final Set<Long> seen = new HashSet<>();
    /// [bytes] names of the links, each ended by 0
    private byte[] heap = new byte[0];

    private GroupReader(Hdf5Input input) {
        this.input = input;
    }

    static Map<String, Long> links(Hdf5Input input, ObjectHeader header) {
        GroupReader reader = new GroupReader(input);
        header.first(Structures.SYMBOL_TABLE).ifPresent(reader::readTable);
        header.first(Structures.LINK_INFO).ifPresent(reader::refuseDense);
        header.all(Structures.LINK).forEach(reader::readLink);
        return reader.links;
    }

    private void readTable(Cursor table) {
        long tree = table.u64();
        Cursor head = input.at(table.u64(), 32, "the heap of a group");
        if (!head.begins("HEAP")) {
            throw input.damaged("a group without its heap");
        }
        head.skip(8);
        long size = head.u64();
        head.u64();
        heap = input.at(head.u64(), size, "the heap of a group").take(size);
        readNode(tree, 0);
    }

    private void readNode(long address, int depth) {
        Cursor start = input.at(address, 8, "a node of a group");
        boolean isLeaf = start.begins("SNOD");
        if (depth > MAX_DEPTH || !seen.add(address) || !isLeaf && !start.begins("TREE")) {
            throw input.damaged("a node of a group at address " + address + " that is none, or in a circle");
        }
        start.skip(6);
        int count = start.u16();
        if (isLeaf) {
            Cursor entries = input.at(address + 8, 40L * count, "a node of a group");
            for (int i = 0; i < count; i++) {
                String name = name(entries.u64());
                long target = entries.u64();
                boolean isSoft = entries.u32() == 2;
                entries.skip(20);
                if (!isSoft) {
                    links.put(name, target);
                }
            }
            return;
        }
        Cursor entries = input.at(address + 24, 16L * count, "a node of a group");
        for (int i = 0; i < count; i++) {
            entries.u64();
            readNode(entries.u64(), depth + 1);
        }
    }

    private String name(long offset) {
        if (offset < 0 || offset >= heap.length) {
            throw input.damaged("a name outside of the heap of its group");
        }
        int end = (int) offset;
        while (end < heap.length && heap[end] != 0) {
            end++;
        }
        return new String(heap, (int) offset, end - (int) offset, StandardCharsets.UTF_8);
    }

    private void refuseDense(Cursor info) {
        info.u8();
        int flags = info.u8();
        info.skip((flags & 1) != 0 ? 8 : 0);
        if (info.u64() != Structures.UNDEFINED) {
            throw input.unsupported("a group with its names in a fractal heap",
                    "write the file again without track_order "
                            + "and libver='latest', or copy it with h5repack --low=0 --high=0");
        }
    }

    private void readLink(Cursor in) {
        in.u8();
        int flags = in.u8();
        int type = (flags & 8) != 0 ? in.u8() : HARD;
        in.skip((flags & 4) != 0 ? 8 : 0);
        in.skip((flags & 16) != 0 ? 1 : 0);
        long length = in.unsigned(1 << (flags & 3));
        String name = new String(in.take(length), StandardCharsets.UTF_8);
        if (type == HARD) {
            links.put(name, in.u64());
        }
    }
}
