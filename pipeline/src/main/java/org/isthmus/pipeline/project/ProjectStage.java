package org.isthmus.pipeline.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.pipeline.seed.Projection;
import org.isthmus.pipeline.seed.SampleRecording;
import org.isthmus.pipeline.seed.Seed;

/// Turns the first piece of evidence that is there into a seed.
final class ProjectStage implements StageWork {
    /// Evidence that is made, not read.
    static final String SAMPLE = "sample";
    private static final String SAMPLE_FILE = "sample.tsv";

    private final String task;
    private final Project.Shown shown;

    ProjectStage(String task, Project.Shown shown) {
        this.task = task;
        this.shown = shown;
    }

    @Override
    public List<Stage> inputs() {
        return List.of();
    }

    @Override
    public SortedMap<String, String> settings() {
        String found = found();
        return new TreeMap<>(Map.of("task", task, "evidence", found, "content", content(found), "reading",
                shown.options().toString(), "take", "" + shown.take()));
    }

    /// The first that is there.
    private String found() {
        return shown.files().stream().filter(name -> name.equals(SAMPLE) || Files.exists(Path.of(name))).findFirst()
                .orElseThrow(() -> new Diagnostics().fatal(SourceLocation.of(Path.of(shown.files().getFirst())),
                        "no evidence is there", "one of " + String.join(", ", shown.files()),
                        "name a recording that there is, or '" + SAMPLE + "'"));
    }

    private static String content(String name) {
        Path file = Path.of(name);
        try {
            if (name.equals(SAMPLE)) {
                return "";
            }
            if (Files.isDirectory(file)) {
                try (EpisodeStore store = EpisodeStore.open(file, new Diagnostics())) {
                    return Recipe.contentOf(store.episodes());
                }
            }
            return Sha256.of(file);
        } catch (IOException e) {
            throw new Diagnostics().fatal(SourceLocation.of(file), "the evidence cannot be read (" + NewFile.reason(e)
                    + ")", "", "check its permissions");
        }
    }

    @Override
    public List<String> outputs() {
        return List.of(Seed.FILE);
    }

    @Override
    public Made make(Place place) {
        String found = found();
        Path file = Path.of(found);
        if (found.equals(SAMPLE)) {
            file = place.output(SAMPLE_FILE);
            NewFile.write(file, SampleRecording.tsv(0).getBytes(StandardCharsets.UTF_8), place.diagnostics());
        }
        Seed seed = Projection.seed(file, shown.options(), task, shown.take(), place.diagnostics());
        seed.write(place.output(Seed.FILE), place.diagnostics());
        return new Made(seed.sha256(), new TreeMap<>());
    }
}
