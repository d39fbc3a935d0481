package org.isthmus.task.scene;

import java.util.Arrays;

import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.scene.TextureType;

/// Colours of geoms, sRGB.
public final class Paint {
    /// Of an image of four fields.
    private static final int PIXELS = 256;

    private Paint() {}

    /// Adds a material of grey fields, which let one see how far something moves over them.
    ///
    /// @param side of a field, m
    /// @return the material's name
    static String checks(Scene scene, String name, double side) {
        Texture texture = new Texture();
        texture.name = name;
        texture.type = TextureType.FLAT;
        texture.builtin = TextureBuiltin.CHECKER;
        texture.width = PIXELS;
        texture.height = PIXELS;
        Arrays.fill(texture.rgb1, 0.45);
        Arrays.fill(texture.rgb2, 0.35);
        scene.textures.add(texture);
        Material material = new Material();
        material.name = name;
        material.textures.put(TextureRole.RGB, name);
        material.textureUniform = true;
        Arrays.fill(material.textureRepeat, 1 / (2 * side));
        scene.materials.add(material);
        return name;
    }

    /// @param rgb 0xrrggbb
    public static void colour(Geom geom, int rgb) {
        colour(geom, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0);
    }

    /// @param red green and blue: 0 to 1
    public static void colour(Geom geom, double red, double green, double blue) {
        geom.rgba[0] = red;
        geom.rgba[1] = green;
        geom.rgba[2] = blue;
    }
}
