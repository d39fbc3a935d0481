package org.isthmus.render.sensor;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.AreaTable;
import org.isthmus.render.shade.Surface;
import org.isthmus.render.shade.SurfaceResolver;
import org.isthmus.render.splat.SplatColour;
import org.isthmus.render.splat.Splats;
import org.isthmus.render.texture.Srgb;

/// Clouds of splats that look like the surfaces of a scene: something to try splats with where nothing was captured.
public final class SceneSplats {
    /// How far splats reach into each other: their size as a part of the distance between neighbours.
    private static final double OVERLAP = 0.75;
    private static final double THICKNESS = 0.1;
    private static final float OPACITY = 0.95f;

    private SceneSplats() {}

    /// Splats spread over all visible surfaces of a world, by area, in the colour of the material under even light.
    ///
    /// @param mostSize instances larger than this, m, such as grounds, are left out
    /// @param flat discs instead of flat ellipsoids
    /// @throws IllegalArgumentException when there is no surface, or the number is none a cloud can have
    public static Splats of(WorldState world, int count, double mostSize, boolean flat, RandomStream random) {
        AreaTable areas = new AreaTable(world, i -> isLeftOut(world, i, mostSize) ? 0 : 1);
        double total = areas.total();
        if (!(total > 0) || count < 1 || count > Splats.MAX_COUNT) {
            throw new IllegalArgumentException(count + " splats for surfaces of " + total + " m², expected 1 to "
                    + Splats.MAX_COUNT + " and more than 0 m²");
        }
        float[] position = new float[3 * count];
        float[] scale = new float[3 * count];
        float[] rotation = new float[4 * count];
        float[] opacity = new float[count];
        float[] harmonics = new float[3 * count];
        double size = OVERLAP * Math.sqrt(total / count);
        SurfaceResolver resolver = new SurfaceResolver();
        Surface s = new Surface();
        for (int i = 0; i < count; i++) {
            areas.take(areas.find((i + random.nextDouble()) / count * total), resolver);
            double u = Math.sqrt(random.nextDouble());
            double v = random.nextDouble();
            resolver.weigh(u * (1 - v), u * v);
            resolver.resolve(size, s);
            put(position, 3 * i, s.x, s.y, s.z);
            put(scale, 3 * i, size, size, flat ? 0 : THICKNESS * size);
            Quat q = along(new Vec3(s.nx, s.ny, s.nz));
            put(rotation, 4 * i, q.w(), q.x(), q.y());
            rotation[4 * i + 3] = (float) q.z();
            opacity[i] = OPACITY;
            double shade = 0.65 + 0.35 * s.nz; // from above
            put(harmonics, 3 * i, colour(shade * s.red + s.emitRed), colour(shade * s.green + s.emitGreen),
                    colour(shade * s.blue + s.emitBlue));
        }
        return new Splats(flat, 0, FloatArray.wrap(position), FloatArray.wrap(scale), FloatArray.wrap(rotation),
                FloatArray.wrap(opacity), FloatArray.wrap(harmonics));
    }

    private static void put(float[] out, int at, double a, double b, double c) {
        out[at] = (float) a;
        out[at + 1] = (float) b;
        out[at + 2] = (float) c;
    }

    private static double colour(double linear) {
        return SplatColour.coefficient(Srgb.fromLinear(Math.min(1, linear)));
    }

    /// An orientation whose third axis is a normal.
    private static Quat along(Vec3 normal) {
        Vec3 x = normal.cross(Math.abs(normal.z()) < 0.9 ? Vec3.Z : Vec3.X).normalized();
        return Rotation.fromColumns(x, normal.cross(x), normal).toQuat();
    }

    private static boolean isLeftOut(WorldState world, int instance, double mostSize) {
        return !world.visible[instance] || world.bounds(instance).halfSize().length() > mostSize;
    }
}
