package org.isthmus.dataset.webdataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.export.ChannelPng;
import org.isthmus.dataset.export.ExportJob;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Writes the steps of episodes as samples of WebDataset: in `shard-000000.tar`, … a sample for each step, named `EPISODE_STEP`, with `.json` for all
/// numbers and texts and `.CHANNEL.png` for each image, depth and mask.
///
/// T samples of each episode: the last of T + 1 states is not there. Depth is PNG of 16 bits with its scale (m) in the JSON. Whole numbers and floats
/// are written so that they are read as they were; what is no number becomes null.
public final class WebDatasetExporter {
    private static final long SHARD_BYTES = 256L << 20;

    private final ExportJob job;
    private final Path folder;
    private @Nullable TarWriter shard;
    private int shards;

    private WebDatasetExporter(ExportJob job, Path folder) {
        this.job = job;
        this.folder = folder;
    }

    /// @throws DiagnosticException when an episode is damaged or the disk is full; nothing is left then
    public static void export(ExportJob job) {
        job.intoFolder(folder -> {
            WebDatasetExporter exporter = new WebDatasetExporter(job, folder);
            try {
                job.forEach((index, entry, episode) -> exporter.add(entry, episode));
                exporter.endShard();
            } finally {
                if (exporter.shard != null) {
                    exporter.shard.close();
                }
            }
        });
    }

    private void endShard() throws IOException {
        if (shard != null) {
            shard.finish();
            shard = null;
        }
    }

    private TarWriter shard() throws IOException {
        if (shard != null && shard.bytes() > SHARD_BYTES) {
            endShard();
        }
        TarWriter current = shard;
        if (current == null) {
            current = TarWriter.create(folder.resolve(String.format(Locale.ROOT, "shard-%06d.tar", shards++)));
            shard = current;
        }
        return current;
    }

    private void add(EpisodeEntry entry, Episode episode) throws IOException {
        List<Channel> pictures = new ArrayList<>();
        Map<Channel, double[]> numbers = new LinkedHashMap<>();
        for (Channel channel : episode.channels()) {
            if (ChannelPng.fits(channel)) {
                pictures.add(channel);
            } else {
                numbers.put(channel, episode.values(channel.name(), 0, episode.steps()));
            }
        }
        for (int t = 0; t < episode.steps(); t++) {
            TarWriter tar = shard();
            String key = String.format(Locale.ROOT, "%06d_%06d.", entry.number(), t);
            for (Channel channel : pictures) {
                tar.add(name(key + channel.name().replace('/', '-').replace('.', '-') + ".png", channel),
                        ChannelPng.write(channel, episode.bytes(channel.name(), t, t + 1)));
            }
            tar.add(key + "json", json(entry, episode, numbers, pictures, t).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String name(String name, Channel channel) {
        if (name.getBytes(StandardCharsets.UTF_8).length > 100) {
            throw job.diagnostics().fatal(job.place(), "channel '" + channel.name() + "' has too long a name",
                    "80 letters for a file in a tar", "give it a shorter name");
        }
        return name;
    }

    private static String json(EpisodeEntry entry, Episode episode, Map<Channel, double[]> numbers,
            List<Channel> pictures, int t) {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("episode", entry.number()).put("step", t)
                .put("time", entry.info().rate().time(t)).put("is_last", t == episode.steps() - 1)
                .put("task", entry.info().task()).put("language", entry.info().language())
                .put("success", entry.success().word());
        numbers.forEach((channel, all) -> {
            ArrayNode row = out.putArray(channel.name());
            int size = channel.rowSize();
            for (int i = 0; i < size; i++) {
                add(row, all[t * size + i], channel.element());
            }
        });
        pictures.stream().filter(c -> c.role() == Channel.Role.DEPTH)
                .forEach(c -> out.put(c.name() + ".scale", c.scale()));
        return out.toString();
    }

    private static void add(ArrayNode row, double value, Element element) {
        switch (element) {
            case BOOL -> row.add(value != 0);
            case UINT8, UINT16, INT32, INT64 -> row.add((long) value);
            case FLOAT32, FLOAT64 -> {
                if (Double.isFinite(value)) {
                    row.add(value);
                } else {
                    row.addNull();
                }
            }
        }
    }
}
