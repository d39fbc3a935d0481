package org.isthmus.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.isthmus.pipeline.TaskSetup;
import org.isthmus.pipeline.Variation;
import org.isthmus.task.suite.Tasks;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// By which robot a task is done, and what differs between its worlds.
final class TaskVariant {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--robot", paramLabel = "NAME",
            description = "The robot that does it (default: the usual one).")
    private @Nullable String robot;

    @Option(names = "--looks", description = "Light, textures, surroundings and cameras differ too.")
    private boolean looks;

    @Option(names = "--physics", description = "Masses, friction, gains and damping differ too.")
    private boolean physics;

    @Option(names = "--shapes", description = "Sizes of loose things differ too.")
    private boolean shapes;

    @Option(names = "--distractors", description = "Things that have nothing to do with it stand beside.")
    private boolean distractors;

    TaskVariant() {}

    private Set<Variation> variations() {
        Set<Variation> chosen = EnumSet.noneOf(Variation.class);
        Map.of(Variation.PHYSICS, physics, Variation.SHAPES, shapes, Variation.LOOKS, looks, Variation.DISTRACTORS,
                distractors).forEach((variation, isChosen) -> {
                    if (isChosen) {
                        chosen.add(variation);
                    }
                });
        return chosen;
    }

    /// A task by name or file: it can be made, and made again.
    ///
    /// @param usual the robot where none was chosen; empty: the task's usual one
    TaskSetup setup(String id, String usual) {
        try {
            TaskSetup setup = new TaskSetup(id, Objects.requireNonNullElse(robot, usual), variations());
            if (!setup.isFile() && setup.robot().isEmpty()) {
                List<String> robots = Tasks.named(id).robots();
                setup = new TaskSetup(id, robots.isEmpty() ? "" : robots.getFirst(), variations());
            }
            setup.task();
            return setup;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /// What was chosen beside the task, in words that tell it from other choices.
    String describe() {
        StringBuilder words = new StringBuilder(robot == null ? "" : ", robot " + robot);
        variations().forEach(variation -> words.append(", ").append(variation.word()));
        return words.toString();
    }
}
