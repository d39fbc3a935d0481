package org.isthmus.render.cpu;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.raster.DrawList;
import org.isthmus.render.scene.Transforms;

/// Finds where samples meet the triangles that they are known to see: positions, normals, the direction to the camera.
///
/// A ray `d` from the camera meets the triangle (p0, p1, p2) with weights in the ratio of `d·(p1 × p2)`, `d·(p2 × p0)`, `d·(p0 × p1)`
/// (Cramer's rule); with z = 1 in the corners the same holds for parallel rays. Corners and weights are in double precision, since the
/// corners of a ground may be far away; weights are clamped into the triangle, so that nothing is found outside of it.
///
/// Along straight rays positions need no weights: the nearness of a plane, 1/z or −z, is linear over the image. It is kept within that of the
/// triangle's corners.
final class TileGeometry {
    private static final float LEAST_SQUARE = 1e-30f;
    /// From which cosine on an interpolated normal is trusted.
    private static final float TRUST = 1e6f;
    private static final double HUGE = 1e300;
    /// Samples of one triangle in a row from which on starting a dozen loops pays.
    private static final int MANY = 32;

    private Camera camera = Camera.perspective(1, 1, 1);
    private boolean parallel;
    private boolean straight;
    /// 1/fx, −cx/fx and the same of y
    private double scaleX;
    private double shiftX;
    private double scaleY;
    private double shiftY;
    /// [3][3] camera to world, and the camera's place
    private final double[] cameraToWorld = new double[12];
    private final float[] turn = new float[9];
    private final float[] eye = new float[3];

    private final float[] scale = Tile.array();
    private final float[] trust = Tile.array();
    private final double[] w1 = new double[Tile.CAPACITY];
    private final double[] w2 = new double[Tile.CAPACITY];
    private final double[] inverse = new double[Tile.CAPACITY];
    private final float[] nearness = Tile.array();
    private final float[][] wide = Tile.arrays();

    private final FineGeometry fine = new FineGeometry();

    // The instance.
    private DrawList list = new DrawList();
    private int drawn;
    private boolean isFine;
    private boolean isFlat;
    private boolean isWeighed;
    private MeshLevel level = MeshLevel.EMPTY;
    private double[] meshToCamera = {};
    /// [3][3] mesh to world, for normals
    private final float[] normalTurn = new float[9];

    // The triangle: corner 0 and the edges from it, camera frame; edge functions; normal in the world, on the camera's side; normal
    // of corner 0, mesh frame, and how the others differ from it.
    private int triangle;
    private double x0;
    private double y0;
    private double z0;
    private double ux;
    private double uy;
    private double uz;
    private double wx;
    private double wy;
    private double wz;
    private double e1x;
    private double e1y;
    private double e1z;
    private double e2x;
    private double e2y;
    private double e2z;
    private double sumX;
    private double sumY;
    private double sumZ;
    private float gx;
    private float gy;
    private float gz;
    private float side;
    /// Nearness of the triangle's plane at a column and a row, and the least and greatest of the triangle: 1/z, or −z of parallel projections.
    private double planeX;
    private double planeY;
    private double planeStart;
    private float farthest;
    private float nearest;
    private float n0x;
    private float n0y;
    private float n0z;
    private float n1x;
    private float n1y;
    private float n1z;
    private float n2x;
    private float n2y;
    private float n2z;

    TileGeometry() {}

    /// Begins a view.
    void begin(Camera newCamera, Pose pose) {
        camera = newCamera;
        parallel = camera.isOrthographic();
        straight = camera.lens().isStraight();
        scaleX = 1 / camera.fx();
        shiftX = -camera.cx() / camera.fx();
        scaleY = 1 / camera.fy();
        shiftY = -camera.cy() / camera.fy();
        fine.begin(newCamera);
        Transforms.set(pose, cameraToWorld, 0);
        for (int k = 0; k < 3; k++) {
            turn[3 * k] = (float) cameraToWorld[4 * k];
            turn[3 * k + 1] = (float) cameraToWorld[4 * k + 1];
            turn[3 * k + 2] = (float) cameraToWorld[4 * k + 2];
            eye[k] = (float) cameraToWorld[4 * k + 3];
        }
    }

    /// Begins an instance of the view's draw list.
    ///
    /// @param transform [12] `X_WM` from `at` on
    /// @param weights whether the weights of corners are wanted
    void take(DrawList newList, int newDrawn, double[] transform, int at, boolean weights) {
        list = newList;
        drawn = newDrawn;
        isFine = straight && list.isFine(drawn);
        level = list.level(drawn);
        isFlat = !isFine && level.isFlat();
        isWeighed = weights || !isFlat;
        meshToCamera = list.meshToCamera(drawn);
        triangle = -1;
        // normals turn by the transform's cofactors, which keep them perpendicular under any scale; their size does not matter
        for (int row = 0; row < 3; row++) {
            int a = at + 4 * ((row + 1) % 3);
            int b = at + 4 * ((row + 2) % 3);
            double[] m = transform;
            normalTurn[3 * row] = (float) (m[a + 1] * m[b + 2] - m[a + 2] * m[b + 1]);
            normalTurn[3 * row + 1] = (float) (m[a + 2] * m[b] - m[a] * m[b + 2]);
            normalTurn[3 * row + 2] = (float) (m[a] * m[b + 1] - m[a + 1] * m[b]);
        }
        float largest = 0;
        for (float value : normalTurn) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int k = 0; k < 9 && largest > 0; k++) {
            normalTurn[k] /= largest;
        }
    }

    /// Finds what samples of the instance taken last see.
    ///
    /// @param tile whose places and triangles are known
    void fill(Tile tile) {
        int n = tile.count;
        if (isFine) {
            fine.fill(tile, list, drawn, turn);
        } else {
            fillRuns(tile, n);
        }
        place(tile, n);
        if (!isFlat) {
            shadingNormals(tile, 0, n);
        }
    }

    private void fillRuns(Tile tile, int n) {
        for (int i = 0; i < n;) {
            int t = tile.triangle[i];
            int end = i + 1;
            while (end < n && tile.triangle[end] == t) {
                end++;
            }
            if (t != triangle) {
                setUp(t);
                triangle = t;
            }
            if (straight && end - i >= MANY) {
                locateMany(tile, i, end);
            } else if (straight) {
                locate(tile, i, end);
            } else {
                locateBent(tile, i, end);
            }
            if (isFlat) {
                shadeFlat(tile, i, end);
            }
            i = end;
        }
    }

    /// Writes the direction of a ray, world frame, of any length, into the directions to the camera of a tile.
    void direction(int column, int row, Tile tile, int i) {
        float x = parallel ? 0 : (float) Math.fma(column, scaleX, shiftX);
        float y = parallel ? 0 : (float) Math.fma(row, scaleY, shiftY);
        tile.vx[i] = turn[0] * x + turn[1] * y + turn[2];
        tile.vy[i] = turn[3] * x + turn[4] * y + turn[5];
        tile.vz[i] = turn[6] * x + turn[7] * y + turn[8];
    }

    private void setUp(int t) {
        int[] faces = level.faces();
        int a = faces[3 * t];
        int b = faces[3 * t + 1];
        int c = faces[3 * t + 2];
        float[] xs = level.x();
        float[] ys = level.y();
        float[] zs = level.z();
        double[] m = meshToCamera;
        double px = xs[a];
        double py = ys[a];
        double pz = zs[a];
        x0 = m[0] * px + m[1] * py + m[2] * pz + m[3];
        y0 = m[4] * px + m[5] * py + m[6] * pz + m[7];
        z0 = m[8] * px + m[9] * py + m[10] * pz + m[11];
        double qx = xs[b] - px;
        double qy = ys[b] - py;
        double qz = zs[b] - pz;
        ux = m[0] * qx + m[1] * qy + m[2] * qz;
        uy = m[4] * qx + m[5] * qy + m[6] * qz;
        uz = m[8] * qx + m[9] * qy + m[10] * qz;
        double rx = xs[c] - px;
        double ry = ys[c] - py;
        double rz = zs[c] - pz;
        wx = m[0] * rx + m[1] * ry + m[2] * rz;
        wy = m[4] * rx + m[5] * ry + m[6] * rz;
        wz = m[8] * rx + m[9] * ry + m[10] * rz;
        double normalX = uy * wz - uz * wy;
        double normalY = uz * wx - ux * wz;
        double normalZ = ux * wy - uy * wx;
        if (parallel) {
            // corners (x, y, 1): p2 × p0 and p0 × p1, with the edges' z = 0
            e1x = wy;
            e1y = -wx;
            e1z = wx * y0 - wy * x0;
            e2x = -uy;
            e2y = ux;
            e2z = uy * x0 - ux * y0;
            sumX = 0;
            sumY = 0;
            sumZ = normalZ;
        } else {
            e1x = wy * z0 - wz * y0;
            e1y = wz * x0 - wx * z0;
            e1z = wx * y0 - wy * x0;
            e2x = y0 * uz - z0 * uy;
            e2y = z0 * ux - x0 * uz;
            e2z = x0 * uy - y0 * ux;
            sumX = normalX;
            sumY = normalY;
            sumZ = normalZ;
        }
        double away = parallel ? normalZ : normalX * x0 + normalY * y0 + normalZ * z0;
        side = away <= 0 ? 1 : -1;
        setPlane(normalX, normalY, normalZ, away);
        double square = normalX * normalX + normalY * normalY + normalZ * normalZ;
        double scale = side / Math.sqrt(Math.max(1e-60, square));
        double nx = scale * normalX;
        double ny = scale * normalY;
        double nz = scale * normalZ;
        gx = (float) (turn[0] * nx + turn[1] * ny + turn[2] * nz);
        gy = (float) (turn[3] * nx + turn[4] * ny + turn[5] * nz);
        gz = (float) (turn[6] * nx + turn[7] * ny + turn[8] * nz);
        float[] normals = level.normals();
        n0x = normals[3 * a];
        n0y = normals[3 * a + 1];
        n0z = normals[3 * a + 2];
        n1x = normals[3 * b] - n0x;
        n1y = normals[3 * b + 1] - n0y;
        n1z = normals[3 * b + 2] - n0z;
        n2x = normals[3 * c] - n0x;
        n2y = normals[3 * c + 1] - n0y;
        n2z = normals[3 * c + 2] - n0z;
    }

    /// @param away the normal times a point of the plane
    private void setPlane(double normalX, double normalY, double normalZ, double away) {
        double z1 = z0 + uz;
        double z2 = z0 + wz;
        double least = Math.min(z0, Math.min(z1, z2));
        double most = Math.max(z0, Math.max(z1, z2));
        double scale = parallel ? 1 / normalZ : 1 / away;
        planeX = scale * normalX * scaleX;
        planeY = scale * normalY * scaleY;
        if (parallel) {
            planeStart = scale * (normalX * (shiftX - x0) + normalY * (shiftY - y0)) - z0;
            farthest = (float) -most;
            nearest = (float) -least;
        } else {
            planeStart = scale * (normalX * shiftX + normalY * shiftY + normalZ);
            farthest = (float) (1 / Math.max(camera.near(), most));
            nearest = (float) (1 / Math.max(camera.near(), least));
        }
    }

    /// Whether the camera sees more than the plane's edge.
    private boolean hasArea() {
        return Math.abs(planeX) + Math.abs(planeY) + Math.abs(planeStart) < HUGE;
    }

    private void locate(Tile tile, int from, int to) {
        for (int i = from; i < to; i++) {
            double dx = Math.fma(tile.column(i), scaleX, shiftX);
            double dy = Math.fma(tile.row(i), scaleY, shiftY);
            double inverse = inverse(Math.fma(dx, sumX, Math.fma(dy, sumY, sumZ)));
            locate(tile, i, inverse * Math.fma(dx, e1x, Math.fma(dy, e1y, e1z)),
                    inverse * Math.fma(dx, e2x, Math.fma(dy, e2y, e2z)));
        }
        if (hasArea()) {
            follow(tile, from, to);
        }
    }

    /// Finite also where a ray runs along the triangle.
    private static double inverse(double sum) {
        return Math.max(-HUGE, Math.min(HUGE, 1 / sum));
    }

    /// The same, to the last bit, in loops that become vectors; for runs that are long enough.
    private void locateMany(Tile tile, int from, int to) {
        boolean hasArea = hasArea();
        if (isWeighed || !hasArea) {
            weigh(tile, from, to);
        }
        if (hasArea) {
            follow(tile, from, to);
        } else {
            point(ux, wx, x0, tile.cx, from, to);
            point(uy, wy, y0, tile.cy, from, to);
            point(uz, wz, z0, tile.cz, from, to);
        }
        if (isFlat) {
            Arrays.fill(tile.nx, from, to, n0x);
            Arrays.fill(tile.ny, from, to, n0y);
            Arrays.fill(tile.nz, from, to, n0z);
        } else {
            mix(tile.b1, tile.b2, n1x, n2x, n0x, tile.nx, from, to);
            mix(tile.b1, tile.b2, n1y, n2y, n0y, tile.ny, from, to);
            mix(tile.b1, tile.b2, n1z, n2z, n0z, tile.nz, from, to);
        }
        Arrays.fill(tile.gx, from, to, gx);
        Arrays.fill(tile.gy, from, to, gy);
        Arrays.fill(tile.gz, from, to, gz);
        Arrays.fill(tile.side, from, to, side);
    }

    /// Follows rays to the triangle's plane.
    private void follow(Tile tile, int from, int to) {
        int[] places = tile.place;
        double x = planeX;
        double y = planeY;
        double start = planeStart;
        for (int i = from; i < to; i++) {
            nearness[i] = (float) Math.fma(places[i] & Tile.COLUMN_MASK, x,
                    Math.fma(places[i] >>> Tile.COLUMN_BITS, y, start));
        }
        float least = farthest;
        float most = nearest;
        for (int i = from; i < to; i++) {
            nearness[i] = Math.max(least, Math.min(most, nearness[i]));
        }
        float ax = (float) scaleX;
        float bx = (float) shiftX;
        float ay = (float) scaleY;
        float by = (float) shiftY;
        if (parallel) {
            for (int i = from; i < to; i++) {
                tile.cx[i] = Math.fma(places[i] & Tile.COLUMN_MASK, ax, bx);
                tile.cy[i] = Math.fma(places[i] >>> Tile.COLUMN_BITS, ay, by);
                tile.cz[i] = -nearness[i];
            }
            return;
        }
        for (int i = from; i < to; i++) {
            tile.cz[i] = 1 / nearness[i];
        }
        for (int i = from; i < to; i++) {
            tile.cx[i] = tile.cz[i] * Math.fma(places[i] & Tile.COLUMN_MASK, ax, bx);
            tile.cy[i] = tile.cz[i] * Math.fma(places[i] >>> Tile.COLUMN_BITS, ay, by);
        }
    }

    /// Turns the normal of samples of one triangle to the world.
    private void shadeFlat(Tile tile, int from, int to) {
        shadingNormals(tile, from, from + 1);
        Arrays.fill(tile.nx, from, to, tile.nx[from]);
        Arrays.fill(tile.ny, from, to, tile.ny[from]);
        Arrays.fill(tile.nz, from, to, tile.nz[from]);
    }

    private void weigh(Tile tile, int from, int to) {
        weigh(tile.place, from, to);
        for (int i = from; i < to; i++) {
            w1[i] = Math.max(0, Math.min(1, w1[i]));
        }
        for (int i = from; i < to; i++) {
            w2[i] = Math.max(0, Math.min(1 - w1[i], w2[i]));
        }
        round(w1, tile.b1, from, to);
        round(w2, tile.b2, from, to);
    }

    private void weigh(int[] places, int from, int to) {
        double ax = scaleX;
        double bx = shiftX;
        double ay = scaleY;
        double by = shiftY;
        for (int i = from; i < to; i++) {
            w1[i] = Math.fma(places[i] & Tile.COLUMN_MASK, ax, bx);
        }
        for (int i = from; i < to; i++) {
            w2[i] = Math.fma(places[i] >>> Tile.COLUMN_BITS, ay, by);
        }
        double sx = sumX;
        double sy = sumY;
        double sz = sumZ;
        for (int i = from; i < to; i++) {
            inverse[i] = inverse(Math.fma(w1[i], sx, Math.fma(w2[i], sy, sz)));
        }
        double ux1 = e1x;
        double uy1 = e1y;
        double uz1 = e1z;
        double ux2 = e2x;
        double uy2 = e2y;
        double uz2 = e2z;
        for (int i = from; i < to; i++) {
            double dx = w1[i];
            double dy = w2[i];
            w1[i] = inverse[i] * Math.fma(dx, ux1, Math.fma(dy, uy1, uz1));
            w2[i] = inverse[i] * Math.fma(dx, ux2, Math.fma(dy, uy2, uz2));
        }
    }

    private void point(double u, double w, double start, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = (float) Math.fma(w1[i], u, Math.fma(w2[i], w, start));
        }
    }

    private static void round(double[] weights, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = (float) weights[i];
        }
    }

    private static void mix(float[] b1, float[] b2, float u, float w, float start, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.fma(b1[i], u, Math.fma(b2[i], w, start));
        }
    }

    private void locateBent(Tile tile, int from, int to) {
        for (int i = from; i < to; i++) {
            Vec3 d = camera.direction(tile.column(i), tile.row(i));
            double inverse = inverse(d.x() * sumX + d.y() * sumY + d.z() * sumZ);
            locate(tile, i, inverse * (d.x() * e1x + d.y() * e1y + d.z() * e1z),
                    inverse * (d.x() * e2x + d.y() * e2y + d.z() * e2z));
        }
    }

    /// Writes position and interpolated normal of a point with these weights.
    private void locate(Tile tile, int i, double w1, double w2) {
        double b1 = Math.max(0, Math.min(1, w1));
        double b2 = Math.max(0, Math.min(1 - b1, w2));
        tile.cx[i] = (float) Math.fma(b1, ux, Math.fma(b2, wx, x0));
        tile.cy[i] = (float) Math.fma(b1, uy, Math.fma(b2, wy, y0));
        tile.cz[i] = (float) Math.fma(b1, uz, Math.fma(b2, wz, z0));
        float f1 = (float) b1;
        float f2 = (float) b2;
        tile.b1[i] = f1;
        tile.b2[i] = f2;
        tile.nx[i] = Math.fma(f1, n1x, Math.fma(f2, n2x, n0x));
        tile.ny[i] = Math.fma(f1, n1y, Math.fma(f2, n2y, n0y));
        tile.nz[i] = Math.fma(f1, n1z, Math.fma(f2, n2z, n0z));
        tile.gx[i] = gx;
        tile.gy[i] = gy;
        tile.gz[i] = gz;
        tile.side[i] = side;
    }

    // Plain loops that C2 turns into vectors.

    private void place(Tile tile, int n) {
        rotate(turn, 0, tile.cx, tile.cy, tile.cz, eye[0], tile.x, n);
        rotate(turn, 3, tile.cx, tile.cy, tile.cz, eye[1], tile.y, n);
        rotate(turn, 6, tile.cx, tile.cy, tile.cz, eye[2], tile.z, n);
        if (parallel) {
            Arrays.fill(tile.vx, 0, n, -turn[2]);
            Arrays.fill(tile.vy, 0, n, -turn[5]);
            Arrays.fill(tile.vz, 0, n, -turn[8]);
            return;
        }
        towardsCamera(tile.cx, tile.cy, tile.cz, scale, n);
        times(turn, 0, tile.cx, tile.cy, tile.cz, scale, tile.vx, 0, n);
        times(turn, 3, tile.cx, tile.cy, tile.cz, scale, tile.vy, 0, n);
        times(turn, 6, tile.cx, tile.cy, tile.cz, scale, tile.vz, 0, n);
    }

    private static void rotate(float[] m, int row, float[] x, float[] y, float[] z, float shift, float[] out, int n) {
        float a = m[row];
        float b = m[row + 1];
        float c = m[row + 2];
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(a, x[i], Math.fma(b, y[i], Math.fma(c, z[i], shift)));
        }
    }

    private static void towardsCamera(float[] x, float[] y, float[] z, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = -1 / (float) Math.sqrt(Math.fma(x[i], x[i], Math.fma(y[i], y[i], z[i] * z[i])));
        }
    }

    /// A row of a matrix times vectors, each scaled.
    static void times(float[] m, int row, float[] x, float[] y, float[] z, float[] scale, float[] out, int from,
            int to) {
        float a = m[row];
        float b = m[row + 1];
        float c = m[row + 2];
        for (int i = from; i < to; i++) {
            out[i] = scale[i] * Math.fma(a, x[i], Math.fma(b, y[i], c * z[i]));
        }
    }

    /// Turns interpolated normals to the world and the camera's side; where one contradicts its triangle, the triangle's is taken.
    private void shadingNormals(Tile tile, int from, int to) {
        float[] m = normalTurn;
        times(m, 0, tile.nx, tile.ny, tile.nz, tile.side, wide[0], from, to);
        times(m, 3, tile.nx, tile.ny, tile.nz, tile.side, wide[1], from, to);
        times(m, 6, tile.nx, tile.ny, tile.nz, tile.side, wide[2], from, to);
        float[] x = wide[0];
        float[] y = wide[1];
        float[] z = wide[2];
        for (int i = from; i < to; i++) {
            float square = Math.fma(x[i], x[i], Math.fma(y[i], y[i], z[i] * z[i]));
            scale[i] = 1 / (float) Math.sqrt(Math.max(LEAST_SQUARE, square));
        }
        for (int i = from; i < to; i++) {
            float cosine = scale[i] * Math.fma(x[i], tile.gx[i], Math.fma(y[i], tile.gy[i], z[i] * tile.gz[i]));
            trust[i] = Math.min(1, Math.max(0, TRUST * cosine));
        }
        mix(x, scale, tile.gx, trust, tile.nx, from, to);
        mix(y, scale, tile.gy, trust, tile.ny, from, to);
        mix(z, scale, tile.gz, trust, tile.nz, from, to);
    }

    private static void mix(float[] a, float[] scale, float[] b, float[] part, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.fma(part[i], a[i] * scale[i], (1 - part[i]) * b[i]);
        }
    }
}
