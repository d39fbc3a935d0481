package org.isthmus.pipeline;

import org.isthmus.task.Task;

/// What is recorded of a task's cameras.
///
/// @param areDrawn whether they are
/// @param width of all images, pixels; 0: as the cameras have it
/// @param height of all images, pixels; 0: as the cameras have it
public record Pictures(boolean areDrawn, int width, int height) {
    /// No images.
    public static final Pictures NONE = new Pictures(false, 0, 0);
    /// Images in the cameras' own sizes.
    public static final Pictures OWN = new Pictures(true, 0, 0);
    /// The greatest width and height, pixels.
    public static final int MOST = 8192;

    /// @throws IllegalArgumentException for sizes below 1 or above [#MOST]
    public Pictures {
        boolean isOwn = width == 0 && height == 0;
        if (!isOwn && (Math.min(width, height) < 1 || Math.max(width, height) > MOST)) {
            throw new IllegalArgumentException(
                    "images of " + width + " by " + height + " pixels, expected 1 to " + MOST);
        }
    }

    /// Images of one size.
    public static Pictures sized(int width, int height) {
        return new Pictures(true, width, height);
    }

    /// The task with cameras of that size.
    Task of(Task task) {
        return width == 0 ? task
                : task.withCameras(task.cameras().stream().map(c -> c.sized(width, height)).toList());
    }
}
