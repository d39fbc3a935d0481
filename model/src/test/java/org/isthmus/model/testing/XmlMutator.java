package org.isthmus.model.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.xml.XmlAttribute;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;
import org.isthmus.model.xml.XmlWriter;

/// Makes wrong documents that are well-formed: elements and attributes deleted, repeated, moved and given each other's
/// names, values and texts, and numbers at which arithmetic breaks.
///
/// What mutates bytes mostly makes texts that are no XML; this reaches what lies behind the parser.
public final class XmlMutator {
    private static final List<String> VALUES = List.of("", "0", "-1", "1e300", "1e-300", "nan", "inf", "1 2", "1 2 3",
            "0 0 0", "-0 1e10 1e-10", "1 2 3 4 5 6 7", "true", "world", "../x", "x".repeat(300));
    private static final int MAX_ELEMENTS = 2_000;

    private final List<XmlElement> pool = new ArrayList<>();
    private final List<XmlElement> roots = new ArrayList<>();

    /// @param documents good documents
    public XmlMutator(List<String> documents) {
        for (String text : documents) {
            XmlElement root = XmlDocument.parse("corpus", text, new Diagnostics()).orElseThrow().root();
            roots.add(root);
            collect(root);
        }
    }

    private void collect(XmlElement element) {
        pool.add(element);
        element.children().forEach(this::collect);
    }

    /// A document after one to eight mutations.
    public String next(RandomGenerator random) {
        XmlElement root = roots.get(random.nextInt(roots.size()));
        int steps = 1 + random.nextInt(8);
        for (int i = 0; i < steps; i++) {
            root = mutate(root, size(root), random);
        }
        return write(new XmlWriter(), root).toString();
    }

    private static int size(XmlElement element) {
        return 1 + element.children().stream().mapToInt(XmlMutator::size).sum();
    }

    /// Mutates one of the `size` elements below and at `element`, each as likely as the others.
    private XmlElement mutate(XmlElement element, int size, RandomGenerator random) {
        int at = random.nextInt(size);
        if (at == 0) {
            return changed(element, size, random);
        }
        List<XmlElement> children = new ArrayList<>(element.children());
        at--;
        for (int i = 0; i < children.size(); i++) {
            int childSize = size(children.get(i));
            if (at < childSize) {
                children.set(i, mutate(children.get(i), childSize, random));
                break;
            }
            at -= childSize;
        }
        return with(element, element.attributes(), children, element.text());
    }

    private XmlElement changed(XmlElement element, int size, RandomGenerator random) {
        List<XmlElement> children = new ArrayList<>(element.children());
        XmlElement other = pool.get(random.nextInt(pool.size()));
        switch (random.nextInt(8)) {
            case 0 -> {
                if (!children.isEmpty()) {
                    children.remove(random.nextInt(children.size()));
                }
            }
            case 1 -> {
                if (!children.isEmpty() && size < MAX_ELEMENTS) {
                    children.add(children.get(random.nextInt(children.size())));
                }
            }
            case 2 -> children.add(random.nextInt(children.size() + 1), other);
            case 3 -> Collections.shuffle(children, Random.from(random));
            case 4 -> {
                return new XmlElement(other.name(), element.location(), element.attributes(), children, element.text());
            }
            case 5 -> {
                return with(element, element.attributes(), children, value(other, random));
            }
            default -> {
                return with(element, attributes(element, other, random), children, element.text());
            }
        }
        return with(element, element.attributes(), children, element.text());
    }

    private List<XmlAttribute> attributes(XmlElement element, XmlElement other, RandomGenerator random) {
        List<XmlAttribute> attributes = new ArrayList<>(element.attributes());
        if (attributes.isEmpty() || random.nextInt(8) == 0) {
            attributes = new ArrayList<>(other.attributes());
        } else if (random.nextInt(4) == 0) {
            attributes.remove(random.nextInt(attributes.size()));
        } else {
            int i = random.nextInt(attributes.size());
            attributes.set(i, new XmlAttribute(attributes.get(i).name(), value(other, random), SourceLocation.UNKNOWN));
        }
        return attributes;
    }

    private static String value(XmlElement other, RandomGenerator random) {
        if (!other.attributes().isEmpty() && random.nextBoolean()) {
            return other.attributes().get(random.nextInt(other.attributes().size())).value();
        }
        return other.text().isEmpty() || random.nextBoolean() ? VALUES.get(random.nextInt(VALUES.size()))
                : other.text();
    }

    private static XmlElement with(XmlElement e, List<XmlAttribute> attributes, List<XmlElement> children,
            String text) {
        return new XmlElement(e.name(), e.location(), attributes, children, text);
    }

    private static XmlWriter write(XmlWriter out, XmlElement element) {
        out.open(element.name());
        element.attributes().forEach(a -> out.attribute(a.name(), a.value()));
        if (element.children().isEmpty() && !element.text().isEmpty()) {
            out.text(element.text());
        }
        element.children().forEach(child -> write(out, child));
        return out.close();
    }
}
