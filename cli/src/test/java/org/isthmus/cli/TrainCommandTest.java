package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .startsWith("step,success,return,length,");
        assertThat(run.resolve("policy/policy.onnx")).exists();
        assertThat(run.resolve("policy/policy.json")).content().contains("CartPole-v1");
        byte[] policy = Files.readAllBytes(run.resolve("policy/policy.onnx"));

        // Again: nothing is left to do, and the policy is the same.
        assertThat(train("--steps", "160")).isZero();
        assertThat(Files.readAllBytes(run.resolve("policy/policy.onnx"))).isEqualTo(policy);

        assertThat(train("--steps", "160", "--seed", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("another run is in this folder").contains("choose another folder");
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThat(train("--steps", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(train("--discount", "2")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--steps 0, expected 1 or more")
                .contains("--discount 2.0, expected 0 to 1");
    }
}
