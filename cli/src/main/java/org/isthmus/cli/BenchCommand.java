package org.isthmus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.isthmus.bench.Benchmark;
import org.isthmus.bench.DatasetBenchmark;
import org.isthmus.bench.EnginesBenchmark;
import org.isthmus.bench.LearnBenchmark;
import org.isthmus.bench.Measurement;
import org.isthmus.bench.MotionBenchmark;
import org.isthmus.bench.PhysicsBenchmark;
import org.isthmus.bench.RenderBenchmark;
import org.isthmus.bench.TaskBenchmark;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus bench`: ours and a peer in turn.
@Command(
        name = "bench",
        description = "Measures Isthmus and its peers in turn and prints how they compare.",
        subcommands = BenchGapsCommand.class,
        footer = {
            "",
            "Examples:",
            "  isthmus bench physics",
            "  isthmus bench motion --case rrt-connect",
            "  isthmus bench physics --case smooth-arm --json physics.json",
            "  isthmus bench gaps --preset small"
        })
final class BenchCommand implements Runnable {
    private static final List<Benchmark> BENCHMARKS = List.of(new PhysicsBenchmark(), new MotionBenchmark(),
            new RenderBenchmark(), new DatasetBenchmark(), new TaskBenchmark(), new EnginesBenchmark(),
            new LearnBenchmark());

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1",
            description = "What to measure: physics, motion, render, dataset, task, engines, learn.")
    private @Nullable String name;

    @Option(names = "--case", paramLabel = "CASE", description = "One case only.")
    private @Nullable String only;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to a file.")
    private @Nullable Path json;

    BenchCommand() {}

    @Override
    public void run() {
        Benchmark benchmark = find();
        List<String> cases = only == null ? benchmark.cases() : List.of(only);
        if (!benchmark.cases().containsAll(cases)) {
            throw new ParameterException(spec.commandLine(),
                    "no case '" + only + "' in '" + name + "'; there are " + String.join(", ", benchmark.cases()));
        }
        List<Measurement> all = new ArrayList<>();
        for (String each : cases) {
            List<Measurement> measured = benchmark.run(each, spec.commandLine().getErr()::println);
            measured.forEach(this::print);
            all.addAll(measured);
        }
        if (json != null) {
            write(all, json);
        }
    }

    private Benchmark find() {
        for (Benchmark benchmark : BENCHMARKS) {
            if (benchmark.name().equals(name)) {
                return benchmark;
            }
        }
        List<String> names = BENCHMARKS.stream().map(Benchmark::name).toList();
        throw new ParameterException(spec.commandLine(),
                (name == null ? "no benchmark is named" : "no benchmark '" + name + "'") + "; there are "
                        + String.join(", ", names));
    }

    private void print(Measurement m) {
        PrintWriter out = spec.commandLine().getOut();
        String ours = String.format(Locale.ROOT, "%-14s %-62s %14s %-4s", m.caseName(), m.metric(), number(m.ours()),
                m.unit());
        String theirs = m.peer() == null || m.ratio() == null ? m.peerName()
                : String.format(Locale.ROOT, "%s %s, ratio %.2f", m.peerName(), number(m.peer()), m.ratio());
        out.println(ours + "   " + theirs);
        out.flush();
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 0.1 || size == 0 ? "%.2f" : "%.2g", value);
    }

    private static void write(List<Measurement> all, Path file) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Measurement m : all) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("bench", m.bench());
            row.put("case", m.caseName());
            row.put("metric", m.metric());
            row.put("unit", m.unit());
            row.put("ours", m.ours());
            row.put("peer", m.peer());
            row.put("peerName", m.peerName());
            row.put("ratio", m.ratio());
            rows.add(row);
        }
        try {
            Files.writeString(file,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
