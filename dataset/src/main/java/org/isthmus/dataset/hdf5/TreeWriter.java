package org.isthmus.dataset.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.isthmus.dataset.hdf5.Structures.Message;
import org.jspecify.annotations.Nullable;

/// Writes groups, headers, indices of chunks and texts, what is pointed at before what points.
final class TreeWriter {
    private static final int HEAP_OBJECTS = 10_000;
    private static final int HEAP_BYTES = 1 << 22;
    private static final int MIN_HEAP = 4096;

    private final Hdf5Writer.Sink sink;
    /// References to texts, in the order in which they are asked for; 16 bytes each.
    private final List<byte[]> references = new ArrayList<>();
    private int nextReference;

    TreeWriter(Hdf5Writer.Sink sink) {
        this.sink = sink;
    }

    /// Where the root group is: its object header, its tree, its heap.
    record Root(long header, long tree, long heap) {}

    Root write(Tree root) {
        List<String> texts = new ArrayList<>();
        collectTexts(root, texts);
        writeTexts(texts);
        return writeGroup(root);
    }

    /// In the same order as [#writeNode] takes them.
    private static void collectTexts(Tree node, List<String> texts) {
        node.children().values().forEach(child -> collectTexts(child, texts));
        if (node.content() instanceof Tree.Whole whole) {
            texts.addAll(whole.texts());
        }
        node.attributes().forEach(attribute -> texts.addAll(attribute.texts()));
    }

    private long writeNode(Tree node) {
        Tree.Content content = node.content();
        return content == null ? writeGroup(node).header() : writeDataset(node, content);
    }

    private long writeDataset(Tree node, Tree.Content content) {
        List<Message> messages = switch (content) {
            case Hdf5Rows rows when !rows.isEmpty() -> List.of(
                    new Message(Structures.DATASPACE, Structures.dataspace(rows.shape(), true)),
                    new Message(Structures.DATATYPE, Structures.datatype(rows.type())),
                    new Message(Structures.FILL, Structures.fill(true)),
                    new Message(Structures.FILTERS, Structures.filters(rows.type().size(), rows.level())),
                    new Message(Structures.LAYOUT,
                            Structures.chunked(chunkTree(rows), rows.chunkShape(), rows.type().size())));
            case Hdf5Rows rows -> contiguous(rows.type(), rows.shape(), Structures.UNDEFINED, 0);
            case Tree.Whole whole -> wholeDataset(whole);
        };
        return writeHeader(messages, node);
    }

    private List<Message> wholeDataset(Tree.Whole whole) {
        long size = whole.type().size();
        for (long side : whole.shape()) {
            size *= side;
        }
        boolean isText = whole.type().kind() == Hdf5Type.Kind.TEXT;
        long address = isText && size > 0 ? sink.write(references(whole.texts().size())) : whole.address();
        return contiguous(whole.type(), whole.shape(), address, size);
    }

    private static List<Message> contiguous(Hdf5Type type, long[] shape, long address, long size) {
        return List.of(new Message(Structures.DATASPACE, Structures.dataspace(shape, false)),
                new Message(Structures.DATATYPE, Structures.datatype(type)),
                new Message(Structures.FILL, Structures.fill(false)),
                new Message(Structures.LAYOUT, Structures.contiguous(address, size)));
    }

    private long writeHeader(List<Message> first, Tree node) {
        List<Message> messages = new ArrayList<>(first);
        for (Tree.Attribute a : node.attributes()) {
            byte[] value = a.type().kind() == Hdf5Type.Kind.TEXT ? references(a.texts().size()) : a.value();
            messages.add(new Message(Structures.ATTRIBUTE, Structures.attribute(a.name(), a.type(), a.shape(), value)));
        }
        return sink.write(Structures.objectHeader(messages));
    }

    // --- groups -------------------------------------------------------------------------------------------------------------

    private Root writeGroup(Tree group) {
        List<Long> headers = new ArrayList<>();
        group.children().values().forEach(child -> headers.add(writeNode(child)));
        Bytes names = new Bytes().zeros(8); // the empty name, which the first key of the tree is
        List<Long> offsets = new ArrayList<>();
        for (Map.Entry<String, Tree> child : group.children().entrySet()) {
            offsets.add((long) names.length());
            names.ascii(child.getKey()).zeros(1).pad8();
        }
        long heap = sink.write(Structures.localHeap(names.length(), sink.write(names.toArray())));
        long tree = groupTree(offsets, headers);
        Message table = new Message(Structures.SYMBOL_TABLE, Structures.symbolTable(tree, heap));
        return new Root(writeHeader(List.of(table), group), tree, heap);
    }

    /// A key is the last name to the left of it.
    private long groupTree(List<Long> offsets, List<Long> headers) {
        List<byte[]> keys = new ArrayList<>(List.of(new Bytes().u64(0).toArray()));
        List<Long> children = new ArrayList<>();
        int leaf = 2 * Structures.GROUP_LEAF_K;
        for (int from = 0; from < offsets.size(); from += leaf) {
            int to = Math.min(from + leaf, offsets.size());
            children.add(sink.write(Structures.symbolNode(offsets.subList(from, to), headers.subList(from, to))));
            keys.add(new Bytes().u64(offsets.get(to - 1)).toArray());
        }
        return tree(0, Structures.GROUP_NODE_K, keys, children);
    }

    // --- chunks -------------------------------------------------------------------------------------------------------------

    private long chunkTree(Hdf5Rows rows) {
        int count = rows.chunkCount();
        if (count == 0) {
            return Structures.UNDEFINED;
        }
        long[] shape = rows.chunkShape();
        List<byte[]> keys = new ArrayList<>(count + 1);
        List<Long> children = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(chunkKey(rows.size(i), i * shape[0], shape.length));
            children.add(rows.address(i));
        }
        keys.add(chunkKey(0, count * shape[0], shape.length));
        return tree(1, Structures.CHUNK_NODE_K, keys, children);
    }

    /// Bytes, filters left out (none), where the chunk begins: all of these are at the beginning of rows.
    private static byte[] chunkKey(long size, long row, int rank) {
        return new Bytes().u32(size).u32(0).u64(row).zeros(8 * rank).toArray();
    }

    /// Writes level upon level until one node is left.
    private long tree(int type, int k, List<byte[]> keys, List<Long> children) {
        for (int level = 0; level == 0 || children.size() > 1; level++) {
            List<byte[]> upperKeys = new ArrayList<>(List.of(keys.getFirst()));
            List<Long> nodes = new ArrayList<>();
            for (int from = 0; from == 0 || from < children.size(); from += 2 * k) {
                int to = Math.min(from + 2 * k, children.size());
                nodes.add(sink.write(
                        Structures.treeNode(type, level, k, keys.subList(from, to + 1), children.subList(from, to))));
                upperKeys.add(keys.get(to));
            }
            keys = upperKeys;
            children = nodes;
        }
        return children.getFirst();
    }

    // --- texts --------------------------------------------------------------------------------------------------------------

    /// III.E, global heaps of some thousand texts each.
    private void writeTexts(List<String> texts) {
        @Nullable Bytes heap = null;
        int objects = 0;
        List<int[]> lengths = new ArrayList<>();
        for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (heap == null) {
                heap = new Bytes();
            }
            heap.u16(++objects).u16(1).u32(0).u64(utf8.length).bytes(utf8).pad8();
            lengths.add(new int[]{utf8.length, objects});
            if (objects == HEAP_OBJECTS || heap.length() > HEAP_BYTES) {
                writeHeap(heap, lengths);
                heap = null;
                objects = 0;
            }
        }
        if (heap != null) {
            writeHeap(heap, lengths);
        }
    }

    private void writeHeap(Bytes objects, List<int[]> lengths) {
        int size = Math.max(MIN_HEAP, 16 + objects.length() + 16);
        int free = size - 16 - objects.length();
        byte[] heap = new Bytes().ascii("GCOL").u8(1, 0, 0, 0).u64(size).bytes(objects.toArray())
                .u16(0).u16(0).u32(0).u64(free).zeros(free - 16).toArray();
        long address = sink.write(heap);
        for (int[] length : lengths) {
            references.add(new Bytes().u32(length[0]).u64(address).u32(length[1]).toArray());
        }
        lengths.clear();
    }

    private byte[] references(int count) {
        Bytes out = new Bytes();
        for (int i = 0; i < count; i++) {
            out.bytes(references.get(nextReference++));
        }
        return out.toArray();
    }
}
