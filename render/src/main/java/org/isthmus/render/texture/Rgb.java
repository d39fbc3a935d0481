package org.isthmus.render.texture;

/// A colour, linear, with sRGB's primaries: a reflectance in [0, 1] or a radiance of any size from 0 on.
public record Rgb(double r, double g, double b) {
    public static final Rgb BLACK = new Rgb(0, 0, 0);
    public static final Rgb WHITE = new Rgb(1, 1, 1);

    /// A grey.
    public static Rgb grey(double value) {
        return new Rgb(value, value, value);
    }

    /// The colour whose sRGB components, in [0, 1], are these.
    public static Rgb srgb(double red, double green, double blue) {
        return new Rgb(Srgb.toLinear(red), Srgb.toLinear(green), Srgb.toLinear(blue));
    }

    public Rgb plus(Rgb o) {
        return new Rgb(r + o.r, g + o.g, b + o.b);
    }

    public Rgb times(double s) {
        return new Rgb(r * s, g * s, b * s);
    }

    public Rgb times(Rgb o) {
        return new Rgb(r * o.r, g * o.g, b * o.b);
    }

    /// Linear interpolation: `this` at `t = 0`.
    public Rgb lerp(Rgb o, double t) {
        return new Rgb(r + t * (o.r - r), g + t * (o.g - g), b + t * (o.b - b));
    }

    /// How bright it looks (ITU-R BT.709).
    public double luminance() {
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    public boolean isBlack() {
        return r == 0 && g == 0 && b == 0;
    }

    /// Whether all components are finite and not negative.
    public boolean isValid() {
        return r >= 0 && g >= 0 && b >= 0 && r + g + b < Double.POSITIVE_INFINITY;
    }
}
