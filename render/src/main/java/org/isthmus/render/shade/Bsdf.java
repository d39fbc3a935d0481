package org.isthmus.render.shade;

/// How much of the light from one direction a surface sends into another: the metallic-roughness model of glTF 2.0 (appendix B),
/// one definition for both qualities.
///
/// A GGX layer over a diffuse body: `f = D·V·F(h) + (1 − F(l))·(1 − F(v))·(1 − metallic)·base/π`, with Smith's height-correlated masking V
/// (Heitz, "Understanding the masking-shadowing function", JCGT 2014, equation 99) and Schlick's Fresnel term F at the half vector, at the light and
/// at the viewer. Light crosses the layer twice to reach the body and come back (glTF's example uses F(h) there, which makes energy at grazing
/// angles). A clear coat is a second such layer of 4 % on top.
public final class Bsdf {
    /// The least α: smoother surfaces would be missed by samples.
    public static final double MIN_ALPHA = 0.002;
    /// Reflectance at normal incidence of a material of specular 1.
    public static final double FULL_SPECULAR = 0.08;
    private static final double COAT_F0 = 0.04;

    private Bsdf() {}

    /// GGX's α of a perceptual roughness.
    public static double alpha(double roughness) {
        return Math.max(MIN_ALPHA, roughness * roughness);
    }

    /// The distribution of GGX's micronormals, per solid angle projected on the surface (Walter and others, EGSR 2007, equation 33).
    public static double distribution(double cosine, double alpha) {
        double a2 = alpha * alpha;
        double d = cosine * cosine * (a2 - 1) + 1;
        return a2 / (Math.PI * d * d);
    }

    /// The part of the micronormals turned to a direction that is seen from it (Smith's G1 of GGX).
    public static double masking(double cosine, double alpha) {
        double a2 = alpha * alpha;
        return 2 * cosine / (cosine + Math.sqrt(a2 + (1 - a2) * cosine * cosine));
    }

    /// The part of light that a smooth surface of a clear body reflects (Fresnel's equations); 1 where nothing can pass.
    ///
    /// @param cosine of the light's direction and the normal, from 0 on
    /// @param ior index of refraction behind the surface over that before it
    public static double dielectric(double cosine, double ior) {
        double eta = 1 / ior;
        double sin2 = eta * eta * (1 - cosine * cosine);
        if (sin2 >= 1) {
            return 1;
        }
        double inside = Math.sqrt(1 - sin2);
        double parallel = (cosine - eta * inside) / (cosine + eta * inside);
        double across = (eta * cosine - inside) / (eta * cosine + inside);
        return 0.5 * (parallel * parallel + across * across);
    }

    /// Masking and shadowing divided by `4 cosIn cosOut`.
    public static double visibility(double cosIn, double cosOut, double alpha) {
        double a2 = alpha * alpha;
        double in = cosOut * Math.sqrt(a2 + (1 - a2) * cosIn * cosIn);
        double out = cosIn * Math.sqrt(a2 + (1 - a2) * cosOut * cosOut);
        return 0.5 / Math.max(in + out, 1e-12);
    }

    /// Schlick's factor: the reflectance is `f0 + (1 − f0)` times it.
    public static double schlick(double cosine) {
        double m = Math.max(0, 1 - cosine);
        double m2 = m * m;
        return m2 * m2 * m;
    }

    /// Reflectance at normal incidence in one colour.
    public static double f0(Surface s, double base) {
        double dielectric = FULL_SPECULAR * s.specular;
        return dielectric + s.metallic * (base - dielectric);
    }

    /// The reflectance of a layer: Schlick's, up to 1 at grazing angles, but 0 where it is 0 from the front.
    ///
    /// @param f0 at normal incidence
    public static double fresnel(double f0, double schlick) {
        return f0 + (Math.min(1, 50 * f0) - f0) * schlick;
    }

    /// Light reflected from one direction into another, per irradiance: f, without the cosine, as if
    /// nothing were transmitted.
    ///
    /// @param lx unit, towards the light
    /// @param vx unit, towards the viewer; both on the side of the normals
    /// @param rgb [3] out
    public static void reflect(Surface s, double lx, double ly, double lz, double vx, double vy, double vz,
            double[] rgb) {
        double cosIn = s.nx * lx + s.ny * ly + s.nz * lz;
        double cosOut = s.nx * vx + s.ny * vy + s.nz * vz;
        if (!(cosIn > 0 && cosOut > 0)) {
            rgb[0] = 0;
            rgb[1] = 0;
            rgb[2] = 0;
            return;
        }
        double hx = lx + vx;
        double hy = ly + vy;
        double hz = lz + vz;
        double scale = 1 / Math.sqrt(Math.max(1e-24, hx * hx + hy * hy + hz * hz));
        double cosHalf = (s.nx * hx + s.ny * hy + s.nz * hz) * scale;
        double cosLight = (lx * hx + ly * hy + lz * hz) * scale;
        double alpha = alpha(s.roughness);
        double gloss = distribution(cosHalf, alpha) * visibility(cosIn, cosOut, alpha);
        double schlick = schlick(cosLight);
        double schlickIn = schlick(cosIn);
        double schlickOut = schlick(cosOut);
        double body = (1 - s.metallic) / Math.PI;
        double through = 1;
        double coat = 0;
        if (s.clearCoat > 0) {
            double coatAlpha = alpha(s.coatRoughness);
            through = (1 - s.clearCoat * fresnel(COAT_F0, schlickIn))
                    * (1 - s.clearCoat * fresnel(COAT_F0, schlickOut));
            coat = s.clearCoat * fresnel(COAT_F0, schlick) * distribution(cosHalf, coatAlpha)
                    * visibility(cosIn, cosOut, coatAlpha);
        }
        for (int k = 0; k < 3; k++) {
            double base = k == 0 ? s.red : k == 1 ? s.green : s.blue;
            double f0 = f0(s, base);
            double inside = (1 - fresnel(f0, schlickIn)) * (1 - fresnel(f0, schlickOut)) * body * base;
            rgb[k] = through * (gloss * fresnel(f0, schlick) + inside) + coat;
        }
    }
}
