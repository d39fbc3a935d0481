package org.isthmus.dataset.maniskill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.math.Pose;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.annotation.AnnotationReader;
import org.isthmus.dataset.annotation.Annotations.View;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.export.Hdf5Copy;
import org.isthmus.dataset.hdf5.Compressors;
import org.isthmus.dataset.hdf5.Hdf5Rows;
import org.isthmus.dataset.hdf5.Hdf5Type;
import org.isthmus.dataset.hdf5.Hdf5Writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Writes episodes of a store as trajectories of ManiSkill 3: observations and states have T + 1 rows, actions T.
///
/// Where the last of T + 1 was not recorded, the one before it stands for it. Depth becomes whole millimetres. Cameras have matrices where the episode
/// is annotated.
public final class ManiSkillExporter {
    private static final double MM = 1000;
    private static final int MAX_DEPTH = 65_535;

    private final ExportJob job;
    private final Hdf5Writer hdf5;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private ManiSkillExporter(ExportJob job, Hdf5Writer hdf5) {
        this.job = job;
        this.hdf5 = hdf5;
    }

    /// Writes the folder: `trajectory.h5` and `trajectory.json`.
    ///
    /// @throws DiagnosticException when an episode has no actions or is damaged, or the disk is full; nothing is left then
    public static void export(ExportJob job) {
        job.intoFolder(folder -> {
            try (NewFile file = NewFile.at(folder.resolve("trajectory.h5"), job.diagnostics())) {
                try (Compressors compressors = Compressors.of(job.threads());
                        Hdf5Writer hdf5 = Hdf5Writer.create(file, 0, compressors)) {
                    new ManiSkillExporter(job, hdf5).write(folder);
                }
                file.commit();
            }
        });
    }

    private void write(Path folder) throws IOException {
        EpisodeInfo first = job.first().info();
        ObjectNode environment = json.putObject("env_info").put("env_id", first.task());
        environment.putObject("env_kwargs").put("control_freq", first.rate().perSecond()).put("robot_uids",
                first.robot());
        environment.put("max_episode_steps",
                job.episodes().stream().mapToLong(EpisodeEntry::steps).max().orElse(0));
        json.putArray("episodes");
        json.put("source_type", "isthmus").put("source_desc", "Episodes of a store of Isthmus.");
        job.forEach(this::trajectory);
        hdf5.finish();
        job.write(folder.resolve("trajectory.json"), json.toPrettyString() + "\n");
    }

    private void trajectory(int index, EpisodeEntry entry, Episode episode) {
        String group = "traj_" + index + "/";
        if (!episode.has(Channel.ACTIONS)) {
            throw job.diagnostics().fatal(job.place(), "episode " + entry.number() + " has no channel 'actions'", "",
                    "choose others");
        }
        for (Channel channel : episode.channels()) {
            Places.of(channel).ifPresent(place -> copy(group + place, episode, channel));
        }
        floats(group + "actions", episode, episode.channel(Channel.ACTIONS));
        if (episode.has("rewards")) {
            floats(group + "rewards", episode, episode.channel("rewards"));
        }
        AnnotationReader.of(episode, job.place(), job.diagnostics()).ifPresent(reader -> cameras(group, reader,
                episode));
        ends(group, episode);
        episode(index, entry, episode);
    }

    private void copy(String path, Episode episode, Channel channel) {
        List<Integer> shape = new ArrayList<>(channel.shape());
        UnaryOperator<byte[]> change = UnaryOperator.identity();
        if (channel.role() == Role.DEPTH || channel.role() == Role.MASK) {
            shape.add(1);
        }
        if (channel.role() == Role.DEPTH) {
            change = row -> millimetres(row, channel.scale());
        }
        Hdf5Copy.rows(hdf5, path, episode, channel, channel.element().type(), shape, 0, episode.steps() + 1, change);
    }

    /// Rounded; what is too far is the largest number.
    private static byte[] millimetres(byte[] row, double scale) {
        ByteBuffer in = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocate(row.length).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            out.putShort((short) Math.min(MAX_DEPTH, (int) (Short.toUnsignedInt(in.getShort()) * scale * MM + 0.5)));
        }
        return out.array();
    }

    /// A row for each step, as 32-bit floats; of one number without a side of its own.
    private void floats(String path, Episode episode, Channel channel) {
        boolean isScalar = channel.name().equals("rewards");
        Hdf5Rows rows = Hdf5Copy.begin(hdf5, path, Hdf5Type.FLOAT32, isScalar ? List.of() : channel.shape(), true);
        for (long t = 0; t < episode.steps(); t++) {
            rows.append(Hdf5Copy.floats(episode.values(channel.name(), t, t + 1)));
        }
        rows.end();
    }

    private void cameras(String group, AnnotationReader reader, Episode episode) {
        for (View view : reader.what().views()) {
            String path = group + "obs/sensor_param/" + view.name() + "/";
            Hdf5Rows intrinsic = Hdf5Copy.begin(hdf5, path + "intrinsic_cv", Hdf5Type.FLOAT32, List.of(3, 3), true);
            for (long t = 0; t <= episode.steps(); t++) {
                double[] k = reader.intrinsics(view, Math.min(t, reader.rows() - 1));
                intrinsic.append(Hdf5Copy.floats(k[0], 0, k[2], 0, k[1], k[3], 0, 0, 1));
            }
            intrinsic.end();
            Hdf5Rows extrinsic = Hdf5Copy.begin(hdf5, path + "extrinsic_cv", Hdf5Type.FLOAT32, List.of(3, 4), true);
            for (long t = 0; t <= episode.steps(); t++) {
                Pose world = reader.cameraPose(view, Math.min(t, reader.rows() - 1)).inverse();
                extrinsic.append(Hdf5Copy.floats(Arrays.copyOf(matrix(world, 1), 12)));
            }
            extrinsic.end();
            Hdf5Rows pose = Hdf5Copy.begin(hdf5, path + "cam2world_gl", Hdf5Type.FLOAT32, List.of(4, 4), true);
            for (long t = 0; t <= episode.steps(); t++) {
                Pose camera = reader.cameraPose(view, Math.min(t, reader.rows() - 1));
                pose.append(Hdf5Copy.floats(matrix(camera, -1)));
            }
            pose.end();
        }
    }

    /// A pose as [4][4].
    ///
    /// @param sign of the y and z axes: -1 turns OpenCV's camera into OpenGL's
    private static double[] matrix(Pose pose, int sign) {
        double[] r = new double[9];
        pose.rotation().toRotation().into(r, 0);
        return new double[]{r[0], sign * r[1], sign * r[2], pose.position().x(), r[3], sign * r[4], sign * r[5],
            pose.position().y(), r[6], sign * r[7], sign * r[8], pose.position().z(), 0, 0, 0, 1};
    }

    private void ends(String group, Episode episode) {
        int steps = Math.toIntExact(episode.steps());
        byte[] success = new byte[steps];
        byte[] end = new byte[steps];
        success[steps - 1] = (byte) (episode.success() == Success.YES ? 1 : 0);
        end[steps - 1] = 1;
        boolean isDone = episode.success() == Success.YES;
        hdf5.whole(group + "terminated", Hdf5Type.BOOL, new long[]{steps}, success);
        hdf5.whole(group + "truncated", Hdf5Type.BOOL, new long[]{steps}, isDone ? new byte[steps] : end);
        if (episode.success() != Success.UNKNOWN) {
            hdf5.whole(group + "success", Hdf5Type.BOOL, new long[]{steps}, success);
        }
    }

    private void episode(int index, EpisodeEntry entry, Episode episode) {
        EpisodeInfo info = entry.info();
        ObjectNode out = json.withArray("episodes").addObject().put("episode_id", index)
                .put("episode_seed", info.seed()).put("control_mode", "").put("elapsed_steps", episode.steps());
        out.putObject("reset_kwargs").put("seed", info.seed()).putObject("options");
        Optional.of(episode.success()).filter(s -> s != Success.UNKNOWN)
                .ifPresent(s -> out.put("success", s == Success.YES));
        out.put("instruction", info.language());
    }
}
