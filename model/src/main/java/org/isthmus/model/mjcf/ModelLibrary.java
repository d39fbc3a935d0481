package org.isthmus.model.mjcf;

import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// The models that a file names among its assets to attach parts of them.
final class ModelLibrary {
    /// Reading a model counts as making so many elements, so that models cannot name each other without end.
    private static final int MODEL_WEIGHT = 100;

    private final Context context;
    private final AssetFiles files;
    private final Map<String, Context> models = new LinkedHashMap<>();

    ModelLibrary(Context context) {
        this.context = context;
        this.files = new AssetFiles(context);
    }

    /// Reads a `model` of `asset`.
    void read(XmlElement xml) {
        Attributes attributes = context.attributes(xml);
        boolean given = attributes.isGiven("file");
        String file = files.find(attributes, "file", "");
        String name = attributes.text("name");
        attributes.text("content_type");
        context.finish(attributes);
        if (!given || file == null || isTooDeep(file, attributes)) {
            return;
        }
        Context model = context.forModel(file);
        XmlDocument.read(context.files, file, attributes.at("file"), context.diagnostics)
                .map(XmlDocument::root)
                .ifPresent(new MjcfReader(model)::readRoot);
        if (models.putIfAbsent(name == null ? model.scene.name : name, model) != null) {
            context.error(xml.location(), "a second model '" + model.scene.name + "'", "a name of its own",
                    "give it one by 'name'");
        }
    }

    private boolean isTooDeep(String file, Attributes attributes) {
        if (context.ancestry.contains(file)) {
            context.error(attributes.at("file"), "model '" + file + "' attaches itself", "another model", "");
            return true;
        }
        if (context.ancestry.size() > MjcfReader.MAX_MODEL_DEPTH) {
            context.error(attributes.at("file"),
                    "more than " + MjcfReader.MAX_MODEL_DEPTH + " models inside each other",
                    "at most " + MjcfReader.MAX_MODEL_DEPTH, "");
            return true;
        }
        context.budget.spend(1, MODEL_WEIGHT, attributes.xml().location());
        return false;
    }

    /// The model that attribute `model` names; null after an error.
    @Nullable
    Context find(Attributes attributes) {
        String name = attributes.text("model");
        Context found = name == null ? null : models.get(name);
        if (name != null && found == null) {
            context.error(attributes.at("model"), "unknown model '" + name + "'", "the name of a <model> of <asset>",
                    Nearest.remedy(name, models.keySet()));
        }
        return found;
    }
}
