package org.isthmus.render.path;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.shade.Bsdf;
import org.isthmus.render.shade.Sampling;
import org.isthmus.render.shade.Surface;
import org.jspecify.annotations.Nullable;

/// The rough surface of a clear body: reflects, or refracts, about GGX's micronormals (Walter and others, "Microfacet models for refraction through
/// rough surfaces", EGSR 2007, equations 20 and 21), which are drawn among the visible ones.
///
/// [Surface#ior] is the index behind the surface over that on the viewer's side. Radiance is counted over the square of the index it is in, so
/// nothing has to be scaled where a path enters or leaves. Light that hits the surface twice is left out, so rough glass is a little too dark: a ball of roughness 0.5
/// by up to 10 %.
final class GlassScatterer implements Scatterer {
    /// Indices nearer to 1 bend no light.
    private static final double LEAST_CONTRAST = 1e-3;

    GlassScatterer() {}

    /// Whether light goes in two directions only.
    static boolean isSmooth(Surface s) {
        return s.roughness * s.roughness < Bsdf.MIN_ALPHA || Math.abs(s.ior - 1) < LEAST_CONTRAST;
    }

    @Override
    public void scatter(Surface s, Vec3 view, Vec3 light, double[] rgb) {
        Vec3 n = normal(s);
        double cosOut = n.dot(view);
        double cosIn = n.dot(light);
        Vec3 half = half(s, n, view, light);
        double alpha = Bsdf.alpha(s.roughness);
        double fresnel = half == null ? 0 : Bsdf.dielectric(half.dot(view), s.ior);
        if (half == null) {
            write(rgb, 0, s, false);
        } else if (cosIn > 0) {
            write(rgb, fresnel * Bsdf.distribution(n.dot(half), alpha) * Bsdf.visibility(cosIn, cosOut, alpha), s,
                    false);
        } else {
            double masking = Bsdf.masking(cosOut, alpha) * Bsdf.masking(-cosIn, alpha);
            write(rgb, (1 - fresnel) * masking * Bsdf.distribution(n.dot(half), alpha) * half.dot(view)
                    * spread(s, half, view, light) / (-cosIn * cosOut), s, true);
        }
    }

    /// Only what passes gets the body's colour.
    private static void write(double[] rgb, double value, Surface s, boolean through) {
        rgb[0] = through ? value * s.red : value;
        rgb[1] = through ? value * s.green : value;
        rgb[2] = through ? value * s.blue : value;
    }

    @Override
    public double pdf(Surface s, Vec3 view, Vec3 light) {
        Vec3 n = normal(s);
        Vec3 half = half(s, n, view, light);
        if (half == null) {
            return 0;
        }
        double alpha = Bsdf.alpha(s.roughness);
        double cosOut = n.dot(view);
        double cosHalf = half.dot(view);
        double visible = Bsdf.masking(cosOut, alpha) * Bsdf.distribution(n.dot(half), alpha) / cosOut;
        double fresnel = Bsdf.dielectric(cosHalf, s.ior);
        return n.dot(light) > 0 ? fresnel * visible / 4
                : (1 - fresnel) * visible * cosHalf * spread(s, half, view, light);
    }

    @Override
    public @Nullable Vec3 sample(Surface s, Vec3 view, double choice, double u, double v) {
        Vec3 n = normal(s);
        Vec3 local = Sampling.visibleNormal(Sampling.local(n, view), Bsdf.alpha(s.roughness), u, v);
        Vec3 half = Sampling.aligned(n, local.x(), local.y(), local.z());
        double cosine = half.dot(view);
        if (choice < Bsdf.dielectric(cosine, s.ior)) {
            Vec3 light = half.times(2 * cosine).minus(view);
            return light.dot(n) > 0 ? light : null;
        }
        double inside = Math.sqrt(Math.max(0, 1 - (1 - cosine * cosine) / (s.ior * s.ior)));
        Vec3 light = half.times(cosine / s.ior - inside).minus(view.times(1 / s.ior));
        return light.dot(n) < 0 ? light : null;
    }

    private static Vec3 normal(Surface s) {
        return new Vec3(s.nx, s.ny, s.nz);
    }

    /// The micronormal that leads light from one direction into the other; null where none does.
    private static @Nullable Vec3 half(Surface s, Vec3 n, Vec3 view, Vec3 light) {
        boolean reflected = n.dot(light) > 0;
        Vec3 sum = view.plusScaled(light, reflected ? 1 : s.ior);
        double length = sum.length();
        if (!(length > 1e-9)) {
            return null;
        }
        Vec3 half = sum.times((sum.dot(n) < 0 ? -1 : 1) / length);
        boolean possible = half.dot(view) > 0 && (reflected || half.dot(light) < 0) && n.dot(view) > 0;
        return possible ? half : null;
    }

    /// Solid angle of micronormals for one of refracted light.
    private static double spread(Surface s, Vec3 half, Vec3 view, Vec3 light) {
        double cosIn = half.dot(light);
        double sum = half.dot(view) + s.ior * cosIn;
        return s.ior * s.ior * -cosIn / (sum * sum);
    }
}
