package org.isthmus.dataset.robomimic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.export.EpisodeNote;
import org.isthmus.dataset.hdf5.Hdf5Node;
import org.isthmus.dataset.hdf5.Hdf5Type;

/// A demonstration that [RobomimicExporter] wrote: what it was made of comes back.
///
/// States are cut out of the dataset that they are in side by side; last rows are those of `next_obs`, or in the note.
record NotedDemonstration(Hdf5Node group, EpisodeNote note, SourceLocation place, Diagnostics diagnostics) {
    private static final String OBS = "obs/";

    /// A channel and where its rows are.
    ///
    /// @param column of the states at which it begins; -1: it is alone
    private record Source(Channel channel, Hdf5Node node, int column) {}

    void read(EpisodeStore store) {
        long steps = note.what().steps();
        List<Source> sources = new ArrayList<>();
        int column = 0;
        for (Channel channel : note.what().channels()) {
            boolean isState = channel.name().startsWith(Names.STATES) && channel.role() == Role.VALUES;
            String name = isState ? "states" : Names.dataset(channel);
            Optional<Hdf5Node> node = group.find(name).filter(n -> n.isDataset() && !n.type().isText());
            if (node.isPresent() && node.get().rows() == steps) {
                sources.add(new Source(note.restored(channel, name.startsWith(OBS)), node.get(),
                        isState ? column : -1));
            } else {
                diagnostics.warning(place, "channel '" + channel.name() + "' of '" + group.path()
                        + "' is left out: there is no dataset '" + name + "' of " + steps + " rows", "", "");
            }
            column += isState ? channel.rowSize() : 0;
        }
        try (EpisodeWriter writer = store.begin(note.what().info(), sources.stream().map(Source::channel).toList())) {
            for (Source source : sources) {
                copy(source, writer, steps);
            }
            writer.finish(note.what().success(), note.what().segments());
        }
    }

    private void copy(Source source, EpisodeWriter writer, long steps) {
        Channel channel = source.channel();
        for (long t = 0; t < steps; t++) {
            append(source, source.node(), t, writer);
        }
        if (channel.timing() == Timing.STATES) {
            byte[] last = note.lastRows().get(channel.name());
            if (last != null) {
                writer.append(channel.name(), last);
            } else {
                append(source, group.require("next_" + Names.dataset(channel)), steps - 1, writer);
            }
        }
    }

    private void append(Source source, Hdf5Node node, long t, EpisodeWriter writer) {
        Channel channel = source.channel();
        if (source.column() < 0 && node.type().equals(channel.element().type())) {
            byte[] row = node.bytes(t, t + 1);
            check(channel, row.length, channel.rowSize() * channel.element().type().size());
            writer.append(channel.name(), row);
            return;
        }
        double[] row = node.read(t, t + 1).doubles();
        if (source.column() >= 0 && row.length >= source.column() + channel.rowSize()) {
            row = Arrays.copyOfRange(row, source.column(), source.column() + channel.rowSize());
        }
        check(channel, row.length, channel.rowSize());
        if (channel.role() == Role.DEPTH && node.type().equals(Hdf5Type.FLOAT32)) {
            float[] metres = new float[row.length];
            for (int i = 0; i < row.length; i++) {
                metres[i] = (float) row[i];
            }
            writer.appendDepth(channel.name(), metres);
            return;
        }
        try {
            writer.append(channel.name(), row);
        } catch (IllegalArgumentException e) {
            throw failed(channel, String.valueOf(e.getMessage()));
        }
    }

    private void check(Channel channel, int found, int expected) {
        if (found != expected) {
            throw failed(channel, "a row of " + found + " instead of " + expected);
        }
    }

    private DiagnosticException failed(Channel channel, String why) {
        return diagnostics.fatal(place, "channel '" + channel.name() + "' of '" + group.path()
                + "' is not as it was written (" + why + ")", "", "the file was changed or damaged");
    }
}
