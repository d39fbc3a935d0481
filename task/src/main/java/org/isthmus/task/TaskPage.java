package org.isthmus.task;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.action.ActionTerm;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.signal.Signals;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Discrete;

/// A task for people, in Markdown: actions, observations with units, rewards, start, end, factors.
public final class TaskPage {
    private final StringBuilder text = new StringBuilder();
    private final Task task;

    private TaskPage(Task task) {
        this.task = task;
    }

    /// The page of a task.
    public static String of(Task task) {
        TaskPage page = new TaskPage(task);
        page.write();
        return page.text.toString();
    }

    private void write() {
        line("## %s", task.id());
        line("");
        line("%s", task.description());
        line("");
        line("Control at %s Hz, %d steps of physics each; an episode has at most %d steps (%s s).",
                number(1 / task.period()), task.substeps(), task.maxSteps(), number(task.duration()));
        writeActions();
        try (Parallel pool = Parallel.of(1)) {
            Signals signals = TaskWorlds.of(task, 1, "scalar", pool).signals;
            task.observations().forEach(group -> writeGroup(group, signals));
        }
        table("Reward, the sum of", "term", "weight", "what");
        for (Reward reward : task.rewards()) {
            row(reward.name(), number(reward.weight()), reward.formula());
        }
        line("");
        line("It ends %sat %d steps%s.", ends(), task.maxSteps(), task.endsOnSuccess() ? ", or when it is done" : "");
        table("Drawn for each episode", "factor", "class", "how", "what");
        for (Factor factor : task.factors()) {
            row(factor.name() + (factor.interval() > 0 ? ", every " + number(factor.interval()) + " s" : ""),
                    factor.kind().name(), factor.sampler().description(), factor.target().description());
        }
        if (!task.cameras().isEmpty()) {
            table("Cameras", "camera", "size", "carried by");
            for (CameraSpec camera : task.cameras()) {
                row(camera.name(), camera.camera().width() + " × " + camera.camera().height(),
                        camera.body().isEmpty() ? "the world" : camera.body());
            }
        }
        line("");
    }

    private String ends() {
        StringBuilder ends = new StringBuilder();
        for (Termination termination : task.terminations()) {
            ends.append(ends.isEmpty() ? "when it " : " or ").append(termination.name());
        }
        return ends.isEmpty() ? "" : ends.append(", or ").toString();
    }

    private void writeActions() {
        table("Action", "term", "numbers", "what");
        for (ActionTerm term : task.actions()) {
            String numbers = switch (term.space()) {
                case Box box -> box.size() + ", " + number(box.low().get(0)) + " to " + number(box.high().get(0));
                case Discrete(var n) -> "one of 0 to " + (n - 1);
            };
            row(term.name(), numbers, term.description());
        }
    }

    private void writeGroup(ObservationGroup group, Signals signals) {
        table("Observation `" + group.name() + "`"
                + (group.history() > 1 ? ", the last " + group.history() + " values of each" : "")
                + (group.isPrivileged() ? ", privileged" : ""), "observation", "numbers", "what", "unit", "as seen");
        for (Observation<?> it : group.observations()) {
            row(it.name(), Integer.toString(signals.size(it.signal())), it.signal().label(), it.signal().unit(),
                    seen(it));
        }
    }

    private static String seen(Observation<?> it) {
        StringBuilder seen = new StringBuilder();
        if (it.scale() != 1) {
            seen.append("times ").append(number(it.scale())).append(' ');
        }
        if (it.noise() > 0) {
            seen.append("noise ").append(number(it.noise())).append(' ');
        }
        if (it.delay() > 0) {
            seen.append(it.delay()).append(" steps late");
        }
        return seen.isEmpty() ? "as it is" : seen.toString().strip();
    }

    private void table(String title, String... columns) {
        line("");
        line("%s:", title);
        line("");
        row(columns);
        row(Collections.nCopies(columns.length, "---").toArray(String[]::new));
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", List.of(cells).stream().map(c -> c.replace("|", "\\|")).toList()))
                .append(" |\n");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains(".") && !text.contains("e") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
