package org.isthmus.learn.policy;

import org.isthmus.task.VectorEnv;

/// What is observed in many worlds at one moment.
public interface Observations {
    /// [worlds][size] numbers of a group, or of a cloud of points.
    float[] values(String group);

    /// [worlds][height][width][3] sRGB of a camera.
    byte[] image(String camera);

    /// The same numbers for every group, and no cameras.
    ///
    /// @param values [worlds][size] not copied: what is in them when a policy acts counts
    static Observations ofValues(float... values) {
        return new Observations() {
            @Override
            public float[] values(String group) {
                return values;
            }

            @Override
            public byte[] image(String camera) {
                throw new IllegalArgumentException("no camera '" + camera + "'");
            }
        };
    }

    /// Of a task's worlds; clouds of points, where its cameras are [org.isthmus.task.image.ObjectCloud#measuring].
    static Observations of(VectorEnv env) {
        return new TaskObservations(env);
    }
}
