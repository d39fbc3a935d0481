package org.isthmus.pipeline.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.page.Html;
import org.isthmus.dataset.quality.QualityPage;
import org.isthmus.dataset.quality.QualityReport;
import org.isthmus.pipeline.Attempts;
import org.isthmus.pipeline.adapt.ObjectView;
import org.isthmus.pipeline.project.ReportPage.Film;
import org.isthmus.pipeline.seed.Seed;
import org.isthmus.pipeline.seed.SeedPage;
import org.isthmus.task.Task;

/// Tells all of it on one page: what went in, pictures of each stage, coverage of ξ, success with intervals, failures to look at, time, commands.
final class ReportStage implements StageWork {
    /// The page.
    static final String PAGE = "report.html";
    private static final int WORLDS_SHOWN = 12;
    private static final int EPISODES_SHOWN = 4;
    private static final int MASKED_SHOWN = 4;

    private final Project project;
    private final List<Stage> inputs;

    /// @param inputs all stages before
    ReportStage(Project project, List<Stage> inputs) {
        this.project = project;
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public List<Stage> inputs() {
        return inputs;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of("name", project.name(), "text", project.text()));
    }

    @Override
    public List<String> outputs() {
        return List.of(PAGE);
    }

    @Override
    public Made make(Place place) {
        byte[] page = new Writer(place).page().getBytes(StandardCharsets.UTF_8);
        NewFile.write(place.output(PAGE), page, place.diagnostics());
        return new Made(Sha256.of(page), new TreeMap<>(Map.of("bytes", (double) page.length)));
    }

    /// Writes the page of a project that is done.
    private final class Writer {
        private final Place place;
        private final Task task = project.recording().task();
        private final ReportPage page;
        private final Transfer transfer;

        Writer(Place place) {
            this.place = place;
            transfer = Transfer.read(place.of(Stage.EVALUATE).resolve(EvaluateStage.JSON), place.diagnostics());
            page = new ReportPage(project.name(), project.setup().id() + " on " + project.setup().robot() + ": "
                    + task.description());
        }

        String page() {
            place.progress().total(4);
            try (EpisodeStore store = open(place.of(Stage.SCALE).resolve(ScaleStage.STORE))) {
                tiles(store);
                transferTable();
                evidence();
                attempts(store);
                step("pictures");
                pictures(store);
                step("trials");
                training();
                trials();
                step("coverage");
                page.html(QualityPage.coverage(QualityReport.of(project.name(), store, store.episodes(),
                        Progress.silent(), place.diagnostics())));
            }
            step("files");
            costs();
            files();
            commands();
            return page.html();
        }

        private void step(String what) {
            place.progress().checkCancelled();
            place.progress().advance(1);
            place.progress().message(what);
        }

        private EpisodeStore open(Path folder) {
            return EpisodeStore.open(folder, place.diagnostics());
        }

        private Optional<StageNote> note(Stage stage) {
            return StageNote.read(place.of(stage).resolve(StageNote.FILE));
        }

        private double figure(Stage stage, String name) {
            return note(stage).map(n -> n.figures().getOrDefault(name, 0.0)).orElse(0.0);
        }

        private void tiles(EpisodeStore store) {
            double seconds = inputs.stream().mapToDouble(s -> figure(s, ProjectRun.SECONDS)).sum();
            Map<String, String> tiles = new LinkedHashMap<>();
            tiles.put("episodes", "" + store.episodes().size());
            tiles.put("of the attempts succeeded", ReportPage.percent(store.episodes().size()
                    / Math.max(1, figure(Stage.SCALE, ScaleStage.ATTEMPTS))));
            tiles.put("steps recorded", String.format(Locale.ROOT, "%,d",
                    store.episodes().stream().mapToLong(EpisodeEntry::steps).sum()));
            if (!transfer.trials().isEmpty()) {
                Transfer.Row first = transfer.trials().getFirst();
                tiles.put("of the policy's trials succeeded (" + first.engine() + ", " + first.shift().name() + ")",
                        ReportPage.percent(first.success().share()));
            }
            tiles.put("from the file to the policy's trials", ReportPage.duration(seconds));
            page.tiles(tiles);
        }

        private void transferTable() {
            page.begin("Transfer");
            List<List<String>> rows = new ArrayList<>();
            for (Transfer.Row row : transfer.trials()) {
                List<String> cells = new ArrayList<>(List.of(Html.text(row.engine()),
                        Html.text(row.shift().name() + (row.shift().factors().isEmpty() ? ""
                                : " (" + row.shift().description() + ")"))));
                cells.addAll(ReportPage.share(row.success()));
                cells.add(row.failures().entrySet().stream().map(f -> f.getValue() + " × " + link(row, f.getKey()))
                        .collect(Collectors.joining(", ")));
                rows.add(cells);
            }
            page.table(List.of("engine", "worlds", "#succeeded", "#share", "95 % interval (Wilson)", "", "failures"),
                    rows);
            transfer.missing().forEach((engine, remedy) -> page.note(engine + " was not tried: " + remedy));
            page.note("A trial that failed is called after the first reward of the task of which less than half was "
                    + "ever reached. Links lead to a film of one.");
            page.end();
        }

        private String link(Transfer.Row row, String kind) {
            return row.examples().getOrDefault(kind, List.of()).stream().findFirst()
                    .map(n -> "<a href=\"#" + id(row, n) + "\">" + Html.text(kind) + "</a>")
                    .orElse(Html.text(kind));
        }

        private void evidence() {
            if (project.evidence().isPresent()) {
                page.begin("Seed");
                page.html(SeedPage.body(Seed.read(place.of(Stage.PROJECT).resolve(Seed.FILE), place.diagnostics())));
                page.end();
            }
        }

        private void attempts(EpisodeStore store) {
            Attempts.read(store.folder(), place.diagnostics()).filter(told -> !told.failures().isEmpty())
                    .ifPresent(told -> {
                        page.begin("Attempts that failed");
                        page.table(List.of("#how many", "of " + told.attempts() + ", at which step and why"),
                                told.failures().entrySet().stream().map(f -> List.of("" + f.getValue(),
                                        Html.text(f.getKey().isEmpty() ? "no reason told" : f.getKey())))
                                        .toList());
                        page.end();
                    });
        }

        private void pictures(EpisodeStore store) {
            if (task.cameras().isEmpty()) {
                return;
            }
            EpisodeFilms films = new EpisodeFilms(task, place.of(place.stage()), place.pool());
            page.begin("Randomized worlds");
            page.sheet(spread(store, WORLDS_SHOWN).stream().map(n -> films.picture(store, n, place.diagnostics()))
                    .toList());
            page.note("How episodes begin, seen by camera " + task.cameras().getFirst().name() + ".");
            page.end();
            page.begin("Episodes");
            page.films(spread(store, EPISODES_SHOWN).stream().map(n -> new Film("episode-" + n, "episode " + n,
                    films.film(store, n, place.diagnostics()))).toList());
            page.end();
            if (project.dataset().views().contains(ObjectView.MASKED)) {
                page.begin("Without background");
                page.films(spread(store, MASKED_SHOWN).stream().map(n -> new Film("masked-" + n, "episode " + n,
                        films.masked(store, n, place.diagnostics()))).toList());
                page.end();
            }
        }

        /// Numbers of episodes that are spread evenly over a store.
        private static List<Long> spread(EpisodeStore store, int most) {
            List<EpisodeEntry> all = store.episodes();
            int count = Math.min(most, all.size());
            return IntStream.range(0, count)
                    .mapToObj(i -> all.get((int) ((long) i * (all.size() - 1) / Math.max(1, count - 1))).number())
                    .toList();
        }

        private void training() {
            page.begin("Training");
            page.paragraph(String.format(Locale.ROOT,
                    "%s: %,.0f learned numbers, %,.0f steps, from %,.0f episodes; sees "
                            + "%s. The exported policy differs from libtorch by %.0e.",
                    project.training().algorithm()
                            .algorithm(),
                    figure(Stage.TRAIN, "parameters"), figure(Stage.TRAIN, "steps"), figure(Stage.TRAIN, "episodes"),
                    String.join(", ", Stream.concat(project.training().groups().stream(),
                            project.training().cameras().stream()).toList()),
                    figure(Stage.TRAIN, "difference to libtorch")));
            SortedMap<Long, Double> losses = losses();
            if (losses.size() > 1) {
                page.curve(losses.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
                        losses.values().stream().mapToDouble(Double::doubleValue).toArray());
                page.note("Loss of the batch, logarithmic.");
            }
            page.end();
        }

        private SortedMap<Long, Double> losses() {
            SortedMap<Long, Double> losses = new TreeMap<>();
            Path table = place.of(Stage.TRAIN).resolve(TrainStage.RUN).resolve("progress.csv");
            try {
                List<String> lines = Files.exists(table) ? Files.readAllLines(table) : List.of();
                int column = lines.isEmpty() ? -1 : List.of(lines.getFirst().split(",")).indexOf("loss");
                for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                    String[] cells = line.split(",");
                    if (column > 0 && column < cells.length) {
                        losses.put(Long.parseLong(cells[0]), Double.parseDouble(cells[column]));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return losses;
        }

        /// One trial that succeeded and one of each kind that failed, in each engine with each shift.
        private void trials() {
            List<Film> films = new ArrayList<>();
            for (Transfer.Row row : transfer.trials()) {
                try (EpisodeStore store = open(EvaluateStage.store(place.of(Stage.EVALUATE), row.engine(),
                        row.shift()))) {
                    Map<Long, String> chosen = new LinkedHashMap<>();
                    store.episodes().stream().filter(e -> e.success() == Success.YES).findFirst()
                            .ifPresent(e -> chosen.put(e.number(), "succeeded"));
                    row.examples().forEach((kind, numbers) -> chosen.put(numbers.getFirst(), kind));
                    if (chosen.isEmpty() || task.cameras().isEmpty()) {
                        continue;
                    }
                    EpisodeFilms drawn = new EpisodeFilms(row.shift().of(task), place.of(place.stage()),
                            place.pool());
                    chosen.forEach((n, what) -> films.add(new Film(id(row, n), row.engine() + ", "
                            + row.shift().name() + ", trial " + n + ": " + what,
                            drawn.film(store, n, place.diagnostics()))));
                }
            }
            page.begin("Trials");
            page.films(films);
            page.end();
        }

        private static String id(Transfer.Row row, long trial) {
            return (row.engine() + "-" + row.shift().name() + "-" + trial).replaceAll("[^A-Za-z0-9-]+", "-");
        }

        private void costs() {
            page.begin("Time");
            List<List<String>> rows = new ArrayList<>();
            for (Stage stage : inputs) {
                double cpu = figure(stage, ProjectRun.CPU_SECONDS);
                String rate = stage == Stage.SCALE && cpu > 0 ? String.format(Locale.ROOT, "%,.0f episodes/CPU-hour",
                        3600 * figure(stage, ScaleStage.RECORDED) / cpu) : "";
                rows.add(List.of(stage.word(), ReportPage.duration(figure(stage, ProjectRun.SECONDS)),
                        ReportPage.duration(cpu), rate));
            }
            page.table(List.of("stage", "#time", "#CPU time", ""), rows);
            page.note("Of the last run of each stage; what an interrupted run had done before is not in it. On "
                    + place.pool().threads() + " threads.");
            page.end();
        }

        private void files() {
            page.begin("Files");
            List<List<String>> rows = new ArrayList<>();
            for (Stage stage : inputs) {
                for (Path file : outputs(place.of(stage))) {
                    rows.add(List.of(Html.text(place.home().relativize(file).toString()),
                            String.format(Locale.ROOT, "%.1f MB", 1e-6 * bytes(file))));
                }
            }
            page.table(List.of("in " + place.home().getFileName(), "#size"), rows);
            page.end();
        }

        /// What a stage made; each format by itself.
        private static List<Path> outputs(Path folder) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> found = new ArrayList<>();
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (name.equals(ExportStage.FORMATS)) {
                        found.addAll(outputs(file));
                    } else if (!name.equals(StageNote.FILE)) {
                        found.add(file);
                    }
                }
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long bytes(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void commands() {
            page.begin("To reproduce");
            page.code(project.text());
            page.note("as project.yaml, and then");
            String home = String.valueOf(place.home().getFileName());
            page.code("isthmus run project.yaml\nisthmus data verify " + home
                    + "/scale/store --replay\nisthmus policy show " + home + "/train/run/policy\n");
            page.end();
        }
    }
}
