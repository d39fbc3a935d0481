package org.isthmus.render.splat;

import java.util.List;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;

/// Clouds for tests.
final class SplatClouds {
    private SplatClouds() {}

    /// One splat of a colour that is the same from everywhere.
    record One(Vec3 position, Vec3 scale, Quat rotation, double opacity, double red, double green, double blue) {}

    static Splats of(boolean flat, List<One> all) {
        int n = all.size();
        float[] position = new float[3 * n];
        float[] scale = new float[3 * n];
        float[] rotation = new float[4 * n];
        float[] opacity = new float[n];
        float[] harmonics = new float[3 * n];
        for (int i = 0; i < n; i++) {
            One one = all.get(i);
            for (int k = 0; k < 3; k++) {
                position[3 * i + k] = (float) one.position.get(k);
                scale[3 * i + k] = flat && k == 2 ? 0 : (float) one.scale.get(k);
            }
            for (int k = 0; k < 4; k++) {
                rotation[4 * i + k] = (float) one.rotation.toArray()[k];
            }
            opacity[i] = (float) one.opacity;
            harmonics[3 * i] = (float) Harmonics.constant(one.red);
            harmonics[3 * i + 1] = (float) Harmonics.constant(one.green);
            harmonics[3 * i + 2] = (float) Harmonics.constant(one.blue);
        }
        return new Splats(flat, 0, FloatArray.wrap(position), FloatArray.wrap(scale), FloatArray.wrap(rotation),
                FloatArray.wrap(opacity), FloatArray.wrap(harmonics));
    }

    /// In a box of half size 1.
    static Splats random(int degree, boolean flat, int n, long seed) {
        RandomStream random = RandomStream.of(seed).child("splats");
        int terms = 3 * (degree + 1) * (degree + 1);
        float[] position = new float[3 * n];
        float[] scale = new float[3 * n];
        float[] rotation = new float[4 * n];
        float[] opacity = new float[n];
        float[] harmonics = new float[terms * n];
        for (int i = 0; i < n; i++) {
            double[] q = random.nextRotation().toArray();
            for (int k = 0; k < 3; k++) {
                position[3 * i + k] = (float) random.nextDouble(-1, 1);
                scale[3 * i + k] = flat && k == 2 ? 0 : (float) random.nextDouble(0.02, 0.2);
            }
            for (int k = 0; k < 4; k++) {
                rotation[4 * i + k] = (float) q[k];
            }
            opacity[i] = (float) random.nextDouble(0.2, 0.98);
            for (int k = 0; k < terms; k++) {
                harmonics[terms * i + k] = (float) random.nextDouble(-0.6, 0.6);
            }
        }
        return new Splats(flat, degree, FloatArray.wrap(position), FloatArray.wrap(scale), FloatArray.wrap(rotation),
                FloatArray.wrap(opacity), FloatArray.wrap(harmonics));
    }

    /// The same splats in another order.
    static Splats shuffled(Splats s, long seed) {
        int n = s.count();
        int[] order = RandomStream.of(seed).child("order").permutation(n);
        float[] position = new float[3 * n];
        float[] scale = new float[3 * n];
        float[] rotation = new float[4 * n];
        float[] opacity = new float[n];
        int terms = 3 * s.terms();
        float[] harmonics = new float[terms * n];
        for (int i = 0; i < n; i++) {
            s.position().copyTo(3 * order[i], position, 3 * i, 3);
            s.scale().copyTo(3 * order[i], scale, 3 * i, 3);
            s.rotation().copyTo(4 * order[i], rotation, 4 * i, 4);
            opacity[i] = s.opacity().get(order[i]);
            s.harmonics().copyTo(terms * order[i], harmonics, terms * i, terms);
        }
        return new Splats(s.flat(), s.degree(), FloatArray.wrap(position), FloatArray.wrap(scale),
                FloatArray.wrap(rotation), FloatArray.wrap(opacity), FloatArray.wrap(harmonics));
    }
}
