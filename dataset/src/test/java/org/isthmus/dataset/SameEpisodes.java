package org.isthmus.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;

/// Compares what two stores hold.
public final class SameEpisodes {
    private SameEpisodes() {}

    /// Asserts that all episodes of two stores have the same descriptions, channels and bytes.
    public static void check(Path expected, Path actual) {
        try (EpisodeStore a = EpisodeStore.open(expected, new Diagnostics());
                EpisodeStore b = EpisodeStore.open(actual, new Diagnostics())) {
            assertThat(Recordings.numbers(b.episodes())).isEqualTo(Recordings.numbers(a.episodes())).isNotEmpty();
            for (EpisodeEntry entry : a.episodes()) {
                try (Episode one = a.read(entry.number(), new Diagnostics());
                        Episode other = b.read(entry.number(), new Diagnostics())) {
                    check(one, other);
                }
            }
        }
    }

    private static void check(Episode expected, Episode actual) {
        assertThat(EpisodeDescription.of(actual)).isEqualTo(EpisodeDescription.of(expected));
        for (Channel channel : expected.channels()) {
            long rows = channel.rows(expected.steps());
            assertThat(actual.bytes(channel.name(), 0, rows)).as(channel.name())
                    .isEqualTo(expected.bytes(channel.name(), 0, rows));
        }
    }
}
