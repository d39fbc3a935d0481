package org.isthmus.cli;

import java.io.PrintWriter;

import org.isthmus.task.TaskPage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `isthmus task show`: all about a task.
@Command(
        name = "show",
        description = "Shows a task's actions, observations, rewards, start, end and random factors, in Markdown.",
        footer = {"", "Examples:", "  isthmus task show PickCube-v1 --robot widowx-250s",
            "  isthmus task show docs/pick-cube.yaml"})
final class TaskShowCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TaskInput input;

    TaskShowCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(TaskPage.of(input.make()));
        out.flush();
    }
}
