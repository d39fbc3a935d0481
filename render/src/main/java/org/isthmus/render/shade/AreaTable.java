package org.isthmus.render.shade;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.scene.WorldState;

/// The triangles of a world with sums of their areas, so that places on surfaces can be drawn evenly. Immutable; it does not follow when things
/// move.
public final class AreaTable {
    /// Larger triangles (m²) count for nothing, as do those that are not finite.
    private static final double MAX_AREA = 1e30;

    private final WorldState world;
    /// [n] instances with triangles, and their first triangles
    private final List<Integer> instances = new ArrayList<>();
    private final List<Integer> firsts = new ArrayList<>();
    /// [ntriangle + 1] area times weight of all triangles before
    private final double[] sums;

    /// @param weight of an instance's areas; 0: it is left out
    public AreaTable(WorldState world, IntToDoubleFunction weight) {
        this.world = world;
        int count = 0;
        for (int i = 0; i < world.visible.length; i++) {
            if (weight.applyAsDouble(i) > 0) {
                instances.add(i);
                firsts.add(count);
                count += level(i).faceCount();
            }
        }
        sums = new double[count + 1];
        int at = 0;
        for (int i : instances) {
            double each = weight.applyAsDouble(i);
            MeshLevel level = level(i);
            for (int f = 0; f < level.faceCount(); f++) {
                double area = area(i, level, f);
                sums[at + 1] = sums[at++] + (area < MAX_AREA ? each * area : 0);
            }
        }
    }

    private MeshLevel level(int instance) {
        return world.scene().meshes().get(world.scene().instances().get(instance).mesh()).finest();
    }

    private double area(int instance, MeshLevel level, int face) {
        Vec3 a = turned(instance, level, 3 * face);
        Vec3 b = turned(instance, level, 3 * face + 1);
        Vec3 c = turned(instance, level, 3 * face + 2);
        return 0.5 * b.minus(a).cross(c.minus(a)).length();
    }

    /// A corner relative to the instance's origin, world frame, m.
    private Vec3 turned(int instance, MeshLevel level, int corner) {
        int v = level.faces()[corner];
        double x = level.x()[v];
        double y = level.y()[v];
        double z = level.z()[v];
        double[] m = world.transforms;
        int at = WorldState.TRANSFORM * instance;
        return new Vec3(m[at] * x + m[at + 1] * y + m[at + 2] * z, m[at + 4] * x + m[at + 5] * y + m[at + 6] * z,
                m[at + 8] * x + m[at + 9] * y + m[at + 10] * z);
    }

    /// Area times weight of all triangles.
    public double total() {
        return sums[sums.length - 1];
    }

    /// The triangle in which a sum, from 0 to [#total], lies.
    public int find(double sum) {
        return Sampling.step(sums, sum);
    }

    /// How far into its triangle a sum lies, 0 to 1.
    public double rest(double sum, int triangle) {
        double width = sums[triangle + 1] - sums[triangle];
        return width > 0 ? Math.clamp((sum - sums[triangle]) / width, 0, 1) : 0;
    }

    /// Lets a resolver take a triangle; whose it is is returned.
    public int take(int triangle, SurfaceResolver by) {
        int low = instances.size() - 1;
        while (firsts.get(low) > triangle) {
            low--;
        }
        int instance = instances.get(low);
        by.take(world, instance, level(instance), triangle - firsts.get(low));
        return instance;
    }
}
