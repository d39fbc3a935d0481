package org.isthmus.render.ray;

/// The two inner kernels of a traversal: one ray against 8 boxes, and against 8 triangles. Both forms give the same bits.
///
/// Boxes: slabs `t = plane · (1/d) − o/d`, the far one a little enlarged so that rounding never loses a box (Ize, "Robust BVH ray
/// traversal", JCGT 2013). Triangles: Woop, Benthin and Wald, "Watertight ray/triangle intersection", JCGT 2013, equations 4 to 9,
/// both sides; the edge functions are computed without fused multiply-add, so that two triangles see a shared edge with exactly opposite
/// signs.
abstract class Kernel {
    static final int WIDTH = WideTree.WIDTH;
    /// 1 + 2 γ(3) in single precision, rounded up.
    static final float ENLARGED = 1.0000008f;

    /// Distances of the boxes, or of the triangles, that the last call found.
    final float[] near = new float[WIDTH];
    final float[] b1 = new float[WIDTH];
    final float[] b2 = new float[WIDTH];
    /// The children of the node, a copy: fetched together with the boxes, since both are far away.
    final int[] child = new int[WIDTH];

    /// Which of a node's 8 boxes a ray meets, as bits; their distances are in [#near], what is in them in [#child].
    abstract int boxes(float[] boxes, int[] children, int node, LocalRay ray);

    /// Which of 8 triangles a ray meets between its ends, as bits; distances and weights are in [#near], [#b1] and [#b2].
    ///
    /// @param at of the block in `blocks`
    abstract int triangles(float[] blocks, int at, LocalRay ray);

    /// A kernel of the form that is faster here.
    ///
    /// @param longRun whether millions of rays will follow: vectors are very slow until HotSpot has compiled them
    static Kernel of(boolean longRun) {
        return longRun && VectorSupport.isFast() ? new VectorKernel() : new ScalarKernel();
    }

    /// Plain loops.
    static final class ScalarKernel extends Kernel {
        ScalarKernel() {}

        @Override
        int boxes(float[] boxes, int[] children, int node, LocalRay r) {
            System.arraycopy(children, WIDTH * node, child, 0, WIDTH);
            int at = WideTree.NODE * node;
            int mask = 0;
            for (int k = 0; k < WIDTH; k++) {
                float x0 = Math.fma(boxes[at + r.nearX + k], r.ix, r.sx);
                float y0 = Math.fma(boxes[at + r.nearY + k], r.iy, r.sy);
                float z0 = Math.fma(boxes[at + r.nearZ + k], r.iz, r.sz);
                float x1 = Math.fma(boxes[at + r.farX + k], r.ix, r.sx);
                float y1 = Math.fma(boxes[at + r.farY + k], r.iy, r.sy);
                float z1 = Math.fma(boxes[at + r.farZ + k], r.iz, r.sz);
                float enter = Math.max(Math.max(x0, y0), Math.max(z0, r.tmin));
                float leave = Math.min(Math.min(x1, y1), z1) * ENLARGED;
                near[k] = enter;
                mask |= enter <= Math.min(leave, r.tmax) ? 1 << k : 0;
            }
            return mask;
        }

        @Override
        int triangles(float[] p, int at, LocalRay r) {
            int mask = 0;
            for (int k = 0; k < WIDTH; k++) {
                int x = at + r.kx + k;
                int y = at + r.ky + k;
                int z = at + r.kz + k;
                float az = p[z] - r.oz;
                float bz = p[z + 3 * WIDTH] - r.oz;
                float cz = p[z + 6 * WIDTH] - r.oz;
                float ax = Math.fma(-r.shearX, az, p[x] - r.ox);
                float ay = Math.fma(-r.shearY, az, p[y] - r.oy);
                float bx = Math.fma(-r.shearX, bz, p[x + 3 * WIDTH] - r.ox);
                float by = Math.fma(-r.shearY, bz, p[y + 3 * WIDTH] - r.oy);
                float cx = Math.fma(-r.shearX, cz, p[x + 6 * WIDTH] - r.ox);
                float cy = Math.fma(-r.shearY, cz, p[y + 6 * WIDTH] - r.oy);
                float u = cx * by - cy * bx;
                float v = ax * cy - ay * cx;
                float w = bx * ay - by * ax;
                float det = u + v + w;
                float inverse = 1 / det;
                float t = Math.fma(w, cz, Math.fma(v, bz, u * az)) * r.shearZ * inverse;
                boolean sided = u >= 0 && v >= 0 && w >= 0 || u <= 0 && v <= 0 && w <= 0;
                near[k] = t;
                b1[k] = v * inverse;
                b2[k] = w * inverse;
                mask |= sided && det != 0 && t > r.tmin && t < r.tmax ? 1 << k : 0;
            }
            return mask;
        }
    }
}
