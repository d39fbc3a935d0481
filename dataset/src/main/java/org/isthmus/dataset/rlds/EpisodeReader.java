package org.isthmus.dataset.rlds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeDescription;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.export.ChannelPng;
import org.isthmus.dataset.rlds.Field.Kind;
import org.isthmus.dataset.tfrecord.Example;
import org.isthmus.dataset.tfrecord.Example.Feature;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.model.image.Image;

/// Turns records into episodes.
final class EpisodeReader {
    private static final int MAX_STEPS = 10_000_000;

    private final List<Field> fields;
    private final String task;
    private final FrameRate rate;
    private final boolean withImages;
    private final SourceLocation dataset;
    private final Diagnostics diagnostics;
    /// What was told to be left out.
    private final Set<String> told = new LinkedHashSet<>();
    private boolean foundForeign;

    EpisodeReader(List<Field> fields, String task, FrameRate rate, boolean withImages, SourceLocation dataset,
            Diagnostics diagnostics) {
        this.fields = fields;
        this.task = task;
        this.rate = rate;
        this.withImages = withImages;
        this.dataset = dataset;
        this.diagnostics = diagnostics;
    }

    /// Whether an episode was not from here.
    boolean foundForeign() {
        return foundForeign;
    }

    /// A channel and where its rows are.
    private record Source(Channel channel, Field field, Feature values) {}

    /// An episode, and the field of each channel.
    private record Plan(EpisodeDescription what, Map<String, Field> fields) {}

    void read(Example example, EpisodeStore store, SourceLocation place) {
        Optional<Feature> description = example.find("episode_metadata/" + Fields.DESCRIPTION)
                .filter(text -> text.kind() == Example.Kind.BYTES && text.size() == 1);
        if (description.isPresent()) {
            EpisodeDescription what = EpisodeDescription.parse(description.get().text(0), place, diagnostics);
            record(new Plan(what, Fields.of(what.channels(), place, diagnostics)), example, store, place);
        } else {
            foundForeign = true;
            record(describe(example, place), example, store, place);
        }
    }

    private void record(Plan plan, Example example, EpisodeStore store, SourceLocation place) {
        List<Source> sources = new ArrayList<>();
        for (Channel channel : plan.what().channels()) {
            Field field = plan.fields().get(channel.name());
            Optional<Feature> values = field == null ? Optional.empty() : example.find("steps/" + field.path());
            if (field == null || values.isEmpty()) {
                throw failed(place, "there is no feature for channel '" + channel.name() + "'", "one for every step");
            }
            if (withImages || field.kind() != Kind.IMAGE) {
                sources.add(new Source(channel, field, values.get()));
            }
        }
        try (EpisodeWriter writer = store.begin(plan.what().info(), sources.stream().map(Source::channel).toList())) {
            for (Source source : sources) {
                for (int t = 0; t < source.channel().rows(plan.what().steps()); t++) {
                    append(writer, source, t, place);
                }
            }
            writer.finish(plan.what().success(), plan.what().segments());
        }
    }

    private void append(EpisodeWriter writer, Source source, int t, SourceLocation place) {
        Channel channel = source.channel();
        Feature values = source.values();
        String path = source.field().path();
        boolean isPlain = source.field().encoding().equals("none");
        int size = isPlain ? channel.rowSize() : 1;
        if ((values.kind() == Example.Kind.BYTES) == isPlain || (long) (t + 1) * size > values.size()) {
            throw failed(place, "feature '" + path + "' has " + values.size() + " " + values.kind(),
                    size + " for every step");
        }
        if (!isPlain) {
            writer.append(channel.name(), row(source, values.bytes(t), place));
            return;
        }
        double[] row = new double[size];
        for (int i = 0; i < size; i++) {
            row[i] = values.number(t * size + i);
        }
        try {
            writer.append(channel.name(), row);
        } catch (IllegalArgumentException e) {
            throw failed(place, "feature '" + path + "' has a value that is none (" + e.getMessage() + ")",
                    source.field().dtype());
        }
    }

    private byte[] row(Source source, byte[] bytes, SourceLocation place) {
        if (source.field().kind() == Kind.IMAGE) {
            return ChannelPng.read(source.channel(), bytes, place, diagnostics);
        }
        int size = source.channel().rowSize() * source.channel().element().type().size();
        byte[] row = source.field().encoding().equals("zlib") ? inflated(bytes, size) : bytes;
        if (row.length != size) {
            throw failed(place, "feature '" + source.field().path() + "' has " + row.length + " bytes in a step",
                    Integer.toString(size));
        }
        return row;
    }

    /// @return empty when it is not so many bytes
    private static byte[] inflated(byte[] bytes, int size) {
        try (Inflater inflater = new Inflater()) {
            byte[] out = new byte[size];
            inflater.setInput(bytes);
            int count = inflater.inflate(out);
            return count == size ? out : new byte[0];
        } catch (DataFormatException e) {
            return new byte[0];
        }
    }

    // --- datasets of others -------------------------------------------------------------------------------------------------

    private Plan describe(Example example, SourceLocation place) {
        Map<String, Channel> channels = new LinkedHashMap<>();
        Map<String, Field> origins = new LinkedHashMap<>();
        int steps = -1;
        String said = "";
        for (Field field : fields) {
            Optional<Feature> found = example.find("steps/" + field.path());
            if (found.isEmpty() || Fields.MARKS.containsKey(field.path())) {
                continue;
            }
            Feature values = found.get();
            if (field.kind() == Kind.TEXT && field.path().endsWith(Fields.LANGUAGE) && values.size() > 0
                    && values.kind() == Example.Kind.BYTES) {
                said = values.text(0);
                continue;
            }
            Optional<Channel> channel = channel(field, values, place);
            if (channel.isEmpty() || channels.putIfAbsent(channel.get().name(), channel.get()) != null) {
                leaveOut(field);
                continue;
            }
            origins.put(channel.get().name(), field);
            int count = field.kind() == Kind.TENSOR && field.encoding().equals("none")
                    ? values.size() / Math.max(1, channel.get().rowSize())
                    : values.size();
            if (steps >= 0 && count != steps || count > MAX_STEPS) {
                throw failed(place, "feature '" + field.path() + "' has " + count + " rows",
                        steps < 0 ? "up to " + MAX_STEPS : steps + " as the others");
            }
            steps = count;
        }
        if (steps < 1) {
            throw failed(place, "no steps", "at least one");
        }
        EpisodeInfo info = EpisodeInfo.of(task, rate).withLanguage(said);
        return new Plan(new EpisodeDescription(info, steps, Success.UNKNOWN, List.of(),
                List.copyOf(channels.values())), origins);
    }

    /// Images are as large as the first is, whatever the features say.
    private Optional<Channel> channel(Field field, Feature values, SourceLocation place) {
        Field actual = field;
        if (field.kind() == Kind.IMAGE && values.size() > 0 && values.kind() == Example.Kind.BYTES) {
            Image first = ChannelPng.read(values.bytes(0), place, diagnostics);
            actual = new Field(field.path(), Kind.IMAGE, first.bits() == 16 ? "uint16" : "uint8",
                    List.of(first.height(), first.width(), first.channels()), "");
        }
        boolean isRaw = field.kind() == Kind.TENSOR && !field.encoding().equals("none");
        return Fields.channel(actual)
                .filter(c -> !isRaw || field.dtype().equalsIgnoreCase(c.element().name()))
                .filter(c -> c.rowSize() > 0);
    }

    private void leaveOut(Field field) {
        if (told.add(field.path())) {
            diagnostics.warning(dataset, "feature '" + field.path() + "' is left out (" + field.kind() + " "
                    + field.dtype() + ", shape " + field.shape() + ")", "numbers of one shape, or images", "");
        }
    }

    private DiagnosticException failed(SourceLocation place, String found, String expected) {
        return diagnostics.fatal(place, "the episode cannot be read: " + found, expected, "the dataset is damaged");
    }
}
