package org.isthmus.render.cpu;

import java.util.Arrays;
import java.util.Objects;

import org.isthmus.render.camera.Camera;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.Bsdf;
import org.isthmus.render.shade.Surface;
import org.isthmus.render.shade.SurfaceResolver;
import org.isthmus.render.texture.Rgb;
import org.jspecify.annotations.Nullable;

/// Writes what tiles are made of: the same for a whole instance, or sample by sample where there are textures.
final class TileMaterials {
    private final SurfaceResolver resolver = new SurfaceResolver();
    private final Surface surface = new Surface();
    private PbrMaterial material = PbrMaterial.DEFAULT;
    private @Nullable WorldState of;
    private int instance;
    private MeshLevel level = MeshLevel.EMPTY;
    /// Samples of a tile that are written.
    private int size;
    private double pixel;
    private boolean parallel;

    TileMaterials() {}

    void begin(WorldState world, Camera camera) {
        of = world;
        resolver.forget();
        pixel = 1 / camera.fx();
        parallel = camera.isOrthographic();
    }

    /// Begins an instance.
    ///
    /// @param samples of it
    void take(int newInstance, MeshLevel newLevel, Tile t, int samples) {
        size = Math.min(samples, Tile.CAPACITY);
        instance = newInstance;
        level = newLevel;
        material = world().materialOf(newInstance);
        if (material.layers().isEmpty()) {
            fill(t);
        }
    }

    private WorldState world() {
        return Objects.requireNonNull(of, "not begun");
    }

    boolean isShining() {
        return !material.emission().isBlack();
    }

    boolean isCoated() {
        return material.clearCoat() > 0;
    }

    /// Writes as much of a tile as the instance has samples: all its tiles are the same.
    private void fill(Tile t) {
        Rgb base = material.baseColor();
        Rgb emission = material.emission();
        fill(t, 0, base.r(), emission.r());
        fill(t, 1, base.g(), emission.g());
        fill(t, 2, base.b(), emission.b());
        Arrays.fill(t.roughness, 0, size, (float) material.roughness());
        Arrays.fill(t.alpha2, 0, size, square(Bsdf.alpha(material.roughness())));
        fillCoat(t);
    }

    private void fill(Tile t, int k, double base, double emission) {
        float f0 = f0(material.specular(), material.metallic(), base);
        Arrays.fill(t.f0[k], 0, size, f0);
        Arrays.fill(t.rise[k], 0, size, rise(f0));
        Arrays.fill(t.body[k], 0, size, (float) ((1 - material.metallic()) * base));
        Arrays.fill(t.emission[k], 0, size, (float) emission);
    }

    private void fillCoat(Tile t) {
        if (isCoated()) {
            Arrays.fill(t.coat, 0, size, (float) material.clearCoat());
            Arrays.fill(t.coatAlpha2, 0, size, square(Bsdf.alpha(material.clearCoatRoughness())));
        }
    }

    private static float f0(double specular, double metallic, double base) {
        double dielectric = Bsdf.FULL_SPECULAR * specular;
        return (float) (dielectric + metallic * (base - dielectric));
    }

    /// What reflects less than 2 % from the front does not shine at grazing angles either (Lagarde and de Rousiers, "Moving Frostbite to
    /// physically based rendering", SIGGRAPH 2014).
    static float rise(float f0) {
        return Math.min(1, 50 * f0) - f0;
    }

    private static float square(double value) {
        return (float) (value * value);
    }

    /// Looks textures up, where the instance has any, for a tile whose geometry is known.
    void look(Tile t) {
        if (material.layers().isEmpty()) {
            return;
        }
        fillCoat(t);
        boolean bent = material.layers().containsKey(Property.NORMAL);
        for (int i = 0; i < t.count; i++) {
            resolver.take(world(), instance, level, t.triangle[i]);
            resolver.weigh(t.b1[i], t.b2[i]);
            resolver.resolve(parallel ? pixel : pixel * t.cz[i], surface);
            if (bent) {
                t.nx[i] = t.side[i] * (float) surface.nx;
                t.ny[i] = t.side[i] * (float) surface.ny;
                t.nz[i] = t.side[i] * (float) surface.nz;
            }
            write(t, i);
        }
    }

    private void write(Tile t, int i) {
        Surface s = surface;
        write(t, i, 0, s.red, s.emitRed);
        write(t, i, 1, s.green, s.emitGreen);
        write(t, i, 2, s.blue, s.emitBlue);
        t.roughness[i] = (float) s.roughness;
        t.alpha2[i] = square(Bsdf.alpha(s.roughness));
    }

    private void write(Tile t, int i, int k, double base, double emission) {
        t.f0[k][i] = f0(surface.specular, surface.metallic, base);
        t.rise[k][i] = rise(t.f0[k][i]);
        t.body[k][i] = (float) ((1 - surface.metallic) * base);
        t.emission[k][i] = (float) emission;
    }
}
