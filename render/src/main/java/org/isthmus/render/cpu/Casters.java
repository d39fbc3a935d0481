package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.WorldState;

/// Finds what casts shadows: everything that is visible but for flat things that have everything else on the lamp's side, such as a ground.
/// These would fill most of a shadow map for nothing.
final class Casters {
    /// Things larger than this many times the median are the ground or walls, round which a shadow map need not be laid.
    private static final double HUGE = 20;
    /// How far things may reach through what they stand on, parts of their size.
    private static final double SLACK = 1e-3;

    private boolean[] casting = {};
    private double[] radii = {};
    private double[] sorted = {};
    private final double[] center = new double[3];
    private final double[] half = new double[3];

    Casters() {}

    /// [ninstance] what casts shadows of a light; valid until the next call
    boolean[] of(WorldState world, Light light) {
        int n = world.visible.length;
        if (casting.length != n) {
            casting = new boolean[n];
        }
        System.arraycopy(world.visible, 0, casting, 0, n);
        for (int i = 0; i < n; i++) {
            if (casting[i] && isBehindAll(world, light, i)) {
                casting[i] = false;
            }
        }
        return casting;
    }

    private boolean isBehindAll(WorldState world, Light light, int flat) {
        RenderMesh mesh = world.scene().meshes().get(world.scene().instances().get(flat).mesh());
        mesh.box(center, half);
        double thin = 1e-6 * (half[0] + half[1] + half[2]);
        int axis = half[2] <= thin ? 2 : half[1] <= thin ? 1 : half[0] <= thin ? 0 : -1;
        if (axis < 0) {
            return false;
        }
        double[] m = world.transforms;
        int at = WorldState.TRANSFORM * flat;
        // the plane's normal: the cross product of the two other axes
        int u = at + (axis + 1) % 3;
        int v = at + (axis + 2) % 3;
        double nx = m[u + 4] * m[v + 8] - m[u + 8] * m[v + 4];
        double ny = m[u + 8] * m[v] - m[u] * m[v + 8];
        double nz = m[u] * m[v + 4] - m[u + 4] * m[v];
        world.bounds(flat, center, half);
        double px = center[0];
        double py = center[1];
        double pz = center[2];
        Vec3 d = light.direction();
        Vec3 p = light.position();
        double towards = light.kind() == Light.Kind.DIRECTIONAL ? -(nx * d.x() + ny * d.y() + nz * d.z())
                : nx * (p.x() - px) + ny * (p.y() - py) + nz * (p.z() - pz);
        double scale = Math.copySign(1 / Math.sqrt(nx * nx + ny * ny + nz * nz), towards);
        nx *= scale;
        ny *= scale;
        nz *= scale;
        for (int i = 0; i < world.visible.length; i++) {
            if (world.visible[i] && i != flat) {
                world.bounds(i, center, half);
                double reach = Math.abs(nx) * half[0] + Math.abs(ny) * half[1] + Math.abs(nz) * half[2];
                double above = nx * (center[0] - px) + ny * (center[1] - py) + nz * (center[2] - pz);
                if (!(above >= (1 - SLACK) * reach)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Finds the box around everything that is visible but for what is huge; false when there is nothing.
    ///
    /// @param box [6] out: least x, y, z, most x, y, z, m
    boolean box(WorldState world, double[] box) {
        int n = world.visible.length;
        if (radii.length != n) {
            radii = new double[n];
            sorted = new double[n];
        }
        for (int i = 0; i < n; i++) {
            world.bounds(i, center, half);
            radii[i] = Math.sqrt(half[0] * half[0] + half[1] * half[1] + half[2] * half[2]);
        }
        System.arraycopy(radii, 0, sorted, 0, n);
        Arrays.sort(sorted);
        double limit = n == 0 ? 0 : HUGE * Math.max(1e-3, sorted[n / 2]);
        Arrays.fill(box, 0, 3, Double.POSITIVE_INFINITY);
        Arrays.fill(box, 3, 6, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            world.bounds(i, center, half);
            boolean somewhere = Math.abs(center[0] + center[1] + center[2]) + radii[i] < Double.POSITIVE_INFINITY;
            if (somewhere && world.visible[i] && (radii[i] <= limit || n == 1)) {
                for (int k = 0; k < 3; k++) {
                    box[k] = Math.min(box[k], center[k] - half[k]);
                    box[3 + k] = Math.max(box[3 + k], center[k] + half[k]);
                }
            }
        }
        return box[0] <= box[3];
    }
}
