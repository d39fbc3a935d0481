package org.isthmus.render.cpu;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.RenderScene;
import org.jspecify.annotations.Nullable;

/// Areas of the instances of a scene, found when first asked for. For several threads.
final class EmitterShapes {
    /// How an instance shines, in its own frame, scaled as the scene has it.
    ///
    /// @param center of all triangles, m
    /// @param front sum of normal times area of all triangles, m²; zero for closed surfaces
    /// @param area m²
    record Shape(Vec3 center, Vec3 front, double area) {}

    private final RenderScene scene;
    /// [ninstance] null: not asked for yet
    private final @Nullable Shape[] shapes;

    EmitterShapes(RenderScene scene) {
        this.scene = scene;
        shapes = new Shape[scene.instances().size()];
    }

    synchronized Shape of(int instance) {
        Shape known = shapes[instance];
        if (known == null) {
            known = measure(scene.instances().get(instance));
            shapes[instance] = known;
        }
        return known;
    }

    private Shape measure(Instance instance) {
        MeshLevel level = scene.meshes().get(instance.mesh()).finest();
        Vec3 center = Vec3.ZERO;
        Vec3 front = Vec3.ZERO;
        double area = 0;
        for (int f = 0; f < level.faceCount(); f++) {
            Vec3 a = corner(level, 3 * f, instance.scale());
            Vec3 b = corner(level, 3 * f + 1, instance.scale());
            Vec3 c = corner(level, 3 * f + 2, instance.scale());
            Vec3 normal = b.minus(a).cross(c.minus(a)).times(0.5);
            double each = normal.length();
            if (each > 0 && each < Double.POSITIVE_INFINITY) {
                center = center.plusScaled(a.plus(b).plus(c), each / 3);
                front = front.plus(normal);
                area += each;
            }
        }
        return new Shape(area > 0 ? center.times(1 / area) : Vec3.ZERO, front, area);
    }

    private static Vec3 corner(MeshLevel level, int corner, Vec3 scale) {
        int v = level.faces()[corner];
        return new Vec3(scale.x() * level.x()[v], scale.y() * level.y()[v], scale.z() * level.z()[v]);
    }
}
