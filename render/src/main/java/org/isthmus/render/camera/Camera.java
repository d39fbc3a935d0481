package org.isthmus.render.camera;

import org.isthmus.core.math.Vec3;

/// A camera: the size of its image, its matrix K and its lens.
///
/// Frame: x right, y down, z forward. Pixel (i, j) has its centre at image coordinates (i, j), as in OpenCV, so that the image reaches
/// from −0.5 to width − 0.5.
///
/// @param width pixels, 1 to [#MAX_SIDE]
/// @param height pixels, 1 to [#MAX_SIDE]
/// @param fx focal length, pixels per unit of normalised image coordinate; orthographic: pixels per metre
/// @param cx principal point; a shift of the pixels is a shift of it
/// @param near what is nearer along z is not seen, m
public record Camera(int width, int height, double fx, double fy, double cx, double cy, double near, Lens lens) {
    /// The most columns or rows of an image.
    public static final int MAX_SIDE = 16_384;
    public static final double DEFAULT_NEAR = 0.01;

    /// @throws IllegalArgumentException when a number cannot be
    public Camera {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "an image of " + width + " by " + height + " pixels, expected 1 to " + MAX_SIDE + " on each side");
        }
        if (!(fx > 0 && fy > 0 && near > 0 && Double.isFinite(fx + fy + cx + cy + near))) {
            throw new IllegalArgumentException("a camera with fx " + fx + ", fy " + fy + ", cx " + cx + ", cy " + cy
                    + ", near " + near + ", expected finite numbers, the focal lengths and near above 0");
        }
    }

    /// A pinhole camera with square pixels and the principal point in the middle.
    ///
    /// @param fovy vertical field of view, rad
    public static Camera perspective(int width, int height, double fovy) {
        double f = 0.5 * height / StrictMath.tan(0.5 * fovy);
        return pinhole(width, height, f, f, 0.5 * (width - 1), 0.5 * (height - 1));
    }

    /// A pinhole camera with matrix K.
    public static Camera pinhole(int width, int height, double fx, double fy, double cx, double cy) {
        return new Camera(width, height, fx, fy, cx, cy, DEFAULT_NEAR, Lens.PINHOLE);
    }

    /// A parallel projection.
    ///
    /// @param viewHeight what the image shows from its upper to its lower edge, m
    public static Camera orthographic(int width, int height, double viewHeight) {
        double f = height / viewHeight;
        return new Camera(width, height, f, f, 0.5 * (width - 1), 0.5 * (height - 1), DEFAULT_NEAR,
                Lens.ORTHOGRAPHIC);
    }

    public Camera withLens(Lens other) {
        return new Camera(width, height, fx, fy, cx, cy, near, other);
    }

    public Camera withNear(double other) {
        return new Camera(width, height, fx, fy, cx, cy, other, lens);
    }

    /// The camera whose image has `factor` times as many rows and columns; its pixel `factor·i + (factor − 1)/2` is this one's pixel i.
    public Camera supersampled(int factor) {
        double shift = 0.5 * (factor - 1);
        return new Camera(width * factor, height * factor, fx * factor, fy * factor, cx * factor + shift,
                cy * factor + shift, near, lens);
    }

    /// The camera that sees some rows of this one's image only.
    ///
    /// @param to one past the last
    public Camera rows(int from, int to) {
        return new Camera(width, to - from, fx, fy, cx, cy - from, near, lens);
    }

    public boolean isOrthographic() {
        return lens instanceof Lens.Orthographic;
    }

    /// The direction of the ray through a place in the image, in the camera's frame; of forward rays with z = 1, so that the distance along
    /// it in multiples of it is the depth. NaN where the lens lets nothing through.
    public Vec3 direction(double px, double py) {
        return lens.direction((px - cx) / fx, (py - cy) / fy);
    }

    /// Where the ray through a place in the image starts, in the camera's frame.
    public Vec3 origin(double px, double py) {
        return isOrthographic() ? new Vec3((px - cx) / fx, (py - cy) / fy, 0) : Vec3.ZERO;
    }

    /// Image coordinates of a point in the camera's frame; NaN where it cannot be seen.
    ///
    /// @param pixel [2] out
    public void project(Vec3 point, double[] pixel) {
        lens.project(point.x(), point.y(), point.z(), pixel);
        pixel[0] = fx * pixel[0] + cx;
        pixel[1] = fy * pixel[1] + cy;
    }
}
