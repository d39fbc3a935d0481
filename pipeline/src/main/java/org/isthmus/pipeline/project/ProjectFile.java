package org.isthmus.pipeline.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.format.DatasetFormat;
import org.isthmus.learn.imitation.ActConfig;
import org.isthmus.learn.imitation.BehaviourCloningConfig;
import org.isthmus.learn.imitation.Demonstrations;
import org.isthmus.learn.imitation.DiffusionConfig;
import org.isthmus.learn.imitation.HitConfig;
import org.isthmus.learn.imitation.ImitationConfig;
import org.isthmus.learn.imitation.TrainingConfig;
import org.isthmus.model.io.FileAccess;
import org.isthmus.pipeline.Pictures;
import org.isthmus.pipeline.TaskRecorder;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.pipeline.Variation;
import org.isthmus.pipeline.adapt.ObjectView;
import org.isthmus.pipeline.project.Project.Dataset;
import org.isthmus.pipeline.project.Project.Evaluation;
import org.isthmus.pipeline.project.Project.Shown;
import org.isthmus.pipeline.project.Project.Training;
import org.isthmus.pipeline.seed.Errand;
import org.isthmus.pipeline.seed.Evidence;
import org.isthmus.task.Task;
import org.isthmus.task.declare.YamlNode;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.image.ObjectMask;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.solve.Scripts;
import org.isthmus.task.suite.Tasks;

/// Reads a project from a YAML file; docs/data-engine.md lists the words and what holds where one is left out.
public final class ProjectFile {
    /// The most episodes of a dataset.
    public static final int MAX_EPISODES = 10_000_000;
    /// The most trials in an engine.
    public static final int MAX_TRIALS = 100_000;
    /// The most steps of training.
    public static final int MAX_STEPS = 100_000_000;
    /// Engines that a policy may be tried in; which are there is found when it is.
    public static final List<String> ENGINES = List.of("lane", "lane-double", "scalar", "scalar-double", "mujoco",
            "physx");
    private static final List<String> ALGORITHMS = List.of("diffusion", "bc", "act", "hit");
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 _.-]{0,60}";
    private static final int EPISODES = 100;
    private static final int STEPS = 10_000;
    private static final int TRIALS = 100;
    private static final int FIRST_TRIAL = 1_000_000;

    private static final String NOTHING = "none";
    /// Of evidence, Hz.
    private static final double MAX_RATE = 10_000;

    private final YamlNode root;
    /// Where the files are that it names.
    private final Path folder;
    private final String text;
    private final String usualName;

    private ProjectFile(YamlNode root, Path folder, String text, String usualName) {
        this.root = root;
        this.folder = folder;
        this.text = text;
        this.usualName = usualName;
    }

    /// Reads a file.
    ///
    /// @throws DiagnosticException with everything that is wrong in it
    public static Project read(Path file, Diagnostics diagnostics) {
        Path whole = file.toAbsolutePath().normalize();
        String text = FileAccess.onDisk(List.of(whole.resolveSibling("")))
                .text(FileAccess.name(whole), SourceLocation.of(file), diagnostics)
                .orElseThrow(() -> new DiagnosticException(diagnostics.list()));
        return parse(file.toString(), text, diagnostics);
    }

    /// Reads the text of a file.
    ///
    /// @param name of the file, for messages
    /// @throws DiagnosticException with everything that is wrong in it
    public static Project parse(String name, String text, Diagnostics diagnostics) {
        String simple = String.valueOf(Path.of(name).getFileName()).replaceAll("\\.[^.]*$", "");
        Project project = new ProjectFile(YamlNode.parse(name, text, diagnostics), Path.of(name).resolveSibling(""),
                text, simple).project();
        diagnostics.throwIfErrors();
        return project;
    }

    private Project project() {
        String name = root.text("project", usualName);
        Optional<Shown> evidence = evidence();
        TaskSetup setup = setup(evidence.isPresent());
        root.diagnostics().throwIfErrors();
        root.allow("project", "evidence", "task", "robot", "randomization", "dataset", "training", "evaluation");
        Task task = setup.task();
        Dataset dataset = dataset(root.section("dataset"));
        Training training = training(root.section("training"), task, dataset);
        return new Project(name, text, evidence, setup, dataset, training, evaluation(root.section("evaluation")));
    }

    private TaskSetup setup(boolean isShown) {
        Set<Variation> variations = root.has("randomization") ? variations()
                : EnumSet.of(Variation.PHYSICS, Variation.LOOKS);
        List<String> ids = isShown ? Errand.ids() : Scripts.ids();
        String id = known(root.get("task"), "task", ids);
        List<String> robots = ids.contains(id) ? Tasks.named(id).robots() : List.of();
        String robot = robots.isEmpty() ? "" : robots.getFirst();
        if (root.has("robot") && !robots.isEmpty()) {
            robot = known(root.get("robot"), "robot of task " + id, robots);
        }
        return new TaskSetup(id, robot, variations);
    }

    private Set<Variation> variations() {
        List<String> words = new ArrayList<>(
                Arrays.stream(Variation.values()).map(Variation::word).toList());
        words.add(NOTHING);
        List<String> chosen = words(root, "randomization", "randomization", words);
        Set<Variation> variations = EnumSet.noneOf(Variation.class);
        for (Variation variation : Variation.values()) {
            if (chosen.contains(variation.word())) {
                variations.add(variation);
            }
        }
        return variations;
    }

    /// `hand.tsv`, `[hand.tsv, sample]` or `{files: […], take: 3}`
    private Optional<Shown> evidence() {
        if (!root.has("evidence")) {
            return Optional.empty();
        }
        YamlNode node = root.get("evidence");
        boolean isPlain = node.isText() || node.isList();
        if (!isPlain) {
            node.allow("files", "frames", "take", "markers", "rate", "left", "episode");
        }
        List<String> files = new ArrayList<>();
        for (YamlNode file : isPlain ? node.items() : node.items("files")) {
            String name = file.text();
            files.add(name.equals(ProjectStage.SAMPLE) ? name : folder.resolve(name).normalize().toString());
        }
        if (files.isEmpty()) {
            node.error("no files", "a recording, or '" + ProjectStage.SAMPLE + "'", "");
        }
        Evidence.Options usual = Evidence.Options.DEFAULT;
        if (isPlain) {
            return Optional.of(new Shown(files, usual, -1));
        }
        double[] frames = node.numbers("frames", usual.from(), usual.to());
        double rate = node.number("rate", usual.rate());
        if (!(rate > 0 && rate <= MAX_RATE)) {
            node.error("a rate of " + rate + " Hz", "more than 0 and at most " + MAX_RATE, "");
        }
        return Optional.of(new Shown(files, new Evidence.Options(node.text("markers", usual.markers()), rate,
                node.flag("left", usual.isLeft()), (int) frames[0], (int) frames[1],
                node.integer("episode", 0, Integer.MAX_VALUE, 0)),
                node.has("take") ? node.integer("take", 0, Integer.MAX_VALUE) : -1));
    }

    private static Dataset dataset(YamlNode node) {
        node.allow("episodes", "attempts", "seed", "images", "views", "formats");
        int episodes = node.integer("episodes", 1, MAX_EPISODES, EPISODES);
        long usual = (long) TaskRecorder.ATTEMPTS_EACH * episodes;
        int attempts = node.integer("attempts", 1, Integer.MAX_VALUE, (int) Math.min(usual, Integer.MAX_VALUE));
        List<DatasetFormat> formats = new ArrayList<>();
        for (YamlNode format : node.items("formats")) {
            DatasetFormat.of(known(format, "format", DatasetFormat.words())).ifPresent(formats::add);
        }
        return new Dataset(episodes, attempts, seed(node, 0), pictures(node), views(node, formats), formats);
    }

    /// Those that are asked for, and what the formats need.
    private static Set<ObjectView> views(YamlNode node, List<DatasetFormat> formats) {
        Set<ObjectView> views = new TreeSet<>();
        for (YamlNode view : node.items("views")) {
            ObjectView.of(known(view, "view", ObjectView.words())).ifPresent(views::add);
        }
        if (formats.stream().anyMatch(DatasetFormat::needsAnnotations)) {
            views.add(ObjectView.ANNOTATIONS);
        }
        if (views.stream().anyMatch(ObjectView::needsImages) && !pictures(node).areDrawn()) {
            node.error("views of images, or a format of annotations, without images", "images in the dataset",
                    "add 'images: 96x96'");
        }
        return views;
    }

    private static Pictures pictures(YamlNode node) {
        if (!node.has("images")) {
            return Pictures.NONE;
        }
        YamlNode images = node.get("images");
        try {
            return Pictures.parse(images.text());
        } catch (IllegalArgumentException e) {
            images.error(String.valueOf(e.getMessage()), "none, own or a size", "");
            return Pictures.NONE;
        }
    }

    private static Training training(YamlNode node, Task task, Dataset dataset) {
        node.allow("algorithm", "steps", "batch", "rate", "groups", "without", "estimate", "cameras", "seed");
        ImitationConfig algorithm = node.has("algorithm") ? algorithm(node.get("algorithm"))
                : DiffusionConfig.DEFAULT;
        TrainingConfig config = algorithm.training().withSteps(node.integer("steps", 1, MAX_STEPS, STEPS));
        if (node.has("batch")) {
            config = config.withBatch(node.integer("batch", 1, 1 << 16));
        }
        if (node.has("rate")) {
            double rate = node.number("rate");
            if (rate > 0) {
                config = config.withRate(rate);
            } else {
                node.get("rate").error("a rate of " + rate, "above 0", "");
            }
        }
        List<String> groups = node.has("groups")
                ? words(node, "groups", "group", task.observations().stream().map(ObservationGroup::name).toList())
                : List.of(ObservationGroup.POLICY);
        List<String> cameras = words(node, "cameras", "camera", images(task, dataset));
        if (!cameras.isEmpty() && !dataset.pictures().areDrawn()) {
            node.get("cameras").error("cameras without images", "images in the dataset",
                    "add 'images: 96x96' to 'dataset'");
        }
        List<String> terms = task.observations().stream().filter(group -> groups.contains(group.name()))
                .flatMap(group -> group.observations().stream()).map(Observation::name).toList();
        List<String> unseen = node.has("without") ? words(node, "without", "term", terms)
                : terms.stream().filter(Demonstrations::areSpeeds).toList();
        List<String> estimated = words(node, "estimate", "term", terms);
        if (!estimated.isEmpty() && cameras.isEmpty()) {
            node.get("estimate").error("terms to estimate, and no camera to do it by", "cameras beside them",
                    "add 'cameras' to 'training', and 'images' to 'dataset'");
        }
        if (!estimated.isEmpty() && algorithm instanceof HitConfig) {
            node.get("estimate").error("terms to estimate by hit", "bc, act or diffusion", "");
        }
        return new Training(algorithm, config, groups, unseen, estimated, cameras, seed(node, 0));
    }

    /// Names of images that there are to learn from.
    private static List<String> images(Task task, Dataset dataset) {
        Stream<String> own = task.cameras().stream().map(CameraSpec::name);
        Stream<String> masked = task.cameras().stream().filter(c -> dataset.views().contains(ObjectView.MASKED))
                .map(c -> c.name() + ObjectMask.SUFFIX);
        return Stream.concat(own, masked).toList();
    }

    private static ImitationConfig algorithm(YamlNode node) {
        return switch (known(node, "algorithm", ALGORITHMS)) {
            case "act" -> ActConfig.DEFAULT;
            case "bc" -> BehaviourCloningConfig.DEFAULT;
            case "hit" -> HitConfig.PUBLISHED;
            default -> DiffusionConfig.DEFAULT;
        };
    }

    private static Evaluation evaluation(YamlNode node) {
        node.allow("engines", "trials", "seed", "shifts");
        List<String> engines = node.has("engines") ? words(node, "engines", "engine", ENGINES)
                : List.of("lane", "mujoco");
        List<Shift> shifts = new ArrayList<>(List.of(Shift.NONE));
        for (YamlNode shift : node.items("shifts")) {
            shifts.add(shift(shift));
        }
        if (shifts.stream().map(Shift::name).distinct().count() < shifts.size()) {
            node.get("shifts").error("two shifts of one name", "names that differ", "");
        }
        return new Evaluation(engines, node.integer("trials", 1, MAX_TRIALS, TRIALS), seed(node, FIRST_TRIAL), shifts);
    }

    /// `{name: slippery, friction: 0.7}`
    private static Shift shift(YamlNode node) {
        List<String> known = new ArrayList<>(List.of("name"));
        known.addAll(Shift.WORDS);
        node.allow(known.toArray(String[]::new));
        SortedMap<String, Double> factors = new TreeMap<>();
        for (String word : Shift.WORDS) {
            double factor = node.number(word, 1);
            if (factor <= 0) {
                node.get(word).error("a factor of " + factor, "above 0", "");
            } else if (factor != 1) {
                factors.put(word, factor);
            }
        }
        String name = node.text("name");
        if (!name.matches(NAME)) {
            node.error("the name '" + name + "'", "letters, digits, spaces, '_', '.', '-'", "");
        }
        return new Shift(name, factors);
    }

    private static long seed(YamlNode node, int usual) {
        return node.integer("seed", 0, Integer.MAX_VALUE, usual);
    }

    private static List<String> words(YamlNode node, String member, String what, List<String> known) {
        return node.items(member).stream().map(item -> known(item, what, known)).distinct().toList();
    }

    /// A word that is one of a list; else an error, and the word nevertheless.
    private static String known(YamlNode node, String what, List<String> words) {
        String text = node.text();
        if (!words.contains(text)) {
            node.unknown(what, text, words);
        }
        return text;
    }
}
