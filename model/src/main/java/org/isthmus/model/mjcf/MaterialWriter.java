package org.isthmus.model.mjcf;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.xml.XmlWriter;

/// Writes materials and their prototypes: a texture as attribute where it is the only one, else as layers.
final class MaterialWriter {
    private final ElementWriter elements;
    private final XmlWriter out;

    MaterialWriter(ElementWriter elements) {
        this.elements = elements;
        this.out = elements.out;
    }

    void write(String tag, Material material, Material base) {
        Map<TextureRole, String> differing = new LinkedHashMap<>();
        material.textures.forEach((role, texture) -> {
            if (!Objects.equals(texture, base.textures.get(role))) {
                differing.put(role, texture);
            }
        });
        out.open(tag);
        elements.names(material, base, Material.SCHEMA);
        boolean single = differing.keySet().equals(Set.of(TextureRole.RGB));
        if (single) {
            out.attribute("texture", differing.getOrDefault(TextureRole.RGB, ""));
        }
        elements.others(material, base, Material.SCHEMA, AssetReader.TEXTURES);
        if (!single) {
            differing.forEach((role, texture) -> out.open("layer")
                    .attribute("role", role.name().toLowerCase(Locale.ROOT))
                    .attribute("texture", texture)
                    .close());
        }
        out.close();
    }
}
