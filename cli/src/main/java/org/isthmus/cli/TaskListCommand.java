package org.isthmus.cli;

import java.io.PrintWriter;

import org.isthmus.task.suite.Tasks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `isthmus task list`: the tasks that come with Isthmus.
@Command(
        name = "list",
        description = "Lists the tasks that come with Isthmus, and the robots that can do each.",
        footer = {"", "Example:", "  isthmus task list"})
final class TaskListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    TaskListCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        int width = Tasks.all().stream().mapToInt(t -> t.id().length()).max().orElse(0);
        for (Tasks.Entry task : Tasks.all()) {
            out.println((task.id() + " ".repeat(width + 2 - task.id().length())
                    + String.join(", ", task.robots())).stripTrailing());
        }
        out.flush();
    }
}
