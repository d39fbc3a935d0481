package org.isthmus.learn.policy;

import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.core.random.RandomStream;
import org.isthmus.render.Frames;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.ObjectCloud;
import org.isthmus.task.image.ObjectMask;

/// What is observed in a task's worlds.
final class TaskObservations implements Observations {
    private static final int CLOUD = ObjectCloud.POINTS * ObjectCloud.AXES;

    private final VectorEnv env;
    private final Map<String, Cloud> clouds = new LinkedHashMap<>();

    /// @param points [worlds][POINTS][AXES]
    private record Cloud(ObjectCloud what, float[] points) {}

    TaskObservations(VectorEnv env) {
        this.env = env;
    }

    @Override
    public float[] values(String name) {
        return name.startsWith(ObjectCloud.PREFIX) ? points(name) : env.observation(name);
    }

    private float[] points(String name) {
        Cloud cloud = clouds.computeIfAbsent(name, this::find);
        Frames frames = env.images(cloud.what().camera());
        for (int w = 0; w < env.worlds(); w++) {
            // The same for all worlds and moments: what a policy does depends on what is seen only.
            cloud.what().measure(frames, w, RandomStream.of(0), cloud.points(), w * CLOUD);
        }
        return cloud.points();
    }

    private Cloud find(String name) {
        ObjectCloud what = ObjectCloud.named(name, env.task().cameras(), env.model())
                .orElseThrow(() -> new IllegalArgumentException("no camera and object of '" + name + "'"));
        return new Cloud(what, new float[env.worlds() * CLOUD]);
    }

    @Override
    public byte[] image(String name) {
        return ObjectMask.isMasked(name) ? ObjectMask.masked(env.images(ObjectMask.camera(name)))
                : env.images(name).rgb();
    }
}
