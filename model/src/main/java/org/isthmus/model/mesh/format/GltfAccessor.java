package org.isthmus.model.mesh.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.fasterxml.jackson.databind.JsonNode;

/// Rows of numbers in a glTF document (glTF 2.0 specification, section 3.6.2): strided, normalised, sparse.
///
/// @param values `[count][width]`
record GltfAccessor(int count, int width, double[] values) {
    /// Rows of an accessor without data of its own; the file's size does not bound them.
    private static final int MAX_ZEROS = 1_000_000;

    /// Types of numbers.
    private enum Component {
        BYTE(5120, 1, Byte.MAX_VALUE), UNSIGNED_BYTE(5121, 1, 255), SHORT(5122, 2, Short.MAX_VALUE),
        UNSIGNED_SHORT(5123, 2, 65_535),
        UNSIGNED_INT(5125, 4, 4_294_967_295.0), FLOAT(5126, 4, 1);

        private final int code;
        private final int bytes;
        private final double full;

        Component(int code, int bytes, double full) {
            this.code = code;
            this.bytes = bytes;
            this.full = full;
        }

        static Component of(GltfDocument document, JsonNode from) {
            int code = document.integer(from, "componentType", 0);
            for (Component c : values()) {
                if (c.code == code) {
                    return c;
                }
            }
            throw document.wrong("component type " + code, "5120, 5121, 5122, 5123, 5125 or 5126");
        }

        double read(ByteBuffer in, int at) {
            return switch (this) {
                case BYTE -> in.get(at);
                case UNSIGNED_BYTE -> in.get(at) & 0xFF;
                case SHORT -> in.getShort(at);
                case UNSIGNED_SHORT -> in.getShort(at) & 0xFFFF;
                case UNSIGNED_INT -> in.getInt(at) & 0xFFFF_FFFFL;
                case FLOAT -> in.getFloat(at);
            };
        }
    }

    static GltfAccessor read(GltfDocument document, int index) {
        JsonNode accessor = document.item("accessors", index);
        Component component = Component.of(document, accessor);
        int width = width(document, accessor.path("type").asText());
        int count = document.integer(accessor, "count", 0);
        if (!accessor.has("bufferView") && count > MAX_ZEROS) {
            throw document.wrong("accessor " + index + " has " + count + " rows without data", "at most " + MAX_ZEROS);
        }
        double full = accessor.path("normalized").asBoolean() ? component.full : 1;
        double[] values = accessor.has("bufferView")
                ? rows(document, accessor, index, new Form(component, width, count, full))
                : new double[count * width];
        GltfAccessor result = new GltfAccessor(count, width, values);
        if (accessor.has("sparse")) {
            result.overwrite(document, accessor.path("sparse"), component, full, index);
        }
        return result;
    }

    private static int width(GltfDocument document, String type) {
        return switch (type) {
            case "SCALAR" -> 1;
            case "VEC2" -> 2;
            case "VEC3" -> 3;
            case "VEC4", "MAT2" -> 4;
            case "MAT3" -> 9;
            case "MAT4" -> 16;
            default -> throw document.wrong("accessor type '" + type + "'",
                    "SCALAR, VEC2, VEC3, VEC4, MAT2, MAT3 or MAT4");
        };
    }

    /// How rows are stored.
    ///
    /// @param full what numbers are divided by
    private record Form(Component component, int width, int count, double full) {}

    /// Reads rows from the view that `from` names; checked against its size before memory is taken.
    private static double[] rows(GltfDocument document, JsonNode from, int index, Form form) {
        int viewIndex = document.integer(from, "bufferView", 0);
        ByteBuffer view = document.view(viewIndex).order(ByteOrder.LITTLE_ENDIAN);
        int row = form.width * form.component.bytes;
        int stride = document.integer(document.item("bufferViews", viewIndex), "byteStride", row);
        int offset = document.integer(from, "byteOffset", 0);
        long end = form.count == 0 ? 0 : offset + (long) stride * (form.count - 1L) + row;
        if (stride < row || end > view.limit()) {
            throw document.wrong(
                    "accessor " + index + " reads up to byte " + end + " of a view with a stride of " + stride,
                    "within its " + view.limit() + " bytes, a stride of at least " + row);
        }
        double[] values = new double[form.count * form.width];
        for (int i = 0; i < values.length; i++) {
            int at = offset + i / form.width * stride + i % form.width * form.component.bytes;
            values[i] = Math.max(form.component.read(view, at) / form.full,
                    form.full == 1 ? Double.NEGATIVE_INFINITY : -1);
        }
        return values;
    }

    private void overwrite(GltfDocument document, JsonNode sparse, Component component, double full, int index) {
        int n = document.integer(sparse, "count", 0);
        JsonNode indices = sparse.path("indices");
        double[] at = rows(document, indices, index, new Form(Component.of(document, indices), 1, n, 1));
        double[] replacement = rows(document, sparse.path("values"), index, new Form(component, width, n, full));
        for (int i = 0; i < n; i++) {
            if (!(at[i] >= 0 && at[i] < count)) {
                throw document.wrong("accessor " + index + " overwrites row " + at[i], "0 to " + (count - 1));
            }
            System.arraycopy(replacement, i * width, values, width * (int) at[i], width);
        }
    }

    double get(int row, int column) {
        return values[row * width + column];
    }
}
