package org.isthmus.render.sensor;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.scene.WorldState;
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
        double[] areas = areas(world, mostSize);
        double total = areas[areas.length - 1];
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
        Triangle t = new Triangle();
        for (int i = 0; i < count; i++) {
            find(world, mostSize, areas, (i + random.nextDouble()) / count * total, t);
            resolver.take(world, t.instance, level(world, t.instance), t.face);
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

    private static final class Triangle {
        int instance;
        int face;
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

    private static MeshLevel level(WorldState world, int instance) {
        return world.scene().meshes().get(world.scene().instances().get(instance).mesh()).finest();
    }

    private static boolean isLeftOut(WorldState world, int instance, double mostSize) {
        return !world.visible[instance] || world.bounds(instance).halfSize().length() > mostSize;
    }

    /// [n + 1] areas of all faces of all instances, summed.
    private static double[] areas(WorldState world, double mostSize) {
        int n = 0;
        for (int i = 0; i < world.visible.length; i++) {
            n += isLeftOut(world, i, mostSize) ? 0 : level(world, i).faceCount();
        }
        double[] sums = new double[n + 1];
        int at = 0;
        for (int i = 0; i < world.visible.length; i++) {
            MeshLevel level = level(world, i);
            for (int f = 0; f < level.faceCount() && !isLeftOut(world, i, mostSize); f++) {
                sums[at + 1] = sums[at++] + area(world, i, level, f);
            }
        }
        return sums;
    }

    private static double area(WorldState world, int instance, MeshLevel level, int face) {
        Vec3[] p = new Vec3[3];
        double[] m = world.transforms;
        int at = WorldState.TRANSFORM * instance;
        for (int k = 0; k < 3; k++) {
            int v = level.faces()[3 * face + k];
            double x = level.x()[v];
            double y = level.y()[v];
            double z = level.z()[v];
            p[k] = new Vec3(m[at] * x + m[at + 1] * y + m[at + 2] * z, m[at + 4] * x + m[at + 5] * y + m[at + 6] * z,
                    m[at + 8] * x + m[at + 9] * y + m[at + 10] * z);
        }
        return 0.5 * p[1].minus(p[0]).cross(p[2].minus(p[0])).length();
    }

    /// Finds the face in which a sum of areas lies.
    private static void find(WorldState world, double mostSize, double[] areas, double sum, Triangle out) {
        int low = 0;
        int high = areas.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (areas[middle] <= sum) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int i = 0;
        while (isLeftOut(world, i, mostSize) || low >= level(world, i).faceCount()) {
            low -= isLeftOut(world, i, mostSize) ? 0 : level(world, i).faceCount();
            i++;
        }
        out.instance = i;
        out.face = low;
    }
}
