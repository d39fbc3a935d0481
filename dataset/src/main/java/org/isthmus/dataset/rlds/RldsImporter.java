package org.isthmus.dataset.rlds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.SmallFile;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.tfrecord.Example;
import org.isthmus.dataset.tfrecord.TfRecordReader;
import org.isthmus.dataset.video.FrameRate;

/// Reads datasets of RLDS, as TensorFlow Datasets keeps them in files of records, into a store.
///
/// Every feature of the steps that is numbers or an image becomes a channel; images are decoded. Marks (`is_first`, …) and the metadata of episodes
/// are not kept; texts become the language, or are left out with a warning. What [RldsExporter] wrote comes back as it was. In memory is one episode.
public final class RldsImporter {
    private static final String FEATURES = "features.json";
    private static final int MAX_TEXT_BYTES = 1 << 26;
    private static final int MAX_FILES = 100_000;
    /// Where no one says.
    private static final FrameRate USUAL_RATE = FrameRate.of(10);

    private RldsImporter() {}

    /// Whether a file or folder looks like one of RLDS: a folder with `features.json`, one with such a folder in it, or a file of records beside it.
    public static boolean recognises(Path dataset) {
        return folder(dataset).isPresent();
    }

    private static Optional<Path> folder(Path dataset) {
        if (Files.isRegularFile(dataset)) {
            boolean isRecords = dataset.getFileName().toString().contains(".tfrecord");
            Path beside = dataset.toAbsolutePath().resolveSibling("");
            return isRecords && Files.isRegularFile(beside.resolve(FEATURES)) ? Optional.of(beside) : Optional.empty();
        }
        if (Files.isRegularFile(dataset.resolve(FEATURES))) {
            return Optional.of(dataset);
        }
        try (Stream<Path> inside = Files.list(dataset)) {
            List<Path> versions = inside.limit(MAX_FILES).filter(f -> Files.isRegularFile(f.resolve(FEATURES)))
                    .sorted().toList();
            return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Adds the episodes of a dataset to a store.
    ///
    /// @param dataset a folder, of which all splits are read, or one file of records
    /// @param rate steps per second, which the format does not tell; 10 where it is empty, with a warning
    /// @param withImages whether images are read
    /// @return how many were added
    /// @throws DiagnosticException when the folder is no dataset, or is damaged; episodes before that are there
    public static int read(Path dataset, EpisodeStore store, Optional<FrameRate> rate, boolean withImages,
            Progress progress, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(dataset);
        Path folder = folder(dataset).orElseThrow(() -> diagnostics.fatal(place, "no dataset of RLDS is there",
                "a folder with features.json", "check the name"));
        Path features = folder.resolve(FEATURES);
        List<Field> fields = FeaturesJson.read(text(features, diagnostics), SourceLocation.of(features), diagnostics);
        String name = String.valueOf(Optional.ofNullable(folder.toAbsolutePath().normalize().getParent())
                .map(Path::getFileName).orElse(folder));
        EpisodeReader reader = new EpisodeReader(fields, name, rate.orElse(USUAL_RATE), withImages, place,
                diagnostics);
        int count = 0;
        for (Path file : Files.isRegularFile(dataset) ? List.of(dataset) : files(folder, diagnostics)) {
            try (TfRecordReader records = TfRecordReader.open(file, diagnostics)) {
                for (Optional<byte[]> record = records.next(); record.isPresent(); record = records.next()) {
                    progress.checkCancelled();
                    SourceLocation at = new SourceLocation(file + " (episode " + count + ")", 0, 0);
                    reader.read(Example.parse(record.get(), at, diagnostics), store, at);
                    count++;
                    progress.advance(1);
                }
            }
        }
        if (rate.isEmpty() && reader.foundForeign()) {
            diagnostics.warning(place, "the dataset does not say how often the robot acts", "--rate",
                    USUAL_RATE + " times per second are taken");
        }
        return count;
    }

    private static List<Path> files(Path folder, Diagnostics diagnostics) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.limit(MAX_FILES).filter(f -> f.getFileName().toString().contains(".tfrecord")).sorted()
                    .toList();
        } catch (IOException e) {
            throw failed(folder, e, diagnostics);
        }
    }

    private static String text(Path file, Diagnostics diagnostics) {
        return SmallFile.text(file, MAX_TEXT_BYTES, "", "check the name", diagnostics);
    }

    private static DiagnosticException failed(Path file, IOException e, Diagnostics diagnostics) {
        return diagnostics.fatal(SourceLocation.of(file), "it cannot be read (" + NewFile.reason(e) + ")", "",
                "check the name");
    }
}
