package org.isthmus.dataset.recipe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.file.SmallFile;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;

/// Makes the episodes of a store again from its recipe, and compares the files.
public final class Regeneration {
    /// Longest file that a recipe may name, bytes.
    private static final int MAX_ASSET = 1 << 30;

    private Regeneration() {}

    /// An episode that is not what the recipe makes.
    ///
    /// @param what in words: the first channel and row that differ
    public record Problem(long episode, String what) {
        @Override
        public String toString() {
            return "episode " + episode + ": " + what;
        }
    }

    /// Makes all episodes of a store again, then compares them.
    ///
    /// @param scratch a folder that does not exist or is empty: what is made goes there, and stays
    /// @param progress advances by one with each episode
    /// @return what differs; empty when every file is the same in every bit
    /// @throws DiagnosticException when no generator knows the recipe's task, or one cannot follow the recipe
    public static List<Problem> check(EpisodeStore store, Recipe recipe, List<EpisodeGenerator> generators,
            Path scratch, Progress progress, Diagnostics diagnostics) {
        EpisodeGenerator generator = generators.stream().filter(g -> g.makes(recipe)).findFirst()
                .orElseThrow(() -> diagnostics.fatal(SourceLocation.of(store.folder()),
                        "no generator here knows the task '" + recipe.task() + "' of its recipe", "",
                        "use the Isthmus that made the store, with its tasks"));
        List<Problem> problems = new ArrayList<>();
        try (EpisodeStore made = EpisodeStore.openForWriting(scratch, Runtime.getRuntime().availableProcessors(),
                diagnostics)) {
            copyAssets(store, recipe, made, diagnostics);
            generator.generate(recipe, made, progress, diagnostics);
            TreeSet<Long> numbers = new TreeSet<>();
            Stream.of(store, made).flatMap(s -> s.episodes().stream()).forEach(e -> numbers.add(e.number()));
            for (long number : numbers) {
                compare(store, made, number, diagnostics).ifPresent(problems::add);
            }
        }
        return problems;
    }

    /// Brings the files that a recipe names from one store's folder to another's.
    private static void copyAssets(EpisodeStore from, Recipe recipe, EpisodeStore to, Diagnostics diagnostics) {
        for (Map.Entry<String, String> asset : recipe.assets().entrySet()) {
            SourceLocation place = SourceLocation.of(from.folder());
            if (!asset.getKey().matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
                throw diagnostics.fatal(place, "a recipe that reads '" + asset.getKey() + "'",
                        "the name of a file beside it", "");
            }
            Path file = from.folder().resolve(asset.getKey());
            byte[] bytes = SmallFile.bytes(file, MAX_ASSET, "the file that the recipe names",
                    "take it from a copy of the store", diagnostics);
            String sha256 = Sha256.of(bytes);
            if (!sha256.equals(asset.getValue())) {
                throw diagnostics.fatal(place, asset.getKey() + " with SHA-256 " + sha256, asset.getValue(),
                        "take the file from a copy of the store");
            }
            NewFile.write(to.folder().resolve(asset.getKey()), bytes, diagnostics);
        }
    }

    private static Optional<Problem> compare(EpisodeStore store, EpisodeStore made, long number,
            Diagnostics diagnostics) {
        Optional<EpisodeEntry> old = store.find(number);
        Optional<EpisodeEntry> fresh = made.find(number);
        if (old.isEmpty() || fresh.isEmpty()) {
            return Optional.of(new Problem(number, old.isEmpty() ? "the store does not have it"
                    : "the recipe does not make it"));
        }
        if (old.get().sha256().equals(fresh.get().sha256())) {
            return Optional.empty();
        }
        try (Episode a = store.read(number, diagnostics); Episode b = made.read(number, diagnostics)) {
            return Optional
                    .of(new Problem(number, difference(a, b).orElse("the files differ, what they say does not")));
        }
    }

    /// The first thing in which two episodes differ, in words; empty when they say the same.
    public static Optional<String> difference(Episode recorded, Episode other) {
        if (!recorded.info().equals(other.info())) {
            return Optional.of("is about " + other.info() + ", recorded " + recorded.info());
        }
        if (recorded.steps() != other.steps() || recorded.success() != other.success()) {
            return Optional.of("has " + other.steps() + " steps, success " + other.success() + ", recorded "
                    + recorded.steps() + ", " + recorded.success());
        }
        if (!recorded.channels().equals(other.channels()) || !recorded.segments().equals(other.segments())) {
            return Optional.of("has other channels or segments");
        }
        for (Channel channel : recorded.channels()) {
            for (long row = 0; row < channel.rows(recorded.steps()); row++) {
                if (!Arrays.equals(recorded.bytes(channel.name(), row, row + 1),
                        other.bytes(channel.name(), row, row + 1))) {
                    return Optional.of("differs first in channel '" + channel.name() + "' at row " + row);
                }
            }
        }
        return Optional.empty();
    }
}
