package org.isthmus.render.camera;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;

/// Two equal cameras side by side, whose images are rectified: what is at column x in the left one is at x − disparity in the same row
/// of the right one.
///
/// @param baseline distance between their eyes, m
public record StereoPair(View left, View right, double baseline) {
    /// The pair of a left view, the right one along its x.
    ///
    /// @param baseline above 0, m
    public static StereoPair of(View left, double baseline) {
        if (!(baseline > 0 && baseline < Double.POSITIVE_INFINITY) || !left.camera().lens().equals(Lens.PINHOLE)) {
            throw new IllegalArgumentException("a stereo pair with baseline " + baseline + " and lens "
                    + left.camera().lens() + ", expected a baseline above 0 and pinhole cameras");
        }
        return new StereoPair(left, new View(left.world(), left.camera(), beside(left.pose(), baseline),
                beside(left.earlier(), baseline)), baseline);
    }

    private static Pose beside(Pose pose, double baseline) {
        return new Pose(pose.transform(new Vec3(baseline, 0, 0)), pose.rotation());
    }

    /// The disparity of a depth, pixels.
    public double disparity(double depth) {
        return left.camera().fx() * baseline / depth;
    }

    /// The depth of a disparity, m; NaN of what is no disparity.
    public double depth(double disparity) {
        return disparity > 0 ? left.camera().fx() * baseline / disparity : Double.NaN;
    }
}
