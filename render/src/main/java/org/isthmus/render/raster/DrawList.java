package org.isthmus.render.raster;

import java.util.Arrays;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.WorldState;

/// What one view of a world may show: instances in the field of view, each in its level of detail, with vertices in the camera's frame and
/// in the image. Keeps its memory from view to view.
///
/// Triangles have numbers: those of an instance follow each other from its base on, a multiple of [#BLOCK], so that the instance of
/// a number is a table's entry. Number 0 is nobody's.
public final class DrawList {
    private static final int BLOCK_BITS = 6;
    static final int BLOCK = 1 << BLOCK_BITS;
    private static final int TRANSFORM = WorldState.TRANSFORM;
    /// 1.5 · 2²³: adding it leaves no bits for fractions.
    private static final float ROUNDER = 12_582_912;

    /// An instance that may be seen.
    private static final class Drawn {
        int instance;
        MeshLevel level;
        int firstVertex;
        int firstTriangle;
        /// Whether its back faces cannot be seen.
        boolean cull;
        /// Whether some of it is too near or too far outside to be projected.
        boolean clip;
        int opacity;

        Drawn(MeshLevel level) {
            this.level = level;
        }
    }

    private Drawn[] drawn = {};
    private int count;
    /// [block of triangles] index into [#drawn]
    private int[] owner = {};
    private int triangles;
    /// [ninstance] first triangle, after [#list]
    private int[] base = {};

    /// [nvertex] camera frame, m
    private float[] x = {};
    private float[] y = {};
    private float[] z = {};
    /// [nvertex] image coordinates, subpixels, and nearness; meaningful where not clipped
    private int[] sx = {};
    private int[] sy = {};
    private float[] q = {};
    private int vertices;

    private Camera camera = Camera.perspective(1, 1, 1);
    /// `X_CW`: world to camera
    private final double[] worldToCamera = new double[TRANSFORM];
    private final double[] meshToCamera = new double[TRANSFORM];
    /// Of parallel projections: nearness is this less z.
    private double farEnd;
    private double cosineX;
    private double cosineY;

    public DrawList() {}

    /// Finds what a camera may see and projects it.
    ///
    /// @param view where the camera is: `X_WC`
    /// @param levelError how far a coarser level may be from the finest, pixels
    public void prepare(WorldState world, Camera newCamera, Pose view, double levelError) {
        camera = newCamera;
        setWorldToCamera(view);
        count = 0;
        vertices = 0;
        triangles = BLOCK;
        farEnd = camera.isOrthographic() ? farEnd(world, view) : 0;
        double reachX = Math.max(camera.cx() + 0.5, camera.width() - 0.5 - camera.cx()) / camera.fx();
        double reachY = Math.max(camera.cy() + 0.5, camera.height() - 0.5 - camera.cy()) / camera.fy();
        cosineX = camera.isOrthographic() ? reachX : 1 / Math.sqrt(1 + reachX * reachX);
        cosineY = camera.isOrthographic() ? reachY : 1 / Math.sqrt(1 + reachY * reachY);
        for (int i = 0; i < world.scene().instances().size(); i++) {
            if (world.visible[i]) {
                add(world, i, levelError);
            }
        }
    }

    private void setWorldToCamera(Pose view) {
        Pose inverse = view.inverse();
        Rotation r = inverse.rotation().toRotation();
        Vec3 p = inverse.position();
        double[] m = {r.xx(), r.xy(), r.xz(), p.x(), r.yx(), r.yy(), r.yz(), p.y(), r.zx(), r.zy(), r.zz(), p.z()};
        System.arraycopy(m, 0, worldToCamera, 0, TRANSFORM);
    }

    private static double farEnd(WorldState world, Pose view) {
        double far = 1;
        Vec3 axis = view.rotation().rotate(Vec3.Z);
        for (int i = 0; i < world.visible.length; i++) {
            Aabb box = world.bounds(i);
            far = Math.max(far, box.center().minus(view.position()).dot(axis) + box.halfSize().length());
        }
        return 1.001 * far;
    }

    private void add(WorldState world, int i, double levelError) {
        Instance instance = world.scene().instances().get(i);
        RenderMesh mesh = world.scene().meshes().get(instance.mesh());
        int opacity = (int) Math.round(world.materialOf(i).opacity() * TriangleFill.OPAQUE);
        multiply(worldToCamera, world.transforms, TRANSFORM * i, meshToCamera);
        double[] m = meshToCamera;
        Vec3 c = mesh.bounds().center();
        Vec3 h = mesh.bounds().halfSize();
        double cx = m[0] * c.x() + m[1] * c.y() + m[2] * c.z() + m[3];
        double cy = m[4] * c.x() + m[5] * c.y() + m[6] * c.z() + m[7];
        double cz = m[8] * c.x() + m[9] * c.y() + m[10] * c.z() + m[11];
        double hz = Math.abs(m[8]) * h.x() + Math.abs(m[9]) * h.y() + Math.abs(m[10]) * h.z();
        double scale = scale(m);
        double radius = scale * h.length();
        boolean finite = Math.abs(cx) + Math.abs(cy) + Math.abs(cz) + radius < Double.POSITIVE_INFINITY;
        if (!finite || opacity == 0 || mesh.finest().faceCount() == 0 || cz + hz < camera.near()
                || isOutside(cx, cz, radius, cosineX) || isOutside(cy, cz, radius, cosineY)) {
            return;
        }
        Drawn d = next(level(mesh, levelError, Math.max(camera.near(), cz - hz), scale));
        d.instance = i;
        d.opacity = opacity;
        d.firstVertex = vertices;
        d.cull = mesh.solid() && opacity == TriangleFill.OPAQUE && cz - hz > camera.near() && determinant(m) > 0;
        vertices += d.level.vertexCount();
        number(d);
        project(d);
    }

    /// Whether a sphere lies outside of the field of view along one axis of the image.
    private boolean isOutside(double across, double along, double radius, double cosine) {
        if (camera.isOrthographic()) {
            return Math.abs(across) - radius > cosine;
        }
        // distance from the plane through the eye and the edge of the image
        return Math.abs(across) * cosine - along * Math.sqrt(1 - cosine * cosine) > radius;
    }

    private static double scale(double[] m) {
        double most = 0;
        for (int k = 0; k < 3; k++) {
            most = Math.max(most, m[k] * m[k] + m[4 + k] * m[4 + k] + m[8 + k] * m[8 + k]);
        }
        return Math.sqrt(most);
    }

    private static double determinant(double[] m) {
        return m[0] * (m[5] * m[10] - m[6] * m[9]) - m[1] * (m[4] * m[10] - m[6] * m[8])
                + m[2] * (m[4] * m[9] - m[5] * m[8]);
    }

    /// The coarsest level whose error is small enough at the nearest depth.
    private MeshLevel level(RenderMesh mesh, double levelError, double depth, double scale) {
        double pixelsPerMetre = Math.max(camera.fx(), camera.fy()) / (camera.isOrthographic() ? 1 : depth);
        for (int l = mesh.levels().size() - 1; l > 0; l--) {
            if (mesh.levels().get(l).error() * scale * pixelsPerMetre <= levelError) {
                return mesh.levels().get(l);
            }
        }
        return mesh.finest();
    }

    private Drawn next(MeshLevel level) {
        if (count == drawn.length) {
            drawn = Arrays.copyOf(drawn, Math.max(16, 2 * count));
        }
        if (drawn[count] == null) {
            drawn[count] = new Drawn(level);
        }
        drawn[count].level = level;
        return drawn[count++];
    }

    private static void multiply(double[] a, double[] b, int at, double[] out) {
        for (int row = 0; row < 12; row += 4) {
            for (int k = 0; k < 4; k++) {
                out[row + k] = a[row] * b[at + k] + a[row + 1] * b[at + 4 + k] + a[row + 2] * b[at + 8 + k]
                        + (k == 3 ? a[row + 3] : 0);
            }
        }
    }

    private void project(Drawn d) {
        x = grown(x, vertices);
        y = grown(y, vertices);
        z = grown(z, vertices);
        q = grown(q, vertices);
        sx = grown(sx, vertices);
        sy = grown(sy, vertices);
        int at = d.firstVertex;
        int n = d.level.vertexCount();
        transform(d.level, meshToCamera, 0, x, at, n);
        transform(d.level, meshToCamera, 4, y, at, n);
        transform(d.level, meshToCamera, 8, z, at, n);
        if (camera.isOrthographic()) {
            projectParallel(at, n);
        } else {
            projectPerspective(at, n);
        }
        float near = Float.POSITIVE_INFINITY;
        int outside = 0;
        for (int v = at; v < at + n; v++) {
            near = Math.min(near, z[v]);
            outside = Math.max(outside, Math.max(Math.abs(sx[v]), Math.abs(sy[v])));
        }
        // of Integer.MIN_VALUE the magnitude is negative: such vertices are behind the camera or saturate to the maximum as well
        d.clip = near <= (float) camera.near() || outside >= TriangleFill.GUARD * TriangleFill.SUBPIXELS;
    }

    // Plain loops over one array each, which C2 turns into vectors (rung 1).

    private static void transform(MeshLevel level, double[] m, int row, float[] out, int at, int n) {
        float a = (float) m[row];
        float b = (float) m[row + 1];
        float c = (float) m[row + 2];
        float d = (float) m[row + 3];
        float[] px = level.x();
        float[] py = level.y();
        float[] pz = level.z();
        for (int v = 0; v < n; v++) {
            out[at + v] = Math.fma(a, px[v], Math.fma(b, py[v], Math.fma(c, pz[v], d)));
        }
    }

    private void projectPerspective(int at, int n) {
        float fx = (float) (camera.fx() * TriangleFill.SUBPIXELS);
        float fy = (float) (camera.fy() * TriangleFill.SUBPIXELS);
        float cx = (float) (camera.cx() * TriangleFill.SUBPIXELS);
        float cy = (float) (camera.cy() * TriangleFill.SUBPIXELS);
        for (int v = at; v < at + n; v++) {
            q[v] = 1 / z[v];
        }
        for (int v = at; v < at + n; v++) {
            sx[v] = round(Math.fma(fx, x[v] * q[v], cx));
        }
        for (int v = at; v < at + n; v++) {
            sy[v] = round(Math.fma(fy, y[v] * q[v], cy));
        }
    }

    private void projectParallel(int at, int n) {
        float fx = (float) (camera.fx() * TriangleFill.SUBPIXELS);
        float fy = (float) (camera.fy() * TriangleFill.SUBPIXELS);
        float cx = (float) (camera.cx() * TriangleFill.SUBPIXELS);
        float cy = (float) (camera.cy() * TriangleFill.SUBPIXELS);
        float far = (float) farEnd;
        for (int v = at; v < at + n; v++) {
            q[v] = far - z[v];
            sx[v] = round(Math.fma(fx, x[v], cx));
            sy[v] = round(Math.fma(fy, y[v], cy));
        }
    }

    /// To the nearest whole number, by pushing fractions out of the mantissa; magnitudes up to 2²².
    private static int round(float value) {
        return (int) (value + ROUNDER) - (int) ROUNDER;
    }

    /// Fills some rows of a buffer of the camera's size.
    public void fill(VisibilityBuffer buffer, int fromRow, int toRow) {
        TriangleFill fill = new TriangleFill(buffer, fromRow, toRow);
        for (int i = 0; i < count; i++) {
            if (drawn[i].clip) {
                fillClipped(drawn[i], fill);
            } else {
                fillWhole(drawn[i], fill);
            }
        }
    }

    private void fillWhole(Drawn d, TriangleFill fill) {
        int[] faces = d.level.faces();
        int at = d.firstVertex;
        int triangle = d.firstTriangle;
        for (int f = 0; f < faces.length; f += 3) {
            int a = at + faces[f];
            int b = at + faces[f + 1];
            int c = at + faces[f + 2];
            fill.fill(sx[a], sy[a], q[a], sx[b], sy[b], q[b], sx[c], sy[c], q[c], triangle++, d.cull, d.opacity);
        }
    }

    private void fillClipped(Drawn d, TriangleFill fill) {
        Clipper clipper = new Clipper(camera, farEnd);
        int[] faces = d.level.faces();
        for (int f = 0; f < faces.length; f += 3) {
            clipper.begin();
            for (int k = 0; k < 3; k++) {
                int v = d.firstVertex + faces[f + k];
                clipper.add(x[v], y[v], z[v]);
            }
            clipper.fill(fill, d.firstTriangle + f / 3, d.cull, d.opacity);
        }
    }

    /// Lists all visible instances in their finest level without a camera, for whoever finds by other means what is seen.
    public void list(WorldState world) {
        camera = Camera.perspective(1, 1, 1);
        count = 0;
        triangles = BLOCK;
        int n = world.visible.length;
        base = grown(base, n);
        for (int i = 0; i < n; i++) {
            MeshLevel level = world.scene().meshes().get(world.scene().instances().get(i).mesh()).finest();
            Drawn d = next(level);
            d.instance = i;
            number(d);
            base[i] = d.firstTriangle;
        }
    }

    /// The number of a face of an instance, after [#list].
    public int triangle(int instance, int face) {
        return base[instance] + face;
    }

    private void number(Drawn d) {
        d.firstTriangle = triangles;
        int blocks = (d.level.faceCount() + BLOCK - 1) >> BLOCK_BITS;
        owner = grown(owner, (triangles >> BLOCK_BITS) + blocks);
        Arrays.fill(owner, triangles >> BLOCK_BITS, (triangles >> BLOCK_BITS) + blocks, count - 1);
        triangles = Math.addExact(triangles, blocks << BLOCK_BITS);
    }

    /// The instance of a triangle.
    public int instance(int triangle) {
        return drawn[owner[triangle >> BLOCK_BITS]].instance;
    }

    /// The level of detail that a triangle belongs to.
    public MeshLevel level(int triangle) {
        return drawn[owner[triangle >> BLOCK_BITS]].level;
    }

    /// The number of a triangle in its level.
    public int face(int triangle) {
        return triangle - drawn[owner[triangle >> BLOCK_BITS]].firstTriangle;
    }

    /// The depth along z that a nearness stands for, m.
    public double depth(float nearness) {
        return camera.isOrthographic() ? farEnd - nearness : 1 / (double) nearness;
    }

    /// The nearness of a depth.
    public float nearness(double depth) {
        return (float) (camera.isOrthographic() ? farEnd - depth : 1 / depth);
    }

    /// How many triangles are drawn.
    public int triangleCount() {
        int n = 0;
        for (int i = 0; i < count; i++) {
            n += drawn[i].level.faceCount();
        }
        return n;
    }

    private static float[] grown(float[] a, int length) {
        return a.length >= length ? a : Arrays.copyOf(a, Math.max(length, 2 * a.length));
    }

    private static int[] grown(int[] a, int length) {
        return a.length >= length ? a : Arrays.copyOf(a, Math.max(length, 2 * a.length));
    }
}
