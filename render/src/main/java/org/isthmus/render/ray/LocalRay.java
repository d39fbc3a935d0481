package org.isthmus.render.ray;

/// A ray in a mesh's frame, made ready for the kernels: single precision, with what does not change on its way.
final class LocalRay {
    private static final int WIDTH = WideTree.WIDTH;
    /// Stands for the inverse of a component that is 0: large, but its product with a coordinate is finite.
    private static final float HUGE = 1e18f;
    /// The axis after each.
    private static final int[] NEXT = {1, 2, 0};

    float tmin;
    float tmax;
    /// Inverse direction, and −origin times it.
    float ix;
    float iy;
    float iz;
    float sx;
    float sy;
    float sz;
    /// Where in a node the nearer and the farther planes of each axis are.
    int nearX;
    int nearY;
    int nearZ;
    int farX;
    int farY;
    int farZ;
    /// Where in a block the coordinates along the ray's main axis (z) and the two others are.
    int kx;
    int ky;
    int kz;
    /// Origin in those axes, and the shear that makes the ray run along z.
    float ox;
    float oy;
    float oz;
    float shearX;
    float shearY;
    float shearZ;

    /// [3] origin (m) and direction by axis, mesh frame, for [#shear]
    private final float[] origin = new float[3];
    private final float[] direction = new float[3];
    private boolean sheared;

    LocalRay() {}

    /// Made ready for boxes.
    void set(float originX, float originY, float originZ, float dx, float dy, float dz, float from, float to) {
        tmin = from;
        tmax = to;
        ix = inverse(dx);
        iy = inverse(dy);
        iz = inverse(dz);
        sx = -originX * ix;
        sy = -originY * iy;
        sz = -originZ * iz;
        nearX = ifNegative(ix);
        nearY = 2 * WIDTH + ifNegative(iy);
        nearZ = 4 * WIDTH + ifNegative(iz);
        farX = WIDTH - nearX;
        farY = 5 * WIDTH - nearY;
        farZ = 9 * WIDTH - nearZ;
        origin[0] = originX;
        origin[1] = originY;
        origin[2] = originZ;
        direction[0] = dx;
        direction[1] = dy;
        direction[2] = dz;
        sheared = false;
    }

    /// The width, or 0. Signs of directions are anybody's guess, a processor's, too: so without a branch.
    private static int ifNegative(float f) {
        return (Float.floatToRawIntBits(f) >>> 31) * WIDTH;
    }

    /// Makes it ready for triangles, too; many rays never meet one.
    void shear() {
        if (sheared) {
            return;
        }
        sheared = true;
        int z = largest(direction);
        int x = NEXT[z];
        int y = NEXT[x];
        kx = x * WIDTH;
        ky = y * WIDTH;
        kz = z * WIDTH;
        ox = origin[x];
        oy = origin[y];
        oz = origin[z];
        shearZ = 1 / direction[z];
        shearX = direction[x] / direction[z];
        shearY = direction[y] / direction[z];
    }

    /// The axis along which a direction is longest, the last of equals. Compares the bits of magnitudes, whose order is theirs, and
    /// without a branch.
    private static int largest(float[] d) {
        int x = Float.floatToRawIntBits(d[0]) & Integer.MAX_VALUE;
        int y = Float.floatToRawIntBits(d[1]) & Integer.MAX_VALUE;
        int z = Float.floatToRawIntBits(d[2]) & Integer.MAX_VALUE;
        int axis = (x - y - 1) >>> 31;
        int more = (Math.max(x, y) - z - 1) >> 31;
        return axis + (2 - axis & more);
    }

    private static float inverse(float d) {
        float i = 1 / d;
        return Math.abs(i) <= HUGE ? i : Math.copySign(HUGE, d);
    }
}
