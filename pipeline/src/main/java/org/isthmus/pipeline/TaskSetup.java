package org.isthmus.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.dump.ModelDump;
import org.isthmus.task.Task;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.StandardFactors;
import org.isthmus.task.suite.Tasks;

/// A task as it is set up: which one, which robot, what differs between episodes beside its own factors.
///
/// @param id of the task
/// @param robot empty: the task's own
/// @param physics whether masses, friction, gains, damping differ ([StandardFactors#physics])
/// @param looks whether light, textures, surroundings, cameras differ ([StandardFactors#looks])
public record TaskSetup(String id, String robot, boolean physics, boolean looks) {
    /// The task with the factors.
    ///
    /// @throws IllegalArgumentException when there is no such task, or it is not there for the robot
    public Task task() {
        Tasks.Entry entry = Tasks.named(id);
        return varied(robot.isEmpty() ? entry.make() : entry.make(robot), physics, looks);
    }

    /// A task with more that differs between episodes.
    public static Task varied(Task task, boolean physics, boolean looks) {
        List<Factor> factors = new ArrayList<>(task.factors());
        if (physics) {
            factors.addAll(StandardFactors.physics(task.scene()));
        }
        if (looks) {
            factors.addAll(StandardFactors.looks(task.scene(), task.cameras()));
        }
        return task.withFactors(factors);
    }

    /// The setup under which factors of these names are drawn.
    ///
    /// @throws IllegalArgumentException when there is none
    static TaskSetup of(String id, String robot, Set<String> factors) {
        for (int i = 0; i < 4; i++) {
            TaskSetup setup = new TaskSetup(id, robot, (i & 1) != 0, (i & 2) != 0);
            List<String> names = setup.task().factors().stream().map(Factor::name).toList();
            if (names.size() == factors.size() && factors.containsAll(names)) {
                return setup;
            }
        }
        throw new IllegalArgumentException("task " + id + " has not the factors " + factors);
    }

    /// SHA-256 of a compiled model, hexadecimal: all its tables, as text.
    public static String hash(Model model) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                ModelDump.write(model, out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
