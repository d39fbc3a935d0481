package org.isthmus.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The root of all verbs.
@Command(
        name = "isthmus",
        description = "Turns evidence of a robot task into simulated twins, datasets and policies.%n",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        subcommands = {ModelCommand.class, RenderCommand.class, RetargetCommand.class, PickCommand.class,
            SimulateCommand.class, CompareEnginesCommand.class, TaskCommand.class, ServeCommand.class,
            DemoCommand.class, RunCommand.class, ProjectCommand.class, RecordCommand.class, ScaleCommand.class,
            DataCommand.class,
            TrainCommand.class, PolicyCommand.class, EvaluateCommand.class, ReportCommand.class,
            BenchCommand.class},
        sortOptions = false,
        footer = {
            "",
            "Working on Isthmus itself:",
            "  build    Compile what is missing or stale. The commands above do so by themselves.",
            "  test     Build everything and run all tests; further words go to Maven.",
            "  format   Lay out all Java sources.",
            "  clean    Delete what was built.",
            "",
            "Environment:",
            "  JAVA_HOME              The JDK to use, if it is version 25 or newer.",
            "  MAVEN_HOME             The Maven to build with.",
            "  ISTHMUS_JAVA_OPTIONS   Options of the Java machine, such as -Xmx8g.",
            "  NO_COLOR               Set to anything: no colours.",
            "",
            "Exit code: 0 done, 2 the command line or an input is wrong, 69 a JDK or Maven is missing, 70 a bug,",
            "130 interrupted."
        })
final class IsthmusCommand extends CommandGroup {
    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    boolean version;

    IsthmusCommand() {}
}
