package org.isthmus.render.cpu;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.cpu.EmitterShapes.Shape;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.Layer;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Rgb;

/// The brightest meshes of a world that shine, each as one lamp: of its area A, the part that faces one way (its normals do not add up to zero)
/// shines with the cosine, the rest evenly all around, as a ball's does.
final class Emitters {
    /// The most meshes that light others in fast images.
    static final int MAX_COUNT = 8;
    // Places in the numbers of an emitter: middle, world frame, m; radiance; normal times area of what faces one way, m²; the other area, m²;
    // how far it reaches from its middle, m.
    static final int X = 0;
    static final int POWER = 3;
    static final int FRONT = 6;
    static final int REST = 9;
    static final int REACH = 10;
    private static final int NUMBERS = 11;
    /// A footprint in which textures are their mean.
    private static final double EVERYTHING = 1e6;

    /// [MAX_COUNT][NUMBERS] and [MAX_COUNT] power of each, the greatest first
    private final double[][] values = new double[MAX_COUNT][NUMBERS];
    private final double[] powers = new double[MAX_COUNT];
    private final double[] found = new double[NUMBERS];
    /// [4] mean of a texture
    private final float[] mean = new float[4];
    private final double[] center = new double[3];
    private final double[] half = new double[3];
    private int count;

    Emitters() {}

    int count() {
        return count;
    }

    /// [NUMBERS] of an emitter
    double[] values(int number) {
        return values[number];
    }

    void find(WorldState world, EmitterShapes shapes) {
        count = 0;
        for (int i = 0; i < world.visible.length; i++) {
            PbrMaterial material = world.materialOf(i);
            if (world.visible[i] && material.opacity() > 0 && !material.emission().isBlack()) {
                measure(world, i, shapes.of(i), material);
                double power = (found[POWER] + found[POWER + 1] + found[POWER + 2])
                        * (found[REST] + Math.sqrt(square(FRONT) + square(FRONT + 1) + square(FRONT + 2)));
                if (power > 0 && power < Double.POSITIVE_INFINITY) {
                    insert(power);
                }
            }
        }
    }

    private double square(int at) {
        return found[at] * found[at];
    }

    private void insert(double power) {
        int at = count;
        while (at > 0 && powers[at - 1] < power) {
            at--;
        }
        if (at == MAX_COUNT) {
            return;
        }
        int last = Math.min(count, MAX_COUNT - 1);
        double[] freed = values[last];
        for (int k = last; k > at; k--) {
            values[k] = values[k - 1];
            powers[k] = powers[k - 1];
        }
        values[at] = freed;
        powers[at] = power;
        System.arraycopy(found, 0, freed, 0, NUMBERS);
        count = last + 1;
    }

    /// Writes the numbers of an instance. A scale other than the scene's counts with the mean of its axes.
    private void measure(WorldState world, int instance, Shape shape, PbrMaterial material) {
        Instance as = world.scene().instances().get(instance);
        Vec3 scale = as.scale();
        double[] m = world.transforms;
        int at = WorldState.TRANSFORM * instance;
        double det = m[at] * (m[at + 5] * m[at + 10] - m[at + 6] * m[at + 9])
                - m[at + 1] * (m[at + 4] * m[at + 10] - m[at + 6] * m[at + 8])
                + m[at + 2] * (m[at + 4] * m[at + 9] - m[at + 5] * m[at + 8]);
        double grown = StrictMath.cbrt(Math.abs(det / (scale.x() * scale.y() * scale.z())));
        Vec3 c = shape.center();
        Vec3 f = shape.front();
        for (int k = 0; k < 3; k++) {
            double ax = m[at + 4 * k] / scale.x();
            double ay = m[at + 4 * k + 1] / scale.y();
            double az = m[at + 4 * k + 2] / scale.z();
            found[X + k] = ax * c.x() + ay * c.y() + az * c.z() + m[at + 4 * k + 3];
            found[FRONT + k] = (ax * f.x() + ay * f.y() + az * f.z()) * grown;
        }
        double front = Math.sqrt(square(FRONT) + square(FRONT + 1) + square(FRONT + 2));
        double area = shape.area() * grown * grown;
        found[REST] = Math.max(0, area - front);
        world.bounds(instance, center, half);
        double radius = Math.sqrt(half[0] * half[0] + half[1] * half[1] + half[2] * half[2]);
        found[REACH] = area > 0 ? radius * found[REST] / area : 0;
        radiance(material);
    }

    private void radiance(PbrMaterial material) {
        Rgb emission = material.emission();
        Layer layer = material.layers().get(Property.EMISSION);
        mean[0] = 1;
        mean[1] = 1;
        mean[2] = 1;
        if (layer != null) {
            layer.texture().sample(0.5, 0.5, 0.5, EVERYTHING, mean);
        }
        found[POWER] = material.opacity() * emission.r() * mean[0];
        found[POWER + 1] = material.opacity() * emission.g() * mean[1];
        found[POWER + 2] = material.opacity() * emission.b() * mean[2];
    }
}
