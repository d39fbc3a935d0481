package org.isthmus.render.shade;

import java.util.Map;
import java.util.Objects;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Rgb;
import org.jspecify.annotations.Nullable;

/// Finds position, normal and material of a place in a triangle of an instance. For one thread; allocates nothing but for normal maps.
public final class SurfaceResolver {
    private static final double MIN_SQUARE = 1e-40;
    /// [4] what a texture says of a place: red, green, blue, opacity
    private final float[] sample = new float[4];
    private final Surface place = new Surface();
    /// [3][3] mesh to world, for normals
    private final double[] turn = new double[9];
    /// World positions of the last triangle's corners, [3][3].
    private final double[] corners = new double[9];
    /// Pixel's edge length on the surface in units of the mesh, and of the texture coordinates.
    private double objectFootprint;
    private @Nullable WorldState world;
    private int instance;
    private @Nullable MeshLevel level;
    private int face;
    /// Twice the triangle's area along its normal, world frame, and its square.
    private double gx;
    private double gy;
    private double gz;
    private double square;
    private double b1;
    private double b2;
    private double uvFootprint;

    /// Edge lengths in the mesh and on the texture for one in the world, of the triangle taken last; −1: not known yet.
    private double objectPerWorld;
    private double uvPerWorld;

    public SurfaceResolver() {}

    /// Forgets the triangle taken last: to be called when things have moved.
    public void forget() {
        world = null;
        level = null;
    }

    /// Normals turn by the transform's cofactors, which keep them perpendicular under any scale.
    private void cofactors(double[] m, int at) {
        for (int row = 0; row < 3; row++) {
            int a = at + 4 * ((row + 1) % 3);
            int b = at + 4 * ((row + 2) % 3);
            turn[3 * row] = m[a + 1] * m[b + 2] - m[a + 2] * m[b + 1];
            turn[3 * row + 1] = m[a + 2] * m[b] - m[a] * m[b + 2];
            turn[3 * row + 2] = m[a] * m[b + 1] - m[a + 1] * m[b];
        }
    }

    /// Takes a triangle, which the other methods are about.
    ///
    /// @param newLevel of the instance's mesh that the face belongs to
    public void take(WorldState newWorld, int newInstance, MeshLevel newLevel, int newFace) {
        if (newFace == face && newInstance == instance && newLevel == level && newWorld == world) {
            return;
        }
        if (newInstance != instance || newWorld != world) {
            cofactors(newWorld.transforms, WorldState.TRANSFORM * newInstance);
        }
        world = newWorld;
        instance = newInstance;
        level = newLevel;
        face = newFace;
        objectPerWorld = -1;
        int[] f = newLevel.faces();
        double[] m = newWorld.transforms;
        int at = WorldState.TRANSFORM * newInstance;
        corner(newLevel, m, at, f[3 * newFace], 0);
        corner(newLevel, m, at, f[3 * newFace + 1], 3);
        corner(newLevel, m, at, f[3 * newFace + 2], 6);
        double[] p = corners;
        double ux = p[3] - p[0];
        double uy = p[4] - p[1];
        double uz = p[5] - p[2];
        double vx = p[6] - p[0];
        double vy = p[7] - p[1];
        double vz = p[8] - p[2];
        gx = uy * vz - uz * vy;
        gy = uz * vx - ux * vz;
        gz = ux * vy - uy * vx;
        square = gx * gx + gy * gy + gz * gz;
    }

    /// Where a line meets the triangle's plane, in multiples of the direction; NaN or infinite where it does not.
    private double distance(double ox, double oy, double oz, double dx, double dy, double dz) {
        return ((corners[0] - ox) * gx + (corners[1] - oy) * gy + (corners[2] - oz) * gz)
                / (dx * gx + dy * gy + dz * gz);
    }

    /// Where a line that is known to pass through the triangle meets it. Where it runs so nearly along the plane that rounding decides, the
    /// known distance is taken.
    ///
    /// @param near about where, in multiples of the direction
    public double distance(double ox, double oy, double oz, double dx, double dy, double dz, double near) {
        double t = distance(ox, oy, oz, dx, dy, dz);
        double square = dx * dx + dy * dy + dz * dz;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < 9; k += 3) {
            double along = ((corners[k] - ox) * dx + (corners[k + 1] - oy) * dy + (corners[k + 2] - oz) * dz) / square;
            low = Math.min(low, along);
            high = Math.max(high, along);
        }
        double slack = 1e-6 * Math.abs(near);
        return t >= low - slack && t <= high + slack ? t : near;
    }

    /// Finds the weights of a point of the plane, clamped into the triangle, for [#resolve] and [#geometry].
    public void locate(double x, double y, double z) {
        double px = x - corners[0];
        double py = y - corners[1];
        double pz = z - corners[2];
        double ux = corners[3] - corners[0];
        double uy = corners[4] - corners[1];
        double uz = corners[5] - corners[2];
        double vx = corners[6] - corners[0];
        double vy = corners[7] - corners[1];
        double vz = corners[8] - corners[2];
        double w1 = ((py * vz - pz * vy) * gx + (pz * vx - px * vz) * gy + (px * vy - py * vx) * gz) / square;
        double w2 = ((uy * pz - uz * py) * gx + (uz * px - ux * pz) * gy + (ux * py - uy * px) * gz) / square;
        b1 = w1 >= 0 ? Math.min(1, w1) : 0;
        b2 = w2 >= 0 ? Math.min(1 - b1, w2) : 0;
    }

    /// Sets the weights of corners 1 and 2.
    public void weigh(double weight1, double weight2) {
        b1 = weight1;
        b2 = weight2;
    }

    /// Fills `out` with geometry and material.
    ///
    /// @param pixel edge length of what a pixel sees at that depth, facing it, m
    public void resolve(double pixel, Surface out) {
        geometry(out);
        WorldState in = Objects.requireNonNull(world, "no triangle taken");
        MeshLevel of = Objects.requireNonNull(level, "no triangle taken");
        PbrMaterial material = in.materialOf(instance);
        copy(material, out);
        if (!material.layers().isEmpty()) {
            footprints(of, pixel);
            textures(of, material.layers(), out);
        }
    }

    /// The opacity of the place.
    ///
    /// @param pixel edge length of what a pixel sees at that depth, facing it, m
    public double opacity(double pixel) {
        WorldState in = Objects.requireNonNull(world, "no triangle taken");
        PbrMaterial material = in.materialOf(instance);
        Layer layer = material.layers().get(Property.OPACITY);
        if (layer == null) {
            return material.opacity();
        }
        geometry(place);
        footprints(Objects.requireNonNull(level, "no triangle taken"), pixel);
        return material.opacity() * number(layer, place);
    }

    /// Fills `out` with position, normals and texture coordinates.
    public void geometry(Surface out) {
        MeshLevel of = Objects.requireNonNull(level, "no triangle taken");
        int[] f = of.faces();
        int a = f[3 * face];
        int b = f[3 * face + 1];
        int c = f[3 * face + 2];
        double b0 = 1 - b1 - b2;
        out.objectX = b0 * of.x()[a] + b1 * of.x()[b] + b2 * of.x()[c];
        out.objectY = b0 * of.y()[a] + b1 * of.y()[b] + b2 * of.y()[c];
        out.objectZ = b0 * of.z()[a] + b1 * of.z()[b] + b2 * of.z()[c];
        double[] p = corners;
        out.x = b0 * p[0] + b1 * p[3] + b2 * p[6];
        out.y = b0 * p[1] + b1 * p[4] + b2 * p[7];
        out.z = b0 * p[2] + b1 * p[5] + b2 * p[8];
        double scale = 1 / Math.sqrt(Math.max(MIN_SQUARE, square));
        out.gx = gx * scale;
        out.gy = gy * scale;
        out.gz = gz * scale;
        shadingNormal(of, a, b, c, b0, out);
        if (of.hasTexcoords()) {
            float[] t = of.texcoords();
            out.u = b0 * t[2 * a] + b1 * t[2 * b] + b2 * t[2 * c];
            out.v = b0 * t[2 * a + 1] + b1 * t[2 * b + 1] + b2 * t[2 * c + 1];
        } else {
            out.u = 0;
            out.v = 0;
        }
    }

    private void corner(MeshLevel level, double[] m, int at, int v, int to) {
        double x = level.x()[v];
        double y = level.y()[v];
        double z = level.z()[v];
        corners[to] = m[at] * x + m[at + 1] * y + m[at + 2] * z + m[at + 3];
        corners[to + 1] = m[at + 4] * x + m[at + 5] * y + m[at + 6] * z + m[at + 7];
        corners[to + 2] = m[at + 8] * x + m[at + 9] * y + m[at + 10] * z + m[at + 11];
    }

    /// Interpolates normals and brings them to the world.
    private void shadingNormal(MeshLevel of, int a, int b, int c, double b0, Surface out) {
        float[] n = of.normals();
        double x = b0 * n[3 * a] + b1 * n[3 * b] + b2 * n[3 * c];
        double y = b0 * n[3 * a + 1] + b1 * n[3 * b + 1] + b2 * n[3 * c + 1];
        double z = b0 * n[3 * a + 2] + b1 * n[3 * b + 2] + b2 * n[3 * c + 2];
        double nx = turn[0] * x + turn[1] * y + turn[2] * z;
        double ny = turn[3] * x + turn[4] * y + turn[5] * z;
        double nz = turn[6] * x + turn[7] * y + turn[8] * z;
        double length2 = nx * nx + ny * ny + nz * nz;
        boolean usable = length2 > MIN_SQUARE && nx * out.gx + ny * out.gy + nz * out.gz > 0;
        double scale = 1 / Math.sqrt(Math.max(MIN_SQUARE, length2));
        out.nx = usable ? nx * scale : out.gx;
        out.ny = usable ? ny * scale : out.gy;
        out.nz = usable ? nz * scale : out.gz;
    }

    private static void copy(PbrMaterial m, Surface out) {
        Rgb base = m.baseColor();
        Rgb emission = m.emission();
        out.red = base.r();
        out.green = base.g();
        out.blue = base.b();
        out.opacity = m.opacity();
        out.metallic = m.metallic();
        out.roughness = m.roughness();
        out.specular = m.specular();
        out.emitRed = emission.r();
        out.emitGreen = emission.g();
        out.emitBlue = emission.b();
        out.clearCoat = m.clearCoat();
        out.coatRoughness = m.clearCoatRoughness();
        out.transmission = m.transmission();
        out.ior = m.ior();
    }

    /// How large a pixel is on the surface, by the areas of the triangle in the world, in the mesh and in the texture.
    private void footprints(MeshLevel of, double pixel) {
        if (objectPerWorld < 0) {
            compareAreas(of, Math.sqrt(square));
        }
        objectFootprint = pixel * objectPerWorld;
        uvFootprint = pixel * uvPerWorld;
    }

    /// @param area twice the triangle's in the world
    private void compareAreas(MeshLevel of, double area) {
        int[] f = of.faces();
        int a = f[3 * face];
        int b = f[3 * face + 1];
        int c = f[3 * face + 2];
        double ux = of.x()[b] - of.x()[a];
        double uy = of.y()[b] - of.y()[a];
        double uz = of.z()[b] - of.z()[a];
        double vx = of.x()[c] - of.x()[a];
        double vy = of.y()[c] - of.y()[a];
        double vz = of.z()[c] - of.z()[a];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        objectPerWorld = area > 0 ? Math.sqrt(Math.sqrt(nx * nx + ny * ny + nz * nz) / area) : 0;
        uvPerWorld = 0;
        if (of.hasTexcoords() && area > 0) {
            float[] t = of.texcoords();
            double cross = (t[2 * b] - t[2 * a]) * (double) (t[2 * c + 1] - t[2 * a + 1])
                    - (t[2 * c] - t[2 * a]) * (double) (t[2 * b + 1] - t[2 * a + 1]);
            uvPerWorld = Math.sqrt(Math.abs(cross) / area);
        }
    }

    private void textures(MeshLevel of, Map<Property, Layer> layers, Surface s) {
        Layer base = layers.get(Property.BASE_COLOR);
        if (base != null) {
            sample(base, s);
            s.red *= sample[0];
            s.green *= sample[1];
            s.blue *= sample[2];
        }
        Layer emission = layers.get(Property.EMISSION);
        if (emission != null) {
            sample(emission, s);
            s.emitRed *= sample[0];
            s.emitGreen *= sample[1];
            s.emitBlue *= sample[2];
        }
        s.opacity *= number(layers.get(Property.OPACITY), s);
        s.metallic *= number(layers.get(Property.METALLIC), s);
        s.roughness *= number(layers.get(Property.ROUGHNESS), s);
        Layer normal = layers.get(Property.NORMAL);
        if (normal != null && of.hasTexcoords()) {
            sample(normal, s);
            bend(of, s);
        }
    }

    private double number(@Nullable Layer layer, Surface s) {
        if (layer == null) {
            return 1;
        }
        sample(layer, s);
        return Math.clamp(sample[layer.channel()], 0f, 1f);
    }

    private void sample(Layer layer, Surface s) {
        boolean uv = layer.coordinates() == Layer.Coordinates.UV;
        double o = layer.offset();
        double footprint = (uv ? uvFootprint : objectFootprint) * Math.max(layer.scaleU(), layer.scaleV());
        if (uv) {
            layer.texture().sample(s.u * layer.scaleU() + o, s.v * layer.scaleV() + o, 0, footprint, sample);
        } else {
            layer.texture().sample(s.objectX * layer.scaleU() + o, s.objectY * layer.scaleV() + o,
                    layer.scaleW() == 0 ? 0 : s.objectZ * layer.scaleW() + o, footprint, sample);
        }
    }

    /// Turns the shading normal as a normal map says; its tangents run along the texture coordinates.
    private void bend(MeshLevel of, Surface s) {
        int[] f = of.faces();
        float[] t = of.texcoords();
        int a = 2 * f[3 * face];
        int b = 2 * f[3 * face + 1];
        int c = 2 * f[3 * face + 2];
        double u1 = t[b] - t[a];
        double v1 = t[b + 1] - t[a + 1];
        double u2 = t[c] - t[a];
        double v2 = t[c + 1] - t[a + 1];
        double det = u1 * v2 - u2 * v1;
        if (!(Math.abs(det) > 1e-30)) {
            return;
        }
        Vec3 p = Vec3.of(corners, 0);
        Vec3 e1 = Vec3.of(corners, 3).minus(p);
        Vec3 e2 = Vec3.of(corners, 6).minus(p);
        Vec3 n = new Vec3(s.nx, s.ny, s.nz);
        Vec3 along = e1.times(v2 / det).minus(e2.times(v1 / det));
        Vec3 tangent = along.plusScaled(n, -along.dot(n)).normalized();
        Vec3 other = n.cross(tangent).times(det > 0 ? 1 : -1);
        Vec3 bent = tangent.times(2 * sample[0] - 1).plus(other.times(2 * sample[1] - 1))
                .plus(n.times(Math.max(0.05, 2 * sample[2] - 1))).normalized();
        if (bent.x() * s.gx + bent.y() * s.gy + bent.z() * s.gz > 0.01) {
            s.nx = bent.x();
            s.ny = bent.y();
            s.nz = bent.z();
        }
    }
}
