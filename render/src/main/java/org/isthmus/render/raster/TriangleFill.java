package org.isthmus.render.raster;

/// Fills triangles into some rows of a visibility buffer, or into a depth buffer. A workspace of one thread.
///
/// Corners are snapped to 1/256 pixel; a pixel belongs to a triangle when its centre is inside, by exact integer edge functions, and on
/// an edge by the top-left rule: so neighbours leave no gap and share no pixel. Nearness is linear over the image and is computed in
/// double precision from the pixel's coordinates alone, so how an image is cut into bands changes no bit.
public final class TriangleFill {
    /// Fractions of a pixel, as bits.
    static final int SUBPIXEL_BITS = 8;
    static final int SUBPIXELS = 1 << SUBPIXEL_BITS;
    /// What lies farther outside than this must have been clipped, pixels.
    static final int GUARD = 1 << 15;
    /// Opacity in steps of 1/16; a surface of opacity k/16 covers k pixels of each 4 by 4.
    static final int OPAQUE = 16;
    /// An opacity that differs from place to place: a [Mask] knows it.
    static final int MASKED = -1;
    /// A pattern of thresholds in which each step is spread evenly (Bayer 1973).
    private static final int[] BAYER = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};
    /// Boxes up to this size, subpixels, are filled pixel by pixel in 32 bits.
    private static final int SMALL = 16 << SUBPIXEL_BITS;
    /// Boxes wider than this are filled by spans.
    private static final int WIDE = 12;

    /// Triangles that are sifted together.
    private static final int CHUNK = 512;

    /// [CHUNK] indices of those that are left
    private final int[] kept = new int[CHUNK];
    private int width;
    private int fromRow;
    private int toRow;
    /// [height][width] of the buffer that is drawn into, one of the two: see [VisibilityBuffer] and [DepthBuffer]
    private long[] words = {};
    private float[] depths = {};
    private DepthBuffer depth = new DepthBuffer();
    private boolean depthOnly;

    // The triangle: edge functions a·x + b·y + c at pixel (x, y), inside where all are ≥ 0; nearness the same.
    private long a0;
    private long b0;
    private long c0;
    private long a1;
    private long b1;
    private long c1;
    private long a2;
    private long b2;
    private long c2;
    private double slopeX;
    private double slopeY;
    private double start;

    /// Says what masked triangles cover.
    private Mask mask = (triangle, x, y) -> true;

    /// Cuts what cannot be filled whole.
    final Clipper clipper = new Clipper();

    public TriangleFill() {}

    /// Which pixels a triangle with holes covers.
    @FunctionalInterface
    public interface Mask {
        /// @param triangle its number in the [DrawList]
        boolean covers(int triangle, int x, int y);
    }

    /// Fills triangles with holes as a mask says.
    public void masked(Mask by) {
        mask = by;
    }

    /// Turns to some rows of a buffer.
    ///
    /// @param from first row to fill
    /// @param to one past the last
    void begin(VisibilityBuffer buffer, int from, int to) {
        width = buffer.width();
        words = buffer.words();
        depthOnly = false;
        fromRow = from;
        toRow = to;
    }

    /// Turns to a buffer.
    void begin(DepthBuffer buffer) {
        width = buffer.width();
        depth = buffer;
        depths = buffer.nearness();
        depthOnly = true;
        fromRow = 0;
        toRow = buffer.height();
    }

    /// Fills opaque triangles of a mesh.
    ///
    /// Most are a few pixels large. For these edge functions fit into 32 bits, and all pixels of their box are tested without a branch:
    /// one outside offers the word 0. Larger ones, and those seen from behind, go to [#fill].
    ///
    /// @param faces [ntriangle][3] vertices, less `first`
    /// @param first vertex of the mesh
    /// @param sx [nvertex] subpixels; @param sy [nvertex]; @param q [nvertex] nearness
    /// @param triangle number of the first
    void fillMesh(int[] faces, int first, int[] sx, int[] sy, float[] q, int triangle, boolean cull) {
        for (int f = 0; f < faces.length; f += 3 * CHUNK) {
            int end = Math.min(faces.length, f + 3 * CHUNK);
            int n = keep(faces, f, end, first, sx, sy, cull, kept);
            for (int i = 0; i < n; i++) {
                int k = kept[i];
                fillOne(first + faces[k], first + faces[k + 1], first + faces[k + 2], sx, sy, q, triangle + k / 3,
                        cull);
            }
        }
    }

    /// Lists triangles that may cover the centre of a pixel and are not seen from behind: a loop of its own, as most of a fine mesh's are not
    /// among them, and one with all that filling needs keeps nothing in registers.
    ///
    /// @param out indices into `faces`
    private static int keep(int[] faces, int from, int to, int first, int[] sx, int[] sy, boolean cull, int[] out) {
        int n = 0;
        for (int f = from; f < to; f += 3) {
            int a = first + faces[f];
            int b = first + faces[f + 1];
            int c = first + faces[f + 2];
            int x0 = sx[a];
            int y0 = sy[a];
            int x1 = sx[b];
            int y1 = sy[b];
            int x2 = sx[c];
            int y2 = sy[c];
            long area = (long) (x2 - x0) * (y1 - y0) - (long) (x1 - x0) * (y2 - y0);
            if (area <= 0 && (cull || area == 0)) {
                continue;
            }
            int lowX = Math.min(x0, Math.min(x1, x2));
            int highX = Math.max(x0, Math.max(x1, x2));
            int lowY = Math.min(y0, Math.min(y1, y2));
            int highY = Math.max(y0, Math.max(y1, y2));
            int none = (highX >> SUBPIXEL_BITS) - ceil(lowX) | (highY >> SUBPIXEL_BITS) - ceil(lowY);
            out[n] = f;
            n += 1 + (none >> 31); // without a branch that nobody can foresee
        }
        return n;
    }

    private void fillOne(int a, int b, int c, int[] sx, int[] sy, float[] q, int triangle, boolean cull) {
        int x0 = sx[a];
        int y0 = sy[a];
        int x1 = sx[b];
        int y1 = sy[b];
        int x2 = sx[c];
        int y2 = sy[c];
        int lowX = Math.min(x0, Math.min(x1, x2));
        int lowY = Math.min(y0, Math.min(y1, y2));
        int highX = Math.max(x0, Math.max(x1, x2));
        int highY = Math.max(y0, Math.max(y1, y2));
        int area = (x2 - x0) * (y1 - y0) - (x1 - x0) * (y2 - y0);
        if (highX - lowX > SMALL || highY - lowY > SMALL || area <= 0) {
            fill(x0, y0, q[a], x1, y1, q[b], x2, y2, q[c], triangle, cull, OPAQUE);
            return;
        }
        int fromX = Math.max(0, ceil(lowX));
        int toX = Math.min(width - 1, highX >> SUBPIXEL_BITS);
        int fromY = Math.max(fromRow, ceil(lowY));
        int toY = Math.min(toRow - 1, highY >> SUBPIXEL_BITS);
        if (fromX <= toX && fromY <= toY) {
            small(x0, y0, q[a], x1, y1, q[b], x2, y2, q[c], area, fromX, toX, fromY, toY, triangle);
        }
    }

    private void small(int x0, int y0, float q0, int x1, int y1, float q1, int x2, int y2, float q2, int area,
            int fromX,
            int toX, int fromY, int toY, int triangle) {
        int left = fromX << SUBPIXEL_BITS;
        int top = fromY << SUBPIXEL_BITS;
        int e0 = edge(x1, y1, x2, y2, left, top);
        int e1 = edge(x2, y2, x0, y0, left, top);
        int e2 = edge(x0, y0, x1, y1, left, top);
        if (fromX == toX && fromY == toY && (e0 | e1 | e2) < 0) {
            return; // most small ones of a fine mesh have one pixel in their box, and miss it
        }
        if (depthOnly) {
            depth.cover(fromX, toX, fromY, toY, Math.max(q0, Math.max(q1, q2)));
        }
        int right0 = y2 - y1 << SUBPIXEL_BITS;
        int right1 = y0 - y2 << SUBPIXEL_BITS;
        int right2 = y1 - y0 << SUBPIXEL_BITS;
        int down0 = x1 - x2 << SUBPIXEL_BITS;
        int down1 = x2 - x0 << SUBPIXEL_BITS;
        int down2 = x0 - x1 << SUBPIXEL_BITS;
        double scale = (double) SUBPIXELS / area;
        double d1 = (double) q1 - q0;
        double d2 = (double) q2 - q0;
        double alongX = (d2 * (y1 - y0) - d1 * (y2 - y0)) * scale;
        double alongY = (d1 * (x2 - x0) - d2 * (x1 - x0)) * scale;
        double start0 = q0 - (alongX * x0 + alongY * y0) / SUBPIXELS;
        for (int y = fromY; y <= toY; y++) {
            double start = start0 + alongY * y;
            int r0 = e0;
            int r1 = e1;
            int r2 = e2;
            int at = y * width + fromX;
            for (int x = fromX; x <= toX; x++, at++) {
                float nearness = (float) Math.fma(alongX, x, start);
                int outside = (r0 | r1 | r2) >> 31;
                if (depthOnly) {
                    depths[at] = Math.max(depths[at],
                            Float.intBitsToFloat(Float.floatToRawIntBits(nearness) & ~outside));
                } else {
                    words[at] = Math.max(words[at], VisibilityBuffer.word(nearness, triangle) & ~(long) outside);
                }
                r0 += right0;
                r1 += right1;
                r2 += right2;
            }
            e0 += down0;
            e1 += down1;
            e2 += down2;
        }
    }

    /// The edge function of [#edgeA], [#edgeB] and [#edgeC] at a place near the edge, which fits into 32 bits.
    private static int edge(int px, int py, int qx, int qy, int x, int y) {
        int value = (qy - py) * (x - px) - (qx - px) * (y - py);
        boolean topLeft = qy > py || qy == py && qx < px;
        return topLeft ? value : value - 1;
    }

    /// Fills one triangle.
    ///
    /// @param x0 corner coordinates in subpixels
    /// @param q0 nearness at the corners, positive
    /// @param cull whether triangles that are clockwise in the image (seen from behind) are left out
    /// @param opacity 0 to 16, or [#MASKED]
    void fill(int x0, int y0, float q0, int x1, int y1, float q1, int x2, int y2, float q2, int triangle, boolean cull,
            int opacity) {
        // y grows downwards: what is counter-clockwise in space has a negative area here
        long area = (long) (x2 - x0) * (y1 - y0) - (long) (x1 - x0) * (y2 - y0);
        if (area <= 0) {
            if (area == 0 || cull) {
                return;
            }
            fill(x0, y0, q0, x2, y2, q2, x1, y1, q1, triangle, false, opacity);
            return;
        }
        int left = Math.max(0, ceil(Math.min(x0, Math.min(x1, x2))));
        int right = Math.min(width - 1, Math.max(x0, Math.max(x1, x2)) >> SUBPIXEL_BITS);
        int top = Math.max(fromRow, ceil(Math.min(y0, Math.min(y1, y2))));
        int bottom = Math.min(toRow - 1, Math.max(y0, Math.max(y1, y2)) >> SUBPIXEL_BITS);
        if (left > right || top > bottom) {
            return;
        }
        a0 = edgeA(y1, y2);
        b0 = edgeB(x1, x2);
        c0 = edgeC(x1, y1, x2, y2);
        a1 = edgeA(y2, y0);
        b1 = edgeB(x2, x0);
        c1 = edgeC(x2, y2, x0, y0);
        a2 = edgeA(y0, y1);
        b2 = edgeB(x0, x1);
        c2 = edgeC(x0, y0, x1, y1);
        plane(x0, y0, q0, x1, y1, q1, x2, y2, q2, area);
        if (depthOnly) {
            depth.cover(left, right, top, bottom, Math.max(q0, Math.max(q1, q2)), slopeX, slopeY, start);
        }
        if (opacity < OPAQUE) {
            dithered(left, right, top, bottom, triangle, opacity);
        } else if (right - left >= WIDE) {
            spans(left, right, top, bottom, triangle);
        } else {
            pixels(left, right, top, bottom, triangle);
        }
    }

    private static int ceil(int subpixels) {
        return (subpixels + SUBPIXELS - 1) >> SUBPIXEL_BITS;
    }

    // The edge from p to q: twice the area of (p, q, pixel), positive inside; less one on edges that are neither top nor left.

    private static long edgeA(int py, int qy) {
        return (long) (qy - py) << SUBPIXEL_BITS;
    }

    private static long edgeB(int px, int qx) {
        return (long) (px - qx) << SUBPIXEL_BITS;
    }

    private static long edgeC(int px, int py, int qx, int qy) {
        long c = (long) (qx - px) * py - (long) (qy - py) * px;
        boolean topLeft = qy > py || qy == py && qx < px;
        return topLeft ? c : c - 1;
    }

    private void plane(int x0, int y0, float q0, int x1, int y1, float q1, int x2, int y2, float q2, long area) {
        double scale = (double) SUBPIXELS / area;
        double d1 = (double) q1 - q0;
        double d2 = (double) q2 - q0;
        slopeX = (d2 * (y1 - y0) - d1 * (y2 - y0)) * scale;
        slopeY = (d1 * (x2 - x0) - d2 * (x1 - x0)) * scale;
        start = q0 - (slopeX * x0 + slopeY * y0) / SUBPIXELS;
    }

    private void pixels(int left, int right, int top, int bottom, int triangle) {
        for (int y = top; y <= bottom; y++) {
            long e0 = a0 * left + b0 * y + c0;
            long e1 = a1 * left + b1 * y + c1;
            long e2 = a2 * left + b2 * y + c2;
            double q = start + slopeY * y;
            int row = y * width;
            for (int x = left; x <= right; x++) {
                if ((e0 | e1 | e2) >= 0) {
                    put(row + x, (float) Math.fma(slopeX, x, q), triangle);
                }
                e0 += a0;
                e1 += a1;
                e2 += a2;
            }
        }
    }

    private void put(int at, float nearness, int triangle) {
        if (depthOnly) {
            depths[at] = Math.max(depths[at], nearness);
            return;
        }
        long word = VisibilityBuffer.word(nearness, triangle);
        if (word > words[at]) {
            words[at] = word;
        }
    }

    /// Row by row from the first to the last pixel inside.
    private void spans(int left, int right, int top, int bottom, int triangle) {
        for (int y = top; y <= bottom; y++) {
            long r0 = b0 * y + c0;
            long r1 = b1 * y + c1;
            long r2 = b2 * y + c2;
            int from = Math.max(left, Math.max(first(a0, r0), Math.max(first(a1, r1), first(a2, r2))));
            int to = Math.min(right, Math.min(last(a0, r0), Math.min(last(a1, r1), last(a2, r2))));
            double q = start + slopeY * y;
            int row = y * width;
            if (depthOnly) {
                deepen(depths, row, from, to, slopeX, q);
                continue;
            }
            for (int x = from; x <= to; x++) {
                put(row + x, (float) Math.fma(slopeX, x, q), triangle);
            }
        }
    }

    /// A plain loop that C2 turns into vectors.
    private static void deepen(float[] depths, int row, int from, int to, double slope, double start) {
        for (int x = from; x <= to; x++) {
            depths[row + x] = Math.max(depths[row + x], (float) Math.fma(slope, x, start));
        }
    }

    /// The least x with `a·x + r ≥ 0`, by this edge alone.
    private static int first(long a, long r) {
        if (a > 0) {
            return clamp(Math.ceilDiv(-r, a));
        }
        return a == 0 && r < 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }

    /// The greatest x with `a·x + r ≥ 0`, by this edge alone.
    private static int last(long a, long r) {
        return a < 0 ? clamp(Math.floorDiv(r, -a)) : Integer.MAX_VALUE;
    }

    private static int clamp(long x) {
        return (int) Math.max(-GUARD, Math.min(2L * GUARD, x));
    }

    private void dithered(int left, int right, int top, int bottom, int triangle, int opacity) {
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                boolean inside = (a0 * x + b0 * y + c0 | a1 * x + b1 * y + c1 | a2 * x + b2 * y + c2) >= 0;
                if (inside && (opacity == MASKED ? mask.covers(triangle, x, y) : isCovered(x, y, opacity))) {
                    put(y * width + x, (float) Math.fma(slopeX, x, start + slopeY * y), triangle);
                }
            }
        }
    }

    /// Whether a surface of some opacity covers a pixel.
    ///
    /// @param opacity 0 to 1
    public static boolean isCovered(int x, int y, double opacity) {
        return isCovered(x, y, (int) Math.round(opacity * OPAQUE));
    }

    /// Whether a surface of some opacity covers a pixel.
    static boolean isCovered(int x, int y, int opacity) {
        return BAYER[(y & 3) << 2 | x & 3] < opacity;
    }
}
