package org.isthmus.render.label;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.Frames;
import org.isthmus.render.camera.View;

/// Projects points of interest into an image.
public final class Keypoints {
    private Keypoints() {}

    /// Where a point is in an image.
    ///
    /// @param x image coordinate of the column; NaN where it cannot be projected
    /// @param y of the row
    /// @param depth along z of the camera, m
    /// @param inImage whether it is inside the image
    /// @param visible whether nothing hides it
    public record Keypoint(double x, double y, double depth, boolean inImage, boolean visible) {}

    /// Projects points of the world.
    ///
    /// @param frames with the depth of that view
    /// @param tolerance how far behind what is seen a point still counts as on its surface, m
    public static List<Keypoint> project(List<Vec3> points, View view, Frames frames, int index, double tolerance) {
        List<Keypoint> out = new ArrayList<>();
        double[] pixel = new double[2];
        for (Vec3 point : points) {
            Vec3 inCamera = view.pose().inverseTransform(point);
            view.camera().project(inCamera, pixel);
            int column = (int) Math.floor(pixel[0] + 0.5);
            int row = (int) Math.floor(pixel[1] + 0.5);
            boolean inImage = pixel[0] >= -0.5 && pixel[1] >= -0.5 && column < frames.width() && row < frames.height();
            boolean visible = false;
            if (inImage) {
                float seen = frames.depth()[index * frames.pixels() + row * frames.width() + column];
                visible = seen == 0 || inCamera.z() <= seen + tolerance;
            }
            out.add(new Keypoint(pixel[0], pixel[1], inCamera.z(), inImage, visible));
        }
        return out;
    }
}
