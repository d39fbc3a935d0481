package org.isthmus.model.mjcf;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Renaming;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `attach`: puts a body, the content of a frame, or everything of a model into a body, under names with a prefix,
/// together with its assets, its default classes, and what refers to nothing but what is attached.
///
/// Without a model, a body or frame of the file itself is attached once more. Keyframes and custom fields of a model stay
/// behind, with a warning.
final class Attacher {
    private final Context context;
    private final ModelLibrary models;

    Attacher(Context context, ModelLibrary models) {
        this.context = context;
        this.models = models;
    }

    void read(XmlElement xml, Place place) {
        Attributes attributes = context.attributes(xml);
        String prefix = xml.has("prefix") ? xml.attribute("prefix", "") : attributes.required("prefix");
        attributes.has("prefix");
        boolean itself = !attributes.has("model");
        Context model = itself ? context : models.find(attributes);
        int parts = attributes.countOf("body", "frame");
        Body content = model == null || parts > 1 ? null : content(model, attributes);
        context.finish(attributes);
        if (prefix == null || model == null || content == null) {
            return;
        }
        if (content == context.scene.world) {
            context.error(xml.location(), "<attach> says not what to attach", "attribute 'model', 'body' or 'frame'",
                    "");
        } else if (itself) {
            attachOwn(content, prefix, place, xml);
        } else {
            attach(model.scene, content, prefix, place, xml);
        }
    }

    /// What is attached, as the model has it; null after an error.
    private @Nullable Body content(Context model, Attributes attributes) {
        String frame = attributes.text("frame");
        if (frame != null) {
            return known(model.frames.get(frame), "frame", frame, model.frames.keySet(), attributes);
        }
        String name = attributes.text("body");
        if (name == null) {
            return model.scene.world;
        }
        List<String> names = model.scene.bodies().stream().map(b -> b.name).filter(Objects::nonNull).toList();
        Body body = known(model.scene.body(name), "body", name, names, attributes);
        if (body == null) {
            return null;
        }
        Body content = new Body();
        content.children.add(body);
        return content;
    }

    private @Nullable Body known(
            @Nullable Body found, String kind, String name, Collection<String> known, Attributes attributes) {
        if (found == null) {
            context.error(attributes.at(kind), "no " + kind + " '" + name + "' to attach", "the name of a " + kind,
                    Nearest.remedy(name, known));
        }
        return found;
    }

    private void attachOwn(Body content, String prefix, Place place, XmlElement xml) {
        Copies copies = Copies.withOwn(content, context.scene, false);
        context.budget.spend(1, copies.weight(), xml.location());
        copies.addTo(context.scene, place.body(), place.frame(),
                (type, name) -> copies.isInside(type, name) ? prefix + name : name);
    }

    private void attach(Scene model, Body content, String prefix, Place place, XmlElement xml) {
        Copies copies = Copies.withOwn(content, model, true);
        context.budget.spend(1, copies.weight(), xml.location());
        new OptionConflicts(context, xml.location()).settle(model);
        Renaming renaming = (type, name) -> type == ObjectType.BODY && name.equals("world") ? name : prefix + name;
        Scene scene = context.scene;
        if (scene.defaultClass(prefix + model.defaults.name) != null) {
            context.error(xml.location(), "prefix '" + prefix + "' is used a second time", "a prefix of its own", "");
            return;
        }
        scene.defaults.addCopy(model.defaults, renaming);
        addAssets(model.meshes, scene.meshes, ObjectType.MESH, MeshAsset.SCHEMA, renaming);
        addAssets(model.heightFields, scene.heightFields, ObjectType.HFIELD, HeightField.SCHEMA, renaming);
        addAssets(model.textures, scene.textures, ObjectType.TEXTURE, Texture.SCHEMA, renaming);
        addAssets(model.materials, scene.materials, ObjectType.MATERIAL, Material.SCHEMA, renaming);
        copies.addTo(scene, place.body(), place.frame(), renaming);
        if (!model.keyframes.isEmpty() || !model.customFields.isEmpty()) {
            context.warning(xml.location(), "keyframes and custom fields of model '" + model.name + "' stay behind", "",
                    "write them in the file that attaches it");
        }
    }

    private static <E extends Element> void addAssets(
            List<E> from, List<E> to, ObjectType type, Schema<E> schema, Renaming renaming) {
        for (E asset : from) {
            E copy = schema.copy(asset);
            Copies.rename(copy, type, schema, renaming);
            to.add(copy);
        }
    }
}
