package org.isthmus.model.mesh.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// The header of a PLY file (G. Turk, The PLY polygon file format, 1994): what follows it, in which order and form.
///
/// @param words at the end of the header
/// @param dataStart offset of the first byte after the header
/// @param texture what a comment `TextureFile` names, or empty
record PlyHeader(Form form, List<Element> elements, Words words, int dataStart, String texture) {
    /// How numbers are written.
    enum Form {
        ASCII, LITTLE_ENDIAN, BIG_ENDIAN
    }

    /// Types of numbers, and their size in binary files.
    enum Type {
        INT8(1), UINT8(1), INT16(2), UINT16(2), INT32(4), UINT32(4), FLOAT32(4), FLOAT64(8);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /// The largest value that means "one" in a colour.
        double full() {
            return switch (this) {
                case INT8 -> Byte.MAX_VALUE;
                case UINT8 -> 255;
                case INT16 -> Short.MAX_VALUE;
                case UINT16 -> 65_535;
                case INT32 -> Integer.MAX_VALUE;
                case UINT32 -> 4_294_967_295.0;
                case FLOAT32, FLOAT64 -> 1;
            };
        }

        static @Nullable Type of(String name) {
            return switch (name) {
                case "char", "int8" -> INT8;
                case "uchar", "uint8" -> UINT8;
                case "short", "int16" -> INT16;
                case "ushort", "uint16" -> UINT16;
                case "int", "int32" -> INT32;
                case "uint", "uint32" -> UINT32;
                case "float", "float32" -> FLOAT32;
                case "double", "float64" -> FLOAT64;
                default -> null;
            };
        }
    }

    /// @param count the type of a list's length; null for a single number
    record Property(String name, Type type, @Nullable Type count) {}

    /// Rows of the same properties.
    record Element(String name, int count, List<Property> properties) {
        /// The fewest bytes that a row takes in the given form.
        int leastBytes(Form form) {
            return properties.stream()
                    .mapToInt(p -> form == Form.ASCII ? 2 : p.count != null ? p.count.bytes : p.type.bytes).sum();
        }

        /// The position of a property among all, or −1.
        int indexOf(String... names) {
            for (String name : names) {
                for (int i = 0; i < properties.size(); i++) {
                    if (properties.get(i).name.equals(name)) {
                        return i;
                    }
                }
            }
            return -1;
        }
    }

    /// Properties of one element.
    private static final int MAX_PROPERTIES = 256;

    static PlyHeader read(MeshSource source) {
        return new Parser(source).read();
    }

    private static final class Parser {
        private final MeshSource source;
        private final Words words;
        private final List<Element> elements = new ArrayList<>();
        private @Nullable Form form;
        private String texture = "";

        Parser(MeshSource source) {
            this.source = source;
            this.words = new Words(source.bytes(), '\0', false);
        }

        PlyHeader read() {
            words.nextLine();
            while (words.nextLine()) {
                words.nextWord();
                switch (words.word()) {
                    case "format" -> form = readForm();
                    case "comment", "obj_info" -> readComment(words.rest());
                    case "element" -> elements.add(readElement());
                    case "property" -> readProperty();
                    case "end_header" -> {
                        return finish();
                    }
                    default -> throw wrong("'" + words.word() + "' in the header",
                            "format, comment, element, property, end_header");
                }
            }
            throw wrong("the header does not end", "end_header");
        }

        private RuntimeException wrong(String found, String expected) {
            return source.fatal(words.line(), found, expected, "export the mesh again");
        }

        private String next() {
            return words.nextWord() ? words.word() : "";
        }

        private Form readForm() {
            String name = next();
            return switch (name) {
                case "ascii" -> Form.ASCII;
                case "binary_little_endian" -> Form.LITTLE_ENDIAN;
                case "binary_big_endian" -> Form.BIG_ENDIAN;
                default -> throw wrong("format '" + name + "'", "ascii, binary_little_endian or binary_big_endian");
            };
        }

        private void readComment(String comment) {
            if (comment.toLowerCase(Locale.ROOT).startsWith("texturefile ")) {
                texture = comment.substring("texturefile ".length()).strip();
            }
        }

        private Element readElement() {
            String name = next();
            int count = words.nextWord() ? words.integer(-1) : -1;
            if (name.isEmpty() || count < 0) {
                throw wrong("the element has no name or no count", "element <name> <count>");
            }
            return new Element(name, count, new ArrayList<>());
        }

        private void readProperty() {
            String first = next();
            boolean list = first.equals("list");
            Type count = list ? Type.of(next()) : null;
            Type type = Type.of(list ? next() : first);
            String name = next();
            if (type == null || list && count == null || name.isEmpty() || elements.isEmpty()
                    || elements.getLast().properties.size() == MAX_PROPERTIES) {
                throw wrong("the property is wrong or out of place",
                        "property <type> <name> or property list <type> <type> <name>");
            }
            elements.getLast().properties.add(new Property(name, type, count));
        }

        private PlyHeader finish() {
            if (form == null) {
                throw wrong("the header names no format", "format ascii 1.0 or a binary one");
            }
            int start = words.offsetOfNextLine();
            for (Element e : elements) {
                long least = (long) e.count * e.leastBytes(form);
                // The last row of a text may lack its line end.
                if (least > source.bytes().length - start + 1L) {
                    throw source.fatal(
                            "the PLY file is cut off: it declares " + e.count + " rows of '" + e.name
                                    + "', of at least "
                                    + least + " bytes, and has " + (source.bytes().length - start),
                            "",
                            "export or download the mesh again");
                }
            }
            return new PlyHeader(form, elements, words, start, texture);
        }
    }
}
