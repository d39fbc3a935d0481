package org.isthmus.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// Feeds mutated inputs to a reader and fails when it does anything but return or throw an allowed exception.
///
///     Fuzz.named("urdf").seed(3).corpus(files).dictionary("link", "joint").extension(".urdf")
///             .allow(DiagnosticException.class).maxBytes(64 << 20)
///             .run(Fuzz.count(), bytes -> reader.read(bytes));
///
/// First the members of the corpus are fed as they are (their numbers are -1, -2, …), then mutants 0, 1, 2, …, each made from
/// (seed, number) alone. One input may take two seconds of wall time (ten times as long unmutated, while classes are loaded) and
/// allocate `maxBytes` on the thread that reads it. A failing input is written to `target/fuzz` and named in the failure; up to ten
/// failures that differ in kind and place are collected. `-Disthmus.fuzz=NAME:NUMBER` feeds that input only;
/// `-Disthmus.fuzz.count=N` feeds as many as it says, and prints what they took.
public final class Fuzz {
    /// The system property that selects one input.
    public static final String SELECT = "isthmus.fuzz";
    /// The system property that says how many inputs each reader is fed.
    public static final String COUNT = "isthmus.fuzz.count";

    private static final int DEFAULT_COUNT = 1_000;
    private static final int MAX_FAILURES = 10;
    private static final int WARM_UP_FACTOR = 10;
    private static final int POLL_MILLIS = 5;

    private final String name;
    private final Path folder;
    private final List<Class<? extends Throwable>> allowed = new ArrayList<>();
    private List<byte[]> corpus = List.of();
    private List<String> dictionary = List.of();
    private @Nullable Function<RandomGenerator, byte[]> maker;
    private Duration bound = Duration.ofSeconds(2);
    private String extension = ".bin";
    private long seed;
    private long maxBytes = 256L << 20;

    private Fuzz(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /// A reader of untrusted bytes.
    @FunctionalInterface
    public interface Target {
        void read(byte[] bytes) throws Exception;
    }

    /// How many inputs to feed: 1000, or what `-Disthmus.fuzz.count=N` says.
    public static int count() {
        return Integer.getInteger(COUNT, DEFAULT_COUNT);
    }

    /// @param name names the inputs in files and options: letters, digits, hyphens
    public static Fuzz named(String name) {
        return in(name, Path.of("target", "fuzz"));
    }

    static Fuzz in(String name, Path folder) {
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("fuzz name '" + name + "', expected letters, digits, hyphens");
        }
        return new Fuzz(name, folder);
    }

    public Fuzz seed(long seed) {
        this.seed = seed;
        return this;
    }

    /// Good inputs; at least one, unless something else [makes][#madeBy] inputs.
    public Fuzz corpus(List<byte[]> inputs) {
        corpus = List.copyOf(inputs);
        return this;
    }

    /// What makes inputs instead of a [Mutator] of bytes; the same generator state gives the same bytes.
    public Fuzz madeBy(Function<RandomGenerator, byte[]> inputs) {
        maker = inputs;
        return this;
    }

    /// Words of the format.
    public Fuzz dictionary(String... words) {
        dictionary = List.of(words);
        return this;
    }

    /// Adds an exception that is a right answer to a bad input, with its subclasses.
    public Fuzz allow(Class<? extends Throwable> exception) {
        allowed.add(exception);
        return this;
    }

    /// The suffix of files written, such as `.xml`.
    public Fuzz extension(String suffix) {
        extension = suffix;
        return this;
    }

    /// The most that one input may allocate on the reading thread, in bytes; 256 MiB unless told.
    public Fuzz maxBytes(long bytes) {
        maxBytes = bytes;
        return this;
    }

    Fuzz bound(Duration wallTime) {
        bound = wallTime;
        return this;
    }

    /// Feeds the corpus, then `count` mutants.
    ///
    /// @throws AssertionError when an input fails, with its number and file
    public void run(int count, Target target) {
        run(count, target, System.getProperty(SELECT));
    }

    void run(int count, Target target, @Nullable String selected) {
        String prefix = name + ":";
        String only = selected != null && selected.startsWith(prefix) ? selected.substring(prefix.length()) : "";
        boolean one = !only.isEmpty();
        int first = one ? Integer.parseInt(only) : -corpus.size();
        Function<RandomGenerator, byte[]> inputs = maker != null ? maker : new Mutator(corpus, dictionary)::next;
        Reader reader = new Reader(target, inputs, first, one ? first + 1 : count);
        reader.thread.start();
        watch(reader);
        if (System.getProperty(COUNT) != null) {
            System.out.println("fuzz " + name + ": " + reader.cost);
        }
        List<String> reports = reader.reports();
        if (!reports.isEmpty()) {
            throw new AssertionError(String.join("\n", reports));
        }
    }

    /// Waits for the reader to end or stops it; the calling thread is the watchdog.
    private void watch(Reader reader) {
        try {
            while (!reader.stopped && !reader.thread.join(Duration.ofMillis(POLL_MILLIS))) {
                @Nullable Running now = reader.running;
                if (now != null) {
                    stopIfBeyond(now, reader);
                }
            }
        } catch (InterruptedException e) {
            reader.stop();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while fuzzing " + name, e);
        }
    }

    private void stopIfBeyond(Running now, Reader reader) {
        String trouble = "";
        long limit = bound.toNanos() * (now.number < 0 ? WARM_UP_FACTOR : 1);
        if (System.nanoTime() - now.startNanos > limit) {
            trouble = "still running after " + limit / 1_000_000 + " ms";
        } else if (Allocation.ofThread(reader.thread.threadId()) - now.startBytes > maxBytes) {
            trouble = "allocated more than " + maxBytes + " bytes";
        }
        if (trouble.isEmpty()) {
            return;
        }
        StackTraceElement[] stack = reader.thread.getStackTrace();
        if (now.equals(reader.running)) {
            reader.fail("bounds", now.number, now.input, trouble + place(stack));
            reader.stop();
        }
    }

    /// Writes the input and says how to repeat it.
    private String report(int number, byte[] input, String trouble) {
        Path file = folder.resolve(name + "-" + seed + "-" + number + extension).toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.write(file, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "fuzz " + name + ", seed " + seed + ", input " + number + " (" + input.length + " bytes, " + file + "): "
                + trouble + "; repeat with -D" + SELECT + "=" + name + ":" + number;
    }

    private static String place(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(8, stack.length); i++) {
            text.append("\n    at ").append(stack[i]);
        }
        return text.append(stack.length == 0 ? "" : "\n   ").toString();
    }

    /// The input that is being read.
    private record Running(int number, byte[] input, long startNanos, long startBytes) {}

    /// What the inputs took, but for the unmutated ones. Written by the reader's thread, read after it.
    private static final class Cost {
        private int inputs;
        private long nanos;
        private long mostNanos;
        private int slowest;
        private long mostBytes;
        private int largest;

        void add(int number, long took, long bytes) {
            if (number < 0) {
                return;
            }
            inputs++;
            nanos += took;
            if (took > mostNanos) {
                mostNanos = took;
                slowest = number;
            }
            if (bytes > mostBytes) {
                mostBytes = bytes;
                largest = number;
            }
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d inputs in %.1f s; at most %.0f ms (input %d), %.1f MiB (input %d)",
                    inputs, nanos * 1e-9, mostNanos * 1e-6, slowest, mostBytes / 1048576.0, largest);
        }
    }

    /// The thread that reads; a daemon, so that a hanging reader does not keep the process alive.
    private final class Reader {
        final Thread thread = Thread.ofPlatform().daemon().name("fuzz-" + name).unstarted(this::readAll);
        volatile @Nullable Running running;
        volatile boolean stopped;

        /// What was found wrong, by kind and place; guarded by this.
        private final Map<String, String> failures = new LinkedHashMap<>();

        private final Target target;
        private final Function<RandomGenerator, byte[]> inputs;
        final Cost cost = new Cost();
        private final int first;
        private final int end;

        Reader(Target target, Function<RandomGenerator, byte[]> inputs, int first, int end) {
            this.target = target;
            this.inputs = inputs;
            this.first = first;
            this.end = end;
        }

        private void readAll() {
            for (int i = first; i < end && !stopped; i++) {
                byte[] input = i < 0 ? corpus.get(-1 - i) : inputs.apply(Property.random(seed, i));
                readOne(i, input);
            }
        }

        private void readOne(int number, byte[] input) {
            byte[] given = input.clone(); // a reader that writes into its input must not change what is reported
            long before = Allocation.ofCurrentThread();
            long start = System.nanoTime();
            running = new Running(number, input, start, before);
            @Nullable Throwable thrown = null;
            try {
                target.read(given);
            } catch (Throwable t) {
                thrown = t;
            }
            running = null;
            long bytes = Allocation.ofCurrentThread() - before;
            cost.add(number, System.nanoTime() - start, bytes);
            if (thrown != null && !isAllowed(thrown)) {
                StackTraceElement[] stack = thrown.getStackTrace();
                fail(thrown.getClass() + (stack.length > 0 ? stack[0].toString() : ""), number, input,
                        thrown + place(stack));
            } else if (bytes > maxBytes) {
                fail("memory", number, input, "allocated " + bytes + " bytes, allowed " + maxBytes);
            }
        }

        private boolean isAllowed(Throwable thrown) {
            return allowed.stream().anyMatch(c -> c.isInstance(thrown));
        }

        /// Keeps the first failure of its kind; the reader ends after ten.
        synchronized void fail(String kind, int number, byte[] input, String trouble) {
            if (!stopped && !failures.containsKey(kind)) {
                failures.put(kind, report(number, input, trouble));
                stopped = failures.size() == MAX_FAILURES;
            }
        }

        synchronized List<String> reports() {
            return List.copyOf(failures.values());
        }

        void stop() {
            stopped = true;
            thread.interrupt();
        }
    }
}
