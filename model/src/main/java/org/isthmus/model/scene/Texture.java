package org.isthmus.model.scene;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.isthmus.model.image.Image;
import org.jspecify.annotations.Nullable;

/// A texture that materials use by name (MJCF `texture`): procedural, or from image files.
public final class Texture extends Element {
    public static final Schema<Texture> SCHEMA = schema();

    /// A face of a cube texture.
    public enum Face {
        RIGHT,
        LEFT,
        UP,
        DOWN,
        FRONT,
        BACK
    }

    public TextureType type = TextureType.CUBE;
    public ColorSpace colorSpace = ColorSpace.AUTO;
    public TextureBuiltin builtin = TextureBuiltin.NONE;
    public TextureMark mark = TextureMark.NONE;
    public final double[] rgb1 = {0.8, 0.8, 0.8};
    public final double[] rgb2 = {0.5, 0.5, 0.5};
    public final double[] markRgb = new double[3];
    /// Probability of a dot with `mark = random`.
    public double random = 0.01;
    /// Pixels, of procedural textures.
    public int width;
    public int height;
    public int channels = 3;
    /// As the scene's file names it, relative to its texture folder.
    public @Nullable String file;
    /// Rows and columns of a composite image.
    public final double[] gridSize = {1, 1};
    /// Which face stands in which cell of a composite image, row by row: `R L U D F B`, `.` for none.
    public String gridLayout = "............";
    public boolean flipHorizontal;
    public boolean flipVertical;
    /// The image of `file`.
    public @Nullable Image image;
    /// Files of single faces, and their images.
    public final Map<Face, String> faceFiles = new EnumMap<>(Face.class);
    public final Map<Face, Image> faceImages = new EnumMap<>(Face.class);

    public Texture() {}

    private static Schema<Texture> schema() {
        Schema<Texture> schema = Schema.of("texture", Texture::new)
                .text("name", t -> t.name, (t, v) -> t.name = v)
                .choice("type", TextureType.class, t -> t.type, (t, v) -> t.type = v)
                .choice("colorspace", ColorSpace.class, t -> t.colorSpace, (t, v) -> t.colorSpace = v)
                .text("file", t -> t.file, (t, v) -> t.file = v)
                .numbers("gridsize", 2, t -> t.gridSize)
                .text("gridlayout", t -> t.gridLayout, (t, v) -> t.gridLayout = v);
        for (Face face : Face.values()) {
            String attribute = "file" + face.name().toLowerCase(Locale.ROOT);
            schema.text(attribute, t -> t.faceFiles.get(face), (t, v) -> t.faceFiles.put(face, v));
        }
        return schema
                .choice("builtin", TextureBuiltin.class, t -> t.builtin, (t, v) -> t.builtin = v)
                .numbers("rgb1", 3, t -> t.rgb1)
                .numbers("rgb2", 3, t -> t.rgb2)
                .choice("mark", TextureMark.class, t -> t.mark, (t, v) -> t.mark = v)
                .numbers("markrgb", 3, t -> t.markRgb)
                .number("random", t -> t.random, (t, v) -> t.random = v)
                .integer("width", t -> t.width, (t, v) -> t.width = v)
                .integer("height", t -> t.height, (t, v) -> t.height = v)
                .integer("nchannel", t -> t.channels, (t, v) -> t.channels = v)
                .flag("hflip", t -> t.flipHorizontal, (t, v) -> t.flipHorizontal = v)
                .flag("vflip", t -> t.flipVertical, (t, v) -> t.flipVertical = v)
                .alsoCopying((from, to) -> {
                    to.image = from.image;
                    to.faceImages.putAll(from.faceImages);
                });
    }
}
