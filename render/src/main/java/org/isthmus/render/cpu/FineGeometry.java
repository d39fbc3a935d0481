package org.isthmus.render.cpu;

import org.isthmus.render.camera.Camera;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.raster.DrawList;

/// Finds where samples meet small triangles, of which each sample mostly sees another one: corners are fetched sample by sample, all else is
/// done by plain loops that C2 turns into vectors (rung 1). [TileGeometry] has large triangles and bent rays.
///
/// Seen along a ray `d` with z = 1, the triangle is flat: with `p = (x − z·dx, y − z·dy)` for the corner 0 and for the edges from it, the ray
/// is at the origin, and its weights are ratios of 2 by 2 determinants (Woop and others, "Watertight ray/triangle intersection", JCGT 2013, do the same
/// with the shear). All numbers are as small as the triangle, so single precision is enough.
final class FineGeometry {
    private static final float LEAST_SQUARE = 1e-37f;
    private static final float HUGE = 1e30f;

    private boolean parallel;
    /// 1/fx, −cx/fx and the same of y
    private float scaleX;
    private float shiftX;
    private float scaleY;
    private float shiftY;

    // Corner 0 and the edges from it: camera frame, m; normals, mesh frame, the edges' being differences.
    private final float[] px = Tile.array();
    private final float[] py = Tile.array();
    private final float[] pz = Tile.array();
    private final float[] ux = Tile.array();
    private final float[] uy = Tile.array();
    private final float[] uz = Tile.array();
    private final float[] wx = Tile.array();
    private final float[] wy = Tile.array();
    private final float[] wz = Tile.array();
    private final float[][] n0 = Tile.arrays();
    private final float[][] n1 = Tile.arrays();
    private final float[][] n2 = Tile.arrays();
    // The same as seen along the ray, and the ray.
    private final float[] dx = Tile.array();
    private final float[] dy = Tile.array();
    private final float[] flatPx = Tile.array();
    private final float[] flatPy = Tile.array();
    private final float[] flatUx = Tile.array();
    private final float[] flatUy = Tile.array();
    private final float[] flatWx = Tile.array();
    private final float[] flatWy = Tile.array();
    private final float[] inverse = Tile.array();
    private final float[] scale = Tile.array();

    FineGeometry() {}

    /// Begins a view with straight rays.
    void begin(Camera camera) {
        parallel = camera.isOrthographic();
        scaleX = (float) (1 / camera.fx());
        shiftX = (float) (-camera.cx() / camera.fx());
        scaleY = (float) (1 / camera.fy());
        shiftY = (float) (-camera.cy() / camera.fy());
    }

    /// Writes positions, weights, interpolated normals and triangles' normals of a tile whose places and triangles are known.
    ///
    /// @param turn [3][3] camera to world
    void fill(Tile t, DrawList list, int drawn, float[] turn) {
        int n = t.count;
        fetch(t.triangle, list, list.firstVertex(drawn), list.level(drawn), n);
        rays(t.place, n);
        flatten(px, ux, wx, dx, flatPx, flatUx, flatWx, n);
        flatten(py, uy, wy, dy, flatPy, flatUy, flatWy, n);
        weigh(t, n);
        for (int i = 0; i < n; i++) {
            t.b1[i] = Math.max(0, Math.min(1, t.b1[i]));
        }
        for (int i = 0; i < n; i++) {
            t.b2[i] = Math.max(0, Math.min(1 - t.b1[i], t.b2[i]));
        }
        mix(t.b1, t.b2, px, ux, wx, t.cx, n);
        mix(t.b1, t.b2, py, uy, wy, t.cy, n);
        mix(t.b1, t.b2, pz, uz, wz, t.cz, n);
        mix(t.b1, t.b2, n0[0], n1[0], n2[0], t.nx, n);
        mix(t.b1, t.b2, n0[1], n1[1], n2[1], t.ny, n);
        mix(t.b1, t.b2, n0[2], n1[2], n2[2], t.nz, n);
        normals(t, turn, n);
    }

    private void fetch(int[] triangles, DrawList list, int first, MeshLevel level, int n) {
        int[] faces = level.faces();
        fetch(triangles, faces, first, list.x(), px, ux, wx, n);
        fetch(triangles, faces, first, list.y(), py, uy, wy, n);
        fetch(triangles, faces, first, list.z(), pz, uz, wz, n);
        float[] normals = level.normals();
        for (int i = 0; i < n; i++) {
            int f = 3 * triangles[i];
            int a = 3 * faces[f];
            int b = 3 * faces[f + 1];
            int c = 3 * faces[f + 2];
            fetch(normals, a, b, c, n0[0], n1[0], n2[0], i);
            fetch(normals, a + 1, b + 1, c + 1, n0[1], n1[1], n2[1], i);
            fetch(normals, a + 2, b + 2, c + 2, n0[2], n1[2], n2[2], i);
        }
    }

    private static void fetch(float[] from, int a, int b, int c, float[] p, float[] u, float[] w, int i) {
        float value = from[a];
        p[i] = value;
        u[i] = from[b] - value;
        w[i] = from[c] - value;
    }

    private static void fetch(int[] triangles, int[] faces, int first, float[] x, float[] p, float[] u, float[] w,
            int n) {
        for (int i = 0; i < n; i++) {
            int f = 3 * triangles[i];
            fetch(x, first + faces[f], first + faces[f + 1], first + faces[f + 2], p, u, w, i);
        }
    }

    /// In a parallel projection rays do not lean, they are shifted; which is put into the corner.
    private void rays(int[] places, int n) {
        for (int i = 0; i < n; i++) {
            dx[i] = Math.fma(places[i] & Tile.COLUMN_MASK, scaleX, shiftX);
        }
        for (int i = 0; i < n; i++) {
            dy[i] = Math.fma(places[i] >>> Tile.COLUMN_BITS, scaleY, shiftY);
        }
    }

    private void flatten(float[] p, float[] u, float[] w, float[] d, float[] flatP, float[] flatU, float[] flatW,
            int n) {
        if (parallel) {
            for (int i = 0; i < n; i++) {
                flatP[i] = p[i] - d[i];
                flatU[i] = u[i];
                flatW[i] = w[i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            flatP[i] = Math.fma(-d[i], pz[i], p[i]);
            flatU[i] = Math.fma(-d[i], uz[i], u[i]);
            flatW[i] = Math.fma(-d[i], wz[i], w[i]);
        }
    }

    private void weigh(Tile t, int n) {
        for (int i = 0; i < n; i++) {
            float area = flatUx[i] * flatWy[i] - flatUy[i] * flatWx[i];
            // finite also where the ray runs along the triangle
            inverse[i] = Math.max(-HUGE, Math.min(HUGE, 1 / area));
        }
        for (int i = 0; i < n; i++) {
            t.side[i] = Math.copySign(1f, -inverse[i]);
        }
        for (int i = 0; i < n; i++) {
            t.b1[i] = inverse[i] * (flatPy[i] * flatWx[i] - flatPx[i] * flatWy[i]);
        }
        for (int i = 0; i < n; i++) {
            t.b2[i] = inverse[i] * (flatUy[i] * flatPx[i] - flatUx[i] * flatPy[i]);
        }
    }

    private static void mix(float[] b1, float[] b2, float[] p, float[] u, float[] w, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(b1[i], u[i], Math.fma(b2[i], w[i], p[i]));
        }
    }

    /// Unit, on the camera's side, world frame.
    private void normals(Tile t, float[] turn, int n) {
        float[] x = flatPx;
        float[] y = flatPy;
        float[] z = flatUx;
        cross(uy, wz, uz, wy, x, n);
        cross(uz, wx, ux, wz, y, n);
        cross(ux, wy, uy, wx, z, n);
        for (int i = 0; i < n; i++) {
            float square = Math.fma(x[i], x[i], Math.fma(y[i], y[i], z[i] * z[i]));
            scale[i] = t.side[i] / (float) Math.sqrt(Math.max(LEAST_SQUARE, square));
        }
        TileGeometry.times(turn, 0, x, y, z, scale, t.gx, 0, n);
        TileGeometry.times(turn, 3, x, y, z, scale, t.gy, 0, n);
        TileGeometry.times(turn, 6, x, y, z, scale, t.gz, 0, n);
    }

    private static void cross(float[] a, float[] b, float[] c, float[] d, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * b[i] - c[i] * d[i];
        }
    }
}
