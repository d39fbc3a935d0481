package org.isthmus.motion.body;

import java.util.Optional;

/// Points of a body: the middles of joints.
public enum KeyPoint {
    LEFT_HIP, RIGHT_HIP, LEFT_KNEE, RIGHT_KNEE, LEFT_ANKLE, RIGHT_ANKLE, LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW,
    RIGHT_ELBOW, LEFT_WRIST, RIGHT_WRIST;

    /// The point of the same limb that is nearer to the trunk; empty for hips and shoulders.
    public Optional<KeyPoint> parent() {
        return switch (this) {
            case LEFT_HIP, RIGHT_HIP, LEFT_SHOULDER, RIGHT_SHOULDER -> Optional.empty();
            default -> Optional.of(values()[ordinal() - 2]);
        };
    }
}
