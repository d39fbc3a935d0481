package org.isthmus.model.sdf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Finds the models of a document, those nested in others and those included from other files.
final class Scopes {
    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Includes includes;
    private int models;

    Scopes(Fields fields, Includes includes) {
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
        this.includes = includes;
    }

    /// The world of a document or, without one, its model.
    Scope root(XmlDocument document) {
        XmlElement sdf = document.root();
        XmlElement world = sdf.child("world");
        XmlElement model = world == null ? sdf.child("model") : world;
        if (model == null) {
            throw diagnostics.fatal(sdf.location(), "there is neither a model nor a world", "one", "");
        }
        List<XmlElement> others = sdf.children().stream()
                .filter(e -> !e.location().equals(model.location())
                        && (e.name().equals("model") || e.name().equals("world")))
                .toList();
        if (!others.isEmpty()) {
            diagnostics.warning(others.getFirst().location(),
                    "'" + others.getFirst().name() + "' beside '" + model.name() + "' is not read",
                    "one world, or one model", "put models into a world");
        }
        boolean isStatic = world == null && fields.flag(model, "static", false);
        Scope scope = new Scope(null, "", model, model, model.attribute("placement_frame", ""), isStatic, version(sdf),
                Includes.folder(document));
        fill(scope, 0);
        return scope;
    }

    private int version(XmlElement sdf) {
        String text = sdf.attribute("version", "");
        if (text.matches("1\\.\\d{1,2}")) {
            return Integer.parseInt(text.substring(2));
        }
        diagnostics.warning(sdf.locationOf("version"), "the version of SDF is '" + text + "'", "1.4 to 1.11",
                "it is read as the newest");
        return Scope.NEWEST;
    }

    private void fill(Scope scope, int depth) {
        if (++models > SdfReader.MAX_MODELS) {
            throw diagnostics.fatal(scope.placing.location(), "more than " + SdfReader.MAX_MODELS + " models",
                    "at most " + SdfReader.MAX_MODELS, "");
        }
        for (XmlElement child : scope.element.children()) {
            switch (child.name()) {
                case "link" -> put(child, scope.links, scope);
                case "joint", "drake:joint" -> put(child, scope.joints, scope);
                case "frame" -> put(child, scope.frames, scope);
                case "model" -> addModel(scope, child, null, scope.version, scope.folder, depth);
                case "include" -> addIncluded(scope, child, depth);
                default -> {
                    // no frame
                }
            }
        }
    }

    private void put(XmlElement element, Map<String, XmlElement> into, Scope scope) {
        String name = newName(fields.requiredName(element), element, scope);
        if (name != null) {
            into.put(name, element);
        }
    }

    /// Names are unique in a model, whatever they name; null after an error.
    private @Nullable String newName(@Nullable String name, XmlElement element, Scope scope) {
        if (name != null && (scope.has(name) || name.equals(Scope.MODEL_FRAME) || name.equals("world"))) {
            diagnostics.error(element.location(), "the name '" + name + "' of '" + element.name() + "' is taken",
                    "a name of its own", "rename it");
            return null;
        }
        return name;
    }

    private void addIncluded(Scope scope, XmlElement include, int depth) {
        Optional<XmlDocument> document = includes.read(include, scope.folder, depth);
        XmlElement model = document.map(d -> d.root().child("model")).orElse(null);
        if (document.isEmpty()) {
            return;
        }
        if (model == null) {
            diagnostics.error(include.location(), "'" + document.get().file() + "' holds no model", "a model", "");
            return;
        }
        addModel(scope, model, include, version(document.get().root()), Includes.folder(document.get()), depth + 1);
    }

    /// @param include whose name, pose, placement frame and `static` count before the model's; null: nested, not
    /// included
    private void addModel(
            Scope scope, XmlElement model, @Nullable XmlElement include, int version, String folder, int depth) {
        XmlElement placing = include == null ? model : include;
        String given = include == null ? null : Fields.text(include, "name");
        String name = newName(given == null || given.isBlank() ? fields.requiredName(model) : given, placing, scope);
        if (name == null) {
            return;
        }
        String frame = include == null ? null : Fields.text(include, "placement_frame");
        boolean isStatic = fields.flag(model, "static", false);
        if (include != null) {
            isStatic = fields.flag(include, "static", isStatic);
        }
        Scope child = new Scope(scope, scope.prefix + name + "::", model,
                placing.child("pose") == null ? model : placing,
                frame == null ? model.attribute("placement_frame", "") : frame, scope.isStatic || isStatic, version,
                folder);
        scope.models.put(name, child);
        fill(child, depth);
    }
}
