package org.isthmus.pipeline;

import java.util.Arrays;

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

    /// The task with cameras of that size.
    public Task of(Task task) {
        return width == 0 ? task
                : task.withCameras(task.cameras().stream().map(c -> c.sized(width, height)).toList());
    }

    /// In recipes and on the command line: `none`, `own`, `96x96`.
    public String words() {
        return !areDrawn ? "none" : width == 0 ? "own" : width + "x" + height;
    }

    /// Reads what [#words] writes.
    ///
    /// @throws IllegalArgumentException when it is not that
    public static Pictures parse(String words) {
        if (words.equals(NONE.words())) {
            return NONE;
        }
        if (words.equals(OWN.words())) {
            return OWN;
        }
        if (!words.matches("\\d{1,5}x\\d{1,5}")) {
            throw new IllegalArgumentException("images '" + words + "', expected WxH, such as 96x96");
        }
        int[] sides = Arrays.stream(words.split("x")).mapToInt(Integer::parseInt).toArray();
        return new Pictures(true, sides[0], sides[1]);
    }
}
