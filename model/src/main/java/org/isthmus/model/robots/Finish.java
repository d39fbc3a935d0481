package org.isthmus.model.robots;

import java.util.Locale;
import org.isthmus.model.scene.Material;

/// How the surface of a shape looks; the materials of all templates.
public enum Finish {
    /// Painted castings.
    WHITE(0.92, 0.93, 0.94, 0.5, 0.6, 0),
    LIGHT_GREY(0.72, 0.74, 0.76, 0.4, 0.5, 0),
    GREY(0.42, 0.44, 0.47, 0.4, 0.4, 0),
    DARK(0.13, 0.14, 0.16, 0.4, 0.4, 0),
    BLUE(0.10, 0.36, 0.72, 0.5, 0.6, 0),
    ORANGE(0.93, 0.45, 0.10, 0.5, 0.6, 0),
    /// Turned and milled metal.
    METAL(0.66, 0.67, 0.69, 0.8, 0.7, 0.9),
    /// Pads, soles and fingertips.
    RUBBER(0.07, 0.07, 0.08, 0.1, 0.1, 0),
    /// Lenses and displays.
    GLASS(0.03, 0.04, 0.06, 0.9, 0.95, 0),
    WOOD(0.74, 0.57, 0.38, 0.2, 0.3, 0);

    private final double red;
    private final double green;
    private final double blue;
    private final double specular;
    private final double shininess;
    private final double metallic;

    Finish(double red, double green, double blue, double specular, double shininess, double metallic) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        this.specular = specular;
        this.shininess = shininess;
        this.metallic = metallic;
    }

    /// The name of the material in a scene.
    public String materialName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Material material() {
        Material material = new Material();
        material.name = materialName();
        material.rgba[0] = red;
        material.rgba[1] = green;
        material.rgba[2] = blue;
        material.specular = specular;
        material.shininess = shininess;
        material.metallic = metallic;
        return material;
    }
}
