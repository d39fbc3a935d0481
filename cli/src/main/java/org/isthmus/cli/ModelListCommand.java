package org.isthmus.cli;

import java.io.PrintWriter;

import org.isthmus.model.robots.RobotTemplate;
import org.isthmus.model.robots.RobotTemplates;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `isthmus model list`: the robots that come with Isthmus.
@Command(
        name = "list",
        description = "Lists the robots that come with Isthmus; their names stand wherever a model can be named.",
        footer = {"", "Example:", "  isthmus model list"})
final class ModelListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    ModelListCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        int width = RobotTemplates.all().stream().mapToInt(t -> t.name().length()).max().orElse(0);
        for (RobotTemplate template : RobotTemplates.all()) {
            out.println(template.name() + " ".repeat(width + 2 - template.name().length()) + template.summary());
        }
        out.flush();
    }
}
