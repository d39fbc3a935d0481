package org.isthmus.dataset.robomimic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.Segment;
import org.isthmus.dataset.annotation.AnnotationReader;
import org.isthmus.dataset.export.Hdf5Copy;
import org.isthmus.dataset.hdf5.Hdf5Rows;
import org.isthmus.dataset.hdf5.Hdf5Type;
import org.isthmus.dataset.hdf5.Hdf5Writer;

/// `datagen_info` of a demonstration: what MimicGen multiplies demonstrations by.
///
/// | dataset | from |
/// |---|---|
/// | `eef_pose`, `target_pose` [T][4][4] | `observations/eef_pose` or `states/eef_pose`, `target_pose`: position (m), quaternion (w, x, y, z) |
/// | `gripper_action` [T][g] | `gripper_action`, or else the last number of `actions` |
/// | `object_poses/NAME` [T][4][4] | annotated objects |
/// | `subtask_term_signals/NAME` [T] | segments but the last: 1 from their end on |
final class DatagenInfo {
    private static final int POSE = 7;

    private final Hdf5Writer hdf5;
    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private boolean told;

    DatagenInfo(Hdf5Writer hdf5, SourceLocation place, Diagnostics diagnostics) {
        this.hdf5 = hdf5;
        this.place = place;
        this.diagnostics = diagnostics;
    }

    /// @param demonstration its group
    void write(String demonstration, Episode episode) {
        String group = demonstration + "/datagen_info";
        hdf5.group(group);
        List<String> missing = new ArrayList<>();
        poses(group + "/eef_pose", episode, List.of("observations/eef_pose", "states/eef_pose"), missing);
        poses(group + "/target_pose", episode, List.of("target_pose"), missing);
        gripper(group + "/gripper_action", episode);
        Optional<AnnotationReader> annotations = AnnotationReader.of(episode, place, diagnostics);
        annotations.ifPresentOrElse(reader -> objects(group + "/object_poses/", episode, reader),
                () -> missing.add("annotated objects"));
        signals(group + "/subtask_term_signals/", episode, missing);
        hdf5.attribute(group, "env_interface_name", episode.info().task());
        hdf5.attribute(group, "env_interface_type", "isthmus");
        if (!missing.isEmpty() && !told) {
            told = true;
            diagnostics.warning(place, "datagen_info is not whole: there are no " + String.join(", no ", missing),
                    "", "MimicGen needs them; record these channels and the segments");
        }
    }

    private void poses(String path, Episode episode, List<String> names, List<String> missing) {
        Optional<String> name = names.stream()
                .filter(n -> episode.has(n) && episode.channel(n).rowSize() == POSE).findFirst();
        if (name.isEmpty()) {
            missing.add(names.getFirst());
            return;
        }
        poses(path, episode, t -> {
            double[] p = episode.values(name.get(), t, t + 1);
            return new Pose(new Vec3(p[0], p[1], p[2]), Quat.of(p, 3));
        });
    }

    private void poses(String path, Episode episode, LongFunction<Pose> pose) {
        Hdf5Rows rows = Hdf5Copy.begin(hdf5, path, Hdf5Type.FLOAT64, List.of(4, 4), true);
        for (long t = 0; t < episode.steps(); t++) {
            Pose p = pose.apply(t);
            double[] r = new double[9];
            p.rotation().toRotation().into(r, 0);
            rows.append(doubles(r[0], r[1], r[2], p.position().x(), r[3], r[4], r[5], p.position().y(), r[6], r[7],
                    r[8], p.position().z(), 0, 0, 0, 1));
        }
        rows.end();
    }

    private static byte[] doubles(double... values) {
        ByteBuffer out = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.asDoubleBuffer().put(values);
        return out.array();
    }

    private void gripper(String path, Episode episode) {
        boolean isOwn = episode.has("gripper_action");
        Channel from = episode.channel(isOwn ? "gripper_action" : Channel.ACTIONS);
        int size = isOwn ? from.rowSize() : 1;
        Hdf5Rows rows = Hdf5Copy.begin(hdf5, path, Hdf5Type.FLOAT64, List.of(size), true);
        for (long t = 0; t < episode.steps(); t++) {
            double[] row = episode.values(from.name(), t, t + 1);
            rows.append(isOwn ? doubles(row) : doubles(row[row.length - 1]));
        }
        rows.end();
    }

    private void objects(String group, Episode episode, AnnotationReader reader) {
        for (int i = 0; i < reader.what().things().size(); i++) {
            int object = i + 1;
            poses(group + reader.what().things().get(i).name().replace('/', '_'), episode,
                    t -> reader.pose(object, t));
        }
    }

    private void signals(String group, Episode episode, List<String> missing) {
        List<Segment> segments = episode.segments().stream().sorted(Comparator.comparingLong(Segment::to)).toList();
        if (segments.isEmpty()) {
            missing.add("segments");
            return;
        }
        int steps = Math.toIntExact(episode.steps());
        List<String> names = new ArrayList<>();
        for (Segment segment : segments.subList(0, segments.size() - 1)) {
            String name = segment.name().replaceAll("[^A-Za-z0-9_-]", "_");
            if (names.contains(name)) {
                name += "_" + names.size(); // the same sub-task once more
            }
            names.add(name);
            ByteBuffer out = ByteBuffer.allocate(Integer.BYTES * steps).order(ByteOrder.LITTLE_ENDIAN);
            for (int t = 0; t < steps; t++) {
                out.putInt(t >= segment.to() ? 1 : 0);
            }
            hdf5.whole(group + name, Hdf5Type.INT32, new long[]{steps}, out.array());
        }
    }
}
