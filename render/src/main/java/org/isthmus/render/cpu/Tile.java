package org.isthmus.render.cpu;

/// Samples of one instance, one array for each of their quantities. Plain loops over these arrays become vectors (rung 1), with the same
/// bits as one number after the other; what needs a table is done sample by sample. A workspace of one thread.
final class Tile {
    /// Enough for the starts and ends of loops not to count, few enough for all arrays to stay in the second cache.
    static final int CAPACITY = 512;
    /// Bits of a column in [#place].
    static final int COLUMN_BITS = 14;
    static final int COLUMN_MASK = (1 << COLUMN_BITS) - 1;

    int count;
    /// [count] row and column among all samples of the image: row << 14 | column
    final int[] place = new int[CAPACITY];
    /// [count] number of the triangle
    final int[] triangle = new int[CAPACITY];
    /// [count] weights of the triangle's corners 1 and 2
    final float[] b1 = array();
    final float[] b2 = array();
    /// [count] position, camera frame, m
    final float[] cx = array();
    final float[] cy = array();
    final float[] cz = array();
    /// [count] position, world frame, m
    final float[] x = array();
    final float[] y = array();
    final float[] z = array();
    /// [count] unit, towards the camera, world frame
    final float[] vx = array();
    final float[] vy = array();
    final float[] vz = array();
    /// [count] unit normal of the triangle, on the camera's side, world frame
    final float[] gx = array();
    final float[] gy = array();
    final float[] gz = array();
    /// [count] 1 on the mesh's front, −1 on its back
    final float[] side = array();
    /// [count] unit normal for shading, on the camera's side; interpolated, mesh frame, until [TileGeometry] turns it to the world
    final float[] nx = array();
    final float[] ny = array();
    final float[] nz = array();

    /// [3][count] reflectance from the front, of the layer
    final float[][] f0 = arrays();
    /// [3][count] the same at grazing angles, less that from the front
    final float[][] rise = arrays();
    /// [3][count] reflectance of the diffuse body under it
    final float[][] body = arrays();
    /// [3][count] radiance sent out
    final float[][] emission = arrays();
    /// [count] perceptual, and GGX's α squared
    final float[] roughness = array();
    final float[] alpha2 = array();
    /// [count] strength of the clear coat, and its α squared
    final float[] coat = array();
    final float[] coatAlpha2 = array();

    /// [count] part of the surroundings that is seen
    final float[] open = array();
    /// [3][count] radiance towards the camera
    final float[][] light = arrays();

    Tile() {}

    static float[] array() {
        return new float[CAPACITY];
    }

    static float[][] arrays() {
        return new float[][]{array(), array(), array()};
    }

    int column(int i) {
        return place[i] & COLUMN_MASK;
    }

    int row(int i) {
        return place[i] >>> COLUMN_BITS;
    }
}
