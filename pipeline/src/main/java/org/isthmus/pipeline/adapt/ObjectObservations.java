package org.isthmus.pipeline.adapt;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

import org.isthmus.learn.policy.Observations;
import org.isthmus.render.Output;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.CameraSpec;

/// What policies see that were trained on views of objects: the pixels that [StoreAdapter] put into their demonstrations, as the episode goes on. Another
/// background, table or distractor is not in them (DexSim 4.3).
public final class ObjectObservations {
    private ObjectObservations() {}

    /// The camera of a name of images, which may be those of objects alone.
    private static String camera(String images) {
        return images.endsWith(ObjectView.OBJECTS)
                ? images.substring(0, images.length() - ObjectView.OBJECTS.length())
                : images;
    }

    /// A task whose cameras tell what images of these names need.
    ///
    /// @param images names of cameras, with [ObjectView#OBJECTS] behind them for images of objects alone
    public static Task seeing(Task task, Collection<String> images) {
        return task.withCameras(task.cameras().stream().map(camera -> images.contains(camera.name()
                + ObjectView.OBJECTS) ? withObjects(camera) : camera).toList());
    }

    private static CameraSpec withObjects(CameraSpec camera) {
        Set<Output> outputs = EnumSet.copyOf(camera.outputs());
        outputs.add(Output.OBJECT);
        return camera.with(outputs);
    }

    /// Of a task's worlds, whose cameras tell what is asked for.
    public static Observations of(VectorEnv env) {
        Observations all = Observations.of(env);
        return new Observations() {
            @Override
            public float[] values(String group) {
                return all.values(group);
            }

            @Override
            public byte[] image(String name) {
                String camera = camera(name);
                return camera.equals(name) ? all.image(name) : ObjectView.masked(env.images(camera));
            }
        };
    }
}
