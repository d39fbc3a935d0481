package org.isthmus.render.cpu;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.ray.Ray;
import org.isthmus.render.ray.WorldRays;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.SampleHash;
import org.isthmus.render.shade.Sampling;
import org.isthmus.render.shade.Surface;
import org.jspecify.annotations.Nullable;

/// What lies between a place and the lamps, or its surroundings. For one thread.
final class ShadowTest {
    /// How far rays begin above their surface, in multiples of the coordinates' size.
    private static final double OFFSET = 2e-5;
    private static final int OCCLUSION = 1 << 20;

    private final Ray ray = new Ray();
    private final SampleHash hash = new SampleHash();
    private final Surface surface = new Surface();
    private final OpacityMask mask = new OpacityMask();
    private final ShadowMap.Work work = new ShadowMap.Work();
    private RenderSettings settings = RenderSettings.FAST;
    private @Nullable WorldScenery scenery;
    private @Nullable WorldState world;
    private WorldRays.@Nullable Tracer tracer;
    private @Nullable WorldRays tracerOf;
    /// Which of a pixel's samples.
    private int sample;
    private int pixelX;
    private int pixelY;
    private int view;
    private int perAxis;
    private boolean clear;
    private double u;
    private double v;

    ShadowTest() {}

    /// Begins a view. Random numbers belong to a sample of a pixel of a view.
    ///
    /// @param samples of a pixel and axis
    /// @param longRun whether millions of rays will follow
    void begin(WorldScenery newScenery, RenderSettings newSettings, int newView, int samples, boolean longRun) {
        view = newView;
        perAxis = samples;
        scenery = newScenery;
        settings = newSettings;
        world = newScenery.world();
        boolean rays = newSettings.shadows() == RenderSettings.Shadows.RAYS || newSettings.occlusionRays() > 0;
        clear = rays && newScenery.isClear();
        if (clear) {
            mask.begin(newScenery.world());
        }
        if (rays && tracerOf != newScenery.rays()) {
            tracerOf = newScenery.rays();
            tracer = newScenery.rays().tracer(longRun);
        }
    }

    /// Draws (u, v) in the unit square: number `i` of `n` for each sample, so that those of a pixel together cover it evenly (an additive
    /// sequence with the plastic number, Roberts 2018), shifted at random from pixel to pixel.
    private void draw(int purpose, int i, int n) {
        hash.at(pixelX, pixelY, view, purpose);
        int k = sample * n + i;
        double a = hash.a() + k * 0.7548776662466927;
        double b = hash.b() + k * 0.5698402909980532;
        u = a - Math.floor(a);
        v = b - Math.floor(b);
    }

    /// Multiplies the light of a lamp on a tile by the part of it that arrives.
    ///
    /// @param index of the lamp: lights first, then what shines
    /// @param lx [count] unit, towards the lamp; @param distance [count] to it, infinite for directional lights
    void dim(int index, Lamp lamp, Tile t, float[] lx, float[] ly, float[] lz, float[] distance, float[] light) {
        if (settings.shadows() == RenderSettings.Shadows.MAP) {
            ShadowMap map = scenery == null ? null : scenery.shadowMap(index);
            if (map != null) {
                map.dim(t, light, work);
            }
        } else if (settings.shadows() == RenderSettings.Shadows.RAYS) {
            for (int i = 0; i < t.count; i++) {
                if (light[i] > 0) {
                    take(t, i);
                    light[i] *= byRay(index, lamp, surface, lx[i], ly[i], lz[i], distance[i]);
                }
            }
        }
    }

    /// Finds the part of the surroundings that the samples of a tile see.
    void open(Tile t) {
        for (int i = 0; i < t.count; i++) {
            take(t, i);
            t.open[i] = (float) open(surface);
        }
    }

    private void take(Tile t, int i) {
        pixelX = t.column(i) / perAxis;
        pixelY = t.row(i) / perAxis;
        sample = t.row(i) % perAxis * perAxis + t.column(i) % perAxis;
        surface.x = t.x[i];
        surface.y = t.y[i];
        surface.z = t.z[i];
        surface.gx = t.gx[i];
        surface.gy = t.gy[i];
        surface.gz = t.gz[i];
        surface.nx = t.nx[i];
        surface.ny = t.ny[i];
        surface.nz = t.nz[i];
    }

    private float byRay(int index, Lamp lamp, Surface s, double lx, double ly, double lz, double distance) {
        Vec3 towards = new Vec3(lx, ly, lz);
        double to = distance;
        if (settings.softShadows() && world != null) {
            draw(index, 0, 1);
            if (lamp.kind == Light.Kind.DIRECTIONAL) {
                double cosine = StrictMath.cos(world.lights.get(index).radius());
                towards = Sampling.cone(towards, cosine, u, v);
            } else {
                Vec3 target = index < world.lights.size() ? place(world.lights.get(index))
                        : place(lamp, towards);
                Vec3 way = target.minus(new Vec3(s.x, s.y, s.z));
                to = way.length();
                towards = way.times(1 / Math.max(1e-12, to));
            }
        }
        return passing(s, towards, to - lamp.reach);
    }

    /// A random place of a mesh that shines: in a disk as large as it that faces the surface, the nearer to the mesh's plane the more of it shines
    /// to one side.
    private Vec3 place(Lamp lamp, Vec3 towards) {
        double radius = Math.sqrt(u * lamp.size2);
        double angle = 2 * Math.PI * v;
        Vec3 shift = Sampling.aligned(towards, radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), 0);
        Vec3 front = new Vec3(lamp.frontX, lamp.frontY, lamp.frontZ);
        double area = front.length();
        double flat = area > 0 ? front.dot(shift) / (area * (area + 4 * lamp.around)) : 0;
        return new Vec3(lamp.x, lamp.y, lamp.z).plus(shift).plusScaled(front, -flat);
    }

    /// A random place of a light.
    private Vec3 place(Light light) {
        Vec3 shift = light.kind() == Light.Kind.AREA
                ? light.halfWidth().times(2 * u - 1).plus(light.halfHeightVector().times(2 * v - 1))
                : Sampling.cone(Vec3.Z, -1, u, v).times(light.radius());
        return light.position().plus(shift);
    }

    /// The part of the surroundings that a place sees, by rays with the density of the cosine.
    private double open(Surface s) {
        int n = settings.occlusionRays();
        Vec3 normal = new Vec3(s.nx, s.ny, s.nz);
        double free = 0;
        for (int i = 0; i < n; i++) {
            draw(OCCLUSION, i, n);
            Vec3 d = Sampling.cosine(normal, u, v);
            free += passing(s, d, settings.occlusionDistance());
        }
        return free / n;
    }

    /// The part of the light on a way that passes, 0 to 1.
    private float passing(Surface s, Vec3 towards, double distance) {
        WorldRays.Tracer by = tracer;
        if (by == null) {
            return 1;
        }
        double offset = OFFSET * (1 + Math.abs(s.x) + Math.abs(s.y) + Math.abs(s.z));
        double length = distance - 2 * offset;
        ray.set(s.x + offset * s.gx, s.y + offset * s.gy, s.z + offset * s.gz, towards.x(), towards.y(), towards.z(), 0,
                (float) length);
        return clear ? passing(by) : by.occluded(ray) ? 0 : 1;
    }

    /// What see-through things in the ray's way leave.
    private float passing(WorldRays.Tracer by) {
        double part = 1;
        for (int i = 0; i < OpacityMask.MAX_LAYERS && part > 0; i++) {
            if (!by.closest(ray)) {
                return (float) part;
            }
            part *= 1 - mask.of(ray, 0);
            ray.pass();
        }
        return 0;
    }
}
