package org.isthmus.model.sdf;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.linkage.Assets;
import org.isthmus.model.linkage.Numbers;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `material` of visuals: the diffuse colour, and of physically based ones the albedo map, roughness and
/// metalness.
final class Paints {
    private final Scene scene;
    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Assets assets;
    private final Numbers numbers;
    private final UniqueNames names;

    Paints(Scene scene, Fields fields, Assets assets, UniqueNames names) {
        this.scene = scene;
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
        this.assets = assets;
        this.names = names;
        this.numbers = new Numbers(diagnostics);
    }

    /// Paints a geom with the material of its visual.
    void apply(Scope scope, XmlElement visual, Geom geom) {
        XmlElement material = visual.child("material");
        if (material != null) {
            readDiffuse(material.child("diffuse"), geom.rgba);
            XmlElement pbr = material.child("pbr");
            XmlElement metal = pbr == null ? null : pbr.child("metal");
            if (metal != null) {
                geom.material = make(scope, metal, geom).name;
            }
        }
        geom.rgba[3] *= 1 - Math.clamp(fields.number(visual, "transparency", 0), 0, 1);
    }

    /// Three or four numbers.
    private void readDiffuse(@Nullable XmlElement diffuse, double[] rgba) {
        if (diffuse == null) {
            return;
        }
        int count = diffuse.text().strip().split("\\s+", 5).length == 3 ? 3 : 4;
        double[] values = numbers.parse(diffuse.text(), count, "'diffuse'", diffuse.location());
        if (values == null) {
            return;
        }
        boolean clamped = false;
        for (int i = 0; i < count; i++) {
            rgba[i] = Math.clamp(values[i], 0, 1);
            clamped |= rgba[i] != values[i];
        }
        rgba[3] = count == 3 ? 1 : rgba[3];
        if (clamped) {
            diagnostics.warning(diffuse.location(), "'diffuse' is '" + diffuse.text() + "'", "numbers from 0 to 1", "");
        }
    }

    private Material make(Scope scope, XmlElement metal, Geom geom) {
        Material material = new Material();
        material.name = names.take(geom.name == null ? "material" : geom.name);
        material.source = metal.location();
        System.arraycopy(geom.rgba, 0, material.rgba, 0, 4);
        material.roughness = Math.clamp(fields.number(metal, "roughness", 0.5), 0, 1);
        material.metallic = Math.clamp(fields.number(metal, "metalness", 0.5), 0, 1);
        addTexture(scope, metal, "albedo_map", TextureRole.RGB, material);
        addTexture(scope, metal, "normal_map", TextureRole.NORMAL, material);
        scene.materials.add(material);
        return material;
    }

    private void addTexture(Scope scope, XmlElement metal, String child, TextureRole role, Material material) {
        XmlElement map = metal.child(child);
        if (map == null || map.text().isBlank()) {
            return;
        }
        SourceLocation at = map.location();
        Texture texture = assets.texture(map.text(), scope.folder, at);
        if (texture != null && texture.name != null) {
            material.textures.put(role, texture.name);
        }
    }
}
