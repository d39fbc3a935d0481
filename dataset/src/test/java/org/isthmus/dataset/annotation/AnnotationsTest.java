package org.isthmus.dataset.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.video.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() {
        Path place = AnnotatedEpisodes.record(folder.resolve("a"), 2);
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics());
                Episode episode = store.read(1, new Diagnostics())) {
            AnnotationReader reader = AnnotationReader.of(episode, SourceLocation.UNKNOWN, new Diagnostics())
                    .orElseThrow();
            assertThat(reader.what()).isEqualTo(AnnotatedEpisodes.WHAT);
            assertThat(reader.rows()).isEqualTo(5);
            for (int t = 0; t < 5; t++) {
                assertThat(reader.view(AnnotatedEpisodes.VIEW, t)).usingRecursiveComparison()
                        .isEqualTo(AnnotatedEpisodes.labels(1, t));
                assertThat(reader.contacts(t)).containsExactly(AnnotatedEpisodes.contacts(t));
                assertThat(reader.pose(2, t).rotation().x()).isEqualTo(Math.sqrt(0.5));
            }
        }
    }

    @Test
    void boxesClassesAndFractionsFollowFromTheMasks() {
        Path place = AnnotatedEpisodes.record(folder.resolve("a"), 1);
        ViewLabels labels = AnnotatedEpisodes.labels(0, 0);
        try (EpisodeStore store = EpisodeStore.open(place, new Diagnostics());
                Episode episode = store.read(0, new Diagnostics())) {
            double[] boxes = episode.values("annotations/cameras/front/boxes", 0, 1);
            // the disc of radius √30 round (8, 8), seen left of the block and through its hole; the block; nothing
            assertThat(boxes).containsExactly(3, 3, 9, 11, 3, 3, 11, 11, 10, 2, 4, 12, 10, 2, 4, 12, 0, 0, 0, 0, 0, 0,
                    0, 0);
            double[] classes = episode.values("annotations/cameras/front/classes", 0, 1);
            assertThat(classes[8 * 24 + 8]).isEqualTo(2);
            assertThat(classes[3 * 24 + 12]).isEqualTo(1);
            double[] visible = episode.values("annotations/cameras/front/visible", 0, 1);
            int hidden = 0;
            for (int i = 0; i < labels.instances().length; i++) {
                hidden += labels.amodal()[0][i] && labels.amodal()[1][i] ? 1 : 0;
            }
            assertThat(visible[0]).isEqualTo((float) (1 - hidden / (double) labels.amodalPixels(1)));
            assertThat(visible[1]).isEqualTo(1);
            assertThat(visible[2]).isZero();
        }
    }

    @Test
    void annotationsOfAnotherKindAreTold() {
        Channel objects = Channel.values("annotations/objects/categories", Element.INT32, Timing.STEPS, 1);
        try (EpisodeStore store = EpisodeStore.openForWriting(folder.resolve("b"), 1, new Diagnostics())) {
            try (EpisodeWriter writer = store.begin(EpisodeInfo.of("x", FrameRate.of(1)), List.of(objects))) {
                writer.append(objects.name(), 1);
                writer.finish(Success.UNKNOWN, List.of());
            }
            try (Episode episode = store.read(0, new Diagnostics())) {
                assertThatThrownBy(() -> AnnotationReader.of(episode, SourceLocation.UNKNOWN, new Diagnostics()))
                        .isInstanceOf(DiagnosticException.class)
                        .hasMessageContaining("annotations of another kind (no channel 'annotations/objects/boxes'");
            }
        }
    }
}
