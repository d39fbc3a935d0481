package org.isthmus.model.linkage;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.Quoted;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.xml.XmlAttribute;
import org.isthmus.model.xml.XmlElement;

/// The elements and attributes that a reader understands, so that all others can be told to the user: once for each
/// kind, with the first place and how often.
public final class Grammar {
    /// Kinds of unread elements and attributes that are told apart; robots in the field have up to about twenty.
    public static final int MAX_KINDS = 100;

    private final Set<String> attributes;
    private final Map<String, Grammar> children = new TreeMap<>();

    private Grammar(Collection<String> attributes) {
        this.attributes = new TreeSet<>(attributes);
    }

    /// An element with these attributes.
    public static Grammar of(String... attributes) {
        return new Grammar(Arrays.asList(attributes));
    }

    /// Adds an element of this element; it may contain itself.
    public Grammar with(String name, Grammar child) {
        children.put(name, child);
        return this;
    }

    /// Adds elements of this element that have no elements and no attributes of their own, only text.
    public Grammar withTexts(String... names) {
        for (String name : names) {
            children.put(name, of());
        }
        return this;
    }

    /// Warns of everything in `root` that is not in this grammar.
    public void reportUnread(XmlElement root, Diagnostics diagnostics) {
        Findings findings = new Findings();
        collect(root, findings);
        findings.report(diagnostics);
    }

    private void collect(XmlElement element, Findings findings) {
        for (XmlAttribute attribute : element.attributes()) {
            if (!attributes.contains(attribute.name()) && !attribute.name().startsWith("xmlns")) {
                findings.add("attribute", attribute.name(), element.name(), attribute.location(), attributes);
            }
        }
        for (XmlElement child : element.children()) {
            Grammar known = children.get(child.name());
            if (known == null) {
                findings.add("element", child.name(), element.name(), child.location(), children.keySet());
            } else {
                known.collect(child, findings);
            }
        }
    }

    private static final class Finding {
        final SourceLocation first;
        final String remedy;
        int count;

        Finding(SourceLocation first, String remedy) {
            this.first = first;
            this.remedy = remedy;
        }
    }

    private static final class Findings {
        private final Map<String, Finding> byKind = new LinkedHashMap<>();

        void add(String what, String name, String parent, SourceLocation at, Collection<String> known) {
            String kind = what + " " + Quoted.of(name) + " in '" + parent + "'";
            Finding finding = byKind.get(kind);
            if (finding == null && byKind.size() < MAX_KINDS) {
                finding = new Finding(at, Nearest.remedy(name, known));
                byKind.put(kind, finding);
            }
            if (finding != null) {
                finding.count++;
            }
        }

        void report(Diagnostics diagnostics) {
            byKind.forEach((kind, finding) -> {
                String times = finding.count == 1 ? "" : " (" + finding.count + " times)";
                diagnostics.warning(finding.first, kind + " is not read" + times, "", finding.remedy);
            });
        }
    }
}
