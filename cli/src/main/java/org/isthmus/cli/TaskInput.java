package org.isthmus.cli;

import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.task.Task;
import org.isthmus.task.declare.TaskFile;
import org.isthmus.task.suite.Tasks;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Which task a verb is about, done by which robot.
final class TaskInput {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "TASK",
            description = "Name of a task, such as PickCube-v1 ('isthmus task list' names all), or a file (.yaml).")
    private String id;

    @Option(names = "--robot", paramLabel = "NAME",
            description = "The robot that does it (default: the task's usual one).")
    private @Nullable String robot;

    @Option(names = "--looks", description = "Light, textures, surroundings and cameras differ too.")
    private boolean looks;

    @Option(names = "--physics", description = "Masses, friction, gains and damping differ too.")
    private boolean physics;

    TaskInput() {}

    /// The task, by name or from a file.
    Task make() {
        if (!id.endsWith(".yaml") && !id.endsWith(".yml")) {
            return setup().task();
        }
        if (robot != null) {
            throw new ParameterException(spec.commandLine(), "--robot " + robot + " with a file, which names its own");
        }
        return TaskSetup.varied(TaskFile.read(Path.of(id), new Diagnostics()), physics, looks);
    }

    /// What was chosen, in words that tell it from other choices.
    String describe() {
        return id + (robot == null ? "" : ", robot " + robot) + (physics ? ", physics" : "") + (looks ? ", looks" : "");
    }

    /// The task by name: it can be made, and made again.
    TaskSetup setup() {
        try {
            List<String> robots = Tasks.named(id).robots();
            TaskSetup setup = new TaskSetup(id, robot != null ? robot : robots.isEmpty() ? "" : robots.getFirst(),
                    physics, looks);
            setup.task();
            return setup;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
