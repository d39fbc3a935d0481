package org.isthmus.model.compile;

import java.util.Arrays;
import java.util.Map;

import org.isthmus.core.array.ByteArray;
import org.isthmus.model.compiled.CompiledTexture;
import org.isthmus.model.image.Image;
import org.isthmus.model.scene.ColorSpace;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.isthmus.model.scene.TextureType;

/// Compiles textures: draws procedural ones, cuts composite images into the faces of cubes, flips.
final class Textures {
    /// The most bytes of one texture.
    static final int MAX_BYTES = 1 << 30;
    private static final int FACES = 6;
    /// Letters of [Texture#gridLayout] in the order of the faces.
    private static final String LETTERS = "RLUDFB";
    private static final int MAX_CELLS = 12;

    private final Compilation c;

    private Textures(Compilation c) {
        this.c = c;
    }

    static void compile(Compilation c) {
        Textures stage = new Textures(c);
        c.textures.list.forEach(stage::compile);
    }

    private void compile(TextureDraft draft) {
        Texture t = draft.element;
        if (t.channels != 1 && t.channels != 3 && t.channels != 4) {
            c.error(draft, "has " + t.channels + " channels", "1, 3 or 4", "3 is usual: red, green, blue");
        } else if (t.builtin != TextureBuiltin.NONE) {
            draw(draft);
        } else if (t.file != null || t.image != null) {
            if (t.image != null) {
                fromImage(draft, t.image);
            }
        } else if (t.type == TextureType.FLAT || t.faceFiles.isEmpty() && t.faceImages.isEmpty()) {
            c.error(draft, "has neither a pattern nor a file", "builtin=\"…\" or file=\"…\"", "add one of the two");
        } else {
            fromFaces(draft);
        }
    }

    private void draw(TextureDraft draft) {
        Texture t = draft.element;
        boolean cube = t.type != TextureType.FLAT;
        long rows = cube ? (long) FACES * t.width : t.height;
        if (t.width < 1 || rows < 1 || rows * t.width * t.channels > MAX_BYTES) {
            c.error(draft, "is " + t.width + " by " + (cube ? t.width : t.height) + " pixels",
                    "at least one, at most " + MAX_BYTES + " bytes", "set width and height");
            return;
        }
        set(draft, t.width, (int) rows, BuiltinTexture.draw(t));
    }

    private static void set(TextureDraft draft, int width, int height, byte[] pixels) {
        Texture t = draft.element;
        ColorSpace space = t.colorSpace == ColorSpace.AUTO && t.builtin == TextureBuiltin.NONE ? ColorSpace.LINEAR
                : t.colorSpace;
        draft.compiled = new CompiledTexture(t.type, space, width, height, t.channels, ByteArray.wrap(pixels));
    }

    private void fromImage(TextureDraft draft, Image image) {
        Texture t = draft.element;
        byte[] pixels = converted(t, image);
        int rows = (int) t.gridSize[0];
        int columns = (int) t.gridSize[1];
        if (t.type == TextureType.FLAT) {
            set(draft, image.width(), image.height(), pixels);
        } else if (rows < 1 || columns < 1 || rows * columns > MAX_CELLS || t.gridLayout.length() < rows * columns) {
            c.error(draft, "has gridsize " + Frames.numbers(t.gridSize) + " and gridlayout '" + t.gridLayout + "'",
                    "up to " + MAX_CELLS + " cells with a letter each",
                    "for example gridsize=\"3 4\" gridlayout=\".U..LFRB.D..\"");
        } else if (image.width() % columns != 0 || image.height() % rows != 0
                || image.width() / columns != image.height() / rows) {
            c.error(draft,
                    "cuts an image of " + image.width() + " by " + image.height() + " pixels into " + columns + " by "
                            + rows + " squares",
                    "an image whose cells are square", "resize the image or correct gridsize");
        } else if (rows == 1 && columns == 1) {
            set(draft, image.width(), image.width(), pixels);
        } else {
            cutGrid(draft, pixels, image.width(), columns, rows * columns);
        }
    }

    private void cutGrid(TextureDraft draft, byte[] pixels, int imageWidth, int columns, int cells) {
        Texture t = draft.element;
        int width = imageWidth / columns;
        byte[] faces = emptyFaces(t, width);
        for (int cell = 0; cell < cells; cell++) {
            char letter = t.gridLayout.charAt(cell);
            int face = LETTERS.indexOf(letter);
            if (face < 0) {
                if (letter != '.') {
                    c.error(draft, "has '" + letter + "' in gridlayout", "the letters R L U D F B, or a dot",
                            "correct gridlayout");
                }
                continue;
            }
            int row = cell / columns * width;
            int column = cell % columns * width;
            for (int r = 0; r < width; r++) {
                System.arraycopy(pixels, ((row + r) * imageWidth + column) * t.channels, faces,
                        (face * width + r) * width * t.channels, width * t.channels);
            }
        }
        set(draft, width, FACES * width, faces);
    }

    private void fromFaces(TextureDraft draft) {
        Texture t = draft.element;
        int width = t.faceImages.values().stream().mapToInt(Image::width).findFirst().orElse(0);
        if (width == 0) {
            return; // no file of any face was found; that is known
        }
        byte[] faces = emptyFaces(t, width);
        for (Map.Entry<Texture.Face, Image> entry : t.faceImages.entrySet()) {
            Image image = entry.getValue();
            if (image.width() != width || image.height() != width) {
                c.error(draft, "has a face of " + image.width() + " by " + image.height() + " pixels",
                        "squares of one size, here " + width, "resize the image");
                return;
            }
            byte[] pixels = converted(t, image);
            System.arraycopy(pixels, 0, faces, entry.getKey().ordinal() * pixels.length, pixels.length);
        }
        set(draft, width, FACES * width, faces);
    }

    /// Six faces in the colour `rgb1`.
    private static byte[] emptyFaces(Texture t, int width) {
        byte[] faces = new byte[FACES * width * width * t.channels];
        for (int i = 0; i < faces.length; i++) {
            int k = i % t.channels;
            faces[i] = k < 3 ? (byte) (int) (255 * Math.clamp(t.rgb1[k], 0, 1)) : (byte) 255;
        }
        return faces;
    }

    /// The image with the texture's number of channels, flipped as it asks for.
    private static byte[] converted(Texture t, Image image) {
        int width = image.width();
        int height = image.height();
        byte[] out = new byte[width * height * t.channels];
        byte[] pixel = new byte[4];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int fromRow = t.flipVertical ? height - 1 - row : row;
                int fromColumn = t.flipHorizontal ? width - 1 - column : column;
                read(image, (fromRow * width + fromColumn) * image.channels(), pixel);
                System.arraycopy(pixel, 0, out, (row * width + column) * t.channels, t.channels);
            }
        }
        return out;
    }

    /// Red, green, blue and alpha of a pixel; grey is all three, no alpha is opaque.
    private static void read(Image image, int at, byte[] pixel) {
        int channels = image.channels();
        Arrays.fill(pixel, 0, 3, image.pixels().get(at));
        if (channels >= 3) {
            image.pixels().copyTo(at, pixel, 0, 3);
        }
        pixel[3] = channels == 2 || channels == 4 ? image.pixels().get(at + channels - 1) : (byte) 255;
    }
}
