package org.isthmus.task.declare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.action.ActionTerm;
import org.isthmus.task.action.Choice;
import org.isthmus.task.action.ControlRange;
import org.isthmus.task.action.JointDelta;
import org.isthmus.task.action.ToolDelta;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.signal.Signal;

/// Reads a task from a YAML file; docs/task.md has an example and lists the words.
public final class TaskFile {
    private static final List<String> ACTIONS = List.of("joint-delta", "control-range", "tool-delta", "choice");

    private final YamlNode root;
    private final Path folder;
    private final Diagnostics diagnostics;

    private TaskFile(YamlNode root, Path folder, Diagnostics diagnostics) {
        this.root = root;
        this.folder = folder;
        this.diagnostics = diagnostics;
    }

    /// Reads a file.
    ///
    /// @throws DiagnosticException with everything that is wrong in it
    public static Task read(Path file, Diagnostics diagnostics) {
        Path folder = folderOf(file);
        String text = FileAccess.onDisk(List.of(folder))
                .text(FileAccess.name(file.toAbsolutePath()), SourceLocation.of(file), diagnostics)
                .orElseThrow(() -> new DiagnosticException(diagnostics.list()));
        return parse(file.toString(), text, folder, diagnostics);
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? file.toAbsolutePath().getRoot() : folder;
    }

    /// Reads the text of a file.
    ///
    /// @param name of the file, for messages
    /// @param folder where the files are that it names
    /// @throws DiagnosticException with everything that is wrong in it
    public static Task parse(String name, String text, Path folder, Diagnostics diagnostics) {
        YamlNode root = YamlNode.parse(name, text, diagnostics);
        Task task = new TaskFile(root, folder, diagnostics).task();
        diagnostics.throwIfErrors();
        try (Parallel pool = Parallel.of(1)) { // whatever terms cannot be bound to
            new VectorEnv(task, new VectorEnv.Options(1, "scalar", Autoreset.DISABLED, true), pool).reset(0);
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(new SourceLocation(name, 0, 0), String.valueOf(e.getMessage()),
                    "terms that fit the scene", "");
        }
        return task;
    }

    private Task task() {
        root.allow("task", "description", "scene", "substeps", "steps", "actions", "observe", "rewards", "success",
                "end", "random", "cameras");
        SceneReader read = SceneReader.read(root.get("scene"), folder);
        Scene scene = read.scene();
        Names names = new Names(read.station());
        Task.Builder task = Task.of(root.text("task"), root.text("description"), scene)
                .substeps(root.integer("substeps", 1, 10_000, 1)).maxSteps(root.integer("steps", 1, 1_000_000));
        Map<String, Integer> sizes = new LinkedHashMap<>();
        FactorReader factors = new FactorReader(names);
        for (YamlNode node : root.items("random")) {
            Factor factor = factors.read(node);
            sizes.put(factor.name(), factor.sampler().size());
            task.factor(factor);
        }
        root.get("actions").items().forEach(node -> task.action(action(node, names)));
        SignalReader signals = new SignalReader(scene, names, sizes);
        root.get("observe").items().forEach(node -> task.observe(group(node, signals)));
        ObjectiveReader objectives = new ObjectiveReader(signals);
        for (YamlNode node : root.items("rewards")) {
            node.allow("name", "weight", "formula", "is", "discount");
            String name = node.text("name");
            double weight = node.number("weight", 1);
            String formula = node.text("formula", "");
            Objective objective = objectives.objective(node.get("is"));
            task.reward(node.has("discount")
                    ? Reward.potential(name, weight, node.number("discount", 0, 1), formula, objective)
                    : new Reward(name, weight, formula, objective));
        }
        if (root.has("success")) {
            YamlNode success = root.get("success");
            success.allow("is", "ends");
            task.success(objectives.condition(success.get("is")), success.flag("ends", false));
        }
        for (YamlNode node : root.items("end")) {
            node.allow("name", "when");
            Condition when = objectives.condition(node.get("when"));
            task.terminate(node.text("name"), when);
        }
        root.items("cameras").forEach(node -> task.camera(camera(node, read)));
        diagnostics.throwIfErrors();
        try {
            return task.build();
        } catch (IllegalArgumentException e) {
            root.error(String.valueOf(e.getMessage()), "a complete task", "");
            diagnostics.throwIfErrors();
            throw e;
        }
    }

    private static ActionTerm action(YamlNode node, Names names) {
        YamlNode.Phrase phrase = node.phrase();
        YamlNode about = phrase.about();
        return switch (phrase.word()) {
            case "joint-delta" -> {
                about.allow("name", "actuators", "speed");
                yield new JointDelta(about.text("name"), names.actuators(about.get("actuators")),
                        about.number("speed"));
            }
            case "control-range" -> {
                about.allow("name", "actuators");
                yield new ControlRange(about.text("name"), names.actuators(about.get("actuators")));
            }
            case "tool-delta" -> {
                about.allow("name", "site", "actuators", "metres", "radians", "in", "floor");
                yield new ToolDelta(about.text("name"), about.text("site", "tcp"),
                        names.actuators(about.get("actuators")), about.number("metres"), about.number("radians"),
                        about.text("in", ""), about.number("floor", Double.NEGATIVE_INFINITY));
            }
            case "choice" -> {
                about.allow("name", "actuator", "controls");
                List<YamlNode> controls = about.get("controls").items();
                yield new Choice(about.text("name"), about.text("actuator"),
                        DoubleArray.wrap(controls.stream().mapToDouble(YamlNode::number).toArray()));
            }
            default -> {
                node.unknown("action", phrase.word(), ACTIONS);
                yield new ControlRange("", List.of());
            }
        };
    }

    /// `{group: policy, history: 1, values: [...]}`
    private static ObservationGroup group(YamlNode node, SignalReader signals) {
        node.allow("group", "history", "privileged", "values");
        boolean isPrivileged = node.flag("privileged", false);
        int history = node.integer("history", 1, 1000, 1);
        String name = node.text("group");
        if (isPrivileged && name.equals(ObservationGroup.POLICY)) {
            node.error("a policy's group that is privileged", "one that is not",
                    "give what only a simulation knows to a group of another name");
        }
        List<Observation<?>> all = new ArrayList<>();
        List<Observation<Signal.Measured>> measured = new ArrayList<>();
        for (YamlNode value : node.get("values").items()) {
            value.allow("name", "is", "scale", "noise", "delay", "clip");
            if (isPrivileged) {
                all.add(observation(value, signals.read(value.get("is"))));
            } else {
                measured.add(observation(value, signals.measured(value.get("is"))));
            }
        }
        return isPrivileged ? ObservationGroup.privileged(name, history, all)
                : ObservationGroup.visible(name, history, measured);
    }

    private static <S extends Signal> Observation<S> observation(YamlNode node, S signal) {
        double noise = node.number("noise", 0);
        double clip = node.number("clip", Double.MAX_VALUE);
        if (noise < 0 || clip <= 0) {
            node.error("noise " + noise + " and clip " + clip, "noise from 0 on and a clip above 0", "");
            return Observation.of(node.text("name"), signal);
        }
        return new Observation<>(node.text("name"), signal, node.number("scale", 1), noise,
                node.integer("delay", 0, 1000, 0), node.has("clip") ? clip : Double.POSITIVE_INFINITY);
    }

    /// `{name: front, size: [128, 128]}` of an arm's station, or with `from`, `to` and `fovy`
    private static CameraSpec camera(YamlNode node, SceneReader read) {
        node.allow("name", "size", "from", "to", "fovy");
        double[] size = node.numbers("size", 128, 128);
        int width = (int) Math.clamp(size[0], 1, 4096);
        int height = (int) Math.clamp(size[1], 1, 4096);
        if (!node.has("from") && read.station() != null) {
            return read.station().frontCamera(width, height);
        }
        double fovy = Math.clamp(node.number("fovy", 0.75), 0.01, 3);
        return CameraSpec.standing(node.text("name"), vector(node.get("from")), vector(node.get("to")), fovy, width,
                height);
    }

    private static Vec3 vector(YamlNode node) {
        return Vec3.of(node.numbers(3), 0);
    }
}
