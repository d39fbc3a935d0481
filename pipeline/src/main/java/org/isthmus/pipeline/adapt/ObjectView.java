package org.isthmus.pipeline.adapt;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

import org.isthmus.render.Frames;

/// What of the objects is added to an episode (DexSim 4.3: domain adaptation).
public enum ObjectView {
    /// All that is true of the cameras' images: channels as [org.isthmus.dataset.annotation.Annotations] has them. For COCO and BOP.
    ANNOTATIONS,
    /// Images of the robot and the objects alone, all else black: `observations/images/CAMERA_objects`.
    MASKED,
    /// Points of each movable object that a camera sees, world frame, m: `points/CAMERA/OBJECT`, rows of x, y, z; zeros where it is not seen
    /// ([org.isthmus.task.image.ObjectCloud]).
    POINTS,
    /// The tool's pose where it first touches a movable object: `affordances/first_contact`, the same in all rows: the step, that pose in the world, and in the
    /// object's frame; NaN where nothing is touched.
    AFFORDANCES;

    /// Put behind the name of a camera whose images are masked.
    public static final String OBJECTS = "_objects";
    /// The channel of affordances.
    public static final String FIRST_CONTACT = "affordances/first_contact";

    /// In projects: `masked`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ObjectView::word).toList();
    }

    public static Optional<ObjectView> of(String word) {
        return Arrays.stream(values()).filter(v -> v.word().equals(word)).findFirst();
    }

    /// Whether cameras are drawn for it.
    public boolean needsImages() {
        return this != AFFORDANCES;
    }

    /// [height][width][3] the colours of objects, all else black
    ///
    /// @param image one, with colours and objects
    public static byte[] masked(Frames image) {
        byte[] rgb = image.rgb().clone();
        mask(rgb, 0, image.object(), 0, image.pixels(), object -> object > 0);
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
