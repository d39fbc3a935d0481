package org.isthmus.physics.collision;

/// How deep the cores of two solids overlap: the point on the surface of their Minkowski difference that is nearest to the origin, by
/// growing a polytope inside the difference (van den Bergen 2001, "expanding polytope"). Starts from the simplex that [Gjk] left.
///
/// What it returns is the direction, of all that it tried, along which the cores overlap least, and how far they overlap along it: true
/// whatever rounding did to the polytope.
final class Epa {
    private static final int MAX_CORNERS = 132;
    private static final int MAX_FACES = 512;
    private static final double TOLERANCE = 1e-9;
    /// What counts as no length, relative to the solids' size.
    private static final double FLAT = 1e-9;
    /// How far above a face, relative to the solids' size, a corner must be to see it.
    private static final double SEEN = 1e-10;

    /// Unit, from the first solid to the second.
    final double[] normal = new double[3];
    final double[] nearA = new double[3];
    final double[] nearB = new double[3];
    /// How far the cores overlap along the normal.
    double depth;

    /// [MAX_CORNERS][3]
    private final double[] w = new double[3 * MAX_CORNERS];
    private final double[] pa = new double[3 * MAX_CORNERS];
    private final double[] pb = new double[3 * MAX_CORNERS];
    private int corners;
    /// [MAX_FACES][3] corners, anticlockwise from outside
    private final int[] face = new int[3 * MAX_FACES];
    /// [MAX_FACES][3] unit normals, and the distance of each plane from the origin
    private final double[] faceNormal = new double[3 * MAX_FACES];
    private final double[] faceDistance = new double[MAX_FACES];
    private int faces;
    private final double[] scratch = new double[3];
    /// [edges][2] rim of what the new corner sees
    private final int[] rim = new int[6 * MAX_FACES];
    private int rimSize;

    void run(Solid a, Solid b, Gjk gjk) {
        double scale = a.reach() + b.reach();
        corners = gjk.count;
        System.arraycopy(gjk.w, 0, w, 0, 12);
        System.arraycopy(gjk.pa, 0, pa, 0, 12);
        System.arraycopy(gjk.pb, 0, pb, 0, 12);
        if (!makeTetrahedron(a, b, FLAT * scale)) {
            flat(a, b, gjk);
            return;
        }
        double least = Double.POSITIVE_INFINITY;
        double before = Double.NEGATIVE_INFINITY;
        while (corners < MAX_CORNERS && faces < MAX_FACES - MAX_CORNERS) {
            int f = nearestFace();
            support(a, b, faceNormal[3 * f], faceNormal[3 * f + 1], faceNormal[3 * f + 2]);
            int k = 3 * corners;
            double reach = w[k] * faceNormal[3 * f] + w[k + 1] * faceNormal[3 * f + 1]
                    + w[k + 2] * faceNormal[3 * f + 2];
            if (reach < least) {
                least = reach;
                read(f, reach);
            }
            // the nearest face moves outwards, unless rounding has folded the surface
            boolean folded = faceDistance[f] < before - TOLERANCE * scale;
            before = faceDistance[f];
            if (folded || least - before <= TOLERANCE * scale || known() || !grow(SEEN * scale)) {
                break;
            }
        }
        depth = least;
    }

    private void support(Solid a, Solid b, double x, double y, double z) {
        a.support(x, y, z);
        b.support(-x, -y, -z);
        int k = 3 * corners;
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

    private boolean known() {
        int k = 3 * corners;
        for (int i = 0; i < k; i += 3) {
            if (w[i] == w[k] && w[i + 1] == w[k + 1] && w[i + 2] == w[k + 2]) {
                return true;
            }
        }
        return false;
    }

    /// Adds corners until there are four that span a volume; false where the difference of the cores is flat.
    private boolean makeTetrahedron(Solid a, Solid b, double small) {
        if (corners == 4 && Math.abs(height(3)) <= small) {
            corners = 3;
        }
        if (corners >= 3 && span() <= small * length()) {
            corners = 2;
        }
        if (corners >= 2 && length() <= small) {
            corners = 1;
        }
        while (corners < 4) {
            if (!(corners == 1 ? addSecond(a, b, small) : corners == 2 ? addThird(a, b, small)
                    : addFourth(a, b, small))) {
                return false;
            }
        }
        faces = 0;
        boolean inward = height(3) > 0;
        addFace(0, inward ? 2 : 1, inward ? 1 : 2);
        addFace(0, inward ? 1 : 3, inward ? 3 : 1);
        addFace(1, inward ? 2 : 3, inward ? 3 : 2);
        addFace(2, inward ? 0 : 3, inward ? 3 : 0);
        return true;
    }

    private boolean addSecond(Solid a, Solid b, double small) {
        for (int axis = 0; axis < 6; axis++) {
            double sign = axis < 3 ? 1 : -1;
            support(a, b, axis % 3 == 0 ? sign : 0, axis % 3 == 1 ? sign : 0, axis % 3 == 2 ? sign : 0);
            corners = 2;
            if (length() > small) {
                return true;
            }
            corners = 1;
        }
        return false;
    }

    private double length() {
        double x = w[3] - w[0];
        double y = w[4] - w[1];
        double z = w[5] - w[2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    private boolean addThird(Solid a, Solid b, double small) {
        double x = w[3] - w[0];
        double y = w[4] - w[1];
        double z = w[5] - w[2];
        // across the edge: with the axis that it is least along, and across that
        double ax = Math.abs(x);
        double ay = Math.abs(y);
        double az = Math.abs(z);
        double kx = ax <= ay && ax <= az ? 1 : 0;
        double ky = kx == 0 && ay <= az ? 1 : 0;
        double kz = 1 - kx - ky;
        double ux = y * kz - z * ky;
        double uy = z * kx - x * kz;
        double uz = x * ky - y * kx;
        double vx = y * uz - z * uy;
        double vy = z * ux - x * uz;
        double vz = x * uy - y * ux;
        double scale = 1 / length();
        for (int turn = 0; turn < 8; turn++) {
            double cos = turn % 4 == 0 ? 1 : turn % 4 == 2 ? 0 : 0.7;
            double sin = (turn % 4 == 0 ? 0 : turn % 4 == 2 ? 1 : turn % 4 == 1 ? 0.7 : -0.7) * scale;
            double sign = turn < 4 ? 1 : -1;
            support(a, b, sign * (cos * ux + sin * vx), sign * (cos * uy + sin * vy), sign * (cos * uz + sin * vz));
            corners = 3;
            if (span() > small * length()) {
                return true;
            }
            corners = 2;
        }
        return false;
    }

    /// Area of the parallelogram of the first three corners.
    private double span() {
        cross(0, 3, 6);
        return Math.sqrt(scratch[0] * scratch[0] + scratch[1] * scratch[1] + scratch[2] * scratch[2]);
    }

    /// The cross product of the edges from corner i to j and k, into `scratch`.
    private void cross(int i, int j, int k) {
        double ux = w[j] - w[i];
        double uy = w[j + 1] - w[i + 1];
        double uz = w[j + 2] - w[i + 2];
        double vx = w[k] - w[i];
        double vy = w[k + 1] - w[i + 1];
        double vz = w[k + 2] - w[i + 2];
        scratch[0] = uy * vz - uz * vy;
        scratch[1] = uz * vx - ux * vz;
        scratch[2] = ux * vy - uy * vx;
    }

    private boolean addFourth(Solid a, Solid b, double small) {
        for (int side = 1; side >= -1; side -= 2) {
            double area = span();
            support(a, b, side * scratch[0] / area, side * scratch[1] / area, side * scratch[2] / area);
            if (Math.abs(height(3)) > small) {
                corners = 4;
                return true;
            }
        }
        return false;
    }

    /// Height of a corner over the first three.
    private double height(int corner) {
        double area = span();
        int k = 3 * corner;
        return area > 0
                ? (scratch[0] * (w[k] - w[0]) + scratch[1] * (w[k + 1] - w[1]) + scratch[2] * (w[k + 2] - w[2])) / area
                : 0;
    }

    /// Solids whose difference has no volume touch without depth: across it where it is an area or a line, towards the second one's
    /// centre where that says something; along the centres where it is a point.
    private void flat(Solid a, Solid b, Gjk gjk) {
        double x = b.x - a.x;
        double y = b.y - a.y;
        double z = b.z - a.z;
        if (corners == 3) {
            span();
            double side = scratch[0] * x + scratch[1] * y + scratch[2] * z < 0 ? -1 : 1;
            set(side * scratch[0], side * scratch[1], side * scratch[2]);
        } else if (corners == 2) {
            double ex = w[3] - w[0];
            double ey = w[4] - w[1];
            double ez = w[5] - w[2];
            double along = (x * ex + y * ey + z * ez) / (ex * ex + ey * ey + ez * ez);
            x -= along * ex;
            y -= along * ey;
            z -= along * ez;
            if (Math.sqrt(x * x + y * y + z * z) > FLAT * (a.reach() + b.reach())) {
                set(x, y, z);
            } else if (Math.abs(ex) <= Math.abs(ey)) {
                set(0, -ez, ey);
            } else {
                set(ez, 0, -ex);
            }
        } else {
            set(x, y, z);
        }
        depth = 0;
        System.arraycopy(gjk.nearA, 0, nearA, 0, 3);
        System.arraycopy(gjk.nearB, 0, nearB, 0, 3);
    }

    /// The normal along a direction; along x where there is none.
    private void set(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        normal[0] = length > 0 ? x / length : 1;
        normal[1] = length > 0 ? y / length : 0;
        normal[2] = length > 0 ? z / length : 0;
    }

    private void addFace(int i, int j, int k) {
        cross(3 * i, 3 * j, 3 * k);
        double length = Math.sqrt(scratch[0] * scratch[0] + scratch[1] * scratch[1] + scratch[2] * scratch[2]);
        int f = faces++;
        face[3 * f] = i;
        face[3 * f + 1] = j;
        face[3 * f + 2] = k;
        double scale = length > 0 ? 1 / length : 0;
        double d = 0;
        for (int c = 0; c < 3; c++) {
            faceNormal[3 * f + c] = scratch[c] * scale;
            d += scratch[c] * scale * w[3 * i + c];
        }
        // a sliver has no direction to grow in
        faceDistance[f] = length > 0 ? d : Double.POSITIVE_INFINITY;
    }

    private int nearestFace() {
        int best = 0;
        for (int f = 1; f < faces; f++) {
            best = faceDistance[f] < faceDistance[best] ? f : best;
        }
        return best;
    }

    /// Takes in the newest corner: faces that see it go, their rim gets new faces. False where no face sees it.
    private boolean grow(double small) {
        int k = 3 * corners;
        rimSize = 0;
        int kept = 0;
        boolean seen = false;
        for (int f = 0; f < faces; f++) {
            double above = faceNormal[3 * f] * w[k] + faceNormal[3 * f + 1] * w[k + 1]
                    + faceNormal[3 * f + 2] * w[k + 2]
                    - faceDistance[f];
            if (above > small) {
                seen = true;
                for (int e = 0; e < 3; e++) {
                    addRim(face[3 * f + e], face[3 * f + (e + 1) % 3]);
                }
            } else {
                move(f, kept++);
            }
        }
        faces = kept;
        for (int e = 0; e < rimSize && faces < MAX_FACES; e++) {
            addFace(rim[2 * e], rim[2 * e + 1], corners);
        }
        corners++;
        return seen;
    }

    private void move(int from, int to) {
        System.arraycopy(face, 3 * from, face, 3 * to, 3);
        System.arraycopy(faceNormal, 3 * from, faceNormal, 3 * to, 3);
        faceDistance[to] = faceDistance[from];
    }

    /// An edge between two faces that go is met twice, in both directions.
    private void addRim(int a, int b) {
        for (int e = 0; e < rimSize; e++) {
            if (rim[2 * e] == b && rim[2 * e + 1] == a) {
                rimSize--;
                rim[2 * e] = rim[2 * rimSize];
                rim[2 * e + 1] = rim[2 * rimSize + 1];
                return;
            }
        }
        rim[2 * rimSize] = a;
        rim[2 * rimSize + 1] = b;
        rimSize++;
    }

    /// The normal and the nearest points from a face: the foot of the origin as a combination of its corners.
    ///
    /// @param reach how far the cores overlap along the normal; the points are moved apart that far
    private void read(int f, double reach) {
        int i = 3 * face[3 * f];
        int j = 3 * face[3 * f + 1];
        int k = 3 * face[3 * f + 2];
        double nx = faceNormal[3 * f];
        double ny = faceNormal[3 * f + 1];
        double nz = faceNormal[3 * f + 2];
        double px = nx * faceDistance[f];
        double py = ny * faceDistance[f];
        double pz = nz * faceDistance[f];
        double area = part(j, k, w[i], w[i + 1], w[i + 2], nx, ny, nz);
        double t = part(j, k, px, py, pz, nx, ny, nz);
        double shareI = area > 0 ? t / area : 1;
        double shareJ = area > 0 ? part(k, i, px, py, pz, nx, ny, nz) / area : 0;
        double shareK = 1 - shareI - shareJ;
        double more = 0.5 * (reach - faceDistance[f]);
        for (int c = 0; c < 3; c++) {
            normal[c] = faceNormal[3 * f + c];
            nearA[c] = shareI * pa[i + c] + shareJ * pa[j + c] + shareK * pa[k + c] + more * normal[c];
            nearB[c] = shareI * pb[i + c] + shareJ * pb[j + c] + shareK * pb[k + c] - more * normal[c];
        }
    }

    /// Twice the area of the triangle of corners j, k and a point, seen along n: the weight of the third corner.
    private double part(int j, int k, double px, double py, double pz, double nx, double ny, double nz) {
        double ux = w[k] - w[j];
        double uy = w[k + 1] - w[j + 1];
        double uz = w[k + 2] - w[j + 2];
        double vx = px - w[j];
        double vy = py - w[j + 1];
        double vz = pz - w[j + 2];
        return nx * (uy * vz - uz * vy) + ny * (uz * vx - ux * vz) + nz * (ux * vy - uy * vx);
    }
}
