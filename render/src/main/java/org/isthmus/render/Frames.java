package org.isthmus.render;

import java.util.EnumSet;
import java.util.Set;

/// Images of one size for several views, in arrays that the caller owns; those of outputs that are not wanted are empty.
///
/// Every array is [view][row][column][values of a pixel], row 0 at the top.
///
/// @param rgb [views][height][width][3] sRGB
/// @param radiance [views][height][width][3] linear
/// @param depth [views][height][width] m
/// @param instance [views][height][width]
/// @param object [views][height][width]
/// @param semantic [views][height][width]
/// @param normal [views][height][width][3] world frame
/// @param position [views][height][width][3] world frame, m
/// @param flow [views][height][width][2] pixels
public record Frames(
        int views, int width, int height, byte[] rgb, float[] radiance, float[] depth, int[] instance, int[] object,
        int[] semantic, float[] normal, float[] position, float[] flow) {
    /// Of no view.
    public static final Frames NONE = new Frames(0, 1, 1, new byte[0], new float[0], new float[0], new int[0],
            new int[0], new int[0], new float[0], new float[0], new float[0]);
    /// The most pixels of all views together.
    public static final long MAX_PIXELS = 1L << 28;

    /// @throws IllegalArgumentException when an array has neither the length of its output nor 0
    public Frames {
        long pixels = (long) views * width * height;
        if (views < 0 || width < 1 || height < 1 || pixels > MAX_PIXELS) {
            throw new IllegalArgumentException(views + " images of " + width + " by " + height
                    + " pixels, expected 1 or more on each side and at most " + MAX_PIXELS + " in all");
        }
        check("rgb", rgb.length, 3 * pixels);
        check("radiance", radiance.length, 3 * pixels);
        check("depth", depth.length, pixels);
        check("instance", instance.length, pixels);
        check("object", object.length, pixels);
        check("semantic", semantic.length, pixels);
        check("normal", normal.length, 3 * pixels);
        check("position", position.length, 3 * pixels);
        check("flow", flow.length, 2 * pixels);
    }

    private static void check(String name, long length, long expected) {
        if (length != 0 && length != expected) {
            throw new IllegalArgumentException("array '" + name + "' of " + length + ", expected 0 or " + expected);
        }
    }

    /// New arrays for some outputs.
    public static Frames of(int views, int width, int height, Output first, Output... more) {
        return of(views, width, height, EnumSet.of(first, more));
    }

    /// New arrays for some outputs.
    public static Frames of(int views, int width, int height, Set<Output> outputs) {
        int n = Math.toIntExact(Math.multiplyExact((long) views * width, height));
        return new Frames(views, width, height, new byte[outputs.contains(Output.RGB) ? 3 * n : 0],
                floats(outputs, Output.RADIANCE, 3 * n), floats(outputs, Output.DEPTH, n),
                ints(outputs, Output.INSTANCE, n), ints(outputs, Output.OBJECT, n), ints(outputs, Output.SEMANTIC, n),
                floats(outputs, Output.NORMAL, 3 * n), floats(outputs, Output.POSITION, 3 * n),
                floats(outputs, Output.FLOW, 2 * n));
    }

    private static float[] floats(Set<Output> outputs, Output output, int length) {
        return new float[outputs.contains(output) ? length : 0];
    }

    private static int[] ints(Set<Output> outputs, Output output, int length) {
        return new int[outputs.contains(output) ? length : 0];
    }

    /// Copies all that is there of one image to another place.
    ///
    /// @param to of the same size and outputs
    public void copyImage(int image, Frames to, int toImage) {
        copy(rgb, rgb.length, 3, image, to.rgb, toImage);
        copy(radiance, radiance.length, 3, image, to.radiance, toImage);
        copy(depth, depth.length, 1, image, to.depth, toImage);
        copy(instance, instance.length, 1, image, to.instance, toImage);
        copy(object, object.length, 1, image, to.object, toImage);
        copy(semantic, semantic.length, 1, image, to.semantic, toImage);
        copy(normal, normal.length, 3, image, to.normal, toImage);
        copy(position, position.length, 3, image, to.position, toImage);
        copy(flow, flow.length, 2, image, to.flow, toImage);
    }

    private void copy(Object from, int length, int values, int image, Object to, int toImage) {
        if (length > 0) {
            int n = values * pixels();
            System.arraycopy(from, image * n, to, toImage * n, n);
        }
    }

    /// Pixels of one view.
    public int pixels() {
        return width * height;
    }

    /// Whether colours are wanted.
    public boolean wantsLight() {
        return rgb.length > 0 || radiance.length > 0;
    }
}
