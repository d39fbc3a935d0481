package org.isthmus.cli;

import org.isthmus.pipeline.TaskSetup;
import org.isthmus.task.Task;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Which task a verb is about, done by which robot.
final class TaskInput {
    @Parameters(paramLabel = "TASK",
            description = "Name of a task, such as PickCube-v1 ('isthmus task list' names all), or a file (.yaml).")
    private String id;

    @Mixin
    private TaskVariant variant;

    TaskInput() {}

    /// The task, by name or from a file.
    Task make() {
        return setup().task();
    }

    /// What was chosen, in words that tell it from other choices.
    String describe() {
        return id + variant.describe();
    }

    /// The robot that does it; empty: the task's own, or a file's.
    String robot() {
        return setup().robot();
    }

    /// The task by name or file: it can be made, and made again.
    TaskSetup setup() {
        return variant.setup(id, "");
    }
}
