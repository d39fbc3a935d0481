package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.Frames;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.raster.DrawList;
import org.isthmus.render.scene.Transforms;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.WorldState;

/// Writes the labels of tiles. Of several samples per pixel the one in the middle counts.
final class TileLabels {
    private static final int TRANSFORM = WorldState.TRANSFORM;

    private Frames out = Frames.NONE;
    private Camera camera = Camera.perspective(1, 1, 1);
    private int samples;
    private int firstPixel;
    private boolean any;
    private boolean still;
    /// [12] `X_CW` of the earlier view
    private final double[] worldToEarlier = new double[TRANSFORM];

    private Instance instance = Instance.fixed("", 0, 0, Pose.IDENTITY);
    private boolean unmoved;
    /// [12] from where a point of the instance is to where it was, both in their camera's frame
    private final double[] motion = new double[TRANSFORM];
    private final double[] earlier = new double[TRANSFORM];
    private final double[] inverse = new double[TRANSFORM];
    private final float[] turn = new float[TRANSFORM];

    /// [labelled] samples of the tile that are labelled, and their pixels
    private final int[] chosen = new int[Tile.CAPACITY];
    private final int[] pixel = new int[Tile.CAPACITY];
    private int count;
    private final float[] px = Tile.array();
    private final float[] py = Tile.array();
    private final float[] pz = Tile.array();
    private final double[] projected = new double[2];

    TileLabels() {}

    /// @param perAxis samples of a pixel and axis
    /// @param index of the image
    void begin(Frames frames, View view, int perAxis, int index) {
        out = frames;
        camera = view.camera();
        samples = perAxis;
        firstPixel = index * frames.pixels();
        any = frames.depth().length + frames.instance().length + frames.object().length + frames.semantic().length
                + frames.normal().length + frames.position().length + frames.flow().length > 0;
        if (frames.flow().length > 0) {
            still = view.pose().equals(view.earlier());
            Transforms.setInverse(view.earlier(), worldToEarlier);
        }
    }

    boolean any() {
        return any;
    }

    /// Begins an instance of the view's draw list.
    void take(WorldState world, DrawList list, int drawn) {
        int index = list.instance(drawn);
        instance = world.scene().instances().get(index);
        if (out.flow().length == 0) {
            return;
        }
        int at = TRANSFORM * index;
        unmoved = still && Arrays.equals(world.transforms, at, at + TRANSFORM, world.earlier, at, at + TRANSFORM);
        if (!unmoved) {
            Transforms.multiply(worldToEarlier, 0, world.earlier, at, earlier);
            unmoved = !Transforms.invert(list.meshToCamera(drawn), 0, inverse);
            Transforms.multiply(earlier, 0, inverse, 0, motion);
            for (int k = 0; k < TRANSFORM; k++) {
                turn[k] = (float) motion[k];
            }
        }
    }

    private void choose(Tile t) {
        count = 0;
        int middle = samples / 2;
        for (int i = 0; i < t.count; i++) {
            int row = t.row(i);
            int column = t.column(i);
            if (samples > 1) {
                if (row % samples != middle || column % samples != middle) {
                    continue;
                }
                row /= samples;
                column /= samples;
            }
            chosen[count] = i;
            pixel[count++] = firstPixel + row * out.width() + column;
        }
    }

    /// Labels samples that see nothing; of the tile only places matter.
    void writeNothing(Tile t) {
        choose(t);
        ids(out.instance(), -1);
        ids(out.object(), -1);
        ids(out.semantic(), -1);
        for (int i = 0; i < count; i++) {
            int at = pixel[i];
            if (out.depth().length > 0) {
                out.depth()[at] = 0;
            }
            if (out.normal().length > 0) {
                write(out.normal(), at, 0, 0, 0);
            }
            if (out.position().length > 0) {
                write(out.position(), at, Float.NaN, Float.NaN, Float.NaN);
            }
            if (out.flow().length > 0) {
                out.flow()[2 * at] = 0;
                out.flow()[2 * at + 1] = 0;
            }
        }
    }

    /// Labels samples of the instance taken last.
    ///
    /// @param index of the instance in the scene
    void write(Tile t, int index) {
        choose(t);
        ids(out.instance(), index);
        ids(out.object(), instance.object());
        ids(out.semantic(), instance.semantic());
        float[] depth = out.depth();
        for (int i = 0; i < count && depth.length > 0; i++) {
            depth[pixel[i]] = t.cz[chosen[i]];
        }
        vectors(out.normal(), t.nx, t.ny, t.nz);
        vectors(out.position(), t.x, t.y, t.z);
        if (out.flow().length > 0) {
            flow(t);
        }
    }

    private void ids(int[] to, int id) {
        for (int i = 0; i < count && to.length > 0; i++) {
            to[pixel[i]] = id;
        }
    }

    private void vectors(float[] to, float[] x, float[] y, float[] z) {
        for (int i = 0; i < count && to.length > 0; i++) {
            int from = chosen[i];
            write(to, pixel[i], x[from], y[from], z[from]);
        }
    }

    private static void write(float[] to, int at, float x, float y, float z) {
        to[3 * at] = x;
        to[3 * at + 1] = y;
        to[3 * at + 2] = z;
    }

    /// Where the point of the mesh was in the earlier image, minus where it is.
    private void flow(Tile t) {
        float[] flow = out.flow();
        if (unmoved) {
            for (int i = 0; i < count; i++) {
                flow[2 * pixel[i]] = 0;
                flow[2 * pixel[i] + 1] = 0;
            }
            return;
        }
        transform(turn, 0, t.cx, t.cy, t.cz, px, t.count);
        transform(turn, 4, t.cx, t.cy, t.cz, py, t.count);
        transform(turn, 8, t.cx, t.cy, t.cz, pz, t.count);
        if (!camera.lens().isStraight()) {
            bend(t.count);
        } else {
            project(t.count, camera.isOrthographic());
        }
        float scale = 1f / samples;
        float shift = 0.5f * (samples - 1);
        for (int i = 0; i < count; i++) {
            int from = chosen[i];
            flow[2 * pixel[i]] = px[from] - (t.column(from) - shift) * scale;
            flow[2 * pixel[i] + 1] = py[from] - (t.row(from) - shift) * scale;
        }
    }

    private static void transform(float[] m, int row, float[] x, float[] y, float[] z, float[] out, int n) {
        float a = m[row];
        float b = m[row + 1];
        float c = m[row + 2];
        float d = m[row + 3];
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(a, x[i], Math.fma(b, y[i], Math.fma(c, z[i], d)));
        }
    }

    private void project(int n, boolean parallel) {
        float fx = (float) camera.fx();
        float fy = (float) camera.fy();
        float cx = (float) camera.cx();
        float cy = (float) camera.cy();
        for (int i = 0; i < n; i++) {
            pz[i] = parallel ? 1 : pz[i] > 0 ? pz[i] : Float.NaN;
        }
        for (int i = 0; i < n; i++) {
            float inverse = 1 / pz[i];
            px[i] = Math.fma(fx, px[i] * inverse, cx);
            py[i] = Math.fma(fy, py[i] * inverse, cy);
        }
    }

    private void bend(int n) {
        for (int i = 0; i < n; i++) {
            camera.project(new Vec3(px[i], py[i], pz[i]), projected);
            px[i] = (float) projected[0];
            py[i] = (float) projected[1];
        }
    }
}
