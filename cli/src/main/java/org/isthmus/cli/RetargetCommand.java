package org.isthmus.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.SmallFile;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.body.BodyCsv;
import org.isthmus.motion.body.BodyMotion;
import org.isthmus.motion.body.BodyRetargeter;
import org.isthmus.motion.body.RobotBody;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.hand.LandmarkCsv;
import org.isthmus.motion.hand.ManoCsv;
import org.isthmus.motion.hand.MarkerMapping;
import org.isthmus.motion.hand.MarkerRecording;
import org.isthmus.motion.hand.Settings;
import org.isthmus.motion.retarget.HandRetargeter;
import org.isthmus.motion.retarget.Retargeting;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.retarget.RobotHand;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus retarget`: the motion of a human hand as the motion of a robot.
@Command(
        name = "retarget",
        description = "Turns the motion of a human hand or body into that of a robot.",
        footer = {
            "",
            "The recording is a table of landmarks (.csv: a header, then the frame and x, y, z of 21 landmarks in",
            "MediaPipe's order, m) or of motion-capture markers (.tsv of Qualisys, with --markers). For a humanoid it is",
            "a table of twelve key points of a body (.csv: columns left_hip.x, left_hip.y, ... right_wrist.z, m, z up).",
            "",
            "Examples:",
            "  isthmus retarget hand.csv --robot panda --out panda.csv",
            "  isthmus retarget hand.csv --robot shadow/right_hand.xml --as shadow --objective dexpilot",
            "  isthmus retarget walk.csv --robot g1_29dof_rev_1_0.xml --as g1 --rate 50 --out g1.csv",
            "  isthmus retarget recording.tsv --markers dfki --robot mia_hand.urdf --as mia --video mia.mp4"
        })
final class RetargetCommand implements Runnable {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    /// Longest text that is read.
    private static final int MAX_BYTES = 1 << 30;
    /// The greatest of a humanoid's joints, rad/s.
    private static final double BODY_SPEED = 12;
    /// Images per second at most.
    private static final double VIDEO_RATE = 30;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORDING", description = "The hand: .csv or .tsv.")
    private Path recording;

    @Option(names = "--robot", paramLabel = "ROBOT", required = true,
            description = "The robot: " + ModelInput.WHAT + ".")
    private String robot;

    @Option(names = "--as", paramLabel = "WHAT",
            description = "What of the robot is hand or gripper: a .json file, or allegro, shadow, mia, five-finger-hand, panda, "
                    + "widowx-250s; or the humanoid g1; without it, the name of the template.")
    private @Nullable String description;

    @Option(names = "--markers", paramLabel = "WHICH",
            description = "Which marker is which landmark, for .tsv: a .json file, or dfki.")
    private @Nullable String markers;

    @Option(names = "--rate", paramLabel = "HZ", description = "Frames per second of a .csv; 30 without it.")
    private double rate = 30;

    @Option(names = "--left", description = "The .csv is of a left hand.")
    private boolean left;

    @Option(names = "--mano",
            description = "The .csv has MANO's parameters: the frame, 48 numbers of the pose, 3 of the wrist's place.")
    private boolean mano;

    @Option(names = "--objective", paramLabel = "NAME",
            description = "What a hand keeps: vector (gestures), position, or dexpilot (touching fingertips); "
                    + "dexpilot without it.")
    private String objective = "dexpilot";

    @Option(names = "--smooth", paramLabel = "HZ", description = "Cutoff of the smoothing; 0: none; 6 without it.")
    private double smooth = 6;

    @Option(names = "--scale", paramLabel = "FACTOR", description = "Of positions, for a gripper; 1 without it.")
    private double scale = 1;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the joints' positions to a file (.csv).")
    private @Nullable Path out;

    @Option(names = "--scene", paramLabel = "FILE",
            description = "Write a scene to look at: the robot's hand in one frame, with the landmarks beside it (.xml).")
    private @Nullable Path scene;

    @Option(names = "--frame", paramLabel = "N", description = "The frame of that scene, from 0; 0 without it.")
    private int frame;

    @Mixin
    private FilmOptions output;

    @Option(names = "--azimuth", paramLabel = "DEG", defaultValue = "40",
            description = "From where pictures look, about the vertical; ${DEFAULT-VALUE} if not given.")
    private double azimuthDeg;

    @Option(names = "--elevation", paramLabel = "DEG", defaultValue = "12",
            description = "From how high pictures look; ${DEFAULT-VALUE} if not given.")
    private double elevationDeg;

    @Mixin
    private ModelInput input;

    RetargetCommand() {}

    @Override
    public void run() {
        Diagnostics diagnostics = new Diagnostics();
        if (RobotBody.builtin().contains(name())) {
            body(diagnostics);
            return;
        }
        HandRetargeter.Options options = options();
        HandMotion motion = read(diagnostics);
        Model model = SceneCompiler.compile(input.load(robot, true, diagnostics), diagnostics);
        HandMotion repaired = Retargeting.repaired(motion, smooth);
        Retargeting result = retarget(model, options, repaired, diagnostics);
        PrintWriter console = spec.commandLine().getOut();
        console.printf(Locale.ROOT, "%d frames at %.0f Hz, %.2f %% of the points lost, %.2f %% still unknown%n",
                motion.frames(),
                motion.rate(), 100 * motion.lost(), 100 * repaired.lost());
        console.print(result.report().table());
        console.flush();
        if (out != null) {
            NewFile.write(out, result.csv().getBytes(StandardCharsets.UTF_8), diagnostics);
        }
        if (scene != null) {
            show(result, scene, diagnostics);
        }
        if (output.isWanted()) {
            film(result, motion, diagnostics);
        }
    }

    /// A whole body: key points in, base and joints of a humanoid out.
    private void body(Diagnostics diagnostics) {
        if (scene != null || output.isWanted()) {
            throw new ParameterException(spec.commandLine(), "--scene, --video and --sheet show hands only");
        }
        checkRate();
        BodyMotion motion = BodyCsv.read(recording.toString(), text(recording, diagnostics), rate, diagnostics);
        Model model = SceneCompiler.compile(input.load(robot, true, diagnostics), diagnostics);
        BodyRetargeter.Result result = new BodyRetargeter(RobotBody.named(name(), model), BODY_SPEED)
                .retarget(motion);
        PrintWriter console = spec.commandLine().getOut();
        console.printf(Locale.ROOT, "%d frames at %.0f Hz%n", motion.frames(), motion.rate());
        console.print(result.report().table());
        console.flush();
        if (out != null) {
            NewFile.write(out, result.csv().getBytes(StandardCharsets.UTF_8), diagnostics);
        }
    }

    private void checkRate() {
        if (!(rate > 0)) {
            throw new ParameterException(spec.commandLine(), "a rate of " + rate + " Hz, expected more than 0");
        }
    }

    private void show(Retargeting result, Path file, Diagnostics diagnostics) {
        if (frame < 0 || frame >= result.rows().length) {
            throw new ParameterException(spec.commandLine(),
                    "--frame is " + frame + ", expected 0 to " + (result.rows().length - 1));
        }
        Scene shown = input.load(robot, true, diagnostics);
        result.beside().show(shown, frame);
        SceneFiles.save(shown, file, true, diagnostics);
    }

    private void film(Retargeting result, HandMotion motion, Diagnostics diagnostics) {
        RetargetMovie.Options how = new RetargetMovie.Options(WIDTH, HEIGHT, StrictMath.toRadians(azimuthDeg),
                StrictMath.toRadians(elevationDeg), VIDEO_RATE);
        Film film = new RetargetMovie(input.load(robot, true, diagnostics), result, motion, how, diagnostics).film();
        output.write(film, diagnostics);
    }

    private String name() {
        return description == null ? robot : description;
    }

    private HandRetargeter.Options options() {
        for (HandRetargeter.Objective each : HandRetargeter.Objective.values()) {
            if (each.name().equalsIgnoreCase(objective)) {
                return HandRetargeter.Options.DEFAULT.with(each);
            }
        }
        throw new ParameterException(spec.commandLine(),
                "no objective '" + objective + "'; there are vector, position, dexpilot");
    }

    private HandMotion read(Diagnostics diagnostics) {
        String file = recording.toString();
        if (!file.endsWith(".tsv")) {
            checkRate();
            String text = text(recording, diagnostics);
            return mano ? ManoCsv.read(file, text, rate, !left, diagnostics)
                    : LandmarkCsv.read(file, text, rate, !left, diagnostics);
        }
        if (markers == null) {
            throw new ParameterException(spec.commandLine(),
                    "a .tsv needs --markers WHICH, which says which marker is which landmark");
        }
        MarkerMapping mapping = markers.endsWith(".json")
                ? MarkerMapping.read(markers, text(Path.of(markers), diagnostics), diagnostics)
                : MarkerMapping.named(markers, diagnostics);
        return mapping.apply(MarkerRecording.readTsv(file, text(recording, diagnostics), diagnostics));
    }

    private Retargeting retarget(Model model, HandRetargeter.Options options, HandMotion motion,
            Diagnostics diagnostics) {
        String name = name();
        if (name.endsWith(".json")) {
            String text = text(Path.of(name), diagnostics);
            return Settings.parse(name, text, diagnostics).has("tool")
                    ? Retargeting.of(RobotGripper.read(name, text, model, diagnostics), motion, scale)
                    : Retargeting.of(RobotHand.read(name, text, model, diagnostics), options, motion);
        }
        return RobotGripper.builtin().contains(name) ? Retargeting.of(RobotGripper.named(name, model), motion, scale)
                : Retargeting.of(RobotHand.named(name, model), options, motion);
    }

    private static String text(Path file, Diagnostics diagnostics) {
        return SmallFile.text(file, MAX_BYTES, "a text file", "check the name", diagnostics);
    }
}
