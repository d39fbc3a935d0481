package org.isthmus.render.path;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.shade.Bsdf;
import org.isthmus.render.shade.Sampling;
import org.isthmus.render.shade.Surface;
import org.jspecify.annotations.Nullable;

/// What lets no light through, as [Bsdf] has it: directions are drawn by the visible normals of the layers, or with the cosine for the body.
final class OpaqueScatterer implements Scatterer {
    private static final double COAT_PART = 0.25;

    OpaqueScatterer() {}

    @Override
    public void scatter(Surface s, Vec3 view, Vec3 light, double[] rgb) {
        Bsdf.reflect(s, light.x(), light.y(), light.z(), view.x(), view.y(), view.z(), rgb);
    }

    @Override
    public @Nullable Vec3 sample(Surface s, Vec3 view, double choice, double u, double v) {
        Vec3 n = new Vec3(s.nx, s.ny, s.nz);
        double coat = COAT_PART * s.clearCoat;
        double gloss = glossPart(s, n.dot(view));
        Vec3 light;
        if (choice < coat) {
            light = reflected(n, view, Bsdf.alpha(s.coatRoughness), u, v);
        } else if (choice < coat + (1 - coat) * gloss) {
            light = reflected(n, view, Bsdf.alpha(s.roughness), u, v);
        } else {
            light = Sampling.cosine(n, u, v);
        }
        return light.dot(n) > 0 ? light : null;
    }

    @Override
    public double pdf(Surface s, Vec3 view, Vec3 light) {
        Vec3 n = new Vec3(s.nx, s.ny, s.nz);
        double cosIn = n.dot(light);
        double cosOut = n.dot(view);
        if (!(cosIn > 0 && cosOut > 0)) {
            return 0;
        }
        double coat = COAT_PART * s.clearCoat;
        double gloss = glossPart(s, cosOut);
        Vec3 half = light.plus(view).normalized();
        double cosHalf = n.dot(half);
        double density = gloss * visible(cosHalf, cosOut, Bsdf.alpha(s.roughness)) + (1 - gloss) * cosIn / Math.PI;
        return coat == 0 ? density
                : coat * visible(cosHalf, cosOut, Bsdf.alpha(s.coatRoughness)) + (1 - coat) * density;
    }

    /// The density of reflections off visible normals: `G1·D/(4 cosOut)`.
    private static double visible(double cosHalf, double cosOut, double alpha) {
        return Bsdf.masking(cosOut, alpha) * Bsdf.distribution(cosHalf, alpha) / (4 * cosOut);
    }

    /// How often the glossy layer is drawn: by its part of the reflectance.
    private static double glossPart(Surface s, double cosOut) {
        double base = 0.2126 * s.red + 0.7152 * s.green + 0.0722 * s.blue;
        double f0 = Bsdf.f0(s, base);
        double gloss = Bsdf.fresnel(f0, Bsdf.schlick(cosOut));
        double body = (1 - s.metallic) * base * (1 - gloss);
        return body <= 0 ? 1 : Math.clamp(gloss / (gloss + body), 0.1, 0.95);
    }

    /// The mirror direction about a visible normal.
    private static Vec3 reflected(Vec3 n, Vec3 view, double alpha, double u, double v) {
        Vec3 w = Sampling.local(n, view);
        Vec3 m = Sampling.visibleNormal(w, alpha, u, v);
        Vec3 local = m.times(2 * m.dot(w)).minus(w);
        return Sampling.aligned(n, local.x(), local.y(), local.z());
    }
}
