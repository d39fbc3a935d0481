package org.isthmus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.serve.TaskServer;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `isthmus serve`: worlds of a task for one program of this machine.
@Command(
        name = "serve",
        description = "Lets a program of this machine, such as a learner in Python, use worlds of a task.",
        footer = {
            "",
            "Once it listens it prints where, one line of JSON. One client can come; when it goes, the server",
            "ends. The Python package in python/ starts and ends servers by itself; docs/task.md describes the",
            "protocol.",
            "",
            "Examples:",
            "  isthmus serve PickCube-v1 --worlds 1024 --socket /tmp/mine/socket",
            "  isthmus serve PickCube-v1 --robot widowx-250s --port 0"
        })
final class ServeCommand implements Runnable {
    private static final int MOST_WORLDS = 65_536;
    private static final int MOST_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TaskInput input;

    @Mixin
    private EngineOption engine;

    @Option(names = "--worlds", paramLabel = "N", defaultValue = "1",
            description = "How many worlds (default: ${DEFAULT-VALUE}).")
    private int worlds;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Threads; 0: one per core.")
    private int threads;

    @Option(names = "--autoreset", paramLabel = "MODE", defaultValue = "NEXT_STEP",
            description = "When worlds whose episode ended begin anew: next_step, same_step or disabled "
                    + "(default: next_step).")
    private Autoreset autoreset;

    @Option(names = "--socket", paramLabel = "FILE", description = "Listen on a Unix-domain socket, a new file.")
    private @Nullable Path socket;

    @Option(names = "--port", paramLabel = "N",
            description = "Listen on a port of 127.0.0.1 instead; 0: any. The client has to name the token that is printed.")
    private @Nullable Integer port;

    @Option(names = "--images", description = "Draw what the task's cameras see.")
    private boolean images;

    ServeCommand() {}

    @Override
    public void run() {
        check(worlds >= 1 && worlds <= MOST_WORLDS, "--worlds " + worlds + ", expected 1 to " + MOST_WORLDS);
        check(threads >= 0 && threads <= 1024, "--threads " + threads + ", expected 0 to 1024");
        check(socket == null != (port == null), "expected one of --socket and --port");
        check(port == null || port >= 0 && port <= MOST_PORT, "--port " + port + ", expected 0 to " + MOST_PORT);
        Task task = input.make();
        try (Parallel pool = threads == 0 ? Parallel.ofAllProcessors() : Parallel.of(threads);
                TaskServer server = socket != null ? TaskServer.onFile(socket) : TaskServer.onPort(port())) {
            VectorEnv.Options options = VectorEnv.Options.of(worlds).with(autoreset)
                    .withEngine(engine.engine(worlds).name());
            VectorEnv env = new VectorEnv(task, images ? options.withImages() : options, pool);
            spec.commandLine().getOut().println(server.address());
            spec.commandLine().getOut().flush();
            server.serve(env);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int port() {
        return port == null ? 0 : port;
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
