package org.isthmus.model.compile;

import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.isthmus.model.scene.TextureMark;
import org.isthmus.model.scene.TextureType;

/// Draws procedural textures pixel by pixel as MuJoCo does.
///
/// Faces of cubes stand one below the other: right, left, up, down, front, back. Where MuJoCo draws textures of one
/// or four channels wrongly, here one channel is the mean of the three colours and the fourth is opaque.
final class BuiltinTexture {
    private static final int FACES = 6;
    private static final int UP = 2;
    private static final int DOWN = 3;
    private static final int FRONT = 4;
    /// Of MuJoCo's generator for random dots.
    private static final long SEED = 42;

    private final Texture texture;
    private final boolean cube;
    private final int width;
    /// Of one face.
    private final int height;
    private final int channels;
    private final byte[] pixels;

    private BuiltinTexture(Texture texture) {
        this.texture = texture;
        cube = texture.type != TextureType.FLAT;
        width = texture.width;
        height = cube ? texture.width : texture.height;
        channels = texture.channels;
        pixels = new byte[(cube ? FACES : 1) * width * height * channels];
    }

    /// [faces · height][width][channels]
    static byte[] draw(Texture texture) {
        BuiltinTexture drawing = new BuiltinTexture(texture);
        int faces = drawing.cube ? FACES : 1;
        for (int face = 0; face < faces; face++) {
            drawing.drawFace(face);
            drawing.drawMark(face);
        }
        if (texture.mark == TextureMark.RANDOM && texture.random > 0) {
            drawing.drawDots(faces);
        }
        return drawing.pixels;
    }

    private interface Pattern {
        double[] colour(int row, int column);
    }

    private void drawFace(int face) {
        if (texture.builtin == TextureBuiltin.GRADIENT) {
            fill(face, cube ? (r, c) -> cubeGradient(face, r, c) : this::gradient);
        } else if (texture.builtin == TextureBuiltin.CHECKER) {
            fill(face, (r, c) -> checker(face, r, c));
        } else {
            fill(face, (r, c) -> cube && face == DOWN ? texture.rgb2 : texture.rgb1);
        }
    }

    private void fill(int face, Pattern pattern) {
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                set(face, r, c, pattern.colour(r, c));
            }
        }
    }

    private void set(int face, int row, int column, double[] colour) {
        int at = ((face * height + row) * width + column) * channels;
        if (channels == 1) {
            pixels[at] = toByte((colour[0] + colour[1] + colour[2]) / 3);
            return;
        }
        for (int k = 0; k < channels; k++) {
            pixels[at + k] = k < 3 ? toByte(colour[k]) : (byte) 255;
        }
    }

    private static byte toByte(double value) {
        return (byte) (int) (255 * Math.clamp(value, 0, 1));
    }

    /// −1 at the first of `count` pixels, 1 at the last.
    private static double coordinate(int index, int count) {
        return count == 1 ? 0 : 2 * index / (double) (count - 1) - 1;
    }

    /// From `rgb1` in the middle to `rgb2` at the rim.
    private double[] gradient(int row, int column) {
        double x = coordinate(column, width);
        double y = -coordinate(row, height);
        return mix(texture.rgb2, texture.rgb1, 2 * Math.sqrt(x * x + y * y) - 1);
    }

    /// From `rgb1` above to `rgb2` below, by the elevation in which a pixel is seen from the cube's centre.
    private double[] cubeGradient(int face, int row, int column) {
        double x = coordinate(column, width);
        double y = -coordinate(row, height);
        double distance = Math.sqrt(1 + x * x + y * y);
        double quarter = Math.PI / 2;
        double elevation = face == UP || face == DOWN ? 1 - StrictMath.acos(1 / distance) / quarter
                : StrictMath.asin(y / distance) / quarter;
        return mix(texture.rgb1, texture.rgb2, face == DOWN ? -elevation : elevation);
    }

    /// `a` at position 1, `b` at −1, along a sigmoid.
    private static double[] mix(double[] a, double[] b, double position) {
        double share = Math.clamp(0.5 * (1 + position / Math.sqrt(1 + position * position) / (1 / Math.sqrt(2))), 0, 1);
        double[] mixed = new double[3];
        for (int k = 0; k < 3; k++) {
            mixed[k] = share * a[k] + (1 - share) * b[k];
        }
        return mixed;
    }

    private double[] checker(int face, int row, int column) {
        boolean same = row < height / 2 == column < width / 2;
        boolean swapped = cube && face >= FRONT;
        return same != swapped ? texture.rgb1 : texture.rgb2;
    }

    private void drawMark(int face) {
        boolean edge = texture.mark == TextureMark.EDGE;
        if (!edge && texture.mark != TextureMark.CROSS) {
            return;
        }
        for (int r = 0; r < height; r++) {
            set(face, r, edge ? 0 : width / 2, texture.markRgb);
            set(face, r, edge ? width - 1 : width / 2, texture.markRgb);
        }
        for (int c = 0; c < width; c++) {
            set(face, edge ? 0 : height / 2, c, texture.markRgb);
            set(face, edge ? height - 1 : height / 2, c, texture.markRgb);
        }
    }

    private void drawDots(int faces) {
        MersenneTwister random = new MersenneTwister(SEED);
        for (int row = 0; row < faces * height; row++) {
            for (int column = 0; column < width; column++) {
                if (random.nextDouble() < texture.random) {
                    set(row / height, row % height, column, texture.markRgb);
                }
            }
        }
    }
}
