package org.isthmus.render.ray;

/// A ray in a mesh's frame, made ready for the kernels: single precision, with what does not change on its way.
final class LocalRay {
    private static final int WIDTH = WideTree.WIDTH;
    /// Stands for the inverse of a component that is 0: large, but its product with a coordinate is finite.
    private static final float HUGE = 1e18f;

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

    LocalRay() {}

    void set(float originX, float originY, float originZ, float dx, float dy, float dz, float from, float to) {
        tmin = from;
        tmax = to;
        ix = inverse(dx);
        iy = inverse(dy);
        iz = inverse(dz);
        sx = -originX * ix;
        sy = -originY * iy;
        sz = -originZ * iz;
        nearX = ix < 0 ? WIDTH : 0;
        nearY = (iy < 0 ? 3 : 2) * WIDTH;
        nearZ = (iz < 0 ? 5 : 4) * WIDTH;
        farX = WIDTH - nearX;
        farY = 5 * WIDTH - nearY;
        farZ = 9 * WIDTH - nearZ;
        float ax = Math.abs(dx);
        float ay = Math.abs(dy);
        float az = Math.abs(dz);
        int main = ax > ay && ax > az ? 0 : ay > az ? 1 : 2;
        if (main == 0) {
            shear(1, 2, 0, originY, originZ, originX, dy, dz, dx);
        } else if (main == 1) {
            shear(2, 0, 1, originZ, originX, originY, dz, dx, dy);
        } else {
            shear(0, 1, 2, originX, originY, originZ, dx, dy, dz);
        }
    }

    private void shear(int x, int y, int z, float originX, float originY, float originZ, float dx, float dy, float dz) {
        kx = x * WIDTH;
        ky = y * WIDTH;
        kz = z * WIDTH;
        ox = originX;
        oy = originY;
        oz = originZ;
        shearX = dx / dz;
        shearY = dy / dz;
        shearZ = 1 / dz;
    }

    private static float inverse(float d) {
        float i = 1 / d;
        return Math.abs(i) <= HUGE ? i : Math.copySign(HUGE, d);
    }
}
