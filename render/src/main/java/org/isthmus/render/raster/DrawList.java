package org.isthmus.render.raster;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.scene.Transforms;
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
    /// Up to how many pixels of a mesh's box there are per triangle of a fine one.
    private static final double FINE = 64;
    /// What is farther in a parallel projection is not drawn, m; single precision ends there.
    private static final double FARTHEST = 1e15;
    /// 1.5 · 2²³: adding it leaves no bits for fractions.
    private static final float ROUNDER = 12_582_912;

    /// An instance that may be seen.
    private static final class Drawn {
        int instance;
        MeshLevel level;
        int firstVertex;
        int firstTriangle;
        /// Whether all of it is farther away than the camera's near plane.
        boolean before;
        /// Whether its back faces cannot be seen.
        boolean cull;
        /// Whether some of it is too near or too far outside to be projected.
        boolean clip;
        /// Whether its triangles cover few pixels each.
        boolean fine;
        int opacity;
        /// Box around its vertices in the image, subpixels; meaningless where clipped
        int left;
        int right;
        int top;
        int bottom;
        /// `X_CM`: mesh to camera
        final double[] meshToCamera = new double[TRANSFORM];

        Drawn(MeshLevel level) {
            this.level = level;
        }

        /// Finds the box, in one loop: each minimum waits for the one before, so that four of them cost what one does.
        void surround(int[] sx, int[] sy, int at, int n) {
            int lowX = Integer.MAX_VALUE;
            int highX = Integer.MIN_VALUE;
            int lowY = Integer.MAX_VALUE;
            int highY = Integer.MIN_VALUE;
            for (int v = at; v < at + n; v++) {
                lowX = Math.min(lowX, sx[v]);
                highX = Math.max(highX, sx[v]);
                lowY = Math.min(lowY, sy[v]);
                highY = Math.max(highY, sy[v]);
            }
            left = lowX;
            right = highX;
            top = lowY;
            bottom = highY;
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
    /// `X_CM` of the instance that is looked at
    private final double[] meshToCamera = new double[TRANSFORM];
    /// [3] middle and half extents of the box that is looked at, m
    private final double[] center = new double[3];
    private final double[] half = new double[3];
    /// Of parallel projections: nearness is this less z.
    private double farEnd;
    private double cosineX;
    private double cosineY;

    public DrawList() {}

    /// Finds what a camera may see and projects it.
    ///
    /// @param shown [ninstance] which instances are drawn
    /// @param view where the camera is: `X_WC`
    /// @param levelError how far a coarser level may be from the finest, pixels
    public void prepare(WorldState world, boolean[] shown, Camera newCamera, Pose view, double levelError) {
        camera = newCamera;
        setWorldToCamera(view);
        count = 0;
        vertices = 0;
        triangles = BLOCK;
        farEnd = camera.isOrthographic() ? farEnd(world) : 0;
        double reachX = Math.max(camera.cx() + 0.5, camera.width() - 0.5 - camera.cx()) / camera.fx();
        double reachY = Math.max(camera.cy() + 0.5, camera.height() - 0.5 - camera.cy()) / camera.fy();
        cosineX = camera.isOrthographic() ? reachX : 1 / Math.sqrt(1 + reachX * reachX);
        cosineY = camera.isOrthographic() ? reachY : 1 / Math.sqrt(1 + reachY * reachY);
        for (int i = 0; i < world.scene().instances().size(); i++) {
            if (shown[i]) {
                add(world, i, levelError);
            }
        }
    }

    private void setWorldToCamera(Pose view) {
        Transforms.setInverse(view, worldToCamera);
    }

    /// Of what nearness is less z in a parallel projection of a world; it changes in steps, so that it seldom does.
    public float farEnd(WorldState world, Camera of, Pose view) {
        camera = of;
        setWorldToCamera(view);
        return camera.isOrthographic() ? (float) farEnd(world) : 0;
    }

    private double farEnd(WorldState world) {
        double far = 1;
        double[] m = worldToCamera;
        for (int i = 0; i < world.visible.length; i++) {
            world.bounds(i, center, half);
            double along = m[8] * center[0] + m[9] * center[1] + m[10] * center[2] + m[11];
            double end = along + length(half);
            far = end < FARTHEST ? Math.max(far, end) : far;
        }
        return Transforms.stepAbove(1.001 * far);
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    private void add(WorldState world, int i, double levelError) {
        Instance instance = world.scene().instances().get(i);
        RenderMesh mesh = world.scene().meshes().get(instance.mesh());
        int opacity = opacity(world.materialOf(i));
        Transforms.multiply(worldToCamera, 0, world.transforms, TRANSFORM * i, meshToCamera);
        double[] m = meshToCamera;
        mesh.box(center, half);
        double[] c = center;
        double cx = m[0] * c[0] + m[1] * c[1] + m[2] * c[2] + m[3];
        double cy = m[4] * c[0] + m[5] * c[1] + m[6] * c[2] + m[7];
        double cz = m[8] * c[0] + m[9] * c[1] + m[10] * c[2] + m[11];
        double hz = Math.abs(m[8]) * half[0] + Math.abs(m[9]) * half[1] + Math.abs(m[10]) * half[2];
        double scale = scale(m);
        double radius = scale * length(half);
        boolean finite = Math.abs(cx) + Math.abs(cy) + Math.abs(cz) + radius < Double.POSITIVE_INFINITY;
        if (!finite || opacity == 0 || mesh.finest().faceCount() == 0 || cz + hz < camera.near()
                || isOutside(cx, cz, radius, cosineX) || isOutside(cy, cz, radius, cosineY)) {
            return;
        }
        Drawn d = next(level(mesh, levelError, Math.max(camera.near(), cz - hz), scale));
        d.instance = i;
        d.opacity = opacity;
        d.firstVertex = vertices;
        d.before = cz - hz > (1 + 1e-5) * camera.near();
        d.cull = mesh.solid() && opacity == TriangleFill.OPAQUE && d.before && determinant(m) > 0;
        System.arraycopy(m, 0, d.meshToCamera, 0, TRANSFORM);
        vertices += d.level.vertexCount();
        number(d);
        project(d);
    }

    private static int opacity(PbrMaterial material) {
        int whole = (int) Math.round(material.opacity() * TriangleFill.OPAQUE);
        return whole > 0 && material.layers().containsKey(Property.OPACITY) ? TriangleFill.MASKED : whole;
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
        d.surround(sx, sy, at, n);
        int outside = Math.max(Math.max(-d.left, d.right), Math.max(-d.top, d.bottom));
        // the box says for most that all are far enough; their minimum is slow, since each waits for the one before
        float near = d.before ? Float.POSITIVE_INFINITY : nearest(z, at, n);
        // the magnitude of Integer.MIN_VALUE is negative: such vertices are behind the camera or saturate to the maximum as well
        d.clip = near <= (float) camera.near() || outside >= TriangleFill.GUARD * TriangleFill.SUBPIXELS;
        double box = (double) ((long) d.right - d.left) * ((long) d.bottom - d.top);
        d.fine = !d.clip && box <= FINE * TriangleFill.SUBPIXELS * TriangleFill.SUBPIXELS * d.level.faceCount();
    }

    // Plain loops over one array each, which C2 turns into vectors (rung 1).

    private static float nearest(float[] z, int at, int n) {
        float near = Float.POSITIVE_INFINITY;
        for (int v = at; v < at + n; v++) {
            near = Math.min(near, z[v]);
        }
        return near;
    }

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
    ///
    /// @param fill workspace of the calling thread
    public void fill(VisibilityBuffer buffer, int fromRow, int toRow, TriangleFill fill) {
        fill.begin(buffer, fromRow, toRow);
        fill(fill);
    }

    /// Fills a depth buffer of the camera's size.
    ///
    /// @param fill workspace of the calling thread
    public void fill(DepthBuffer buffer, TriangleFill fill) {
        fill.begin(buffer);
        fill(fill);
    }

    private void fill(TriangleFill fill) {
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
        if (d.opacity == TriangleFill.OPAQUE) {
            fill.fillMesh(faces, at, sx, sy, q, triangle, d.cull);
            return;
        }
        for (int f = 0; f < faces.length; f += 3) {
            int a = at + faces[f];
            int b = at + faces[f + 1];
            int c = at + faces[f + 2];
            fill.fill(sx[a], sy[a], q[a], sx[b], sy[b], q[b], sx[c], sy[c], q[c], triangle++, d.cull, d.opacity);
        }
    }

    private void fillClipped(Drawn d, TriangleFill fill) {
        Clipper clipper = fill.clipper;
        clipper.of(camera, farEnd);
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

    /// Lists all visible instances in their finest level, for whoever finds by other means what is seen.
    ///
    /// @param view where the camera is: `X_WC`
    public void list(WorldState world, Camera newCamera, Pose view) {
        camera = newCamera;
        setWorldToCamera(view);
        count = 0;
        triangles = BLOCK;
        int n = world.visible.length;
        base = grown(base, n);
        for (int i = 0; i < n; i++) {
            MeshLevel level = world.scene().meshes().get(world.scene().instances().get(i).mesh()).finest();
            Drawn d = next(level);
            d.instance = i;
            d.fine = false;
            Transforms.multiply(worldToCamera, 0, world.transforms, TRANSFORM * i, d.meshToCamera);
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

    /// How many instances are drawn.
    public int drawnCount() {
        return count;
    }

    /// Which of the drawn instances a triangle belongs to.
    public int drawn(int triangle) {
        return owner[triangle >> BLOCK_BITS];
    }

    /// The block of triangles that one belongs to; 0 is nobody's.
    public static int block(int triangle) {
        return triangle >> BLOCK_BITS;
    }

    /// Which of the drawn instances all triangles of a block belong to.
    public int drawnOfBlock(int block) {
        return owner[block];
    }

    /// The index in the scene of a drawn instance.
    public int instance(int index) {
        return drawn[index].instance;
    }

    /// The level of detail of a drawn instance.
    public MeshLevel level(int index) {
        return drawn[index].level;
    }

    /// Whether a drawn instance is made of triangles of few pixels each, all before the camera.
    public boolean isFine(int index) {
        return drawn[index].fine;
    }

    /// Where the vertices of a drawn instance begin in [#x], [#y] and [#z].
    public int firstVertex(int index) {
        return drawn[index].firstVertex;
    }

    /// [nvertex] camera frame, m; not to be changed
    public float[] x() {
        return x;
    }

    /// [nvertex] camera frame, m; not to be changed
    public float[] y() {
        return y;
    }

    /// [nvertex] camera frame, m; not to be changed
    public float[] z() {
        return z;
    }

    /// The number of the first triangle of a drawn instance.
    public int firstTriangle(int index) {
        return drawn[index].firstTriangle;
    }

    /// [12] `X_CM`: mesh to camera, of a drawn instance; not to be changed
    public double[] meshToCamera(int index) {
        return drawn[index].meshToCamera;
    }

    /// Of parallel projections: nearness is this less z.
    public float farEnd() {
        return (float) farEnd;
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
