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

    TaskInput() {}

    Task make() {
        return make(false, false);
    }

    /// The task by name or from a file.
    ///
    /// @param physics whether masses, friction, gains, damping differ
    /// @param looks whether light, textures, surroundings, cameras differ
    Task make(boolean physics, boolean looks) {
        if (!id.endsWith(".yaml") && !id.endsWith(".yml")) {
            return setup(physics, looks).task();
        }
        if (robot != null) {
            throw new ParameterException(spec.commandLine(), "--robot " + robot + " with a file, which names its own");
        }
        return TaskSetup.varied(TaskFile.read(Path.of(id), new Diagnostics()), physics, looks);
    }

    /// The task by name: it can be made, and made again.
    ///
    /// @param physics whether masses, friction, gains, damping differ
    /// @param looks whether light, textures, surroundings, cameras differ
    TaskSetup setup(boolean physics, boolean looks) {
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
