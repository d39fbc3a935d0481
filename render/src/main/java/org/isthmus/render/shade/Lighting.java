package org.isthmus.render.shade;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.scene.Light;

/// Sums the light that a surface sends to the camera: lamps, each with its shadow, and the surroundings. For one thread.
///
/// Area lights are treated as lamps at their middle that shine with the cosine to their front. Light from the surroundings is split in two
/// sums (Karis 2013): the blurred radiance, and how much of it the surface reflects (fit by Lazarov, "Getting more physical in Call of
/// Duty: Black Ops II", SIGGRAPH 2013).
public final class Lighting {
    private static final int DECAY_STEPS = 64;
    private static final double[] DECAY = decays();

    /// Whether the way from a surface to a lamp is free.
    public interface Shadows {
        /// The part of a lamp that a place sees, 0 to 1.
        ///
        /// @param light index of the light
        /// @param lx unit, towards the lamp
        /// @param distance to it; infinite for directional lights
        double visible(int light, Surface s, double lx, double ly, double lz, double distance);
    }

    private final List<Light> lights;
    private final EnvironmentLight environment;
    private final double[] f = new double[3];
    private final double[] around = new double[3];

    public Lighting(List<Light> lights, EnvironmentLight environment) {
        this.lights = lights;
        this.environment = environment;
    }

    /// The radiance towards the viewer.
    ///
    /// @param vx unit, towards the viewer, on the side of the normals
    /// @param open part of the surroundings that the place sees, 0 to 1
    /// @param front whether the viewer is on the front, which emits
    /// @param rgb [3] out
    public void shade(Surface s, double vx, double vy, double vz, Shadows shadows, double open, boolean front,
            double[] rgb) {
        rgb[0] = front ? s.emitRed : 0;
        rgb[1] = front ? s.emitGreen : 0;
        rgb[2] = front ? s.emitBlue : 0;
        for (int i = 0; i < lights.size(); i++) {
            addLight(i, s, vx, vy, vz, shadows, rgb);
        }
        addSurroundings(s, vx, vy, vz, open, rgb);
    }

    private void addLight(int i, Surface s, double vx, double vy, double vz, Shadows shadows, double[] rgb) {
        Light light = lights.get(i);
        Vec3 d = light.direction();
        double lx = -d.x();
        double ly = -d.y();
        double lz = -d.z();
        double distance = Double.POSITIVE_INFINITY;
        double strength = 1;
        if (light.kind() != Light.Kind.DIRECTIONAL) {
            Vec3 p = light.position();
            lx = p.x() - s.x;
            ly = p.y() - s.y;
            lz = p.z() - s.z;
            double square = Math.max(1e-12, lx * lx + ly * ly + lz * lz);
            distance = Math.sqrt(square);
            lx /= distance;
            ly /= distance;
            lz /= distance;
            double cosine = -(lx * d.x() + ly * d.y() + lz * d.z());
            strength = light.cone(cosine) / square;
            if (light.kind() == Light.Kind.AREA) {
                strength *= Math.max(0, cosine) * light.area();
            }
        }
        double cosine = s.nx * lx + s.ny * ly + s.nz * lz;
        if (!(cosine > 0 && strength > 0)) {
            return;
        }
        double visible = light.castsShadow() ? shadows.visible(i, s, lx, ly, lz, distance) : 1;
        if (visible > 0) {
            Bsdf.reflect(s, lx, ly, lz, vx, vy, vz, f);
            double scale = visible * strength * cosine;
            rgb[0] += scale * light.power().r() * f[0];
            rgb[1] += scale * light.power().g() * f[1];
            rgb[2] += scale * light.power().b() * f[2];
        }
    }

    private void addSurroundings(Surface s, double vx, double vy, double vz, double open, double[] rgb) {
        double cosine = Math.clamp(s.nx * vx + s.ny * vy + s.nz * vz, 1e-3, 1);
        // reflectance of the layer: f0·scale + bias
        double r0 = 1 - s.roughness;
        double r1 = 0.0425 - 0.0275 * s.roughness;
        double a004 = Math.min(r0 * r0, decay(cosine)) * r0 + r1;
        double scale = -1.04 * a004 + 1.04 - 0.572 * s.roughness;
        double bias = 1.04 * a004 - 0.04 + 0.022 * s.roughness;
        environment.diffuse(s.nx, s.ny, s.nz, around);
        double d0 = around[0];
        double d1 = around[1];
        double d2 = around[2];
        environment.glossy(2 * cosine * s.nx - vx, 2 * cosine * s.ny - vy, 2 * cosine * s.nz - vz, s.roughness, around);
        double body = 1 - s.metallic;
        rgb[0] += open * surroundings(Bsdf.f0(s, s.red), s.red * body, scale, bias, d0, around[0]);
        rgb[1] += open * surroundings(Bsdf.f0(s, s.green), s.green * body, scale, bias, d1, around[1]);
        rgb[2] += open * surroundings(Bsdf.f0(s, s.blue), s.blue * body, scale, bias, d2, around[2]);
    }

    /// `2^(−9.28 x)` from a table, linear between its entries.
    private static double decay(double x) {
        double at = x * DECAY_STEPS;
        int i = (int) at;
        return DECAY[i] + (at - i) * (DECAY[i + 1] - DECAY[i]);
    }

    private static double[] decays() {
        double[] table = new double[DECAY_STEPS + 2];
        for (int i = 0; i < table.length; i++) {
            table[i] = StrictMath.pow(2, -9.28 * i / DECAY_STEPS);
        }
        return table;
    }

    private static double surroundings(double f0, double body, double scale, double bias, double diffuse,
            double glossy) {
        double reflected = Math.clamp(f0 * scale + Math.min(1, 50 * f0) * bias, 0, 1);
        return reflected * glossy + (1 - reflected) * body * diffuse;
    }
}
