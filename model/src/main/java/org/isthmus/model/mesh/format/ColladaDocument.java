package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// A COLLADA document: its elements by kind and id (some exporters give one id to elements of several kinds), and the numbers in
/// its arrays.
final class ColladaDocument {
    final MeshSource source;
    final XmlElement root;
    private final Map<String, Map<String, XmlElement>> byKindAndId = new LinkedHashMap<>();
    private final Map<XmlElement, double[]> arrays = new IdentityHashMap<>();

    ColladaDocument(MeshSource source) {
        this.source = source;
        this.root = FileAccess.decode(source.file(), source.bytes(), source.diagnostics())
                .flatMap(text -> XmlDocument.parse(source.file(), text, source.diagnostics()))
                .map(XmlDocument::root)
                .orElseThrow(() -> new DiagnosticException(source.diagnostics().list()));
        if (!root.name().equals("COLLADA")) {
            throw source.diagnostics().fatal(root.location(), "the document's root is <" + root.name() + ">",
                    "<COLLADA>",
                    "check the extension");
        }
        collectIds();
    }

    private void collectIds() {
        List<XmlElement> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            XmlElement e = open.removeLast();
            String id = e.attribute("id");
            if (id != null) {
                byKindAndId.computeIfAbsent(e.name(), k -> new LinkedHashMap<>()).putIfAbsent(id, e);
            }
            open.addAll(e.children());
        }
    }

    /// The element of the given name that a reference such as `#cube` means; null when there is none.
    @Nullable
    XmlElement find(String reference, String name) {
        return ofKind(name).get(id(reference));
    }

    private Map<String, XmlElement> ofKind(String name) {
        return byKindAndId.getOrDefault(name, Map.of());
    }

    private static String id(String reference) {
        return reference.startsWith("#") ? reference.substring(1) : reference;
    }

    /// As [#find], for an attribute without which the document makes no sense.
    XmlElement require(XmlElement from, String attribute, String name) {
        String reference = from.attribute(attribute, "");
        XmlElement found = find(reference, name);
        if (found == null) {
            throw wrong(from, attribute, "there is no <" + name + "> '" + reference + "'", "the id of one",
                    Nearest.remedy(id(reference), ofKind(name).keySet()));
        }
        return found;
    }

    DiagnosticException wrong(XmlElement at, String attribute, String found, String expected, String remedy) {
        return source.diagnostics().fatal(at.locationOf(attribute), found, expected, remedy);
    }

    void warning(XmlElement at, String found, String remedy) {
        source.diagnostics().warning(at.location(), found, "", remedy);
    }

    /// The numbers in an element's text, read once.
    double[] numbers(XmlElement element) {
        return arrays.computeIfAbsent(element, this::readNumbers);
    }

    private double[] readNumbers(XmlElement element) {
        Words words = words(element);
        // A number takes at least one character, and a blank lies between two.
        double[] numbers = new double[(element.text().length() + 1) / 2];
        int n = 0;
        while (words.nextWordAnywhere()) {
            numbers[n] = words.number();
            if (Double.isNaN(numbers[n]) && !words.is("nan")) {
                throw wrong(element, "", "'" + words.word() + "' is not a number", "", "export the mesh again");
            }
            n++;
        }
        return Arrays.copyOf(numbers, n);
    }

    /// The integers in an element's text.
    int[] integers(XmlElement element) {
        Words words = words(element);
        int[] integers = new int[(element.text().length() + 1) / 2];
        int n = 0;
        while (words.nextWordAnywhere()) {
            integers[n] = words.integer(Integer.MIN_VALUE);
            if (integers[n] == Integer.MIN_VALUE) {
                throw wrong(element, "", "'" + words.word() + "' is not an index", "", "export the mesh again");
            }
            n++;
        }
        return Arrays.copyOf(integers, n);
    }

    private static Words words(XmlElement element) {
        return new Words(element.text().getBytes(ISO_8859_1), '\0', false);
    }

    /// Rows of numbers: a `source` with its accessor.
    record Rows(double[] values, int offset, int stride, int count) {
        double get(int row, int column) {
            return column < stride ? values[offset + row * stride + column] : 0;
        }
    }

    Rows rows(XmlElement input) {
        XmlElement found = require(input, "source", "source");
        XmlElement array = found.child("float_array");
        XmlElement technique = found.child("technique_common");
        XmlElement accessor = technique == null ? null : technique.child("accessor");
        if (array == null) {
            throw wrong(found, "", "the source has no <float_array>", "numbers", "export the mesh again");
        }
        double[] values = numbers(array);
        int stride = integer(accessor, "stride", 1);
        int offset = integer(accessor, "offset", 0);
        int most = stride < 1 || offset < 0 || offset > values.length ? -1 : (values.length - offset) / stride;
        int count = integer(accessor, "count", most);
        if (count < 0 || count > most) {
            throw wrong(found, "",
                    "the source declares " + count + " rows of " + stride + " numbers from " + offset + " on and has "
                            + values.length + " numbers",
                    "as many as it declares", "export the mesh again");
        }
        return new Rows(values, offset, stride, count);
    }

    /// An attribute that is an integer; −1 when it is not.
    static int integer(@Nullable XmlElement element, String attribute, int otherwise) {
        String text = element == null ? null : element.attribute(attribute);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
