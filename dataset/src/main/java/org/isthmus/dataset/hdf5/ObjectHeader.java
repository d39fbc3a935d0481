package org.isthmus.dataset.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.isthmus.dataset.hdf5.Hdf5Input.Cursor;

/// The messages of a group or dataset, of object headers 1 and 2 (specification, section IV.A.1).
final class ObjectHeader {
    private static final int MAX_MESSAGES = 100_000;
    private static final int MAX_BLOCKS = 1000;
    private static final int SHARED = 2;
    private static final int TIMES = 0x20;
    private static final int PHASE_CHANGE = 0x10;
    private static final int CREATION_ORDER = 4;

    private final Hdf5Input input;
    private final List<Message> messages = new ArrayList<>();
    private final List<long[]> blocks = new ArrayList<>();

    private ObjectHeader(Hdf5Input input) {
        this.input = input;
    }

    record Message(int type, boolean isShared, byte[] body) {}

    static ObjectHeader read(Hdf5Input input, long address) {
        ObjectHeader header = new ObjectHeader(input);
        Cursor start = input.at(address, 16, "an object header");
        if (start.begins("OHDR")) {
            header.readSecond(address);
        } else {
            header.readFirst(address, start);
        }
        return header;
    }

    private void readFirst(long address, Cursor start) {
        int version = start.u8();
        if (version != 1) {
            throw input.damaged("an object header of version " + version + " at address " + address);
        }
        start.skip(1 + 2 + 4);
        blocks.add(new long[]{address + 16, start.u32()});
        for (int i = 0; i < blocks.size(); i++) {
            Cursor block = input.at(blocks.get(i)[0], blocks.get(i)[1], "an object header");
            while (block.left() >= 8) {
                int type = block.u16();
                int size = block.u16();
                int flags = block.u8();
                block.skip(3);
                add(type, flags, block.sub(size));
            }
        }
    }

    private void readSecond(long address) {
        Cursor start = input.at(address, Math.min(64, input.size() - address), "an object header");
        start.skip(5);
        int flags = start.u8();
        start.skip((flags & TIMES) != 0 ? 16 : 0);
        start.skip((flags & PHASE_CHANGE) != 0 ? 4 : 0);
        long size = start.unsigned(1 << (flags & 3));
        blocks.add(new long[]{address + start.position(), size});
        for (int i = 0; i < blocks.size(); i++) {
            boolean isFirst = i == 0;
            Cursor block = input.at(blocks.get(i)[0], blocks.get(i)[1], "an object header");
            block.skip(isFirst ? 0 : 4); // OCHK
            int order = (flags & CREATION_ORDER) != 0 ? 2 : 0;
            while (block.left() >= 4 + order + (isFirst ? 0 : 4)) { // a checksum ends later blocks
                int type = block.u8();
                int length = block.u16();
                int messageFlags = block.u8();
                block.skip(order);
                add(type, messageFlags, block.sub(length));
            }
        }
    }

    private void add(int type, int flags, Cursor body) {
        if (type == Structures.CONTINUATION) {
            blocks.add(new long[]{body.u64(), body.u64()});
        } else {
            messages.add(new Message(type, (flags & SHARED) != 0, body.take(body.left())));
        }
        if (messages.size() > MAX_MESSAGES || blocks.size() > MAX_BLOCKS) {
            throw input.damaged("an object header of more than " + MAX_MESSAGES + " messages");
        }
    }

    List<Message> messages() {
        return messages;
    }

    List<Cursor> all(int type) {
        return messages.stream().filter(m -> m.type() == type).map(this::cursor).toList();
    }

    Optional<Cursor> first(int type) {
        return messages.stream().filter(m -> m.type() == type).findFirst().map(this::cursor);
    }

    Cursor require(int type, String what) {
        return first(type).orElseThrow(() -> input.damaged("an object without " + what));
    }

    private Cursor cursor(Message message) {
        if (message.isShared()) {
            throw input.unsupported("a message that several objects share", "copy the file with h5repack");
        }
        return new Cursor(input, message.body(), "a message of an object header");
    }
}
