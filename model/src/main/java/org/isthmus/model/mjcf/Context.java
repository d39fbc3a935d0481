package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// What the readers of the sections of one file share.
final class Context {
    final FileAccess files;
    /// The main file; an included file's folder is looked at only after this one's.
    final String file;
    final MjcfReader.Options options;
    final Diagnostics diagnostics;
    final Scene scene = new Scene();
    final Settings settings = new Settings();
    /// The default classes of the file, the root included.
    final Map<String, DefaultClass> classes = new LinkedHashMap<>();

    /// What stands in each named frame, for attachment.
    final Map<String, Body> frames = new LinkedHashMap<>();
    final CopyBudget budget;
    final ContentCache content;
    /// The file and the models whose assets it is among, the outermost first.
    final List<String> ancestry;

    Context(FileAccess files, String file, MjcfReader.Options options, Diagnostics diagnostics) {
        this(files, file, options, diagnostics, new CopyBudget(diagnostics), new ContentCache(), List.of(file));
    }

    private Context(FileAccess files, String file, MjcfReader.Options options, Diagnostics diagnostics,
            CopyBudget budget, ContentCache content, List<String> ancestry) {
        this.files = files;
        this.file = file;
        this.options = options;
        this.diagnostics = diagnostics;
        this.budget = budget;
        this.content = content;
        this.ancestry = ancestry;
        classes.put(scene.defaults.name, scene.defaults);
    }

    /// For reading a model that this file attaches.
    Context forModel(String model) {
        List<String> longer = new ArrayList<>(ancestry);
        longer.add(model);
        return new Context(files, model, options, diagnostics, budget, content, List.copyOf(longer));
    }

    /// An element for messages: `<geom> 'hand'`.
    static String label(String tag, Element element) {
        return "<" + tag + ">" + (element.name == null ? "" : " '" + element.name + "'");
    }

    Attributes attributes(XmlElement xml) {
        return new Attributes(xml, false, diagnostics);
    }

    /// @param ofPrototype the element stands in a default class
    Attributes attributes(XmlElement xml, boolean ofPrototype) {
        return new Attributes(xml, ofPrototype, diagnostics);
    }

    /// Ends an element that holds no others: all that is unread in it is an error.
    void finish(Attributes attributes) {
        attributes.done();
        new Children<Context>(diagnostics).read(attributes.xml(), this);
    }

    <P> Children<P> children() {
        return new Children<>(diagnostics);
    }

    void error(SourceLocation at, String found, String expected, String remedy) {
        diagnostics.error(at, found, expected, remedy);
    }

    void warning(SourceLocation at, String found, String expected, String remedy) {
        diagnostics.warning(at, found, expected, remedy);
    }

    /// The default class that attribute `name` names; `otherwise` when it names none, or after an error.
    DefaultClass defaultClass(Attributes attributes, String name, DefaultClass otherwise) {
        String wanted = attributes.text(name);
        if (wanted == null) {
            return otherwise;
        }
        @Nullable DefaultClass found = classes.get(wanted);
        if (found == null) {
            error(attributes.at(name), "unknown default class '" + wanted + "'", "the name of a <default>",
                    Nearest.remedy(wanted, classes.keySet()));
            return otherwise;
        }
        return found;
    }
}
