package org.isthmus.dataset.lerobot;

import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.export.ChannelPng;
import org.isthmus.dataset.lerobot.LeRobotSource.Source;
import org.isthmus.dataset.parquet.Tables;
import org.isthmus.model.image.Image;

/// The images of one episode that are in a table, PNG or JPEG, in the order of the frames; in memory as they are there, not decoded.
record ImageColumn(String key, Channel channel, List<byte[]> files, SourceLocation place, Diagnostics diagnostics) {
    private static final long MAX_BYTES = 1L << 30;

    static ImageColumn read(Tables tables, String key, Source episode, SourceLocation place, Diagnostics diagnostics) {
        String sql = "SELECT " + Tables.name(key) + ".bytes FROM read_parquet("
                + Tables.text(episode.table().toString()) + ") WHERE episode_index = " + episode.number()
                + " ORDER BY frame_index";
        List<byte[]> files = tables.query(sql, rows -> collect(rows, key, episode, place, diagnostics));
        if (files.size() != episode.length()) {
            throw diagnostics.fatal(place, "episode " + episode.number() + " has " + files.size() + " images of '" + key
                    + "'", Long.toString(episode.length()), "the dataset is damaged or not finished");
        }
        Image first = ChannelPng.read(files.getFirst(), place, diagnostics);
        if (first.channels() != 3 || first.bits() != 8) {
            throw diagnostics.fatal(place, "images of '" + key + "' have " + first.channels() + " channels of "
                    + first.bits() + " bits", "3 of 8", "leave the images out to take the rest");
        }
        Channel channel = new Channel(Features.channelName(key), Element.UINT8,
                List.of(first.height(), first.width(), 3), Timing.STEPS, Role.IMAGE, "", List.of(), 1);
        return new ImageColumn(key, channel, files, place, diagnostics);
    }

    private static List<byte[]> collect(ResultSet rows, String key, Source episode, SourceLocation place,
            Diagnostics diagnostics) throws SQLException {
        List<byte[]> files = new ArrayList<>();
        long bytes = 0;
        while (rows.next()) {
            Blob blob = rows.getBlob(1);
            bytes += blob == null ? 0 : blob.length();
            if (blob == null || bytes > MAX_BYTES) {
                throw diagnostics.fatal(place, "episode " + episode.number() + " has "
                        + (blob == null ? "no image" : bytes + " bytes of images") + " of '" + key + "' in frame "
                        + files.size(), "images in the table, up to " + MAX_BYTES + " bytes",
                        "leave the images out to take the rest");
            }
            files.add(blob.getBytes(1, (int) blob.length()));
        }
        return files;
    }

    /// @param name of the channel that they become
    void append(EpisodeWriter writer, String name, int frames) {
        for (int t = 0; t < frames; t++) {
            writer.append(name, ChannelPng.read(channel, files.get(t), place, diagnostics));
        }
    }
}
