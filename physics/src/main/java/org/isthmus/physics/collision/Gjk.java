package org.isthmus.physics.collision;

/// The nearest points of the cores of two solids (Gilbert, Johnson, Keerthi 1988): the point of their Minkowski difference `A − B` that
/// is nearest to the origin, as a combination of up to four of its support points.
///
/// Of a simplex the nearest part is found by trying its corners, edges and faces (Ericson, Real-Time Collision Detection, 2005,
/// section 5.1), which is slower than region tests and cannot fail for flat simplices.
final class Gjk {
    private static final int MAX_ITERATIONS = 128;
    /// Relative gap between the distance and what the last support point proves of it.
    private static final double TOLERANCE = 1e-10;
    /// Cores nearer than this share of their size count as touching.
    private static final double TOUCHING = 1e-8;

    /// What a run found.
    enum Result {
        /// The distance and the nearest points are there.
        APART,
        /// The cores overlap or touch; the simplex holds the origin.
        OVERLAP,
        /// The distance is greater than asked for.
        FAR
    }

    /// Corners of the simplex in use.
    int count;
    /// [4][3] support points of the difference, and the points of both cores that made them
    final double[] w = new double[12];
    final double[] pa = new double[12];
    final double[] pb = new double[12];
    /// Nearest points, relative to the query's origin; of cores that overlap, points that both are near.
    final double[] nearA = new double[3];
    final double[] nearB = new double[3];
    /// Distance between the cores.
    double distance;

    /// [4] share of each corner in the nearest point
    private final double[] share = new double[4];
    private double bestSquare;
    private int bestCount;
    private final int[] bestCorner = new int[3];
    private final double[] bestShare = new double[3];
    private double vx;
    private double vy;
    private double vz;

    /// Runs for two placed solids.
    ///
    /// @param limit cores further apart than this are [Result#FAR], m
    Result run(Solid a, Solid b, double limit) {
        double scale = a.reach() + b.reach();
        double touching = TOUCHING * scale;
        vx = a.x - b.x;
        vy = a.y - b.y;
        vz = a.z - b.z;
        if (vx * vx + vy * vy + vz * vz <= touching * touching) {
            vx = 1;
            vy = 0;
            vz = 0;
        }
        add(a, b, 0);
        count = 1;
        share[0] = 1;
        read();
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double square = vx * vx + vy * vy + vz * vz;
            if (square <= touching * touching) {
                finish();
                return Result.OVERLAP;
            }
            add(a, b, count);
            int k = 3 * count;
            double proven = vx * w[k] + vy * w[k + 1] + vz * w[k + 2];
            if (proven > 0 && proven * proven > limit * limit * square) {
                distance = proven / Math.sqrt(square);
                return Result.FAR;
            }
            if (square - proven <= TOLERANCE * square || known(k)) {
                break;
            }
            if (count == 3 && holdsOrigin()) {
                count = 4;
                share[0] = share[1] = share[2] = share[3] = 0.25;
                finish();
                return Result.OVERLAP;
            }
            if (!nearest(square)) {
                break;
            }
        }
        finish();
        return Result.APART;
    }

    /// A new corner: the support point against v.
    private void add(Solid a, Solid b, int at) {
        a.support(-vx, -vy, -vz);
        b.support(vx, vy, vz);
        int k = 3 * at;
        pa[k] = a.sx;
        pa[k + 1] = a.sy;
        pa[k + 2] = a.sz;
        pb[k] = b.sx;
        pb[k + 1] = b.sy;
        pb[k + 2] = b.sz;
        w[k] = a.sx - b.sx;
        w[k + 1] = a.sy - b.sy;
        w[k + 2] = a.sz - b.sz;
    }

    private boolean known(int k) {
        for (int i = 0; i < 3 * count; i += 3) {
            if (w[i] == w[k] && w[i + 1] == w[k + 1] && w[i + 2] == w[k + 2]) {
                return true;
            }
        }
        return false;
    }

    /// Moves to the part of the simplex, with the new corner, that is nearest to the origin; false, and nothing moves, where rounding
    /// lets nothing improve.
    private boolean nearest(double before) {
        bestSquare = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= count; i++) {
            tryCorner(i);
            for (int j = 0; j < i; j++) {
                tryEdge(j, i);
                for (int k = 0; k < j; k++) {
                    tryFace(k, j, i);
                }
            }
        }
        if (!(bestSquare < before)) {
            return false;
        }
        for (int i = 0; i < bestCount; i++) {
            int from = 3 * bestCorner[i];
            for (int k = 0; k < 3; k++) {
                // corners are in ascending order, so nothing is overwritten before it is read
                w[3 * i + k] = w[from + k];
                pa[3 * i + k] = pa[from + k];
                pb[3 * i + k] = pb[from + k];
            }
            share[i] = bestShare[i];
        }
        count = bestCount;
        read();
        return true;
    }

    /// v from corners and shares.
    private void read() {
        vx = 0;
        vy = 0;
        vz = 0;
        for (int i = 0; i < count; i++) {
            vx += share[i] * w[3 * i];
            vy += share[i] * w[3 * i + 1];
            vz += share[i] * w[3 * i + 2];
        }
    }

    private void finish() {
        for (int k = 0; k < 3; k++) {
            nearA[k] = 0;
            nearB[k] = 0;
            for (int i = 0; i < count; i++) {
                nearA[k] += share[i] * pa[3 * i + k];
                nearB[k] += share[i] * pb[3 * i + k];
            }
        }
        distance = Math.sqrt(vx * vx + vy * vy + vz * vz);
    }

    private void tryCorner(int i) {
        double square = w[3 * i] * w[3 * i] + w[3 * i + 1] * w[3 * i + 1] + w[3 * i + 2] * w[3 * i + 2];
        if (square < bestSquare) {
            bestSquare = square;
            bestCount = 1;
            bestCorner[0] = i;
            bestShare[0] = 1;
        }
    }

    private void tryEdge(int i, int j) {
        double ex = w[3 * j] - w[3 * i];
        double ey = w[3 * j + 1] - w[3 * i + 1];
        double ez = w[3 * j + 2] - w[3 * i + 2];
        double length = ex * ex + ey * ey + ez * ez;
        double t = -(w[3 * i] * ex + w[3 * i + 1] * ey + w[3 * i + 2] * ez);
        if (!(t > 0 && t < length)) {
            return;
        }
        t /= length;
        double x = w[3 * i] + t * ex;
        double y = w[3 * i + 1] + t * ey;
        double z = w[3 * i + 2] + t * ez;
        double square = x * x + y * y + z * z;
        if (square < bestSquare) {
            bestSquare = square;
            bestCount = 2;
            bestCorner[0] = i;
            bestCorner[1] = j;
            bestShare[0] = 1 - t;
            bestShare[1] = t;
        }
    }

    private void tryFace(int i, int j, int k) {
        double ax = w[3 * i];
        double ay = w[3 * i + 1];
        double az = w[3 * i + 2];
        double ux = w[3 * j] - ax;
        double uy = w[3 * j + 1] - ay;
        double uz = w[3 * j + 2] - az;
        double vx = w[3 * k] - ax;
        double vy = w[3 * k + 1] - ay;
        double vz = w[3 * k + 2] - az;
        double uu = ux * ux + uy * uy + uz * uz;
        double uv = ux * vx + uy * vy + uz * vz;
        double vv = vx * vx + vy * vy + vz * vz;
        double au = -(ax * ux + ay * uy + az * uz);
        double av = -(ax * vx + ay * vy + az * vz);
        double determinant = uu * vv - uv * uv;
        double s = au * vv - av * uv;
        double t = av * uu - au * uv;
        if (!(s > 0 && t > 0 && s + t < determinant)) {
            return;
        }
        s /= determinant;
        t /= determinant;
        double x = ax + s * ux + t * vx;
        double y = ay + s * uy + t * vy;
        double z = az + s * uz + t * vz;
        double square = x * x + y * y + z * z;
        if (square < bestSquare) {
            bestSquare = square;
            bestCount = 3;
            bestCorner[0] = i;
            bestCorner[1] = j;
            bestCorner[2] = k;
            bestShare[0] = 1 - s - t;
            bestShare[1] = s;
            bestShare[2] = t;
        }
    }

    /// Whether the tetrahedron holds the origin: it has volume, and the origin lies on the inner side of all faces.
    private boolean holdsOrigin() {
        double whole = volume(0, 3, 6, 9);
        double a = volume(-1, 3, 6, 9);
        double b = volume(0, -1, 6, 9);
        double c = volume(0, 3, -1, 9);
        double d = volume(0, 3, 6, -1);
        return whole > 0 ? a >= 0 && b >= 0 && c >= 0 && d >= 0 : whole < 0 && a <= 0 && b <= 0 && c <= 0 && d <= 0;
    }

    /// Six times the signed volume of a tetrahedron; −1 stands for the origin.
    private double volume(int a, int b, int c, int d) {
        double ox = a < 0 ? 0 : w[a];
        double oy = a < 0 ? 0 : w[a + 1];
        double oz = a < 0 ? 0 : w[a + 2];
        double ux = (b < 0 ? 0 : w[b]) - ox;
        double uy = (b < 0 ? 0 : w[b + 1]) - oy;
        double uz = (b < 0 ? 0 : w[b + 2]) - oz;
        double vx = (c < 0 ? 0 : w[c]) - ox;
        double vy = (c < 0 ? 0 : w[c + 1]) - oy;
        double vz = (c < 0 ? 0 : w[c + 2]) - oz;
        double tx = (d < 0 ? 0 : w[d]) - ox;
        double ty = (d < 0 ? 0 : w[d + 1]) - oy;
        double tz = (d < 0 ? 0 : w[d + 2]) - oz;
        return ux * (vy * tz - vz * ty) + uy * (vz * tx - vx * tz) + uz * (vx * ty - vy * tx);
    }
}
