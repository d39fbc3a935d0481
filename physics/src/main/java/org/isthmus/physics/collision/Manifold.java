package org.isthmus.physics.collision;

/// The points between two flat parts of surfaces, found by looking along the normal: the part of one, clipped by the other (Sutherland,
/// Hodgman 1974), with the gap between them at each corner. Of many points it keeps four that span most.
final class Manifold {
    /// Points it yields at most.
    static final int MAX_POINTS = 4;
    private static final int MAX_CLIPPED = 3 * Solid.MAX_FACE;
    /// A face that leans more against the normal is seen too sharply to say where it is.
    private static final double LEAST_COSINE = 0.2;

    /// [n][4] distance, point relative to the query's origin
    final double[] points = new double[4 * MAX_CLIPPED];
    int count;

    private final double[] flatA = new double[3 * Solid.MAX_FACE];
    private final double[] flatB = new double[3 * Solid.MAX_FACE];
    /// [n][3] the same, along two tangents and the normal
    private final double[] seenA = new double[3 * Solid.MAX_FACE];
    private final double[] seenB = new double[3 * Solid.MAX_FACE];
    private double[] clipped = new double[2 * MAX_CLIPPED];
    private double[] next = new double[2 * MAX_CLIPPED];
    /// [3][3] two tangents, normal
    private final double[] frame = new double[9];
    /// height = plane[0] + plane[1]·u + plane[2]·v
    private final double[] planeA = new double[3];
    private final double[] planeB = new double[3];

    /// Finds the points; none where a surface is not flat there.
    ///
    /// @param n unit, from the first solid to the second
    /// @param margin points further apart are left out, m
    void find(Solid a, Solid b, double[] n, double margin) {
        count = 0;
        int sidesA = a.face(n[0], n[1], n[2], flatA);
        int sidesB = sidesA == 0 ? 0 : b.face(-n[0], -n[1], -n[2], flatB);
        if (sidesB == 0) {
            return;
        }
        makeFrame(n);
        see(flatA, sidesA, seenA);
        see(flatB, sidesB, seenB);
        if (sidesA == 2 && sidesB == 2) {
            lines(margin);
        } else if (sidesA == 2) {
            lineAndFace(seenA, seenB, sidesB, -1, margin);
        } else if (sidesB == 2) {
            lineAndFace(seenB, seenA, sidesA, 1, margin);
        } else {
            faces(sidesA, sidesB, margin);
        }
        keepFour();
    }

    /// Finds the points of a solid over a plane through the query's origin.
    void findOnPlane(Solid b, double[] n, double margin) {
        count = 0;
        makeFrame(n);
        int sides = b.face(-n[0], -n[1], -n[2], flatB);
        see(flatB, sides, seenB);
        for (int i = 0; i < 3 * sides; i += 3) {
            add(seenB[i], seenB[i + 1], 0, seenB[i + 2], margin);
        }
        keepFour();
    }

    private void makeFrame(double[] n) {
        double x = n[0];
        double y = n[1];
        double z = n[2];
        double ax = Math.abs(x) < 0.6 ? 1 : 0;
        double ay = 1 - ax;
        double dot = ax * x + ay * y;
        double ux = ax - dot * x;
        double uy = ay - dot * y;
        double uz = -dot * z;
        double scale = 1 / Math.sqrt(ux * ux + uy * uy + uz * uz);
        frame[0] = ux * scale;
        frame[1] = uy * scale;
        frame[2] = uz * scale;
        frame[3] = y * frame[2] - z * frame[1];
        frame[4] = z * frame[0] - x * frame[2];
        frame[5] = x * frame[1] - y * frame[0];
        frame[6] = x;
        frame[7] = y;
        frame[8] = z;
    }

    private void see(double[] flat, int n, double[] seen) {
        for (int i = 0; i < 3 * n; i += 3) {
            for (int k = 0; k < 3; k++) {
                seen[i + k] = frame[3 * k] * flat[i] + frame[3 * k + 1] * flat[i + 1] + frame[3 * k + 2] * flat[i + 2];
            }
        }
    }

    /// Adds the point between heights `a` and `b` where both are seen.
    private void add(double u, double v, double a, double b, double margin) {
        if (b - a <= margin && count < MAX_CLIPPED) {
            double height = 0.5 * (a + b);
            points[4 * count] = b - a;
            for (int k = 0; k < 3; k++) {
                points[4 * count + 1 + k] = frame[k] * u + frame[3 + k] * v + frame[6 + k] * height;
            }
            count++;
        }
    }

    /// The plane of a face; false where it leans too much.
    private static boolean plane(double[] face, int n, double[] plane) {
        double nx = 0;
        double ny = 0;
        double nz = 0;
        double cu = 0;
        double cv = 0;
        double ch = 0;
        for (int i = 0, j = 3 * (n - 1); i < 3 * n; j = i, i += 3) {
            // Newell's normal
            nx += (face[j + 1] - face[i + 1]) * (face[j + 2] + face[i + 2]);
            ny += (face[j + 2] - face[i + 2]) * (face[j] + face[i]);
            nz += (face[j] - face[i]) * (face[j + 1] + face[i + 1]);
            cu += face[i];
            cv += face[i + 1];
            ch += face[i + 2];
        }
        if (!(nz * nz > LEAST_COSINE * LEAST_COSINE * (nx * nx + ny * ny + nz * nz))) {
            return false;
        }
        plane[1] = -nx / nz;
        plane[2] = -ny / nz;
        plane[0] = (ch - plane[1] * cu - plane[2] * cv) / n;
        return true;
    }

    private void faces(int sidesA, int sidesB, double margin) {
        if (!plane(seenA, sidesA, planeA) || !plane(seenB, sidesB, planeB)) {
            return;
        }
        int n = sidesB;
        for (int i = 0; i < n; i++) {
            clipped[2 * i] = seenB[3 * i];
            clipped[2 * i + 1] = seenB[3 * i + 1];
        }
        double turn = turn(seenA, sidesA);
        for (int i = 0, j = sidesA - 1; i < sidesA && n > 0; j = i++) {
            n = clip(n, seenA[3 * j], seenA[3 * j + 1], seenA[3 * i], seenA[3 * i + 1], turn);
        }
        for (int i = 0; i < n; i++) {
            double u = clipped[2 * i];
            double v = clipped[2 * i + 1];
            add(u, v, planeA[0] + planeA[1] * u + planeA[2] * v, planeB[0] + planeB[1] * u + planeB[2] * v, margin);
        }
    }

    /// 1 for a loop that is seen anticlockwise, −1 for the others.
    private static double turn(double[] face, int n) {
        double area = 0;
        for (int i = 0, j = 3 * (n - 1); i < 3 * n; j = i, i += 3) {
            area += face[j] * face[i + 1] - face[i] * face[j + 1];
        }
        return area < 0 ? -1 : 1;
    }

    /// Keeps what lies left of the line from p to q; gives the number of corners.
    private int clip(int n, double pu, double pv, double qu, double qv, double turn) {
        double du = (qu - pu) * turn;
        double dv = (qv - pv) * turn;
        int kept = 0;
        for (int i = 0, j = n - 1; i < n; j = i++) {
            double u = clipped[2 * i];
            double v = clipped[2 * i + 1];
            double lastU = clipped[2 * j];
            double lastV = clipped[2 * j + 1];
            double side = du * (v - pv) - dv * (u - pu);
            double lastSide = du * (lastV - pv) - dv * (lastU - pu);
            if (side > 0 != lastSide > 0 && kept < MAX_CLIPPED) {
                double t = lastSide / (lastSide - side);
                next[2 * kept] = lastU + t * (u - lastU);
                next[2 * kept + 1] = lastV + t * (v - lastV);
                kept++;
            }
            if (side > 0 && kept < MAX_CLIPPED) {
                next[2 * kept] = u;
                next[2 * kept + 1] = v;
                kept++;
            }
        }
        double[] swap = clipped;
        clipped = next;
        next = swap;
        return kept;
    }

    /// @param side 1 where the face is the first solid's, −1 where it is the second's
    private void lineAndFace(double[] line, double[] face, int sides, int side, double margin) {
        if (!plane(face, sides, planeA)) {
            return;
        }
        double low = 0;
        double high = 1;
        double turn = turn(face, sides);
        for (int i = 0, j = 3 * (sides - 1); i < 3 * sides; j = i, i += 3) {
            double du = (face[i] - face[j]) * turn;
            double dv = (face[i + 1] - face[j + 1]) * turn;
            double atStart = du * (line[1] - face[j + 1]) - dv * (line[0] - face[j]);
            double atEnd = du * (line[4] - face[j + 1]) - dv * (line[3] - face[j]);
            if (atStart <= 0 && atEnd <= 0) {
                return;
            }
            double t = atStart / (atStart - atEnd);
            low = atStart < 0 ? Math.max(low, t) : low;
            high = atEnd < 0 ? Math.min(high, t) : high;
        }
        if (low <= high) {
            addOnLine(line, low, side, margin);
            addOnLine(line, high, side, margin);
        }
    }

    private void addOnLine(double[] line, double t, int side, double margin) {
        double u = line[0] + t * (line[3] - line[0]);
        double v = line[1] + t * (line[4] - line[1]);
        double onLine = line[2] + t * (line[5] - line[2]);
        double onFace = planeA[0] + planeA[1] * u + planeA[2] * v;
        add(u, v, side > 0 ? onFace : onLine, side > 0 ? onLine : onFace, margin);
    }

    /// Two lines that run alike: the ends of what they share.
    private void lines(double margin) {
        double au = seenA[3] - seenA[0];
        double av = seenA[4] - seenA[1];
        double bu = seenB[3] - seenB[0];
        double bv = seenB[4] - seenB[1];
        double aa = au * au + av * av;
        double bb = bu * bu + bv * bv;
        double ab = au * bu + av * bv;
        double cross = au * bv - av * bu;
        if (!(cross * cross < 0.01 * aa * bb)) {
            return;
        }
        // ends of the second line along the first
        double s0 = ((seenB[0] - seenA[0]) * au + (seenB[1] - seenA[1]) * av) / aa;
        double s1 = s0 + ab / aa;
        double low = Math.max(0, Math.min(s0, s1));
        double high = Math.min(1, Math.max(s0, s1));
        if (low < high) {
            addOnLines(low, s0, s1, margin);
            addOnLines(high, s0, s1, margin);
        }
    }

    private void addOnLines(double s, double s0, double s1, double margin) {
        double t = (s - s0) / (s1 - s0);
        double u = 0.5 * (seenA[0] + s * (seenA[3] - seenA[0]) + seenB[0] + t * (seenB[3] - seenB[0]));
        double v = 0.5 * (seenA[1] + s * (seenA[4] - seenA[1]) + seenB[1] + t * (seenB[4] - seenB[1]));
        add(u, v, seenA[2] + s * (seenA[5] - seenA[2]), seenB[2] + t * (seenB[5] - seenB[2]), margin);
    }

    /// Of more than four points: the deepest, the one furthest from it, and on either side of the line between them the one that
    /// spans most with it.
    private void keepFour() {
        if (count <= MAX_POINTS) {
            return;
        }
        swap(0, deepest());
        swap(1, furthest());
        swap(2, widest(2, 1));
        swap(3, widest(3, -1));
        count = MAX_POINTS;
    }

    /// The point nearest to one at `out[1 … 3]`.
    int nearestTo(double[] out) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double x = points[4 * i + 1] - out[1];
            double y = points[4 * i + 2] - out[2];
            double z = points[4 * i + 3] - out[3];
            double square = x * x + y * y + z * z;
            if (square < least) {
                least = square;
                best = i;
            }
        }
        return best;
    }

    private int deepest() {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = points[4 * i] < points[4 * best] ? i : best;
        }
        return best;
    }

    private int furthest() {
        int best = 1;
        double most = -1;
        for (int i = 1; i < count; i++) {
            double x = points[4 * i + 1] - points[1];
            double y = points[4 * i + 2] - points[2];
            double z = points[4 * i + 3] - points[3];
            double square = x * x + y * y + z * z;
            if (square > most) {
                most = square;
                best = i;
            }
        }
        return best;
    }

    private int widest(int from, int side) {
        double x = points[5] - points[1];
        double y = points[6] - points[2];
        double z = points[7] - points[3];
        double cx = frame[7] * z - frame[8] * y;
        double cy = frame[8] * x - frame[6] * z;
        double cz = frame[6] * y - frame[7] * x;
        int best = from;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = from; i < count; i++) {
            double span = side * (cx * (points[4 * i + 1] - points[1]) + cy * (points[4 * i + 2] - points[2])
                    + cz * (points[4 * i + 3] - points[3]));
            if (span > most) {
                most = span;
                best = i;
            }
        }
        return best;
    }

    private void swap(int i, int j) {
        for (int k = 0; k < 4; k++) {
            double t = points[4 * i + k];
            points[4 * i + k] = points[4 * j + k];
            points[4 * j + k] = t;
        }
    }
}
