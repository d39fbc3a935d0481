package org.isthmus.task.image;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntPredicate;

import org.isthmus.render.Frames;
import org.isthmus.render.Output;

/// Images of objects alone, all else black, as stores keep them and policies see them: another background or table is not in them (DexSim 4.3).
public final class ObjectMask {
    /// Put behind the name of a camera whose images are masked.
    public static final String SUFFIX = "_objects";

    private ObjectMask() {}

    /// Whether images of a name are those of objects alone.
    public static boolean isMasked(String images) {
        return images.endsWith(SUFFIX);
    }

    /// The camera of images of objects alone.
    public static String camera(String images) {
        return images.substring(0, images.length() - SUFFIX.length());
    }

    /// A camera whose images tell which object a pixel belongs to, beside what they tell already.
    public static CameraSpec telling(CameraSpec camera) {
        Set<Output> outputs = EnumSet.of(Output.OBJECT);
        outputs.addAll(camera.outputs());
        return camera.with(outputs);
    }

    /// [images][height][width][3] the colours of objects, all else black
    ///
    /// @param images with colours and objects
    public static byte[] masked(Frames images) {
        byte[] rgb = images.rgb().clone();
        mask(rgb, 0, images.object(), 0, rgb.length / 3, object -> object > 0);
        return rgb;
    }

    /// Makes all black that is not of certain objects.
    ///
    /// @param rgb [pixels][3] colours, from `at` on
    /// @param object [pixels] topmost bodies, from `from` on
    public static void mask(byte[] rgb, int at, int[] object, int from, int pixels, IntPredicate isKept) {
        for (int i = 0; i < pixels; i++) {
            if (!isKept.test(object[from + i])) {
                Arrays.fill(rgb, at + 3 * i, at + 3 * i + 3, (byte) 0);
            }
        }
    }
}
