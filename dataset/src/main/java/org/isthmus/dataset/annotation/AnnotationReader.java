package org.isthmus.dataset.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.annotation.Annotations.Keypoint;
import org.isthmus.dataset.annotation.Annotations.Thing;
import org.isthmus.dataset.annotation.Annotations.View;

/// Reads the annotations of an episode.
public final class AnnotationReader {
    private final Episode episode;
    private final Annotations what;

    private AnnotationReader(Episode episode, Annotations what) {
        this.episode = episode;
        this.what = what;
    }

    /// @return empty when the episode has none
    /// @throws DiagnosticException when its channels are not those of [Annotations]
    public static Optional<AnnotationReader> of(Episode episode, SourceLocation place, Diagnostics diagnostics) {
        if (!episode.has(Annotations.OBJECTS + "categories")) {
            return Optional.empty();
        }
        try {
            Annotations what = annotations(episode);
            for (Channel channel : what.channels(episode.channel(Annotations.CATEGORIES).timing())) {
                if (!episode.channel(channel.name()).equals(channel)) {
                    throw new IllegalArgumentException("channel '" + channel.name() + "' is "
                            + episode.channel(channel.name()) + ", expected " + channel);
                }
            }
            return Optional.of(new AnnotationReader(episode, what));
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(place, "annotations of another kind (" + e.getMessage() + ")",
                    "the channels of docs/dataset.md", "record them with AnnotationWriter");
        }
    }

    private static Annotations annotations(Episode episode) {
        Channel objects = episode.channel(Annotations.OBJECTS + "categories");
        double[] categories = episode.values(objects.name(), 0, 1);
        double[] boxes = episode.values(Annotations.OBJECTS + "boxes", 0, 1);
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < Math.min(categories.length, boxes.length / 6); i++) {
            things.add(new Thing(objects.labels().size() > i ? objects.labels().get(i) : "", (int) categories[i],
                    Arrays.stream(boxes, 6 * i, 6 * i + 6).boxed().toList()));
        }
        int contacts = episode.has(Annotations.CONTACTS) ? episode.channel(Annotations.CONTACTS).shape().getFirst() : 0;
        return new Annotations(things, episode.channel(Annotations.CATEGORIES).labels(), keypoints(episode), contacts,
                views(episode));
    }

    private static List<Keypoint> keypoints(Episode episode) {
        List<Keypoint> out = new ArrayList<>();
        if (episode.has(Annotations.KEYPOINTS + "objects")) {
            List<String> names = episode.channel(Annotations.KEYPOINTS + "objects").labels();
            double[] objects = episode.values(Annotations.KEYPOINTS + "objects", 0, 1);
            double[] points = episode.values(Annotations.KEYPOINTS + "points", 0, 1);
            for (int i = 0; i < Math.min(names.size(), points.length / 3); i++) {
                out.add(new Keypoint(names.get(i), (int) objects[i], points[3 * i], points[3 * i + 1],
                        points[3 * i + 2]));
            }
        }
        return out;
    }

    private static List<View> views(Episode episode) {
        List<View> out = new ArrayList<>();
        for (Channel channel : episode.channels()) {
            String name = channel.name();
            if (name.startsWith(Annotations.CAMERAS) && name.endsWith("/instances")) {
                String camera = name.substring(Annotations.CAMERAS.length(), name.length() - "/instances".length());
                out.add(new View(camera, channel.shape().get(1), channel.shape().get(0),
                        episode.channel(Channel.DEPTHS + camera).scale(),
                        episode.has(Annotations.camera(camera) + "normals"),
                        episode.has(Annotations.camera(camera) + "flow")));
            }
        }
        return out;
    }

    public Annotations what() {
        return what;
    }

    /// Rows of all annotations.
    public long rows() {
        return episode.channel(Annotations.CATEGORIES).rows(episode.steps());
    }

    /// The pose of an object in the world, `X_WO`.
    ///
    /// @param object from 1 on
    public Pose pose(int object, long row) {
        return pose(episode.values(Annotations.OBJECTS + "poses", row, row + 1), Annotations.POSE * (object - 1));
    }

    /// A pose of seven numbers.
    static Pose pose(double[] numbers, int offset) {
        return new Pose(new Vec3(numbers[offset], numbers[offset + 1], numbers[offset + 2]),
                Quat.of(numbers, offset + 3));
    }

    /// Contacts of a row.
    ///
    /// @return [contacts of this row][12]
    public double[] contacts(long row) {
        double[] all = episode.values(Annotations.CONTACTS, row, row + 1);
        int count = 0;
        while (count < all.length && !Double.isNaN(all[count])) {
            count += Annotations.CONTACT;
        }
        return Arrays.copyOf(all, count);
    }

    /// fx, fy, cx, cy of a camera.
    ///
    /// @return [4] pixels
    public double[] intrinsics(View view, long row) {
        return episode.values(Annotations.camera(view.name()) + "intrinsics", row, row + 1);
    }

    /// The pose of a camera in the world, `X_WC`.
    public Pose cameraPose(View view, long row) {
        return pose(episode.values(Annotations.camera(view.name()) + "pose", row, row + 1), 0);
    }

    /// All of one image.
    public ViewLabels view(View view, long row) {
        String camera = Annotations.camera(view.name());
        double[] instances = episode.values(camera + "instances", row, row + 1);
        return new ViewLabels(episode.values(camera + "intrinsics", row, row + 1),
                episode.values(camera + "pose", row, row + 1),
                episode.bytes(Channel.IMAGES + view.name(), row, row + 1),
                episode.depth(Channel.DEPTHS + view.name(), row),
                Arrays.stream(instances).mapToInt(x -> (int) x).toArray(),
                masks(episode.bytes(camera + "amodal", row, row + 1), instances.length),
                what.keypoints().isEmpty() ? new float[0] : floats(camera + "keypoints", row),
                view.hasNormals() ? floats(camera + "normals", row) : new float[0],
                view.hasFlow() ? floats(camera + "flow", row) : new float[0]);
    }

    /// The camera's pose in the world, `X_WC`.
    public static Pose cameraPose(ViewLabels labels) {
        return pose(labels.pose(), 0);
    }

    private float[] floats(String channel, long row) {
        double[] values = episode.values(channel, row, row + 1);
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    private boolean[][] masks(byte[] planes, int pixels) {
        boolean[][] out = new boolean[what.things().size()][pixels];
        for (int object = 0; object < out.length; object++) {
            for (int i = 0; i < pixels; i++) {
                out[object][i] = (planes[object / 8 * pixels + i] >> object % 8 & 1) != 0;
            }
        }
        return out;
    }
}
