package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.raster.DepthBuffer;
import org.isthmus.render.raster.DrawList;
import org.isthmus.render.raster.TriangleFill;
import org.isthmus.render.scene.Light;
import org.isthmus.render.scene.Transforms;
import org.isthmus.render.scene.WorldState;
import org.jspecify.annotations.Nullable;

/// A depth image seen from a lamp. A place is in shadow where something nearer to the lamp is there; of the four texels around it each
/// counts by its distance (percentage closer filtering, Reeves and others, SIGGRAPH 1987). Outside of the image nothing is in shadow.
final class ShadowMap {
    /// How coarse levels of detail may be in the map, texels.
    private static final double LEVEL_ERROR = 1;
    /// How far a place is moved along its normal, and how much nearer a caster must be, in texels: a surface does not shade itself.
    private static final float NORMAL_OFFSET = 1.5f;
    private static final float DEPTH_OFFSET = 1;

    /// Steps of the sphere that a map is laid round, parts of its radius, and how much larger it is for that.
    private static final double GRID = 1.0 / 32;
    private static final double MARGIN = 1.03;

    /// What the map of an area light sees, rad.
    private static final double AREA_ANGLE = 2.2;

    private final DrawList list = new DrawList();
    private final TriangleFill fill = new TriangleFill();
    private final OpacityMask mask = new OpacityMask();
    private final StillCasters still = new StillCasters();
    /// What has not moved; that and what has; and which of the two is looked at.
    private final DepthBuffer layer = new DepthBuffer();
    private final DepthBuffer over = new DepthBuffer();
    private DepthBuffer buffer = over;
    /// Of parallel projections: nearness is this less z.
    private float far;
    private Camera camera = Camera.perspective(1, 1, 1);
    private Pose pose = Pose.IDENTITY;
    private float near;
    /// What the camera was made for: the light, radius and middle of a sphere.
    private @Nullable Light known;
    /// [4] radius, then the middle, world frame, m
    private final double[] sphere = new double[4];
    /// [12] `X_CW` row by row, m; and in single precision
    private final double[] worldToCamera = new double[12];
    private final float[] toCamera = new float[12];

    ShadowMap() {
        fill.masked(mask);
    }

    /// Draws what has moved; what has not stays in a layer of its own.
    ///
    /// @param casting [ninstance] what casts shadows
    /// @param box [6] around it: least x, y, z, most x, y, z
    void draw(WorldState world, boolean[] casting, Light light, double[] box, int size) {
        boolean aimed = aim(light, box, size);
        float newFar = list.farEnd(world, camera, pose);
        still.update(world, casting, !aimed && newFar == far);
        far = newFar;
        if (still.anyJoining()) {
            if (!still.anyKept()) {
                layer.reset(size, size);
            }
            draw(world, still.joining(), layer);
            still.joined();
        }
        if (still.anyKept() && !still.anyMoving()) {
            buffer = layer;
            return;
        }
        buffer = over;
        if (still.anyKept()) {
            over.copy(layer);
        } else {
            over.reset(size, size);
        }
        draw(world, still.moving(), over);
    }

    private void draw(WorldState world, boolean[] casting, DepthBuffer into) {
        list.prepare(world, casting, camera, pose, LEVEL_ERROR);
        mask.begin(world, list, camera, pose);
        list.fill(into, fill);
    }

    /// Lays the map of a directional light round a sphere that changes in steps, so that it seldom does; whether it does now.
    private boolean aim(Light light, double[] box, int size) {
        double radius = 0;
        if (light.kind() == Light.Kind.DIRECTIONAL) {
            radius = 0.5 * Math.sqrt(square(box[3] - box[0]) + square(box[4] - box[1]) + square(box[5] - box[2]));
            radius = Transforms.stepAbove(MARGIN * Math.max(1e-3, radius));
        }
        double x = step(0.5 * (box[0] + box[3]), GRID * radius);
        double y = step(0.5 * (box[1] + box[4]), GRID * radius);
        double z = step(0.5 * (box[2] + box[5]), GRID * radius);
        if (light.equals(known) && size == camera.width() && radius == sphere[0]
                && (radius == 0 || x == sphere[1] && y == sphere[2] && z == sphere[3])) {
            return false;
        }
        known = light;
        sphere[0] = radius;
        sphere[1] = x;
        sphere[2] = y;
        sphere[3] = z;
        Vec3 up = Math.abs(light.direction().z()) < 0.99 ? Vec3.Z : Vec3.X;
        if (light.kind() == Light.Kind.DIRECTIONAL) {
            Vec3 center = new Vec3(x, y, z);
            pose = View.lookAt(center.plusScaled(light.direction(), -4 * radius), center, up);
            camera = Camera.orthographic(size, size, 2 * radius);
        } else {
            pose = View.lookAt(light.position(), light.position().plus(light.direction()), up);
            double angle = light.kind() == Light.Kind.AREA ? AREA_ANGLE : Math.min(2 * light.outerAngle() + 0.02, 2.8);
            camera = Camera.perspective(size, size, angle).withNear(0.02);
        }
        near = (float) camera.near();
        Transforms.setInverse(pose, worldToCamera);
        for (int k = 0; k < toCamera.length; k++) {
            toCamera[k] = (float) worldToCamera[k];
        }
        return true;
    }

    private static double square(double value) {
        return value * value;
    }

    private static double step(double value, double grid) {
        return grid == 0 ? 0 : grid * Math.rint(value / grid);
    }

    /// Multiplies the light of a tile by the part that reaches it, 0 to 1.
    ///
    /// @param work arrays of the calling thread
    void dim(Tile t, float[] light, Work work) {
        int n = t.count;
        boolean parallel = camera.isOrthographic();
        depths(t.x, t.y, t.z, work.depth, n);
        texels(work.depth, parallel, work.texel, n);
        offset(t, work, n);
        depths(work.x, work.y, work.z, work.depth, n);
        project(0, (float) camera.fx(), (float) camera.cx(), parallel, work, work.column, n);
        project(4, (float) camera.fy(), (float) camera.cy(), parallel, work, work.row, n);
        limits(work, parallel, n);
        buffer.findCells(work.column, work.row, work.cell, n);
        float[] nearest = buffer.nearest();
        for (int i = 0; i < n; i++) {
            // most of what is lit has nothing near it that casts
            if (nearest[work.cell[i]] > work.limit[i] && light[i] > 0) {
                light[i] *= look(work.column[i], work.row[i], work.depth[i], work.limit[i]);
            }
        }
    }

    private void depths(float[] x, float[] y, float[] z, float[] out, int n) {
        float a = toCamera[8];
        float b = toCamera[9];
        float c = toCamera[10];
        float d = toCamera[11];
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(a, x[i], Math.fma(b, y[i], Math.fma(c, z[i], d)));
        }
    }

    private void texels(float[] depth, boolean parallel, float[] out, int n) {
        float size = (float) (1 / camera.fx());
        if (parallel) {
            Arrays.fill(out, 0, n, size);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[i] = depth[i] * size;
        }
    }

    private static void offset(Tile t, Work work, int n) {
        offset(t.x, t.gx, work.texel, work.x, n);
        offset(t.y, t.gy, work.texel, work.y, n);
        offset(t.z, t.gz, work.texel, work.z, n);
    }

    private static void offset(float[] x, float[] normal, float[] texel, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(NORMAL_OFFSET * texel[i], normal[i], x[i]);
        }
    }

    private void project(int at, float focal, float center, boolean parallel, Work work, float[] out, int n) {
        float a = focal * toCamera[at];
        float b = focal * toCamera[at + 1];
        float c = focal * toCamera[at + 2];
        float d = focal * toCamera[at + 3];
        float[] x = work.x;
        float[] y = work.y;
        float[] z = work.z;
        float[] w = work.depth;
        if (parallel) {
            for (int i = 0; i < n; i++) {
                out[i] = Math.fma(a, x[i], Math.fma(b, y[i], Math.fma(c, z[i], d))) + center;
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[i] = Math.fma(a, x[i], Math.fma(b, y[i], Math.fma(c, z[i], d))) / w[i] + center;
            }
        }
    }

    /// The nearness of casters from which on they lie before each place.
    private void limits(Work work, boolean parallel, int n) {
        float[] depth = work.depth;
        float[] texel = work.texel;
        float[] out = work.limit;
        if (parallel) {
            for (int i = 0; i < n; i++) {
                out[i] = far - (depth[i] - DEPTH_OFFSET * texel[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[i] = 1 / (depth[i] - DEPTH_OFFSET * texel[i]);
            }
        }
    }

    private float look(float column, float row, float depth, float limit) {
        int size = buffer.width();
        if (!(depth > near && column >= 0 && row >= 0 && column < size - 1 && row < size - 1)) {
            return 1;
        }
        int c = (int) column;
        int r = (int) row;
        float fc = column - c;
        float fr = row - r;
        float[] nearness = buffer.nearness();
        int at = r * size + c;
        int below = at + size;
        float top = lit(nearness[at], limit) * (1 - fc) + lit(nearness[at + 1], limit) * fc;
        float bottom = lit(nearness[below], limit) * (1 - fc) + lit(nearness[below + 1], limit) * fc;
        return top * (1 - fr) + bottom * fr;
    }

    private static float lit(float nearness, float limit) {
        return nearness > limit ? 0 : 1;
    }

    /// What one thread needs to look tiles up.
    static final class Work {
        private final float[] x = Tile.array();
        private final float[] y = Tile.array();
        private final float[] z = Tile.array();
        private final float[] depth = Tile.array();
        private final float[] texel = Tile.array();
        private final float[] column = Tile.array();
        private final float[] row = Tile.array();
        private final float[] limit = Tile.array();
        private final int[] cell = new int[Tile.CAPACITY];

        Work() {}
    }
}
