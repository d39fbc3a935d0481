package org.isthmus.core.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// Shows progress to a person: a bar that is redrawn in place on a terminal, plain lines a few seconds apart elsewhere, and
/// nothing at all for work that ends within two seconds.
public final class ConsoleProgress implements ProgressListener {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_BARS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int BAR_WIDTH = 24;
    private static final int DEFAULT_COLUMNS = 80;
    private static final String ERASE_TO_END = "\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private final LongSupplier nanoTime;
    /// When the last bar or line was shown. Guarded by this.
    private long shownNanos;
    private boolean shown;

    private ConsoleProgress(PrintStream out, boolean terminal, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    /// Shows on the standard error stream, so that results on the standard output stay clean.
    public static ConsoleProgress onStandardError() {
        boolean terminal = System.console() != null && System.console().isTerminal()
                && !"dumb".equals(System.getenv("TERM"));
        return terminal ? onTerminal(System.err, columns(), System::nanoTime) : asLines(System.err, System::nanoTime);
    }

    /// Shows a bar on a terminal `columns` wide.
    public static ConsoleProgress onTerminal(PrintStream out, int columns, LongSupplier nanoTime) {
        return new ConsoleProgress(out, true, columns, nanoTime);
    }

    /// Shows plain lines, for a file or a pipe.
    public static ConsoleProgress asLines(PrintStream out, LongSupplier nanoTime) {
        return new ConsoleProgress(out, false, Integer.MAX_VALUE, nanoTime);
    }

    private static int columns() {
        String set = System.getenv("COLUMNS");
        return set != null && set.matches("[1-9]\\d{0,3}") ? Integer.parseInt(set) : DEFAULT_COLUMNS;
    }

    @Override
    public synchronized void changed(Progress task) {
        Progress root = task.root();
        if (root.isClosed()) {
            if (task == root && root.elapsed().compareTo(SILENCE) >= 0) {
                show(summary(root), "\n");
            }
            shown = false;
        } else if (isDue(root)) {
            shown = true;
            shownNanos = nanoTime.getAsLong();
            show(terminal ? bar(root) + "  " + state(root) : state(root), terminal ? "" : "\n");
        }
    }

    private boolean isDue(Progress root) {
        if (!shown) {
            return root.elapsed().compareTo(SILENCE) >= 0;
        }
        Duration between = terminal ? BETWEEN_BARS : BETWEEN_LINES;
        return nanoTime.getAsLong() - shownNanos >= between.toNanos();
    }

    private void show(String line, String end) {
        String plain = line.replaceAll("\\p{Cntrl}", " "); // names may come from files
        String cut = plain.length() < columns ? plain : plain.substring(0, columns - 1);
        out.print(terminal ? "\r" + cut + ERASE_TO_END + end : cut + end);
        out.flush();
    }

    private static String bar(Progress root) {
        OptionalDouble fraction = root.fraction();
        int full = (int) (fraction.orElse(0) * BAR_WIDTH);
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "]";
    }

    /// `scale 45% (450 of 1000), 12.3/s, 0:44 left: episode 450 › render 50%`.
    private static String state(Progress root) {
        StringBuilder text = new StringBuilder(amount(root));
        text.append(String.format(Locale.ROOT, root.rate() < 100 ? ", %.3g/s" : ", %.0f/s", root.rate()));
        Optional<Duration> left = root.remaining();
        text.append(", ").append(left.isPresent() ? time(left.get()) + " left" : time(root.elapsed()) + " so far");
        String now = now(root);
        return now.isEmpty() ? text.toString() : text.append(": ").append(now).toString();
    }

    private static String amount(Progress task) {
        OptionalDouble fraction = task.fraction();
        if (fraction.isEmpty()) {
            return task.name() + " " + task.done();
        }
        return task.name() + " " + (int) (fraction.getAsDouble() * 100) + "% (" + task.done() + " of " + task.total()
                + ")";
    }

    /// The message, then the sub-task opened last, and so on inwards.
    private static String now(Progress task) {
        List<Progress> open = task.openSubTasks();
        if (open.isEmpty()) {
            return task.message();
        }
        Progress sub = open.getLast();
        String inner = now(sub);
        String text = amount(sub) + (inner.isEmpty() ? "" : ": " + inner);
        return task.message().isEmpty() ? text : task.message() + " › " + text;
    }

    private static String summary(Progress root) {
        String end = root.cancellation().reason().map(why -> ", cancelled: " + why).orElse("");
        return amount(root) + " in " + time(root.elapsed()) + end;
    }

    /// `0:05`, `12:34`, `1:02:03`.
    private static String time(Duration d) {
        return d.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", d.toHours(), d.toMinutesPart(), d.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", d.toMinutes(), d.toSecondsPart());
    }
}
