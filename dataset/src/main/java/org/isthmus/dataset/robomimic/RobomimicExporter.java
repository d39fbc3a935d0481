package org.isthmus.dataset.robomimic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.Success;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.annotation.Annotations;
import org.isthmus.dataset.export.EpisodeNote;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.export.Hdf5Copy;
import org.isthmus.dataset.hdf5.Compressors;
import org.isthmus.dataset.hdf5.Hdf5Rows;
import org.isthmus.dataset.hdf5.Hdf5Type;
import org.isthmus.dataset.hdf5.Hdf5Writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Writes episodes of a store as one HDF5 file of robomimic.
///
/// T rows of each: of states and observations those before each step in `obs`, those after it in `next_obs`; where the last was not recorded, the
/// one before it stands for it. Annotations are left out. Actions beyond ±1 are told, since robomimic refuses them. Episodes may differ in their channels. Rows are copied
/// one by one, so memory does not grow with them.
public final class RobomimicExporter {
    /// What robomimic calls environments that are none of its own kinds: those of Gym.
    private static final int GYM = 2;

    private final Hdf5Writer hdf5;
    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private boolean toldOfActions;

    private RobomimicExporter(Hdf5Writer hdf5, SourceLocation place, Diagnostics diagnostics) {
        this.hdf5 = hdf5;
        this.place = place;
        this.diagnostics = diagnostics;
    }

    /// Writes a file; `demo_0` is the first episode.
    ///
    /// @throws DiagnosticException when there are no episodes or no actions, one is damaged, or the disk is full; nothing is left then
    public static void export(ExportJob job) {
        export(job, false);
    }

    /// Writes a file in which demonstrations have `datagen_info` too.
    ///
    /// @throws DiagnosticException as [#export] does
    public static void exportForMimicGen(ExportJob job) {
        export(job, true);
    }

    private static void export(ExportJob job, boolean forMimicGen) {
        try (NewFile file = job.file()) {
            try (Compressors compressors = Compressors.of(job.threads());
                    Hdf5Writer hdf5 = Hdf5Writer.create(file, 0, compressors)) {
                RobomimicExporter exporter = new RobomimicExporter(hdf5, job.place(), job.diagnostics());
                DatagenInfo info = new DatagenInfo(hdf5, job.place(), job.diagnostics());
                job.forEach((index, entry, episode) -> {
                    exporter.demonstration("data/demo_" + index, episode, entry);
                    if (forMimicGen) {
                        info.write("data/demo_" + index, episode);
                    }
                });
                exporter.rest(job.episodes());
                hdf5.finish();
            }
            file.commit();
        }
    }

    private void demonstration(String group, Episode episode, EpisodeEntry entry) {
        if (!episode.has(Channel.ACTIONS)) {
            throw diagnostics.fatal(place, "episode " + entry.number() + " has no channel 'actions'", "",
                    "choose others");
        }
        hdf5.group(group);
        List<Channel> states = new ArrayList<>();
        for (Channel channel : episode.channels()) {
            if (channel.name().startsWith(Names.STATES) && channel.role() == Role.VALUES) {
                states.add(channel);
            } else if (!channel.name().equals("dones") && !Annotations.isAnnotation(channel)) {
                copy(group, episode, channel);
            }
        }
        states(group, episode, states);
        ends(group, episode);
        attributes(group, entry.info(), episode);
    }

    private void copy(String group, Episode episode, Channel channel) {
        String dataset = Names.dataset(channel);
        long steps = episode.steps();
        copyRows(group + "/" + dataset, episode, channel, 0, steps);
        if (dataset.startsWith("obs/")) {
            copyRows(group + "/next_" + dataset, episode, channel, 1, steps);
        }
        if (channel.name().equals(Channel.ACTIONS) && !toldOfActions) {
            for (double action : episode.values(channel.name(), 0, steps)) {
                if (!(action >= -1 && action <= 1)) {
                    toldOfActions = true;
                    diagnostics.warning(place, "actions such as " + action, "-1 to 1, or robomimic refuses the file",
                            "scale them before training");
                    return;
                }
            }
        }
    }

    /// Copies `count` rows from `first` on; where there are too few, the last again.
    private void copyRows(String path, Episode episode, Channel channel, long first, long count) {
        if (channel.role() == Role.DEPTH) {
            List<Integer> shape = List.of(channel.shape().get(0), channel.shape().get(1), 1);
            Hdf5Rows rows = Hdf5Copy.begin(hdf5, path, Hdf5Type.FLOAT32, shape, false);
            long last = channel.rows(episode.steps()) - 1;
            for (long row = first; row < first + count; row++) {
                rows.append(Hdf5Copy.floats(episode.depth(channel.name(), Math.min(row, last))));
            }
            rows.end();
            return;
        }
        boolean isScalar = channel.timing() == Timing.STEPS && channel.shape().equals(List.of(1))
                && channel.name().equals("rewards");
        Hdf5Copy.rows(hdf5, path, episode, channel, channel.element().type(),
                isScalar ? List.of() : channel.shape(), first, count, UnaryOperator.identity());
    }

    /// The states side by side, in the order of their names; a zero where there are none, since robomimic wants some.
    private void states(String group, Episode episode, List<Channel> states) {
        int size = states.stream().mapToInt(Channel::rowSize).sum();
        Hdf5Rows rows = Hdf5Copy.begin(hdf5, group + "/states", Hdf5Type.FLOAT64, List.of(Math.max(1, size)), true);
        for (long t = 0; t < episode.steps(); t++) {
            ByteBuffer out = ByteBuffer.allocate(8 * Math.max(1, size)).order(ByteOrder.LITTLE_ENDIAN);
            for (Channel channel : states) {
                for (double x : episode.values(channel.name(), t, t + 1)) {
                    out.putDouble(x);
                }
            }
            rows.append(out.array());
        }
        rows.end();
    }

    /// `dones`, and where nothing was recorded rewards: 1 at the end of a success.
    private void ends(String group, Episode episode) {
        int steps = Math.toIntExact(episode.steps());
        ByteBuffer dones = ByteBuffer.allocate(8 * steps).order(ByteOrder.LITTLE_ENDIAN);
        dones.putLong(8 * (steps - 1), 1);
        hdf5.whole(group + "/dones", Hdf5Type.INT64, new long[]{steps}, dones.array());
        if (!episode.has("rewards")) {
            ByteBuffer rewards = ByteBuffer.allocate(4 * steps).order(ByteOrder.LITTLE_ENDIAN);
            rewards.putFloat(4 * (steps - 1), episode.success() == Success.YES ? 1 : 0);
            hdf5.whole(group + "/rewards", Hdf5Type.FLOAT32, new long[]{steps}, rewards.array());
        }
    }

    private void attributes(String group, EpisodeInfo info, Episode episode) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode().put("lang", info.language());
        ObjectNode factors = meta.putObject("factors");
        info.factors().forEach((name, values) -> values.forEach(factors.putArray(name)::add));
        hdf5.attribute(group, "num_samples", episode.steps());
        hdf5.attribute(group, "ep_meta", meta.toString());
        hdf5.attribute(group, "seed", info.seed());
        hdf5.attribute(group, Names.NOTE, EpisodeNote.of(episode, c -> !Names.dataset(c).startsWith("obs/")
                && !Annotations.isAnnotation(c)).toJson());
        if (episode.success() != Success.UNKNOWN) {
            hdf5.attribute(group, "success", episode.success() == Success.YES);
        }
    }

    /// What belongs to the whole file.
    private void rest(List<EpisodeEntry> episodes) {
        EpisodeInfo first = episodes.getFirst().info();
        ObjectNode environment = JsonNodeFactory.instance.objectNode().put("env_name", first.task())
                .put("env_version", first.engine()).put("type", GYM);
        environment.putObject("env_kwargs").put("control_freq", first.rate().perSecond()).put("robots", first.robot());
        hdf5.attribute("data", "total", episodes.stream().mapToLong(EpisodeEntry::steps).sum());
        hdf5.attribute("data", "env_args", environment.toString());
        List<String> good = new ArrayList<>();
        for (int i = 0; i < episodes.size(); i++) {
            if (episodes.get(i).success() == Success.YES) {
                good.add("demo_" + i);
            }
        }
        if (!good.isEmpty()) {
            mask("mask/successful", good);
        }
    }

    /// A list of demonstrations that training can be confined to.
    private void mask(String path, List<String> names) {
        int width = names.stream().mapToInt(String::length).max().orElse(1);
        byte[] out = new byte[width * names.size()];
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(name, 0, out, i * width, name.length);
        }
        hdf5.whole(path, Hdf5Type.fixedText(width), new long[]{names.size()}, out);
    }
}
