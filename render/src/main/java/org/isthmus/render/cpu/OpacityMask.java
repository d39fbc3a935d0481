package org.isthmus.render.cpu;

import java.util.Objects;

import org.isthmus.core.math.Pose;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.raster.DrawList;
import org.isthmus.render.raster.TriangleFill;
import org.isthmus.render.ray.Ray;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.scene.Transforms;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.SurfaceResolver;
import org.jspecify.annotations.Nullable;

/// Where things with holes are: looks their opacity up. For one thread.
final class OpacityMask implements TriangleFill.Mask {
    /// See-through surfaces in a row, after which nothing is seen.
    static final int MAX_LAYERS = 64;

    private final SurfaceResolver resolver = new SurfaceResolver();
    private @Nullable WorldState world;
    private @Nullable DrawList list;
    private boolean parallel;
    /// 1/fx, −cx/fx and the same of y
    private double scaleX;
    private double shiftX;
    private double scaleY;
    private double shiftY;
    /// [12] `X_WC`: camera to world
    private final double[] m = new double[WorldState.TRANSFORM];

    OpacityMask() {}

    /// Turns to a world as a camera with straight rays sees it.
    void begin(WorldState newWorld, DrawList newList, Camera camera, Pose pose) {
        begin(newWorld);
        list = newList;
        parallel = camera.isOrthographic();
        scaleX = 1 / camera.fx();
        shiftX = -camera.cx() / camera.fx();
        scaleY = 1 / camera.fy();
        shiftY = -camera.cy() / camera.fy();
        Transforms.set(pose, m, 0);
    }

    /// Turns to a world.
    void begin(WorldState newWorld) {
        world = newWorld;
        resolver.forget();
    }

    /// Whether something of a world can be seen through.
    static boolean anyIn(WorldState world) {
        for (int i = 0; i < world.visible.length; i++) {
            if (world.visible[i] && isClear(world.materialOf(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClear(PbrMaterial material) {
        return material.opacity() < 1 || material.layers().containsKey(Property.OPACITY);
    }

    @Override
    public boolean covers(int triangle, int x, int y) {
        DrawList of = Objects.requireNonNull(list, "not begun");
        int drawn = of.drawn(triangle);
        resolver.take(Objects.requireNonNull(world, "not begun"), of.instance(drawn), of.level(drawn),
                triangle - of.firstTriangle(drawn));
        double a = Math.fma(x, scaleX, shiftX);
        double b = Math.fma(y, scaleY, shiftY);
        double dx = parallel ? 0 : a;
        double dy = parallel ? 0 : b;
        double wx = m[0] * dx + m[1] * dy + m[2];
        double wy = m[4] * dx + m[5] * dy + m[6];
        double wz = m[8] * dx + m[9] * dy + m[10];
        double ox = m[3] + (parallel ? m[0] * a + m[1] * b : 0);
        double oy = m[7] + (parallel ? m[4] * a + m[5] * b : 0);
        double oz = m[11] + (parallel ? m[8] * a + m[9] * b : 0);
        double t = resolver.distance(ox, oy, oz, wx, wy, wz, 0);
        resolver.locate(ox + t * wx, oy + t * wy, oz + t * wz);
        return TriangleFill.isCovered(x, y, resolver.opacity(scaleX * (parallel ? 1 : t)));
    }

    /// The opacity of what a ray hit.
    ///
    /// @param pixel edge length of what a pixel sees there, m
    double of(Ray hit, double pixel) {
        WorldState in = Objects.requireNonNull(world, "not begun");
        PbrMaterial material = in.materialOf(hit.instance);
        if (!isClear(material)) {
            return 1;
        }
        int mesh = in.scene().instances().get(hit.instance).mesh();
        resolver.take(in, hit.instance, in.scene().meshes().get(mesh).finest(), hit.face);
        resolver.weigh(hit.b1, hit.b2);
        return resolver.opacity(pixel);
    }
}
