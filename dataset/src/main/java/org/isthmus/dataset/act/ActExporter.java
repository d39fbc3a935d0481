package org.isthmus.dataset.act;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.export.Hdf5Copy;
import org.isthmus.dataset.hdf5.Compressors;
import org.isthmus.dataset.hdf5.Hdf5Rows;
import org.isthmus.dataset.hdf5.Hdf5Type;
import org.isthmus.dataset.hdf5.Hdf5Writer;

/// Writes episodes as `action` [T, A], `observations/qpos` [T, D], `observations/qvel`, and `observations/images/NAME` [T, height, width, 3]; numbers are
/// 32-bit floats.
///
/// What the robot senses of itself becomes `qpos`: the channel `states/qpos`, or else `observations/qpos` or `observations/state`. Other observations
/// keep their names, depth its 16 bits with the attribute `scale` (m). Annotations and other states are left out.
public final class ActExporter {
    private static final List<String> POSITIONS = List.of("states/qpos", "observations/qpos", "observations/state");
    private static final List<String> VELOCITIES = List.of("states/qvel", "observations/qvel");

    private ActExporter() {}

    /// @throws DiagnosticException when an episode has no actions or no positions, one is damaged, or the disk is full; nothing is left then
    public static void export(ExportJob job) {
        job.intoFolder(folder -> job.forEach((index, entry, episode) -> write(job,
                folder.resolve("episode_" + index + ".hdf5"), entry, episode)));
    }

    private static void write(ExportJob job, Path target, EpisodeEntry entry, Episode episode) throws IOException {
        Optional<String> positions = first(POSITIONS, episode);
        if (!episode.has(Channel.ACTIONS) || positions.isEmpty()) {
            throw job.diagnostics().fatal(job.place(), "episode " + entry.number()
                    + (positions.isEmpty() ? " has no positions" : " has no channel 'actions'"),
                    "actions, and one of " + String.join(", ", POSITIONS), "choose others");
        }
        try (NewFile file = NewFile.at(target, job.diagnostics())) {
            try (Compressors compressors = Compressors.of(job.threads());
                    Hdf5Writer hdf5 = Hdf5Writer.create(file, 0, compressors)) {
                floats(hdf5, "action", episode, Channel.ACTIONS);
                floats(hdf5, "observations/qpos", episode, positions.get());
                Optional<String> velocities = first(VELOCITIES, episode);
                velocities.ifPresent(name -> floats(hdf5, "observations/qvel", episode, name));
                for (Channel channel : episode.channels()) {
                    boolean isOwn = List.of(positions.get(), velocities.orElse("")).contains(channel.name());
                    if (!isOwn && channel.name().startsWith(Channel.OBSERVATIONS)) {
                        copy(hdf5, episode, channel);
                    }
                }
                hdf5.attribute("", "sim", !entry.info().engine().isEmpty());
                hdf5.attribute("", "language", entry.info().language());
                hdf5.attribute("", "task", entry.info().task());
                hdf5.attribute("", "frequency", entry.info().rate().perSecond());
                hdf5.attribute("", "success", episode.success().word());
                hdf5.finish();
            }
            file.commit();
        }
    }

    private static Optional<String> first(List<String> names, Episode episode) {
        return names.stream().filter(episode::has).findFirst();
    }

    private static void floats(Hdf5Writer hdf5, String path, Episode episode, String name) {
        Hdf5Rows rows = Hdf5Copy.begin(hdf5, path, Hdf5Type.FLOAT32, episode.channel(name).shape(), true);
        for (long t = 0; t < episode.steps(); t++) {
            rows.append(Hdf5Copy.floats(episode.values(name, t, t + 1)));
        }
        rows.end();
    }

    private static void copy(Hdf5Writer hdf5, Episode episode, Channel channel) {
        if (channel.role() == Role.VALUES) {
            floats(hdf5, channel.name(), episode, channel.name());
            return;
        }
        Hdf5Copy.rows(hdf5, channel.name(), episode, channel, 0, episode.steps());
        if (channel.role() == Role.DEPTH) {
            hdf5.attribute(channel.name(), "scale", channel.scale());
        }
    }
}
