package org.isthmus.dataset.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.dataset.hdf5.Hdf5Input.Cursor;
import org.jspecify.annotations.Nullable;

/// A group or a dataset of a file that is read. All methods throw [DiagnosticException] where the file is damaged or has what is not read.
public final class Hdf5Node {
    private final Hdf5Input input;
    private final String path;
    private final ObjectHeader header;
    private @Nullable Map<String, Long> links;
    private @Nullable DatasetReader reader;
    private @Nullable Hdf5Type type;

    Hdf5Node(Hdf5Input input, String path, long address) {
        this.input = input;
        this.path = path;
        header = ObjectHeader.read(input, address);
    }

    /// Names from the root, separated by `/`.
    public String path() {
        return path;
    }

    public boolean isDataset() {
        return header.first(Structures.LAYOUT).isPresent();
    }

    /// Names in a group, sorted.
    public List<String> names() {
        return List.copyOf(links().keySet());
    }

    /// What is at a path from here, or empty.
    public Optional<Hdf5Node> find(String relative) {
        Hdf5Node node = this;
        for (String name : relative.split("/")) {
            Long address = node.links().get(name);
            if (address == null) {
                return Optional.empty();
            }
            node = new Hdf5Node(input, node.path.isEmpty() ? name : node.path + "/" + name, address);
        }
        return Optional.of(node);
    }

    /// What is at a path from here.
    ///
    /// @throws DiagnosticException when nothing is
    public Hdf5Node require(String relative) {
        return find(relative).orElseThrow(() -> input.damaged("there is no '" + relative + "' in '/" + path + "'"));
    }

    private Map<String, Long> links() {
        Map<String, Long> known = links;
        if (known == null) {
            known = isDataset() ? Map.of() : GroupReader.links(input, header);
            links = known;
        }
        return known;
    }

    // --- attributes ---------------------------------------------------------------------------------------------------------

    public List<String> attributeNames() {
        List<String> names = new ArrayList<>();
        header.all(Structures.ATTRIBUTE).forEach(in -> names.add(Messages.attributeName(input, in)));
        return names;
    }

    /// An attribute, or empty.
    public Optional<Hdf5Value> attribute(String name) {
        List<Cursor> names = header.all(Structures.ATTRIBUTE);
        List<Cursor> values = header.all(Structures.ATTRIBUTE);
        for (int i = 0; i < names.size(); i++) {
            String each = Messages.attributeName(input, names.get(i));
            if (each.equals(name) || each.equals(name + "\0")) {
                Messages.Attribute found = Messages.attribute(input, values.get(i));
                return Optional.of(value(found.type(), found.shape(), found.value()));
            }
        }
        return Optional.empty();
    }

    /// The text of an attribute, or empty where there is none.
    public Optional<String> text(String attribute) {
        return attribute(attribute).filter(v -> v.type().isText() && v.count() == 1).map(v -> v.texts().getFirst());
    }

    /// The number of an attribute, or empty where there is none.
    public Optional<Double> number(String attribute) {
        return attribute(attribute).filter(v -> !v.type().isText() && v.count() == 1).map(v -> v.doubles()[0]);
    }

    /// The whole number of an attribute, or empty where there is none.
    public Optional<Long> wholeNumber(String attribute) {
        return attribute(attribute).filter(v -> !v.type().isText() && v.count() == 1).map(v -> v.longs()[0]);
    }

    // --- datasets -----------------------------------------------------------------------------------------------------------

    /// Elements on each side of a dataset; empty for a single one.
    public List<Long> shape() {
        return boxed(dimensions());
    }

    /// Elements of a row; empty for those of a list of single ones.
    public List<Integer> rowShape() {
        List<Integer> out = new ArrayList<>();
        long[] all = dimensions();
        for (int i = 1; i < all.length; i++) {
            if (all[i] > Integer.MAX_VALUE) {
                throw input.damaged("'" + path + "' has rows of " + all[i] + " elements");
            }
            out.add((int) all[i]);
        }
        return out;
    }

    /// Rows of a dataset; 1 for a single element.
    public long rows() {
        long[] all = dimensions();
        return all.length == 0 ? 1 : all[0];
    }

    /// Bytes of a row.
    public long rowBytes() {
        return reader().rowBytes();
    }

    public Hdf5Type type() {
        Hdf5Type known = type;
        if (known == null) {
            known = Messages.datatype(input, header.require(Structures.DATATYPE, "a type"));
            type = known;
        }
        return known;
    }

    /// Bytes of rows `from` to `to` (exclusive), [rows][rowShape…], little-endian.
    public byte[] bytes(long from, long to) {
        if (from < 0 || to < from || to > rows()) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " of " + rows());
        }
        return reader().rows(from, to);
    }

    /// All of a dataset.
    public Hdf5Value read() {
        return read(0, rows());
    }

    /// Rows `from` to `to` (exclusive).
    public Hdf5Value read(long from, long to) {
        long[] part = dimensions();
        byte[] raw = bytes(from, to);
        if (part.length > 0) {
            part[0] = to - from;
        }
        return value(type(), part, raw);
    }

    private long[] dimensions() {
        return Messages.dataspace(input, header.require(Structures.DATASPACE, "a dataspace"));
    }

    private DatasetReader reader() {
        DatasetReader known = reader;
        if (known == null) {
            known = new DatasetReader(input, type(), dimensions(), header);
            reader = known;
        }
        return known;
    }

    private Hdf5Value value(Hdf5Type kind, long[] shape, byte[] raw) {
        long count = Arrays.stream(shape).anyMatch(side -> side == 0) ? 0 : 1;
        for (long side : shape) {
            if (count > raw.length) {
                break;
            }
            count *= side;
        }
        if (count < 0 || count > raw.length / kind.size()) {
            throw input.damaged("'/" + path + "' has " + raw.length + " bytes for " + boxed(shape) + " elements of "
                    + kind.size());
        }
        int length = (int) count * kind.size();
        byte[] exact = length == raw.length ? raw : Arrays.copyOf(raw, length);
        return kind.isText() ? new Hdf5Value(kind, boxed(shape), new byte[0], texts(kind, exact))
                : new Hdf5Value(kind, boxed(shape), exact, List.of());
    }

    private List<String> texts(Hdf5Type kind, byte[] raw) {
        Cursor in = new Cursor(input, raw, "texts");
        GlobalHeap heap = new GlobalHeap(input);
        List<String> texts = new ArrayList<>();
        while (in.left() >= kind.size()) {
            texts.add(kind.kind() == Hdf5Type.Kind.FIXED_TEXT ? Messages.text(in.take(kind.size()))
                    : heap.text(in.u32(), in.u64(), in.u32()));
        }
        return texts;
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
