package org.isthmus.model.mjcf;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.jspecify.annotations.Nullable;

/// What is checked once a file is read: names that occur twice, and assets that do not exist. Other references are checked when
/// the scene is compiled, since scenes made in code need that too.
final class SceneChecks {
    private final Context context;
    private final Scene scene;
    /// By kind, each name with the place of its first bearer.
    private final Map<ObjectType, Map<String, SourceLocation>> names = new EnumMap<>(ObjectType.class);

    SceneChecks(Context context) {
        this.context = context;
        this.scene = context.scene;
    }

    void check() {
        registerNames();
        checkAssetReferences();
        if (context.options.missingFiles() == MissingFiles.WARN) {
            new MissingContent(context).leaveOut();
        }
    }

    private void registerNames() {
        scene.world.forEach(body -> {
            register(ObjectType.BODY, body);
            BodyPart.ALL.forEach(part -> part.list().apply(body).forEach(e -> register(part.type(), e)));
        });
        scene.meshes.forEach(e -> register(ObjectType.MESH, e));
        scene.heightFields.forEach(e -> register(ObjectType.HFIELD, e));
        scene.textures.forEach(e -> register(ObjectType.TEXTURE, e));
        scene.materials.forEach(e -> register(ObjectType.MATERIAL, e));
        ScenePart.ALL.forEach(part -> part.list().apply(scene).forEach(e -> register(part.type(), e)));
        scene.keyframes.forEach(e -> register(ObjectType.KEY, e));
        for (CustomField field : scene.customFields) {
            register(switch (field) {
                case CustomField.Numeric n -> ObjectType.NUMERIC;
                case CustomField.Text t -> ObjectType.TEXT;
                case CustomField.Tuple t -> ObjectType.TUPLE;
            }, field.name(), field.source());
        }
    }

    private void register(ObjectType type, Element element) {
        register(type, element.name, element.source);
    }

    private void register(ObjectType type, @Nullable String name, SourceLocation at) {
        if (name == null) {
            return;
        }
        SourceLocation first = names.computeIfAbsent(type, t -> new LinkedHashMap<>()).putIfAbsent(name, at);
        if (first != null) {
            context.error(at,
                    "a second " + type.word() + " '" + name + "'"
                            + (first.line() == 0 ? "" : ", the first at " + first),
                    "a name of its own", "rename one");
        }
    }

    private void checkAssetReferences() {
        scene.world.forEach(body -> BodyPart.ALL.forEach(part -> checkPart(part, body)));
        ScenePart.ALL.forEach(this::checkPart);
        scene.meshes.forEach(e -> check(e, MeshAsset.SCHEMA));
        scene.materials.forEach(e -> check(e, Material.SCHEMA));
    }

    private <E extends Element> void checkPart(BodyPart<E> part, Body body) {
        part.list().apply(body).forEach(e -> check(e, part.schema()));
    }

    private <E extends Element> void checkPart(ScenePart<E> part) {
        part.list().apply(scene).forEach(e -> check(e, part.schema().apply(e)));
    }

    private <E extends Element> void check(E element, Schema<E> schema) {
        for (References.Reference reference : References.of(element, schema)) {
            Map<String, SourceLocation> known = names.getOrDefault(reference.type(), Map.of());
            if (reference.isToAsset() && reference.type() != ObjectType.DEFAULT
                    && !known.containsKey(reference.name())) {
                String kind = reference.type().word();
                context.error(element.source,
                        Context.label(schema.tag(), element) + " uses " + kind + " '" + reference.name()
                                + "', which does not exist",
                        "the name of a <" + kind + "> of <asset>",
                        Nearest.remedy(reference.name(), known.keySet()));
            }
        }
    }
}
