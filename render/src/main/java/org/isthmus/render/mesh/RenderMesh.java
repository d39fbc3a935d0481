package org.isthmus.render.mesh;

import java.util.List;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Vec3;

/// An immutable mesh with its levels of detail, shared by all worlds.
///
/// @param levels the finest first; at least one
/// @param bounds box around all vertices, mesh frame, m
/// @param solid whether it is a closed surface that faces outwards, whose back faces cannot be seen from outside
public record RenderMesh(String name, List<MeshLevel> levels, Aabb bounds, boolean solid) {
    public RenderMesh {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("mesh '" + name + "' has no level of detail, expected one or more");
        }
    }

    static RenderMesh of(String name, List<MeshLevel> levels, boolean solid) {
        MeshLevel finest = levels.getFirst();
        Vec3[] points = new Vec3[finest.vertexCount()];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Vec3(finest.x[i], finest.y[i], finest.z[i]);
        }
        return new RenderMesh(name, levels, points.length == 0 ? new Aabb(Vec3.ZERO, Vec3.ZERO) : Aabb.around(points),
                solid);
    }

    /// Writes the middle of the box and half its size, without making objects.
    ///
    /// @param center [3] out
    /// @param half [3] out
    public void box(double[] center, double[] half) {
        Vec3 low = bounds.min();
        Vec3 high = bounds.max();
        center[0] = 0.5 * (low.x() + high.x());
        center[1] = 0.5 * (low.y() + high.y());
        center[2] = 0.5 * (low.z() + high.z());
        half[0] = 0.5 * (high.x() - low.x());
        half[1] = 0.5 * (high.y() - low.y());
        half[2] = 0.5 * (high.z() - low.z());
    }

    public MeshLevel finest() {
        return levels.getFirst();
    }

    /// The same mesh with coarser levels besides the finest: each has about 0.7 times the triangles of the one before, down to about
    /// `leastFaces`.
    public RenderMesh withLevels(int leastFaces) {
        return RenderMesh.of(name, Simplifier.levels(finest(), leastFaces), solid);
    }
}
