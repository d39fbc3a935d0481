package org.isthmus.render.path;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.shade.Surface;
import org.jspecify.annotations.Nullable;

/// How a surface scatters light, and how directions are drawn for that. Directions are unit vectors away from the surface, the
/// viewer's is on the side of the normals.
interface Scatterer {
    /// Light that comes from one direction and leaves towards the viewer, per irradiance of a surface that faces it or has it behind: without
    /// the cosine.
    ///
    /// @param rgb [3] out
    void scatter(Surface s, Vec3 view, Vec3 light, double[] rgb);

    /// The density with which [#sample] draws a direction, per solid angle; what it leaves out as null is missing from its integral.
    double pdf(Surface s, Vec3 view, Vec3 light);

    /// Draws a direction of incoming light; null where the drawn one cannot be.
    ///
    /// @param choice uniform in [0, 1): which way of scattering
    @Nullable
    Vec3 sample(Surface s, Vec3 view, double choice, double u, double v);
}
