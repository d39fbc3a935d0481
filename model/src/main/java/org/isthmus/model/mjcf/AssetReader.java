package org.isthmus.model.mjcf;

import java.util.Locale;
import java.util.Set;

import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.xml.XmlElement;

/// Reads `asset`: meshes, height fields, textures, materials and models.
final class AssetReader {
    /// Of a hull of a mesh.
    private static final int MIN_HULL_VERTICES = 4;
    /// Of the schema, the names of textures: `texture`, and what MJCF writes as elements inside a material.
    static final Set<String> TEXTURES = Set.copyOf(Material.SCHEMA.attributes().stream()
            .map(Attribute::name)
            .filter(name -> name.equals("texture") || name.startsWith(Material.LAYER))
            .toList());

    private final Context context;
    private final Children<Scene> children;
    private final Children<Material> layers;

    AssetReader(Context context, ModelLibrary models) {
        this.context = context;
        AssetFiles files = new AssetFiles(context);
        children = context.<Scene>children()
                .on("mesh", new MeshAssetReader(context, files)::read)
                .on("hfield", new HeightFieldReader(context, files)::read)
                .on("texture", new TextureReader(context, files)::read)
                .on("material", this::readMaterial)
                .on("model", (xml, scene) -> models.read(xml));
        layers = context.<Material>children().on("layer", this::readLayer);
    }

    void read(XmlElement xml) {
        context.attributes(xml).done();
        children.read(xml, context.scene);
    }

    private void readMaterial(XmlElement xml, Scene scene) {
        Material material = Material.SCHEMA.copy(
                context.defaultClass(context.attributes(xml), "class", scene.defaults).material);
        fillMaterial(xml, material, false);
        if (isNamed(material, xml, context)) {
            scene.materials.add(material);
        }
    }

    void fillMaterial(XmlElement xml, Material material, boolean inDefault) {
        Attributes attributes = context.attributes(xml, inDefault);
        attributes.fill(material, Material.SCHEMA, TEXTURES);
        String texture = attributes.text("texture");
        attributes.done();
        if (texture != null) {
            material.textures.put(TextureRole.RGB, texture);
        }
        if (texture != null && !xml.children().isEmpty()) {
            context.error(attributes.at("texture"), "<material> has 'texture' and <layer>", "only one of them",
                    "make the texture a <layer role=\"rgb\">");
        }
        layers.read(xml, material);
    }

    private void readLayer(XmlElement xml, Material material) {
        Attributes attributes = context.attributes(xml);
        String texture = attributes.required("texture");
        TextureRole role = attributes.isGiven("role")
                ? attributes.choice("role", TextureRole.class, TextureRole.RGB)
                : TextureRole.RGB;
        context.finish(attributes);
        if (texture != null) {
            material.textures.put(role, texture);
        }
    }

    static void checkHullVertices(MeshAsset mesh, Attributes attributes, Context context) {
        if (mesh.maxHullVertices != -1 && mesh.maxHullVertices < MIN_HULL_VERTICES) {
            context.error(attributes.at("maxhullvert"), "maxhullvert " + mesh.maxHullVertices,
                    "-1 or at least " + MIN_HULL_VERTICES, "");
            mesh.maxHullVertices = -1;
        }
    }

    /// Whether an asset has a name, its own or that of its file; an error otherwise.
    static boolean isNamed(Element asset, XmlElement xml, Context context) {
        if (asset.name != null) {
            return true;
        }
        context.error(xml.location(), "<" + xml.name() + "> has no name", "attribute 'name'",
                "nothing can refer to it without");
        return false;
    }

    /// The format that a `content_type` such as `image/png` or `model/obj` names, as a file's extension.
    static String extensionOf(String contentType) {
        String subtype = contentType.substring(contentType.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        return switch (subtype) {
            case "vnd.mujoco.msh" -> "msh";
            case "vnd.mujoco.hfield" -> "hfield";
            case "jpeg" -> "jpg";
            default -> subtype;
        };
    }
}
