package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;

/// Replaces every `include` by the content of the root of the file that it names. As in MuJoCo, a file is looked for in the
/// main file's folder first, then in that of the file that includes it, and can be included only once.
final class Includes {
    private final Context context;
    private final Set<String> included = new HashSet<>();

    Includes(Context context) {
        this.context = context;
        included.add(context.file);
    }

    /// The tree without includes.
    XmlElement expand(XmlElement root) {
        return expand(root, 1);
    }

    /// @param depth of the element in the tree without includes
    private XmlElement expand(XmlElement element, int depth) {
        if (depth > XmlDocument.MAX_DEPTH) {
            throw context.diagnostics.fatal(element.location(),
                    "more than " + XmlDocument.MAX_DEPTH + " elements inside each other, includes counted",
                    "at most " + XmlDocument.MAX_DEPTH, "");
        }
        List<XmlElement> children = expandAll(element.children(), depth + 1);
        return new XmlElement(element.name(), element.location(), element.attributes(), children, element.text());
    }

    private List<XmlElement> expandAll(List<XmlElement> elements, int depth) {
        List<XmlElement> expanded = new ArrayList<>(elements.size());
        for (XmlElement element : elements) {
            if (element.name().equals("include")) {
                expanded.addAll(expandAll(contentOf(element), depth));
            } else {
                expanded.add(expand(element, depth));
            }
        }
        return expanded;
    }

    /// What stands in the root of the file that an `include` names.
    private List<XmlElement> contentOf(XmlElement include) {
        Attributes attributes = context.attributes(include);
        String reference = attributes.required("file");
        context.finish(attributes);
        if (reference == null) {
            return List.of();
        }
        SourceLocation at = attributes.at("file");
        Optional<String> file = find(reference, at);
        if (file.isPresent() && !included.add(file.get())) {
            context.error(at, "'" + reference + "' is included a second time, or includes itself", "each file once",
                    "put what is used twice into <default>, <replicate> or <attach>");
            return List.of();
        }
        return file.flatMap(f -> XmlDocument.read(context.files, f, at, context.diagnostics))
                .map(document -> document.root().children())
                .orElse(List.of());
    }

    private Optional<String> find(String reference, SourceLocation at) {
        String main = FileAccess.folderOf(context.file);
        String own = FileAccess.folderOf(at.file());
        for (String folder : List.of(main, own)) {
            Optional<String> found = context.files.find(reference, folder, Severity.WARNING, at, new Diagnostics());
            if (found.isPresent()) {
                return found;
            }
        }
        return context.files.find(reference, main, Severity.ERROR, at, context.diagnostics);
    }
}
