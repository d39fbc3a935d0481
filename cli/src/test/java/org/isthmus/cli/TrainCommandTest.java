package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int train(String... more) {
        List<String> words = new ArrayList<>(List.of("train", "ppo", "CartPole-v1", "--worlds", "2", "--rollout", "20",
                "--trials", "3", "--out", folder.resolve("run").toString()));
        words.addAll(List.of(more));
        return Main.run(Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out)),
                words.toArray(String[]::new));
    }

    @Test
    void aRunLeavesFiguresAndAPolicyThatWasTried() throws IOException {
        assertThat(train("--steps", "160")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("160 steps in").contains("of 3 new episodes succeeded");
        Path run = folder.resolve("run");
        assertThat(Files.readAllLines(run.resolve("progress.csv")).getFirst())
                .startsWith("step,success,return,length,exam,");
        assertThat(run.resolve("policy/policy.onnx")).exists();
        assertThat(run.resolve("policy/policy.json")).content().contains("CartPole-v1");
        byte[] policy = Files.readAllBytes(run.resolve("policy/policy.onnx"));
        assertThat(learn("policy", "play", run.resolve("policy").toString(), "--video", "none.mp4"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("task CartPole-v1 has no camera");

        // Again: nothing is left to do, and the policy is the same.
        assertThat(train("--steps", "160")).isZero();
        assertThat(Files.readAllBytes(run.resolve("policy/policy.onnx"))).isEqualTo(policy);

        assertThat(train("--steps", "160", "--seed", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("another run is in this folder").contains("choose another folder");
    }

    @Test
    void aPolicyThatRemembersLeavesWithItsMemory() {
        assertThat(train("--steps", "80", "--memory", "8")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("of 3 new episodes succeeded");
        assertThat(folder.resolve("run/policy/policy.json")).content().contains("\"states\"", "\"memory\"");
    }

    @Test
    void aPolicyThatSeesIsTriedWithImages() {
        String[] words = {"train", "ppo", "PushCube-v1", "--worlds", "2", "--rollout", "4", "--steps", "8", "--trials",
            "1", "--cameras", "front", "--size", "24x16", "--out", folder.resolve("run").toString()};
        assertThat(learn(words)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("of 1 new episodes succeeded");
        assertThat(folder.resolve("run/policy/policy.json")).content().contains("images/front", "24x16");
        Path video = folder.resolve("policy.mp4");
        assertThat(learn("policy", "play", folder.resolve("run/policy").toString(), "--worlds", "4", "--video",
                video.toString())).as(err.toString()).isZero();
        assertThat(video).isNotEmptyFile();
        assertThat(out.toString()).contains("4 worlds, done in ");
    }

    @Test
    void aPolicyIsFilmedBesideOthers() {
        assertThat(
                learn("train", "ppo", "WalkFlat-v1", "--worlds", "2", "--rollout", "4", "--steps", "8", "--trials", "0",
                        "--out", folder.resolve("run").toString()))
                .as(err.toString()).isZero();
        String policy = folder.resolve("run/policy").toString();
        Path video = folder.resolve("policy.mp4");
        assertThat(learn("policy", "play", policy, "--worlds", "65", "--video", video.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(learn("policy", "play", policy, "--camera", "sides", "--video", video.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--worlds 65, expected 1 to 64", "no camera 'sides'", "'side'");
        assertThat(video).doesNotExist();
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThat(train("--steps", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(train("--discount", "2")).isEqualTo(ExitCode.USAGE);
        assertThat(train("--memory", "-1")).isEqualTo(ExitCode.USAGE);
        assertThat(train("--size", "64x64")).isEqualTo(ExitCode.USAGE);
        assertThat(train("--cameras", "top")).isEqualTo(ExitCode.USAGE);
        assertThat(train("--without", "mood")).isEqualTo(ExitCode.USAGE);
        assertThat(train("--cameras", "top", "--size", "64")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--steps 0, expected 1 or more", "--memory -1, expected 0 to 4096")
                .contains("--size 64x64 without --cameras", "task 'CartPole-v1' has no camera 'top'; it has []",
                        "images '64', expected WxH", "no term 'mood' is observed, only [position, velocity]")
                .contains("--discount 2.0, expected 0 to 1");
    }

    @Test
    void aPolicyThatAdaptsLeavesWithItsHistory() throws IOException {
        assertThat(adapt("SlideBlock-v1", "--base-steps", "1", "--steps", "100")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("of 3 new episodes succeeded");
        assertThat(folder.resolve("run/policy/policy.json")).content()
                .contains("\"policy\"", "\"history\"", "push[0]@-9").doesNotContain("name\" : \"hidden\"");
        assertThat(adapt("Pendulum-v1")).isEqualTo(ExitCode.USAGE);
        assertThat(adapt("SlideBlock-v1", "--groups", "history")).isEqualTo(ExitCode.USAGE);
        assertThat(adapt("SlideBlock-v1", "--steps", "500")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("task 'Pendulum-v1' has no group of observations 'hidden'",
                "groups of observations [history, history], expected each once",
                "--base-steps 1000000, expected 1 or more, and less than --steps 500");
    }

    private int adapt(String task, String... more) {
        List<String> words = new ArrayList<>(List.of("train", "rma", task, "--worlds", "2", "--trials", "3", "--out",
                folder.resolve("run").toString()));
        words.addAll(List.of(more));
        return learn(words.toArray(String[]::new));
    }

    private int learn(String... words) {
        return Main.run(Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out)), words);
    }

    @Test
    void eyesThatCannotBeginWithWeightsAreNamed() {
        String run = folder.resolve("run").toString();
        String[] more = {"--out", run, "--cameras", "front", "--eyes-from", "none.safetensors"};
        assertThat(learn(words("bc", more))).isEqualTo(ExitCode.USAGE);
        assertThat(learn(words("act", more))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).containsSubsequence(
                "--eyes-from: cameras are seen by the network SMALL, expected a ResNet-18",
                "train bc --help", "--eyes-from: cameras are seen by the network SMALL", "train act --help");
        assertThat(learn("train", "hit", "store", "--out", run, "--eyes-from", "none.safetensors"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--eyes-from: no camera is looked at; name some with --cameras");
        assertThat(learn(words("act --preset=published", more))).isEqualTo(ExitCode.USAGE);
        assertThat(learn(words("diffusion --preset=published", more))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).containsSubsequence("none.safetensors: error: the file cannot be read",
                "none.safetensors: error: the file cannot be read");
    }

    private static String[] words(String algorithm, String... more) {
        return Stream.of(Stream.of("train"), Stream.of(algorithm.split(" ")), Stream.of("store"), Stream.of(more))
                .flatMap(part -> part).toArray(String[]::new);
    }

    /// As on Linux on ARM, for which there is no libtorch: in a process whose class path has none.
    @ParameterizedTest
    @ValueSource(strings = {"ppo CartPole-v1", "sac Pendulum-v1", "bc store", "hit store"})
    void whereThereIsNoLibtorchItIsSaid(String words) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*/pytorch-[^/]*-(linux|macosx|windows)-[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(classPath).isNotEqualTo(System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "@" + Repository.root().resolve("build/jvm.options"), "-XX:TieredStopAtLevel=1", "-cp",
                classPath, Main.class.getName(), "train"));
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of("--out", folder.resolve("run").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(ExitCode.USAGE);
        assertThat(said)
                .contains("libtorch: error: it cannot be loaded on ", "; expected Linux, macOS or Windows on x86-64",
                        "; train on such a machine")
                .doesNotContain("\tat ").doesNotContain("bug");
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
