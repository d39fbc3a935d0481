package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.ChannelStatistics;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Success;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.task.image.ObjectCloud;

/// What was shown: observations and actions of the episodes of a store that succeeded, in memory.
///
/// @param groups of numbers, and clouds of points
/// @param cameras whose images are learned from
/// @param actions what was commanded
/// @param steps [episodes]
/// @param rateHz of the actions
/// @param task of the first episode
/// @param robot that did it; empty: not known
public record Demonstrations(List<Signal> groups, List<Images> cameras, Signal actions, int[] steps, double rateHz,
        String task, String robot) {
    /// The part of the memory that Java may use that demonstrations may take.
    private static final double MAX_SHARE = 0.5;
    private static final String SPEEDS = "joint speeds";

    /// Numbers, or a cloud of points ([ObjectCloud]).
    ///
    /// @param channel as it was recorded, and named
    /// @param rows [episodes][rows of the episode][size]
    /// @param statistics of all rows, of clouds of all points
    /// @param isSeen [size] whether a policy looks at a number; the others have no effect on it
    /// @param isEstimated [size] whether it estimates the number from its images instead
    public record Signal(Channel channel, List<float[]> rows, ChannelStatistics statistics, List<Boolean> isSeen,
            List<Boolean> isEstimated) {
        public Signal {
            rows = List.copyOf(rows);
            isSeen = List.copyOf(isSeen);
            isEstimated = List.copyOf(isEstimated);
        }

        /// All of it looked at.
        ///
        /// @param rows [episodes][rows of the episode][size]
        public static Signal of(Channel channel, List<float[]> rows) {
            double[] all = new double[rows.stream().mapToInt(row -> row.length).sum()];
            int at = 0;
            for (float[] row : rows) {
                for (float value : row) {
                    all[at++] = value;
                }
            }
            return new Signal(channel, rows, ChannelStatistics.of(all, width(channel)));
        }

        Signal(Channel channel, List<float[]> rows, ChannelStatistics statistics) {
            this(channel, rows, statistics, Collections.nCopies(channel.rowSize(), true),
                    Collections.nCopies(channel.rowSize(), false));
        }

        /// The term that each number belongs to.
        List<String> terms() {
            return PolicySpec.terms(channel.labels());
        }

        Signal without(Collection<String> unseen) {
            List<Boolean> kept = new ArrayList<>(isSeen);
            List<String> terms = terms();
            for (int i = 0; i < terms.size(); i++) {
                kept.set(i, kept.get(i) && !unseen.contains(terms.get(i)));
            }
            return new Signal(channel, rows, statistics, kept, isEstimated);
        }

        Signal estimating(Collection<String> estimated) {
            return new Signal(channel, rows, statistics, isSeen, terms().stream().map(estimated::contains).toList())
                    .without(estimated);
        }

        int size() {
            return channel.rowSize();
        }

        /// Whether it is a cloud, [points, axes].
        boolean isCloud() {
            return isCloud(channel);
        }

        private static boolean isCloud(Channel channel) {
            return channel.name().startsWith(ObjectCloud.PREFIX);
        }

        /// How many numbers have statistics of their own.
        private static int width(Channel channel) {
            return isCloud(channel) ? ObjectCloud.AXES : channel.rowSize();
        }

        /// The name without the folder of observations.
        String name() {
            return channel.name().substring(channel.name().startsWith(Channel.OBSERVATIONS)
                    ? Channel.OBSERVATIONS.length()
                    : 0);
        }
    }

    /// Images of a camera.
    ///
    /// @param rows [episodes][rows of the episode][height][width][3]
    public record Images(String camera, int width, int height, List<byte[]> rows) {
        int size() {
            return width * height * 3;
        }
    }

    public Demonstrations {
        groups = List.copyOf(groups);
        cameras = List.copyOf(cameras);
    }

    /// Reads a store, without clouds.
    ///
    /// @param groups names of groups of observations
    /// @param cameras names of cameras
    /// @throws DiagnosticException as below
    public static Demonstrations load(EpisodeStore store, List<String> groups, List<String> cameras,
            Diagnostics diagnostics) {
        return load(store, groups, List.of(), cameras, diagnostics);
    }

    /// Reads a store.
    ///
    /// @param groups names of groups of observations
    /// @param clouds names of clouds of points, such as `front/cube`
    /// @param cameras names of cameras
    /// @throws DiagnosticException when no episode succeeded, one lacks a channel or has other shapes, or there is not enough memory
    public static Demonstrations load(EpisodeStore store, List<String> groups, List<String> clouds,
            List<String> cameras, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(store.folder());
        List<EpisodeEntry> entries = store.episodes().stream().filter(e -> e.success() == Success.YES && e.steps() > 0)
                .toList();
        if (entries.isEmpty()) {
            throw diagnostics.fatal(place, "no episode that succeeded among " + store.episodes().size(), "one or more",
                    "record some: isthmus record TASK --actor script");
        }
        List<SignalReader> numbers = new ArrayList<>();
        groups.forEach(group -> numbers.add(new SignalReader(Channel.OBSERVATIONS + group)));
        clouds.forEach(cloud -> numbers.add(new SignalReader(ObjectCloud.PREFIX + cloud)));
        numbers.add(new SignalReader(Channel.ACTIONS));
        List<ImageReader> images = new ArrayList<>();
        cameras.forEach(camera -> images.add(new ImageReader(Channel.IMAGES + camera)));
        int[] steps = new int[entries.size()];
        long bytes = 0;
        for (int e = 0; e < steps.length; e++) {
            EpisodeEntry entry = entries.get(e);
            steps[e] = Math.toIntExact(entry.steps());
            try (Episode episode = store.read(entry.number(), diagnostics)) {
                for (SignalReader reader : numbers) {
                    bytes += reader.read(episode, place, diagnostics);
                }
                for (ImageReader reader : images) {
                    bytes += reader.read(episode, place, diagnostics);
                }
            }
            if (bytes > MAX_SHARE * Runtime.getRuntime().maxMemory()) {
                throw diagnostics.fatal(place, "more than " + bytes / (1 << 20) + " MiB of observations",
                        "at most half of the " + Runtime.getRuntime().maxMemory() / (1 << 20)
                                + " MiB that Java may use",
                        "give Java more (JAVA_TOOL_OPTIONS=-Xmx16g), or use fewer cameras or episodes");
            }
        }
        List<Signal> signals = numbers.stream().map(SignalReader::signal).toList();
        return new Demonstrations(signals.subList(0, signals.size() - 1), images.stream().map(ImageReader::images)
                .toList(), signals.getLast(), steps, entries.getFirst().info().rate().perSecond(),
                entries.getFirst().info().task(), entries.getFirst().info().robot());
    }

    /// The same, learned from without looking at some terms of observations.
    ///
    /// @throws IllegalArgumentException when there is no such term
    public Demonstrations without(Collection<String> terms) {
        return withGroups(terms, group -> group.without(terms));
    }

    /// The same, with terms that the policy [estimates][Estimator] from its images and does not look at.
    ///
    /// @throws IllegalArgumentException when there is no such term, or there are some and no camera
    public Demonstrations estimating(Collection<String> terms) {
        if (cameras.isEmpty() && !terms.isEmpty()) {
            throw new IllegalArgumentException("no camera to estimate " + terms + " by");
        }
        return withGroups(terms, group -> group.estimating(terms));
    }

    /// @param terms that are to be there
    private Demonstrations withGroups(Collection<String> terms, UnaryOperator<Signal> changed) {
        List<String> known = groups.stream().flatMap(group -> group.terms().stream()).distinct().toList();
        for (String term : terms) {
            if (!known.contains(term)) {
                throw new IllegalArgumentException("no term '" + term + "' is observed, only " + known);
            }
        }
        return new Demonstrations(groups.stream().map(changed).toList(), cameras, actions, steps, rateHz, task, robot);
    }

    /// The same without the speeds of joints, if they were observed. While something is demonstrated they tell what was commanded before, and a policy
    /// that copies it goes astray (Mandlekar et al. 2021, section 5.3; de Haan et al. 2019).
    public Demonstrations withoutSpeeds() {
        return without(groups.stream().flatMap(group -> group.terms().stream()).filter(Demonstrations::areSpeeds)
                .toList());
    }

    /// Whether a term of observations tells speeds of an arm's joints.
    public static boolean areSpeeds(String term) {
        return term.endsWith(SPEEDS);
    }

    /// Terms that a policy does not look at.
    List<String> unseen() {
        return terms((group, i) -> !group.isSeen().get(i));
    }

    /// Terms that a policy estimates.
    List<String> estimated() {
        return terms((group, i) -> group.isEstimated().get(i));
    }

    private List<String> terms(BiPredicate<Signal, Integer> isMeant) {
        Set<String> terms = new LinkedHashSet<>();
        for (Signal group : groups) {
            for (int i = 0; i < group.terms().size(); i++) {
                if (isMeant.test(group, i)) {
                    terms.add(group.terms().get(i));
                }
            }
        }
        return List.copyOf(terms);
    }

    /// Steps of all episodes.
    public int totalSteps() {
        int sum = 0;
        for (int n : steps) {
            sum += n;
        }
        return sum;
    }

    /// The channel of an episode, which must be as in the first.
    private static Channel channel(Episode episode, String name, List<Channel> known, SourceLocation place,
            Diagnostics diagnostics) {
        if (!episode.has(name)) {
            throw diagnostics.fatal(place, "an episode without '" + name + "'",
                    "one of " + episode.channels().stream().map(Channel::name).toList(),
                    "name what was recorded, or record again (cameras: --images; clouds: views of a project)");
        }
        Channel channel = episode.channel(name);
        if (known.isEmpty()) {
            known.add(channel);
        }
        if (!known.getFirst().shape().equals(channel.shape())) {
            throw diagnostics.fatal(place, "'" + name + "' of shape " + channel.shape(),
                    known.getFirst().shape() + " as in the first episode",
                    "keep tasks and robots in stores of their own");
        }
        return channel;
    }

    /// Gathers a signal.
    private static final class SignalReader {
        private final String name;
        private final List<Channel> known = new ArrayList<>();
        private final List<float[]> rows = new ArrayList<>();
        private final List<ChannelStatistics> statistics = new ArrayList<>();

        SignalReader(String name) {
            this.name = name;
        }

        long read(Episode episode, SourceLocation place, Diagnostics diagnostics) {
            Channel channel = channel(episode, name, known, place, diagnostics);
            double[] values = episode.values(name, 0, channel.rows(episode.steps()));
            float[] narrow = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                narrow[i] = (float) values[i];
                if (!Float.isFinite(narrow[i])) {
                    throw diagnostics.fatal(place, "'" + name + "' with " + values[i], "finite numbers",
                            "leave the episode out");
                }
            }
            rows.add(narrow);
            if (Signal.isCloud(channel)
                    && (channel.shape().size() != 2 || channel.shape().get(1) != ObjectCloud.AXES)) {
                throw diagnostics.fatal(place, "'" + name + "' of shape " + channel.shape(), "[points, "
                        + ObjectCloud.AXES + "]", "name a cloud of points");
            }
            ChannelStatistics own = ChannelStatistics.of(values, Signal.width(channel));
            statistics.add(statistics.isEmpty() ? own : statistics.removeLast().plus(own));
            return 4L * values.length;
        }

        Signal signal() {
            return new Signal(known.getFirst(), rows, statistics.getFirst());
        }
    }

    /// Gathers images.
    private static final class ImageReader {
        private final String name;
        private final List<Channel> known = new ArrayList<>();
        private final List<byte[]> rows = new ArrayList<>();

        ImageReader(String name) {
            this.name = name;
        }

        long read(Episode episode, SourceLocation place, Diagnostics diagnostics) {
            Channel channel = channel(episode, name, known, place, diagnostics);
            byte[] bytes = episode.bytes(name, 0, channel.rows(episode.steps()));
            rows.add(bytes);
            return bytes.length;
        }

        Images images() {
            List<Integer> shape = known.getFirst().shape();
            return new Images(name.substring(Channel.IMAGES.length()), shape.get(1), shape.get(0), List.copyOf(rows));
        }
    }
}
