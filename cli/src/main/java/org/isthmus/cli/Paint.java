package org.isthmus.cli;

import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.texture.Rgb;
import org.isthmus.render.scene.WorldState;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Another colour for a part of a scene.
///
/// @param name of a geom, or of the body that geoms without names belong to
/// @param color red, green, blue, 8 bits each
record Paint(String name, int color) {
    private static final int HEX = 16;

    /// @param text `NAME=RRGGBB`
    static Paint parse(String text, CommandSpec spec) {
        if (!text.matches(".+=[0-9A-Fa-f]{6}")) {
            throw new ParameterException(spec.commandLine(),
                    "--paint is '" + text + "', expected such as table=804020");
        }
        int equals = text.lastIndexOf('=');
        return new Paint(text.substring(0, equals), Integer.parseInt(text.substring(equals + 1), HEX));
    }

    /// Gives the part a material of its own in a world; the second time nothing changes.
    void on(WorldState world) {
        PbrMaterial material = PbrMaterial.of(Rgb.srgb((color >> 16) / 255.0, (color >> 8 & 0xFF) / 255.0,
                (color & 0xFF) / 255.0));
        int index = world.materials.indexOf(material);
        if (index < 0) {
            index = world.materials.size();
            world.materials.add(material);
        }
        for (int i = 0; i < world.material.length; i++) {
            Instance instance = world.scene().instances().get(i);
            world.material[i] = instance.name().equals(name) ? index : world.material[i];
        }
    }
}
