package org.isthmus.pipeline.adapt;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What of the objects is added to an episode (DexSim 4.3: domain adaptation).
public enum ObjectView {
    /// All that is true of the cameras' images: channels as [org.isthmus.dataset.annotation.Annotations] has them. For COCO and BOP.
    ANNOTATIONS,
    /// Images of the robot and the objects alone, all else black: `observations/images/CAMERA_objects` ([org.isthmus.task.image.ObjectMask]).
    MASKED,
    /// Points of each movable object that a camera sees, world frame, m: `points/CAMERA/OBJECT`, rows of x, y, z; zeros where it is not seen
    /// ([org.isthmus.task.image.ObjectCloud]).
    POINTS,
    /// The tool's pose where it first touches a movable object: `affordances/first_contact`, the same in all rows: the step, that pose in the world, and in the
    /// object's frame; NaN where nothing is touched.
    AFFORDANCES;

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
}
