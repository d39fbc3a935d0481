package org.isthmus.dataset.rlds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeDescription;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.export.ChannelPng;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.tfrecord.ExampleBuilder;
import org.isthmus.dataset.tfrecord.TfRecordReader;
import org.isthmus.dataset.tfrecord.TfRecordWriter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Writes episodes of a store as a dataset of RLDS.
///
/// All episodes must have the same channels. Where any has T + 1 rows, an episode has a last step more: with the last state and observation, and
/// zeros for what is taken at steps. In memory is one episode. Nothing is lost: what has no feature is in a text with each episode.
public final class RldsExporter {
    private static final String VERSION = "1.0.0";
    /// Records go to a new file beyond so many bytes.
    private static final long SHARD_BYTES = 256L << 20;

    private final ExportJob job;
    private final List<Channel> channels;
    private final Map<String, Field> fields;
    private final Path folder;
    private final String name;
    private final boolean hasLast;
    private final List<TfRecordWriter> shards = new ArrayList<>();

    private RldsExporter(ExportJob job, List<Channel> channels, Path folder) {
        this.job = job;
        this.channels = channels;
        this.folder = folder;
        fields = Fields.of(channels, job.place(), job.diagnostics());
        hasLast = channels.stream().anyMatch(c -> c.timing() == Timing.STATES);
        String plain = String.valueOf(job.target().getFileName()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]",
                "_");
        name = plain.matches("[a-z].*") ? plain : "d" + plain;
    }

    /// Writes the folder NAME/1.0.0, where NAME is the target's.
    ///
    /// @throws DiagnosticException when episodes do not fit together, one is damaged or larger than [TfRecordReader#MAX_RECORD], or the disk is full;
    ///     nothing is left then
    public static void export(ExportJob job) {
        job.intoFolder(made -> {
            Path folder = Files.createDirectory(made.resolve(VERSION));
            new RldsExporter(job, job.channels(), folder).write();
        });
    }

    private void write() throws IOException {
        try {
            job.forEach((index, entry, episode) -> {
                job.requireSame(entry, episode.channels(), channels);
                shard().write(record(entry, episode));
            });
            finish();
        } finally {
            for (TfRecordWriter shard : shards) {
                shard.close();
            }
        }
        job.write(folder.resolve("features.json"), FeaturesJson.write(fields.values()));
        job.write(folder.resolve("dataset_info.json"), info());
    }

    private TfRecordWriter shard() throws IOException {
        if (shards.isEmpty() || shards.getLast().bytes() > SHARD_BYTES) {
            shards.add(TfRecordWriter.create(folder.resolve("shard-" + shards.size())));
        }
        return shards.getLast();
    }

    /// Gives the files names that tell how many there are.
    private void finish() throws IOException {
        for (int i = 0; i < shards.size(); i++) {
            shards.get(i).finish();
            String target = String.format(Locale.ROOT, "%s-train.tfrecord-%05d-of-%05d", name, i, shards.size());
            Files.move(folder.resolve("shard-" + i), folder.resolve(target));
        }
    }

    private byte[] record(EpisodeEntry entry, Episode episode) throws IOException {
        ExampleBuilder out = new ExampleBuilder();
        int steps = Math.toIntExact(episode.steps());
        int count = hasLast ? steps + 1 : steps;
        for (Channel channel : channels) {
            Field field = fields.get(channel.name());
            if (field != null) {
                addRows(out, episode, channel, field, count);
            }
        }
        addMarks(out, episode, steps, count);
        out.add("episode_metadata/" + Fields.DESCRIPTION, EpisodeDescription.of(episode).toJson());
        if (out.size() > TfRecordReader.MAX_RECORD) {
            throw job.diagnostics().fatal(job.place(), "episode " + entry.number() + " needs " + out.size() + " bytes",
                    "up to " + TfRecordReader.MAX_RECORD + " of a record, which holds a whole episode",
                    "export it in another format, or with smaller images");
        }
        return out.build();
    }

    private void addRows(ExampleBuilder out, Episode episode, Channel channel, Field field, int count)
            throws IOException {
        String path = "steps/" + field.path();
        byte[] none = new byte[channel.rowSize() * channel.element().type().size()];
        long rows = channel.rows(episode.steps());
        for (int t = 0; t < count; t++) {
            if (field.encoding().equals("none")) {
                double[] row = t < rows ? episode.values(channel.name(), t, t + 1) : new double[channel.rowSize()];
                if (field.dtype().startsWith("float")) {
                    out.addFloats(path, row);
                } else {
                    out.addInts(path, row);
                }
                continue;
            }
            byte[] row = t < rows ? episode.bytes(channel.name(), t, t + 1) : none;
            out.add(path, switch (field.encoding()) {
                case "png" -> ChannelPng.write(channel, row);
                case "zlib" -> deflated(row);
                default -> row;
            });
            if (out.size() > TfRecordReader.MAX_RECORD) {
                return; // refused by the caller
            }
        }
    }

    private static byte[] deflated(byte[] row) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(row);
        }
        return out.toByteArray();
    }

    private static void addMarks(ExampleBuilder out, Episode episode, int steps, int count) {
        boolean isGood = episode.success() == Success.YES;
        String said = language(episode.info());
        for (int t = 0; t < count; t++) {
            boolean isLast = t == count - 1;
            out.addInts("steps/is_first", t == 0 ? 1 : 0);
            out.addInts("steps/is_last", isLast ? 1 : 0);
            out.addInts("steps/is_terminal", isLast && isGood ? 1 : 0);
            out.addFloats("steps/discount", 1);
            out.add("steps/" + Fields.LANGUAGE, said);
            if (!episode.has("rewards")) {
                out.addFloats("steps/" + Fields.REWARD, t == steps - 1 && isGood ? 1 : 0);
            }
        }
    }

    private static String language(EpisodeInfo info) {
        return info.language().isEmpty() ? info.task() : info.language();
    }

    private String info() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("name", name).put("version", VERSION)
                .put("description", "Episodes of a robot, written by Isthmus.").put("fileFormat", "tfrecord");
        out.putObject("releaseNotes").put(VERSION, "Initial release.");
        ObjectNode split = out.putArray("splits").addObject().put("name", "train")
                .put("filepathTemplate", "{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}")
                .put("numBytes", Long.toString(shards.stream().mapToLong(TfRecordWriter::bytes).sum()));
        shards.forEach(shard -> split.withArray("shardLengths").add(Long.toString(shard.records())));
        return out.toPrettyString() + "\n";
    }
}
