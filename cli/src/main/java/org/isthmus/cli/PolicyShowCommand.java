package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.learn.policy.PolicyFolder;
import org.isthmus.learn.policy.PolicySpec;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus policy show`: what goes into a policy, what comes out, and where it is from.
@Command(
        name = "show",
        description = "Shows what goes into a policy, what comes out, and where it is from.",
        footer = {"", "Example: isthmus policy show run/policy"})
final class PolicyShowCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder of the policy.")
    private Path folder;

    PolicyShowCommand() {}

    @Override
    public void run() {
        PolicyFolder policy = PolicyFolder.read(folder, new Diagnostics());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "graph    %,d bytes, SHA-256 %s%n", policy.model().length, policy.sha256());
        for (PolicySpec.Input input : policy.spec().inputs()) {
            out.printf(Locale.ROOT, "input    %-20s %-6s %s%s%s%n", input.name(),
                    input.kind().name().toLowerCase(Locale.ROOT), input.wholeShape(),
                    input.unit().isEmpty() ? "" : " " + input.unit(),
                    input.labels().isEmpty() ? "" : " " + String.join(" ", input.labels()));
        }
        for (PolicySpec.State state : policy.spec().states()) {
            out.printf(Locale.ROOT, "state    %-20s        %s%n", state.name(), state.shape());
        }
        PolicySpec.Action action = policy.spec().action();
        out.printf(Locale.ROOT, "action   %d numbers at %.6g Hz, %d predicted together, %s%s%n", action.size(),
                action.rateHz(), action.chunk(),
                action.ensembling() >= 0 ? "averaged over chunks" : action.steps() + " sent of these",
                action.labels().isEmpty() ? "" : ": " + String.join(" ", action.labels()));
        policy.spec().provenance().forEach((name, value) -> out.printf(Locale.ROOT, "%-8s %s%n", name, value));
        out.flush();
    }
}
