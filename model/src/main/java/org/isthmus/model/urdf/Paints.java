package org.isthmus.model.urdf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.linkage.Assets;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// The materials of a URDF file: those of the robot, and those that visuals define for themselves and for others.
final class Paints {
    private static final List<Double> GREY = List.of(0.5, 0.5, 0.5, 1.0);
    private static final List<Double> WHITE = List.of(1.0, 1.0, 1.0, 1.0);

    private final Scene scene;
    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Assets assets;
    private final String folder;
    private final UniqueNames names;
    private final Map<String, Paint> byName = new LinkedHashMap<>();
    private final Map<XmlElement, Paint> byElement = new IdentityHashMap<>();
    private final Map<Paint, Material> made = new HashMap<>();

    /// @param rgba four numbers in 0..1
    /// @param texture name of a texture of the scene
    private record Paint(String name, List<Double> rgba, @Nullable String texture) {}

    Paints(Scene scene, Fields fields, Assets assets, UniqueNames names, String folder) {
        this.scene = scene;
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
        this.assets = assets;
        this.folder = folder;
        this.names = names;
    }

    /// Learns the names of all materials, so that a visual may use one that is defined further down.
    void learn(XmlElement robot) {
        robot.children("material").forEach(this::learnMaterial);
        for (XmlElement link : robot.children("link")) {
            for (XmlElement visual : link.children("visual")) {
                visual.children("material").forEach(this::learnMaterial);
            }
        }
    }

    private void learnMaterial(XmlElement material) {
        String name = material.attribute("name", "");
        if (isDefinition(material) && !name.isBlank() && !byName.containsKey(name)) {
            byName.put(name, definition(material));
        }
    }

    private static boolean isDefinition(XmlElement material) {
        return material.child("color") != null || material.child("texture") != null;
    }

    /// Paints a geom with the material of its visual.
    void apply(XmlElement visual, Geom geom) {
        XmlElement material = visual.child("material");
        if (material == null) {
            return;
        }
        Paint paint = isDefinition(material) ? definition(material) : known(material);
        if (paint == null) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            geom.rgba[i] = paint.rgba.get(i);
        }
        if (!paint.name.isBlank() || paint.texture != null) {
            geom.material = made.computeIfAbsent(paint, this::make).name;
        }
    }

    private @Nullable Paint known(XmlElement material) {
        String name = material.attribute("name", "");
        if (name.isBlank()) {
            return null;
        }
        Paint paint = byName.get(name);
        if (paint == null) {
            diagnostics.warning(material.locationOf("name"), "material '" + name + "' is not defined: grey is used",
                    "a material of the robot, or a color here", fields.nearest(name, byName.keySet()));
            byName.put(name, new Paint(name, GREY, null)); // told once
        }
        return byName.get(name);
    }

    private Paint definition(XmlElement material) {
        Paint paint = byElement.get(material);
        if (paint == null) {
            paint = read(material);
            byElement.put(material, paint);
        }
        return paint;
    }

    private Paint read(XmlElement material) {
        String texture = texture(material);
        XmlElement color = material.child("color");
        List<Double> rgba = color != null ? color(color) : texture == null ? GREY : WHITE;
        return new Paint(material.attribute("name", ""), rgba, texture);
    }

    private @Nullable String texture(XmlElement material) {
        XmlElement texture = material.child("texture");
        if (texture == null) {
            return null;
        }
        String reference = fields.requiredName(texture, "filename");
        Texture image = reference == null ? null : assets.texture(reference, folder, texture.locationOf("filename"));
        return image == null ? null : image.name;
    }

    private List<Double> color(XmlElement color) {
        double[] rgba = fields.requiredNumbers(color, "rgba", 4);
        if (rgba == null) {
            return GREY;
        }
        double[] clamped = Arrays.stream(rgba).map(v -> Math.clamp(v, 0, 1)).toArray();
        if (!Arrays.equals(rgba, clamped)) {
            diagnostics.warning(color.locationOf("rgba"),
                    Fields.what(color, "rgba") + " is '" + color.attribute("rgba") + "'", "numbers from 0 to 1",
                    "divide numbers from 0 to 255 by 255");
        }
        return Arrays.stream(clamped).boxed().toList();
    }

    private Material make(Paint paint) {
        Material material = new Material();
        material.name = names.take(paint.texture == null || !paint.name.isBlank() ? paint.name : paint.texture);
        for (int i = 0; i < 4; i++) {
            material.rgba[i] = paint.rgba.get(i);
        }
        if (paint.texture != null) {
            material.textures.put(TextureRole.RGB, paint.texture);
        }
        scene.materials.add(material);
        return material;
    }
}
