package org.isthmus.render.splat;

import org.isthmus.render.texture.Srgb;

/// Between the colours of splats, which are as a screen shows them, and light.
public final class SplatColour {
    private SplatColour() {}

    /// The coefficient of degree 0 that makes a splat have a colour from everywhere.
    ///
    /// @param colour sRGB, 0 to 1
    public static double coefficient(double colour) {
        return Harmonics.constant(colour);
    }

    /// The sRGB value of a colour in other light; as it is where that does not change.
    static double exposed(double colour, double exposure) {
        return exposure == 1 ? colour : Srgb.fromLinear(Math.min(1, exposure * Srgb.toLinear(Math.min(1, colour))));
    }

    /// Radiance behind splats, and of them.
    ///
    /// @param colour what the splats add, as sRGB
    /// @param through the part of what is behind that is seen
    public static float radiance(float colour, float through, float behind) {
        float covered = 1 - through;
        if (covered < 1e-4f) {
            return behind;
        }
        return (float) (covered * Srgb.toLinear(Math.clamp(colour / covered, 0, 1))) + through * behind;
    }
}
