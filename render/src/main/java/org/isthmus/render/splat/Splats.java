package org.isthmus.render.splat;

import org.isthmus.core.array.FloatArray;

/// A cloud of Gaussians: immutable, shared by all worlds and threads.
///
/// @param flat whether each is a disc, which has no size along its third axis (2D Gaussian splatting)
/// @param degree of the spherical harmonics, 0 to 3
/// @param position [n][3] m, frame of the cloud
/// @param scale [n][3] standard deviations along the splat's axes, m; of discs the third is 0
/// @param rotation [n][4] unit quaternions w, x, y, z: the splat's axes in the cloud's frame
/// @param opacity [n] at the centre, 0 to 1
/// @param harmonics [n][(degree + 1)²][3] coefficients of red, green, blue, encoded as sRGB, less 1/2
public record Splats(boolean flat, int degree, FloatArray position, FloatArray scale, FloatArray rotation,
        FloatArray opacity, FloatArray harmonics) {
    /// The most splats of a cloud.
    public static final int MAX_COUNT = 1 << 23;
    public static final int MAX_DEGREE = 3;

    /// @throws IllegalArgumentException when sizes disagree
    public Splats {
        long n = opacity.length();
        if (degree < 0 || degree > MAX_DEGREE || n > MAX_COUNT || position.length() != 3 * n || scale.length() != 3 * n
                || rotation.length() != 4 * n || harmonics.length() != 3 * n * (degree + 1) * (degree + 1)) {
            throw new IllegalArgumentException(n + " splats of degree " + degree + " with " + position.length()
                    + ", " + scale.length() + ", " + rotation.length() + ", " + harmonics.length()
                    + " numbers, expected at most " + MAX_COUNT + " and arrays that fit");
        }
    }

    public int count() {
        return opacity.length();
    }

    /// Coefficients of one colour of a splat.
    public int terms() {
        return (degree + 1) * (degree + 1);
    }
}
