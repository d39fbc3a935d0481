package org.isthmus.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.pipeline.compare.ComparisonJson;
import org.isthmus.pipeline.compare.ComparisonPage;
import org.isthmus.pipeline.compare.EngineComparison;
import org.isthmus.pipeline.compare.EngineComparison.Apart;
import org.isthmus.pipeline.compare.EngineTrack;
import org.isthmus.pipeline.compare.JointLog;
import org.isthmus.pipeline.compare.LogReplay;
import org.isthmus.pipeline.compare.LogReplay.JointError;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.mujoco.MujocoSimulation;
import org.isthmus.task.suite.Tasks;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus compare-engines`: the same scene and actions in several engines.
@Command(
        name = "compare-engines",
        description = "Lets a robot, a scene or a task go the same way in several engines and tells how far they part, and when.",
        footer = {
            "",
            "With --log a robot goes as a real one did, in each engine, and it is told how far each is from the real one.",
            "A robot or scene gets smooth random controls, a task smooth random actions. The first engine is the reference. docs/engines.md says",
            "what differs between engines, and how to get those that are not part of Isthmus.",
            "",
            "Examples:",
            "  isthmus compare-engines quadruped -o quadruped.html",
            "  isthmus compare-engines examples/double-pendulum.xml --log trajectory.csv",
            "  isthmus compare-engines tiago.urdf --log position.csv,effort.csv --drive position",
            "  isthmus compare-engines PickCube-v1 --engines lane,mujoco,physx -o pick.html --json pick.json"
        })
final class CompareEnginesCommand implements Runnable {
    private static final String OURS = "scalar-double";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|TASK",
            description = "What moves: the name of a task, such as PickCube-v1, or " + ModelInput.WHAT + ".")
    private String name;

    @Option(names = "--engines", paramLabel = "NAMES", split = ",",
            description = "Names of engines, the reference first (default: scalar-double, mujoco where it is installed, physx).")
    private List<String> engines = new ArrayList<>();

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "2",
            description = "Simulated time (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--random", paramLabel = "SHARE", defaultValue = "0.1",
            description = "How far controls of a robot or scene go at random, as a share of their ranges (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of what is random.")
    private long seed;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "The HTML file to write; it needs no other.")
    private @Nullable Path page;

    @Option(names = "--json", paramLabel = "FILE", description = "Also, or only, every sample as JSON.")
    private @Nullable Path json;

    @Option(names = "--log", paramLabel = "FILES", split = ",",
            description = "Replay what a real robot did: tables of comma-separated numbers with a line of names (time; of a joint "
                    + "NAME_position, NAME_velocity, NAME_effort, or pos1, vel1, tau1 and so on).")
    private List<Path> logs = new ArrayList<>();

    @Option(names = "--drive", paramLabel = "WHAT", defaultValue = "torque",
            description = "What moves the robot of a log: torque, its measured efforts in N·m and N; or position, servos that follow its "
                    + "measured positions, whose torques are held against efforts in any unit (default: ${DEFAULT-VALUE}).")
    private LogReplay.Drive drive;

    @Option(names = "--window", paramLabel = "S", defaultValue = "0.5",
            description = "After so many seconds a robot that torques move begins anew where the real one was (default: ${DEFAULT-VALUE}).")
    private double window;

    @Mixin
    private ModelInput input;

    CompareEnginesCommand() {}

    @Override
    public void run() {
        check(seconds > 0 && seconds <= 1000, "--seconds " + seconds + ", expected more than 0, at most 1000");
        check(share >= 0 && share <= 1, "--random " + share + ", expected 0 to 1");
        if (engines.isEmpty()) {
            engines = MujocoSimulation.isInstalled() ? List.of(OURS, "mujoco", "physx") : List.of(OURS, "physx");
        }
        check(engines.size() >= 2, "--engines " + String.join(",", engines) + ", expected two names or more");
        checkEngines();
        Diagnostics diagnostics = new Diagnostics();
        if (logs.isEmpty()) {
            EngineComparison comparison = compare(diagnostics);
            print(comparison);
            write(page, ComparisonPage.write(comparison), diagnostics);
            write(json, ComparisonJson.write(comparison), diagnostics);
        } else {
            replay(diagnostics);
        }
        diagnostics.list().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    private void checkEngines() {
        try {
            engines.forEach(PhysicsEngine::named);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void replay(Diagnostics diagnostics) {
        check(page == null && json == null, "--out and --json have no page of a --log");
        check(window > 0, "--window " + window + ", expected more than 0");
        Model model = LogReplay.prepare(input.load(name, true, diagnostics), drive, diagnostics);
        JointLog log = JointLog.read(logs, model, diagnostics);
        spec.commandLine().getOut().println("root mean square of position errors, engine by engine");
        for (String engine : engines) {
            StringBuilder line = new StringBuilder(format("%-14s", engine));
            for (JointError joint : LogReplay.run(model, log, engine, drive, window, diagnostics)) {
                line.append(format("  %s %.4f %s", joint.name(), joint.error(), joint.isAngular() ? "rad" : "m"));
                line.append(Double.isNaN(joint.explained()) ? ""
                        : format(" (%.0f %% of the effort)", 100 * joint.explained()));
            }
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    private EngineComparison compare(Diagnostics diagnostics) {
        boolean isTask = !Files.exists(Path.of(name)) && Tasks.all().stream().anyMatch(task -> task.id().equals(name));
        if (isTask) {
            List<String> robots = Tasks.named(name).robots();
            TaskSetup setup = new TaskSetup(name, robots.isEmpty() ? "" : robots.getFirst(), Set.of());
            return EngineComparison.ofTask(setup.task(), engines, seconds, seed);
        }
        return EngineComparison.ofModel(SceneCompiler.compile(input.load(name, true, diagnostics), diagnostics),
                engines,
                seconds, share, seed, diagnostics);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private void print(EngineComparison comparison) {
        int last = comparison.samples() - 1;
        for (int t = 0; t < comparison.tracks().size(); t++) {
            EngineTrack track = comparison.tracks().get(t);
            StringBuilder line = new StringBuilder(format("%-14s", track.engine()));
            if (t == 0) {
                line.append(format(" reference; %.2f s, energy %.4g J at the end", comparison.time(last),
                        track.energy(last)));
            } else {
                Apart apart = comparison.apart(t, last);
                line.append(format(" %.3g m apart at the end (%s), energy %.4g J; ", apart.distance(),
                        comparison.bodyName(apart.body()), track.energy(last)));
                line.append(String.join(", ", EngineComparison.MARKS.stream().map(m -> mark(comparison, track, m))
                        .toList()));
            }
            spec.commandLine().getOut().println(line.append(track.isDiverged() ? "; diverged" : ""));
        }
        spec.commandLine().getOut().flush();
    }

    private static String mark(EngineComparison comparison, EngineTrack track, double distance) {
        int at = comparison.partedAt(comparison.tracks().indexOf(track), distance);
        return format("%g m ", distance) + (at < 0 ? "never" : format("after %.2f s", comparison.time(at)));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static void write(@Nullable Path file, String text, Diagnostics diagnostics) {
        if (file != null) {
            NewFile.write(file, text.getBytes(StandardCharsets.UTF_8), diagnostics);
        }
    }
}
