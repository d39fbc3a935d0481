package org.isthmus.render.scene;

import java.util.List;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.texture.Rgb;

/// A photographer's studio: a bright hall with soft boxes, a key light, and a light ground under the things that are shown.
public final class Studio {
    private static final Vec3 KEY = new Vec3(-0.45, 0.5, -0.95).normalized();

    private Studio() {}

    /// Bright above, with three soft boxes whose reflections show the shape of shiny things.
    public static Environment environment() {
        Vec3 left = new Vec3(0.3, -1, 0.55).normalized();
        Vec3 right = new Vec3(0.2, 1, 0.35).normalized();
        Vec3 above = new Vec3(0.1, 0, 1).normalized();
        return Environment.of(128, 64, d -> {
            Rgb base = Rgb.grey(d.z() < 0 ? 0.30 : 0.30 + 0.10 * d.z());
            double boxes = 2.6 * box(d, left, 0.88) + 1.2 * box(d, right, 0.9) + 1.0 * box(d, above, 0.85);
            return base.plus(new Rgb(1, 0.985, 0.96).times(boxes));
        });
    }

    /// 1 around an axis, 0 outside of a cone, with a soft edge.
    private static double box(Vec3 d, Vec3 axis, double cosine) {
        double t = Math.clamp((d.dot(axis) - cosine) / 0.05, 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// The key light: from above, left and in front, warm, with soft shadows.
    public static List<Light> lights() {
        return List.of(Light.directional(KEY, new Rgb(1, 0.965, 0.91).times(1.35), 0.06));
    }

    /// The scene in the studio: its own lights are replaced, and where nothing lies under it a ground does.
    ///
    /// @param world where things are
    /// @param ground whether to lay a ground
    public static RenderScene around(RenderScene scene, WorldState world, boolean ground) {
        RenderScene lit = scene.withLights(lights()).withEnvironment(environment());
        Aabb box = scene.bounds(world, Double.POSITIVE_INFINITY);
        if (!ground || box.isEmpty()) {
            return lit;
        }
        double size = 60 * Math.max(0.1, box.halfSize().length());
        Vec3 c = box.center();
        return lit.with(ground(size), groundMaterial(), "ground", Pose.at(c.x(), c.y(), box.min().z()));
    }

    /// A square on z = 0.
    public static RenderMesh ground(double halfSize) {
        return MeshConversion.convert("ground", Shapes.plane(halfSize, halfSize));
    }

    /// A dull light grey.
    public static PbrMaterial groundMaterial() {
        return PbrMaterial.of(Rgb.srgb(0.66, 0.67, 0.69)).withRoughness(0.6).withSpecular(0.25);
    }
}
