package org.isthmus.pipeline.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.format.DatasetFormat;

/// Writes the episodes in the formats of the field.
final class ExportStage implements StageWork {
    /// Folder of all formats.
    static final String FORMATS = "formats";

    private final Stage episodes;
    private final List<DatasetFormat> formats;

    ExportStage(Project project) {
        episodes = project.episodes();
        formats = project.dataset().formats();
    }

    @Override
    public List<Stage> inputs() {
        return List.of(episodes);
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(FORMATS,
                formats.stream().map(DatasetFormat::word).sorted().collect(Collectors.joining(", "))));
    }

    @Override
    public List<String> outputs() {
        return List.of(FORMATS);
    }

    /// What was written of the same episodes stays.
    @Override
    public boolean goesOnFrom(StageNote before, StageNote now) {
        return before.inputs().equals(now.inputs());
    }

    @Override
    public Made make(Place place) {
        Path folder = place.output(FORMATS);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw place.diagnostics().fatal(SourceLocation.of(folder), "the folder cannot be made ("
                    + NewFile.reason(e) + ")", "", "check its permissions and the space on the disk");
        }
        place.progress().total(formats.size());
        SortedMap<String, Double> figures = new TreeMap<>();
        try (EpisodeStore store = EpisodeStore.open(place.of(episodes).resolve(ScaleStage.STORE),
                place.diagnostics())) {
            for (DatasetFormat format : formats) {
                Path target = folder.resolve(format.fileName());
                try (Progress progress = place.progress().sub(format.word(), store.episodes().size())) {
                    if (!Files.exists(target)) {
                        format.export(new ExportJob(store, store.episodes(), target, place.pool().threads(), progress,
                                place.diagnostics()), DatasetFormat.Choices.USUAL);
                    }
                }
            }
        }
        return new Made(Sha256.of(settings().toString().getBytes(StandardCharsets.UTF_8)),
                figures);
    }
}
