package org.isthmus.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.Sha256;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.dump.ModelDump;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.Task;
import org.isthmus.task.declare.TaskFile;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.StandardFactors;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.scene.Distractors;
import org.isthmus.task.suite.Tasks;

/// A task as it is set up: which one, which robot, what differs between episodes beside its own factors.
///
/// @param id of the task, or the path of a file (`.yaml`) that declares one
/// @param robot empty: the task's own
/// @param variations what differs beside the task's own factors
public record TaskSetup(String id, String robot, Set<Variation> variations) {
    public TaskSetup {
        variations = Collections.unmodifiableSet(
                variations.isEmpty() ? EnumSet.noneOf(Variation.class) : EnumSet.copyOf(variations));
    }

    /// The task with the factors.
    ///
    /// @throws IllegalArgumentException when there is no such task, or it is not there for the robot, or has no place for distractors
    /// @throws DiagnosticException with everything that is wrong in a file
    public Task task() {
        if (isFile()) {
            if (!robot.isEmpty()) {
                throw new IllegalArgumentException("robot " + robot + " with a file, which names its own");
            }
            if (variations.contains(Variation.DISTRACTORS)) {
                throw new IllegalArgumentException("distractors with a file, which says itself what there is");
            }
            return varied(TaskFile.read(Path.of(id), new Diagnostics()), "", variations);
        }
        Tasks.Entry entry = Tasks.named(id);
        return varied(robot.isEmpty() ? entry.make() : entry.make(robot), robot, variations);
    }

    /// Whether a file declares the task.
    public boolean isFile() {
        return id.endsWith(".yaml") || id.endsWith(".yml");
    }

    /// A task with more that differs between episodes.
    ///
    /// @param robot beside whose place to work at distractors stand; empty: there is none
    /// @throws IllegalArgumentException when there are to be distractors and there is no such place
    private static Task varied(Task task, String robot, Set<Variation> variations) {
        List<Factor> factors = new ArrayList<>(task.factors());
        if (variations.contains(Variation.PHYSICS)) {
            factors.addAll(StandardFactors.physics(task.scene()));
        }
        if (variations.contains(Variation.SHAPES)) {
            factors.addAll(StandardFactors.shapes(task.scene()));
        }
        if (variations.contains(Variation.LOOKS)) {
            factors.addAll(StandardFactors.looks(task.scene(), task.cameras()));
        }
        if (!variations.contains(Variation.DISTRACTORS)) {
            return task.withFactors(factors);
        }
        Scene scene = task.scene().copy();
        factors.addAll(Distractors.addTo(scene, robot));
        return task.withScene(scene).withFactors(factors);
    }

    /// The setup under which factors of these names are drawn.
    ///
    /// @throws IllegalArgumentException when there is none
    static TaskSetup of(String id, String robot, Set<String> factors) {
        Set<String> own = new TaskSetup(id, robot, Set.of()).names();
        Set<Variation> variations = EnumSet.noneOf(Variation.class);
        for (Variation variation : Variation.values()) {
            if (variation != Variation.DISTRACTORS || ArmOnTable.robots().contains(robot)) {
                Set<String> more = new TaskSetup(id, robot, Set.of(variation)).names();
                more.removeAll(own);
                if (!more.isEmpty() && factors.containsAll(more)) {
                    variations.add(variation);
                }
            }
        }
        TaskSetup setup = new TaskSetup(id, robot, variations);
        if (!setup.names().equals(factors)) {
            throw new IllegalArgumentException("task " + id + " has not the factors " + factors);
        }
        return setup;
    }

    private Set<String> names() {
        return task().factors().stream().map(Factor::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /// SHA-256 of a compiled model, hexadecimal: all its tables, as text.
    public static String hash(Model model) {
        MessageDigest digest = Sha256.begin();
        try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            ModelDump.write(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.end(digest);
    }
}
