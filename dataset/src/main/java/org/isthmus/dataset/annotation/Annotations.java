package org.isthmus.dataset.annotation;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;

/// The convention of annotations: which channels an annotated episode has. This is its only definition.
///
/// N objects, K categories, M keypoints, up to C contacts; W is the world, O an object, C a camera (OpenCV's axes). Poses are position (m) and quaternion
/// (w, x, y, z). Objects are numbered from 1 in masks, in the order of their names here; categories too; 0 is neither.
///
/// | channel | row | |
/// |---|---|---|
/// | `annotations/categories` | int32 [K] | 1 … K; labels: their names |
/// | `annotations/objects/categories` | int32 [N] | category of each object; labels: names of the objects |
/// | `annotations/objects/poses` | float64 [N][7] | `X_WO` |
/// | `annotations/objects/boxes` | float64 [N][6] | 3D box: least and greatest corner in the object's frame, m |
/// | `annotations/keypoints/objects` | int32 [M] | number of the object; labels: names of the keypoints |
/// | `annotations/keypoints/points` | float64 [M][3] | in the object's frame, m |
/// | `annotations/contacts` | float64 [C][12] | two objects (0: what is none), point in W (m), normal in W from first to second, force on the second in W (N), distance (m); NaN: none |
/// | `annotations/cameras/NAME/intrinsics` | float64 [4] | fx, fy, cx, cy, pixels; the middle of the first pixel is 0 |
/// | `annotations/cameras/NAME/pose` | float64 [7] | `X_WC` |
/// | `annotations/cameras/NAME/instances` | uint16 [height][width] | object that is seen |
/// | `annotations/cameras/NAME/classes` | uint16 [height][width] | its category |
/// | `annotations/cameras/NAME/amodal` | uint8 [⌈N/8⌉][height][width] | bit i − 1 of all planes: where object i would be seen alone |
/// | `annotations/cameras/NAME/visible` | float32 [N] | part of the pixels of the amodal mask that show the object, 0 to 1 |
/// | `annotations/cameras/NAME/boxes` | int32 [N][8] | 2D boxes, visible then amodal: left, top, width, height, pixels; zeros: none |
/// | `annotations/cameras/NAME/keypoints` | float32 [M][3] | x, y, pixels, and 0 outside of the image, 1 hidden, 2 seen |
/// | `annotations/cameras/NAME/normals` | float32 [height][width][3] | unit normal in W; 0: nothing |
/// | `annotations/cameras/NAME/flow` | float32 [height][width][2] | where the point was a row before minus where it is, pixels; NaN: behind the camera |
///
/// Colours and depth are the channels that they always are: `observations/images/NAME`, `observations/depth/NAME`. Language is the episode's, sub-tasks are its
/// segments.
///
/// @param things the objects, at least one
/// @param categories names
/// @param keypoints may be empty
/// @param contacts C; 0: contacts are not annotated
/// @param views cameras
public record Annotations(
        List<Thing> things, List<String> categories, List<Keypoint> keypoints, int contacts, List<View> views) {
    /// The most objects of an episode.
    public static final int MAX_THINGS = 1024;
    /// Numbers of a contact.
    public static final int CONTACT = 12;
    /// Numbers of a pose.
    public static final int POSE = 7;
    static final String CATEGORIES = "annotations/categories";
    static final String OBJECTS = "annotations/objects/";
    static final String KEYPOINTS = "annotations/keypoints/";
    static final String CONTACTS = "annotations/contacts";
    static final String CAMERAS = "annotations/cameras/";

    /// An object.
    ///
    /// @param category from 1 on
    /// @param box 3D box in its frame: least x, y, z, greatest x, y, z, m
    public record Thing(String name, int category, List<Double> box) {
        public Thing {
            box = List.copyOf(box);
            if (box.size() != 6) {
                throw new IllegalArgumentException("a box of " + box.size() + " numbers, expected 6");
            }
        }
    }

    /// A point of an object.
    ///
    /// @param object its number, from 1 on
    /// @param x in the object's frame, m, as y and z
    public record Keypoint(String name, int object, double x, double y, double z) {}

    /// A camera and what is annotated of its images.
    ///
    /// @param name letters, digits, `_`, `-`, `.`
    /// @param metresPerUnit of depth
    public record View(String name, int width, int height, double metresPerUnit, boolean hasNormals,
            boolean hasFlow) {}

    /// @throws IllegalArgumentException when numbers do not fit together
    public Annotations {
        things = List.copyOf(things);
        categories = List.copyOf(categories);
        keypoints = List.copyOf(keypoints);
        views = List.copyOf(views);
        int count = things.size();
        int kinds = categories.size();
        if (count < 1 || count > MAX_THINGS || contacts < 0
                || things.stream().anyMatch(t -> t.category() < 1 || t.category() > kinds)
                || keypoints.stream().anyMatch(k -> k.object() < 1 || k.object() > count)) {
            throw new IllegalArgumentException(count + " objects of " + kinds + " categories, keypoints " + keypoints
                    + ", " + contacts + " contacts; expected 1 to " + MAX_THINGS + " objects, numbers from 1 on");
        }
    }

    /// Whether a channel is one of annotations, colours and depth not counted.
    public static boolean isAnnotation(Channel channel) {
        return channel.name().startsWith("annotations/");
    }

    /// All channels but what is recorded besides.
    public List<Channel> channels(Timing timing) {
        int n = things.size();
        List<Channel> out = new ArrayList<>();
        out.add(Channel.values(CATEGORIES, Element.INT32, timing, categories.size()).withLabels(categories));
        out.add(Channel.values(OBJECTS + "categories", Element.INT32, timing, n)
                .withLabels(things.stream().map(Thing::name).toList()));
        out.add(values(OBJECTS + "poses", Element.FLOAT64, timing, n, POSE));
        out.add(values(OBJECTS + "boxes", Element.FLOAT64, timing, n, 6).withUnit("m"));
        if (!keypoints.isEmpty()) {
            int m = keypoints.size();
            out.add(Channel.values(KEYPOINTS + "objects", Element.INT32, timing, m)
                    .withLabels(keypoints.stream().map(Keypoint::name).toList()));
            out.add(values(KEYPOINTS + "points", Element.FLOAT64, timing, m, 3).withUnit("m"));
        }
        if (contacts > 0) {
            out.add(values(CONTACTS, Element.FLOAT64, timing, contacts, CONTACT));
        }
        for (View view : views) {
            out.add(Channel.image(view.name(), timing, view.width(), view.height()));
            out.add(Channel.depth(view.name(), timing, view.width(), view.height(), view.metresPerUnit()));
            addChannels(out, view, timing);
        }
        return out;
    }

    private void addChannels(List<Channel> out, View view, Timing timing) {
        String camera = camera(view.name());
        int n = things.size();
        out.add(Channel.values(camera + "intrinsics", Element.FLOAT64, timing, 4).withUnit("px"));
        out.add(Channel.values(camera + "pose", Element.FLOAT64, timing, POSE));
        for (String mask : List.of("instances", "classes")) {
            out.add(new Channel(camera + mask, Element.UINT16, List.of(view.height(), view.width()), timing, Role.MASK,
                    "", List.of(), 1));
        }
        out.add(values(camera + "amodal", Element.UINT8, timing, planes(), view.height(), view.width()));
        out.add(Channel.values(camera + "visible", Element.FLOAT32, timing, n));
        out.add(values(camera + "boxes", Element.INT32, timing, n, 8).withUnit("px"));
        if (!keypoints.isEmpty()) {
            out.add(values(camera + "keypoints", Element.FLOAT32, timing, keypoints.size(), 3).withUnit("px"));
        }
        if (view.hasNormals()) {
            out.add(values(camera + "normals", Element.FLOAT32, timing, view.height(), view.width(), 3));
        }
        if (view.hasFlow()) {
            out.add(values(camera + "flow", Element.FLOAT32, timing, view.height(), view.width(), 2).withUnit("px"));
        }
    }

    private static Channel values(String name, Element element, Timing timing, Integer... shape) {
        return new Channel(name, element, List.of(shape), timing, Role.VALUES, "", List.of(), 1);
    }

    /// Planes of the amodal masks: eight objects in each.
    int planes() {
        return Math.ceilDiv(things.size(), 8);
    }

    /// Folder of a camera's annotations.
    static String camera(String name) {
        return CAMERAS + name + "/";
    }
}
