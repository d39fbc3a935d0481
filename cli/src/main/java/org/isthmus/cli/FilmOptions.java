package org.isthmus.cli;

import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.model.image.Images;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/// How a motion is shown.
final class FilmOptions {
    private static final int COLUMNS = 3;
    private static final int MAX_ROWS = 20;

    @Option(names = "--sheet", paramLabel = "FILE",
            description = "Write a picture of some images, evenly spread over the time, three in a row (.png).")
    private @Nullable Path sheet;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "4",
            description = "Rows of that picture, 1 to 20; ${DEFAULT-VALUE} if not given.")
    private int rows;

    @Option(names = "--video", paramLabel = "FILE",
            description = "Write a video of at most 30 images per second (.mp4).")
    private @Nullable Path video;

    @Option(names = "--codec", paramLabel = "NAME", defaultValue = "AV1",
            description = "AV1, or H264 for older players; ${DEFAULT-VALUE} if not given.")
    private VideoCodec codec;

    FilmOptions() {}

    boolean isWanted() {
        return sheet != null || video != null;
    }

    void write(Film film, Diagnostics diagnostics) {
        try (Parallel pool = Parallel.ofAllProcessors()) {
            if (video != null) {
                film.write(video, codec, pool, diagnostics);
            }
            if (sheet != null) {
                NewFile.write(sheet, Images.toPng(film.sheet(pool, COLUMNS, Math.clamp(rows, 1, MAX_ROWS))),
                        diagnostics);
            }
        }
    }
}
