package org.isthmus.task.image;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.label.PointCloud;

/// Points of an object that a camera sees, as stores keep them and policies see them.
///
/// @param camera name
/// @param body the object's topmost body
public record ObjectCloud(String camera, int body) {
    /// Points of a cloud.
    public static final int POINTS = 256;
    /// Numbers of a point: x, y, z in the world, m.
    public static final int AXES = 3;
    /// What is put before the names of a camera and an object.
    public static final String PREFIX = "points/";

    /// `points/CAMERA/OBJECT`.
    public String name(Model model) {
        return PREFIX + camera + "/" + model.names().name(ObjectType.BODY, body).replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    /// The cloud of a name.
    public static Optional<ObjectCloud> named(String name, List<CameraSpec> cameras, Model model) {
        for (CameraSpec camera : cameras) {
            for (int body = 1; body < model.names().all(ObjectType.BODY).size(); body++) {
                ObjectCloud cloud = new ObjectCloud(camera.name(), body);
                if (cloud.name(model).equals(name)) {
                    return Optional.of(cloud);
                }
            }
        }
        return Optional.empty();
    }

    /// A camera whose images tell where the points of objects are, beside what they tell already.
    public static CameraSpec measuring(CameraSpec camera) {
        Set<Output> outputs = EnumSet.of(Output.OBJECT, Output.POSITION);
        outputs.addAll(camera.outputs());
        return camera.with(outputs);
    }

    /// Measures it: some of the points at random where the camera sees more, some several times where it sees fewer, zeros where it sees none.
    ///
    /// @param frames of the camera, with objects and positions
    /// @param view number of an image
    /// @param out [POINTS][AXES] from a place on
    public void measure(Frames frames, int view, RandomStream random, float[] out, int at) {
        float[] points = PointCloud.of(frames, view, i -> frames.object()[i] == body).resampled(POINTS, random)
                .points();
        Arrays.fill(out, at, at + POINTS * AXES, 0);
        System.arraycopy(points, 0, out, at, points.length);
    }
}
