package org.isthmus.learn.policy;

import org.isthmus.task.VectorEnv;

/// What is observed in many worlds at one moment.
public interface Observations {
    /// [worlds][size] numbers of a group.
    float[] values(String group);

    /// [worlds][height][width][3] sRGB of a camera.
    byte[] image(String camera);

    /// Of a task's worlds.
    static Observations of(VectorEnv env) {
        return new Observations() {
            @Override
            public float[] values(String group) {
                return env.observation(group);
            }

            @Override
            public byte[] image(String camera) {
                return env.images(camera).rgb();
            }
        };
    }
}
