package org.isthmus.model.mjcf;

import java.util.Locale;

import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.Texture.Face;
import org.isthmus.model.scene.TextureBuiltin;
import org.isthmus.model.scene.TextureType;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `texture` of `asset`: procedural, one image, or one image for each face of a cube.
final class TextureReader {
    private final Context context;
    private final AssetFiles files;

    TextureReader(Context context, AssetFiles files) {
        this.context = context;
        this.files = files;
    }

    void read(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        Texture texture = new Texture();
        attributes.fill(texture, Texture.SCHEMA);
        attributes.text("content_type");
        if (texture.name == null && texture.file != null) {
            texture.name = AssetFiles.nameOf(texture.file);
        }
        checkGrid(texture, attributes);
        if (texture.builtin == TextureBuiltin.NONE) {
            readImages(texture, attributes);
        }
        context.finish(attributes);
        // nothing refers to the one around the scene
        if (texture.type == TextureType.SKYBOX || AssetReader.isNamed(texture, xml, context)) {
            scene.textures.add(texture);
        }
    }

    private void checkGrid(Texture texture, Attributes attributes) {
        double rows = texture.gridSize[0];
        double columns = texture.gridSize[1];
        if (rows != Math.rint(rows) || columns != Math.rint(columns) || rows < 1 || columns < 1
                || rows * columns > 12) {
            context.error(attributes.at("gridsize"),
                    "grid of " + Codec.NUMBER.format(rows) + " by " + Codec.NUMBER.format(columns) + " of <texture>",
                    "whole numbers from 1, together at most 12 cells", "");
        } else if (attributes.has("gridlayout") && texture.gridLayout.length() != rows * columns) {
            context.error(attributes.at("gridlayout"),
                    "'" + texture.gridLayout + "' in attribute 'gridlayout' of <texture>",
                    "a letter or '.' for each of the " + (int) (rows * columns) + " cells of 'gridsize'", "");
        }
    }

    private void readImages(Texture texture, Attributes attributes) {
        if (texture.file == null && texture.faceFiles.isEmpty()) {
            context.error(attributes.xml().location(), Context.label("texture", texture) + " has no content",
                    "attribute 'file', or the files of faces, or 'builtin'", "");
        }
        texture.image = image(attributes, "file");
        for (Face face : texture.faceFiles.keySet()) {
            Image image = image(attributes, "file" + face.name().toLowerCase(Locale.ROOT));
            if (image != null) {
                texture.faceImages.put(face, image);
            }
        }
    }

    private @Nullable Image image(Attributes attributes, String name) {
        String file = files.find(attributes, name, context.settings.textureFolder());
        return file == null ? null
                : context.content.image(file,
                        () -> Images.read(file, context.files, attributes.at(name), context.diagnostics));
    }
}
