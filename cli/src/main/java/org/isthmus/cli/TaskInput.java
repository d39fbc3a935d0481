package org.isthmus.cli;

import org.isthmus.task.Task;
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
            description = "Name of a task, such as PickCube-v1; 'isthmus task list' names all.")
    private String id;

    @Option(names = "--robot", paramLabel = "NAME",
            description = "The robot that does it (default: the task's usual one).")
    private @Nullable String robot;

    TaskInput() {}

    Task make() {
        try {
            Tasks.Entry entry = Tasks.named(id);
            return robot == null ? entry.make() : entry.make(robot);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
