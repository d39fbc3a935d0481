package org.isthmus.dataset.annotation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.annotation.Annotations.Keypoint;
import org.isthmus.dataset.annotation.Annotations.Thing;
import org.isthmus.dataset.annotation.Annotations.View;

/// Writes annotations into an episode that was begun with [Annotations#channels], row by row.
public final class AnnotationWriter {
    private final Annotations what;
    private final EpisodeWriter episode;

    public AnnotationWriter(Annotations what, EpisodeWriter episode) {
        this.what = what;
        this.episode = episode;
    }

    /// Adds where objects are, which is what no image is needed for.
    ///
    /// @param poses [N][7] `X_WO`
    public void objects(double[] poses) {
        List<Thing> things = what.things();
        double[] categories = new double[what.categories().size()];
        Arrays.setAll(categories, i -> i + 1);
        episode.append(Annotations.CATEGORIES, categories);
        episode.append(Annotations.OBJECTS + "categories", things.stream().mapToDouble(Thing::category).toArray());
        episode.append(Annotations.OBJECTS + "poses", poses);
        episode.append(Annotations.OBJECTS + "boxes", things.stream().flatMap(t -> t.box().stream())
                .mapToDouble(Double::doubleValue).toArray());
        List<Keypoint> points = what.keypoints();
        if (!points.isEmpty()) {
            episode.append(Annotations.KEYPOINTS + "objects", points.stream().mapToDouble(Keypoint::object).toArray());
            double[] places = new double[3 * points.size()];
            for (int i = 0; i < points.size(); i++) {
                places[3 * i] = points.get(i).x();
                places[3 * i + 1] = points.get(i).y();
                places[3 * i + 2] = points.get(i).z();
            }
            episode.append(Annotations.KEYPOINTS + "points", places);
        }
    }

    /// Adds contacts; those beyond the channel's number are left out.
    ///
    /// @param contacts [up to C][12] as [Annotations] says
    public void contacts(double[] contacts) {
        double[] row = new double[what.contacts() * Annotations.CONTACT];
        Arrays.fill(row, Double.NaN);
        System.arraycopy(contacts, 0, row, 0, Math.min(contacts.length, row.length));
        episode.append(Annotations.CONTACTS, row);
    }

    /// Adds an image and all that is known of it; boxes, classes and visible fractions are derived.
    ///
    /// @throws IllegalArgumentException when arrays are of another size than the view
    public void view(View view, ViewLabels labels) {
        int pixels = view.width() * view.height();
        if (labels.instances().length != pixels || labels.amodal().length != what.things().size()) {
            throw new IllegalArgumentException("labels of " + labels.instances().length + " pixels and "
                    + labels.amodal().length + " objects, expected " + pixels + " and " + what.things().size());
        }
        String camera = Annotations.camera(view.name());
        episode.append(Channel.IMAGES + view.name(), labels.rgb());
        episode.appendDepth(Channel.DEPTHS + view.name(), labels.depth());
        episode.append(camera + "intrinsics", labels.intrinsics());
        episode.append(camera + "pose", labels.pose());
        episode.append(camera + "instances", shorts(labels.instances()));
        episode.append(camera + "classes", shorts(classes(labels.instances())));
        episode.append(camera + "amodal", planes(labels.amodal(), pixels));
        extents(camera, view.width(), labels);
        if (!what.keypoints().isEmpty()) {
            episode.append(camera + "keypoints", labels.keypoints());
        }
        if (view.hasNormals()) {
            episode.append(camera + "normals", labels.normals());
        }
        if (view.hasFlow()) {
            episode.append(camera + "flow", labels.flow());
        }
    }

    private void extents(String camera, int width, ViewLabels labels) {
        int count = what.things().size();
        double[] visible = new double[count];
        double[] boxes = new double[8 * count];
        for (int i = 0; i < count; i++) {
            visible[i] = labels.visibleFraction(i + 1);
            int[] seen = ViewLabels.box(labels.visibleMask(i + 1), width);
            int[] alone = ViewLabels.box(labels.amodal()[i], width);
            for (int k = 0; k < 4; k++) {
                boxes[8 * i + k] = seen[k];
                boxes[8 * i + 4 + k] = alone[k];
            }
        }
        episode.append(camera + "visible", visible);
        episode.append(camera + "boxes", boxes);
    }

    private int[] classes(int[] instances) {
        int[] out = new int[instances.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = instances[i] == 0 ? 0 : what.things().get(instances[i] - 1).category();
        }
        return out;
    }

    private static byte[] shorts(int[] values) {
        ByteBuffer out = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            out.putShort((short) value);
        }
        return out.array();
    }

    private byte[] planes(boolean[][] masks, int pixels) {
        byte[] out = new byte[what.planes() * pixels];
        for (int object = 0; object < masks.length; object++) {
            int plane = object / 8 * pixels;
            for (int i = 0; i < pixels; i++) {
                out[plane + i] |= masks[object][i] ? (byte) (1 << object % 8) : 0;
            }
        }
        return out;
    }
}
