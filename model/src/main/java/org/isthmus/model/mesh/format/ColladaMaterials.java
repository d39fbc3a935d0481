package org.isthmus.model.mesh.format;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshTexture;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// The materials of a COLLADA document: diffuse colour or texture of the common profile. Transparency is left out: exporters
/// disagree on which end of its scale is opaque. Trouble is a warning.
final class ColladaMaterials {
    private static final List<String> SHADERS = List.of("lambert", "phong", "blinn", "constant");

    private final ColladaDocument document;
    private final Map<String, MeshMaterial> read = new LinkedHashMap<>();

    ColladaMaterials(ColladaDocument document) {
        this.document = document;
    }

    /// What the symbols of a geometry's primitives stand for, where it is instantiated.
    Map<String, MeshMaterial> bound(XmlElement instance) {
        Map<String, MeshMaterial> materials = new LinkedHashMap<>();
        XmlElement binding = instance.child("bind_material");
        XmlElement technique = binding == null ? null : binding.child("technique_common");
        for (XmlElement m : technique == null ? List.<XmlElement>of() : technique.children("instance_material")) {
            materials.put(m.attribute("symbol", ""), material(m, m.attribute("target", "")));
        }
        return materials;
    }

    /// The material with the given id.
    MeshMaterial material(XmlElement at, String id) {
        MeshMaterial known = read.get(id);
        if (known == null) {
            known = readMaterial(at, id);
            read.put(id, known);
        }
        return known;
    }

    private MeshMaterial readMaterial(XmlElement at, String id) {
        XmlElement material = document.find(id, "material");
        XmlElement instance = material == null ? null : material.child("instance_effect");
        XmlElement effect = instance == null ? null : document.find(instance.attribute("url", ""), "effect");
        String name = material == null ? id.replace("#", "") : material.attribute("name", material.attribute("id", ""));
        if (effect == null) {
            document.warning(at, "material '" + id + "' is not defined", "the part stays without colour");
            return new MeshMaterial(name, DoubleArray.wrap(), Optional.empty());
        }
        XmlElement profile = effect.child("profile_COMMON");
        XmlElement diffuse = profile == null ? null : diffuse(profile);
        if (profile == null || diffuse == null) {
            return new MeshMaterial(name, DoubleArray.wrap(), Optional.empty());
        }
        XmlElement texture = diffuse.child("texture");
        return new MeshMaterial(name, colour(diffuse.child("color")),
                texture == null ? Optional.empty() : texture(profile, effect, texture));
    }

    private static @Nullable XmlElement diffuse(XmlElement profile) {
        XmlElement technique = profile.child("technique");
        for (XmlElement shader : technique == null ? List.<XmlElement>of() : technique.children()) {
            if (SHADERS.contains(shader.name())) {
                return shader.child(shader.name().equals("constant") ? "emission" : "diffuse");
            }
        }
        return null;
    }

    private DoubleArray colour(@Nullable XmlElement color) {
        double[] c = color == null ? new double[0] : document.numbers(color);
        if (c.length < 3) {
            return DoubleArray.wrap();
        }
        return DoubleArray.wrap(unit(c[0]), unit(c[1]), unit(c[2]), c.length > 3 ? unit(c[3]) : 1);
    }

    private static double unit(double x) {
        return x >= 0 ? Math.min(x, 1) : 0;
    }

    /// texture → sampler → surface → image (COLLADA 1.4), texture → sampler → image (1.5), or straight to the image, as some
    /// exporters write it.
    private Optional<MeshTexture> texture(XmlElement profile, XmlElement effect, XmlElement texture) {
        String name = texture.attribute("texture", "");
        XmlElement sampler = parameter(profile, effect, name, "sampler2D");
        if (sampler != null) {
            XmlElement surfaceName = sampler.child("source");
            XmlElement imageInstance = sampler.child("instance_image");
            XmlElement surface = surfaceName == null ? null : parameter(profile, effect, surfaceName.text(), "surface");
            XmlElement from = surface == null ? null : surface.child("init_from");
            name = from != null ? from.text() : imageInstance != null ? imageInstance.attribute("url", "") : name;
        }
        XmlElement image = document.find(name, "image");
        XmlElement from = image == null ? null : image.child("init_from");
        if (from == null) {
            document.warning(texture, "texture '" + texture.attribute("texture", "") + "' leads to no image",
                    "it is left out");
            return Optional.empty();
        }
        XmlElement reference = from.child("ref");
        return imageFile(from, reference == null ? from.text() : reference.text());
    }

    private Optional<MeshTexture> imageFile(XmlElement at, String reference) {
        String folder = FileAccess.folderOf(document.source.file());
        boolean encoded = reference.contains("%") && !document.source.exists(reference, folder);
        return document.source.texture(encoded ? decoded(reference) : reference, folder, at.location());
    }

    private static String decoded(String reference) {
        try {
            return URLDecoder.decode(reference.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return reference;
        }
    }

    private static @Nullable XmlElement parameter(XmlElement profile, XmlElement effect, String sid, String kind) {
        for (XmlElement owner : List.of(profile, effect)) {
            for (XmlElement parameter : owner.children("newparam")) {
                if (parameter.attribute("sid", "").equals(sid)) {
                    return parameter.child(kind);
                }
            }
        }
        return null;
    }
}
