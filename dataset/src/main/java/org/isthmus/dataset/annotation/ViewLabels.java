package org.isthmus.dataset.annotation;

/// What is true of one image.
///
/// @param intrinsics [4] fx, fy, cx, cy, pixels
/// @param pose [7] `X_WC`: position (m), quaternion (w, x, y, z)
/// @param rgb [height][width][3] sRGB
/// @param depth [height][width] m, along the camera's axis; 0: nothing
/// @param instances [height][width] number of the object that is seen, from 1 on; 0: none
/// @param amodal [N][height][width] where each object would be seen alone
/// @param keypoints [M][3] x, y, pixels, and 0 outside of the image, 1 hidden, 2 seen
/// @param normals [height][width][3] world frame; empty where the view has none
/// @param flow [height][width][2] pixels; empty where the view has none
public record ViewLabels(
        double[] intrinsics, double[] pose, byte[] rgb, float[] depth, int[] instances, boolean[][] amodal,
        float[] keypoints, float[] normals, float[] flow) {
    /// Pixels that show an object.
    public int visiblePixels(int object) {
        int count = 0;
        for (int seen : instances) {
            count += seen == object ? 1 : 0;
        }
        return count;
    }

    /// Pixels that would show it alone.
    public int amodalPixels(int object) {
        int count = 0;
        for (boolean inside : amodal[object - 1]) {
            count += inside ? 1 : 0;
        }
        return count;
    }

    /// The part of an object's amodal mask that is seen, 0 to 1; 0 where it is empty.
    public double visibleFraction(int object) {
        int all = amodalPixels(object);
        return all == 0 ? 0 : Math.min(1, (double) visiblePixels(object) / all);
    }

    /// Where an object is seen.
    ///
    /// @return [height][width]
    public boolean[] visibleMask(int object) {
        boolean[] mask = new boolean[instances.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = instances[i] == object;
        }
        return mask;
    }

    /// The smallest box around a mask.
    ///
    /// @param mask [height][width]
    /// @return [4] left, top, width, height, pixels; zeros for an empty mask
    public static int[] box(boolean[] mask, int width) {
        int left = width;
        int right = -1;
        int top = -1;
        int bottom = -1;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i]) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = top < 0 ? i / width : top;
                bottom = i / width;
            }
        }
        return right < 0 ? new int[4] : new int[]{left, top, right - left + 1, bottom - top + 1};
    }
}
