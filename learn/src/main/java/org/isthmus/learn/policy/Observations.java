package org.isthmus.learn.policy;

import org.isthmus.task.VectorEnv;

/// What is observed in many worlds at one moment.
public interface Observations {
    /// [worlds][size] numbers of a group, or of a cloud of points.
    float[] values(String group);

    /// [worlds][height][width][3] sRGB of a camera, or of the objects that it sees ([org.isthmus.task.image.ObjectMask#SUFFIX]).
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

    /// Of a task's worlds, whose cameras tell what is asked for ([PolicySpec#fitted]).
    static Observations of(VectorEnv env) {
        return new TaskObservations(env);
    }
}
