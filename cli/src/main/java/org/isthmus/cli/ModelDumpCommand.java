package org.isthmus.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.dump.ModelDump;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus model dump`: compiled models as JSON.
@Command(
        name = "dump",
        description = "Compiles models and writes all their numbers as JSON, with poses in random configurations.",
        footer = {
            "",
            "For each model NAME.json is written, NAME being that of the file without folder and extension; a number is added",
            "where several would have the same name.",
            "",
            "Examples:",
            "  isthmus model dump panda --out dumps",
            "  isthmus model dump robots/*.xml --samples 100 --seed 7 --out dumps"
        })
final class ModelDumpCommand implements Runnable {
    private static final int MAX_SAMPLES = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MODEL", description = "What to dump: " + ModelInput.WHAT + ".")
    private List<String> models;

    @Option(names = "--samples", paramLabel = "N", defaultValue = "0",
            description = "How many random configurations besides the reference; ${DEFAULT-VALUE} if not given.")
    private int samples;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0",
            description = "The same seed gives the same configurations; ${DEFAULT-VALUE} if not given.")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path out;

    @Mixin
    private ModelInput input;

    ModelDumpCommand() {}

    @Override
    public void run() {
        if (samples < 0 || samples > MAX_SAMPLES) {
            throw new ParameterException(spec.commandLine(),
                    "--samples is " + samples + ", expected 0 to " + MAX_SAMPLES);
        }
        Set<String> taken = new HashSet<>();
        for (String name : models) {
            Diagnostics diagnostics = new Diagnostics();
            Model model = SceneCompiler.compile(input.load(name, false, diagnostics), diagnostics);
            for (Diagnostic warning : diagnostics.list()) {
                spec.commandLine().getErr().println(warning);
            }
            write(model, out.resolve(fileName(name, taken)), diagnostics);
        }
    }

    private void write(Model model, Path file, Diagnostics diagnostics) {
        try {
            Files.createDirectories(out);
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
                ModelDump.write(model, samples, seed, stream);
            }
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(file), "the file cannot be written (" + e + ")", "",
                    "check the folder and its permissions");
        }
        spec.commandLine().getOut().println(file);
    }

    private static String fileName(String model, Set<String> taken) {
        Path last = Path.of(model).getFileName();
        String name = last == null ? "model" : last.toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String unique = stem;
        for (int i = 2; !taken.add(unique); i++) {
            unique = stem + "-" + i;
        }
        return unique + ".json";
    }
}
