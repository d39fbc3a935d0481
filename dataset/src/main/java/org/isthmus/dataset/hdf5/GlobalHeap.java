package org.isthmus.dataset.hdf5;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.isthmus.dataset.hdf5.Hdf5Input.Cursor;

/// Texts of any length, kept apart from what refers to them (specification, section III.E).
final class GlobalHeap {
    private static final int HEADER = 16;

    private final Hdf5Input input;
    /// Objects by number, of the collection that was read last: texts lie in the order of their references.
    private final Map<Long, byte[]> objects = new HashMap<>();
    private long address = Structures.UNDEFINED;

    GlobalHeap(Hdf5Input input) {
        this.input = input;
    }

    String text(long length, long collection, long number) {
        if (length == 0) {
            return "";
        }
        if (collection != address) {
            read(collection);
        }
        byte[] object = objects.get(number);
        if (object == null || object.length < length) {
            throw input.damaged("a text of " + length + " bytes that is not in the file");
        }
        return Messages.text(Arrays.copyOf(object, (int) length));
    }

    private void read(long collection) {
        Cursor head = input.at(collection, HEADER, "a heap of texts");
        if (!head.begins("GCOL")) {
            throw input.damaged("a heap of texts at address " + collection + " that is none");
        }
        head.skip(8);
        long size = head.u64();
        Cursor in = input.at(collection + HEADER, size - HEADER, "a heap of texts");
        objects.clear();
        while (in.left() >= HEADER) {
            long number = in.u16();
            in.skip(6);
            long length = in.u64();
            if (number == 0) {
                break; // free space
            }
            objects.put(number, in.take(length));
            in.pad8();
        }
        address = collection;
    }
}
