package org.isthmus.task.scene;

import org.isthmus.model.scene.Geom;

/// Colours of geoms, sRGB.
public final class Paint {
    private Paint() {}

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
