package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.isthmus.task.TaskPage;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class TaskCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        CommandLine line = Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out));
        return Main.run(line, words);
    }

    @Test
    void thePageOfAllTasksIsUpToDate() throws IOException {
        StringBuilder pages = new StringBuilder("""
                # The tasks

                Made from their declarations; `isthmus task show NAME` prints one, with any robot that can do it.

                """);
        for (Tasks.Entry task : Tasks.all()) {
            pages.append(TaskPage.of(task.make()));
            if (task.robots().size() > 1) {
                pages.append("Robots: ").append(String.join(", ", task.robots())).append(".\n\n");
            }
        }
        Path copy = Files.writeString(Path.of("target", "tasks.md").toAbsolutePath(), pages);
        Path shown = Repository.root().resolve("docs/tasks.md");
        assertThat(shown).as("if the tasks are right: cp %s %s", copy, shown).hasContent(pages.toString());
    }

    @Test
    void listNamesTasksAndRobots() {
        assertThat(run("task", "list")).isZero();
        assertThat(out.toString()).contains("CartPole-v1").contains("PickCube-v1").contains("widowx-250s");
    }

    @Test
    void wrongNamesAreToldWithTheNearest() {
        assertThat(run("task", "show", "PickCubes-v1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no task 'PickCubes-v1'").contains("PickCube-v1");
        assertThat(run("task", "show", "PickCube-v1", "--robot", "panta")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("not there for robot 'panta'").contains("panda");
        assertThat(run("task", "play", "PickCube-v1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("give --sheet FILE, --video FILE or both");
        assertThat(run("task", "play", "TablewareRearrange-v1", "--camera", "right_wrists", "--sheet", "none.png"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("has no camera 'right_wrists', but front, left_wrist, right_wrist")
                .contains("did you mean 'right_wrist'?");
    }

    @Test
    void aSheetShowsWorldsThatDiffer(@TempDir Path folder) throws IOException {
        Path sheet = folder.resolve("worlds.png");
        assertThat(run("task", "play", "PickCube-v1", "--worlds", "4", "--looks", "--sheet", sheet.toString()))
                .as(err.toString()).isZero();
        assertThat(Files.size(sheet)).isGreaterThan(20_000);
    }

    @Test
    void whatIsRecordedIsVerifiedByReplay(@TempDir Path folder) {
        String store = folder.resolve("store").toString();
        assertThat(
                run("record", "CartPole-v1", "--episodes", "6", "--worlds", "4", "--engine", "scalar", "--out", store))
                .as(err.toString()).isZero();
        assertThat(out.toString()).contains("6 episodes recorded");
        assertThat(
                run("record", "CartPole-v1", "--episodes", "9", "--worlds", "3", "--engine", "scalar", "--out", store))
                .as(err.toString()).isZero();
        assertThat(out.toString()).contains("3 episodes recorded");
        assertThat(run("data", "verify", store, "--replay")).as(out.toString()).isZero();
        assertThat(out.toString()).contains("9 episodes checked, all is well")
                .contains("9 of 9 episodes happened again to the bit");
        String again = folder.resolve("again").toString();
        assertThat(run("data", "verify", store, "--regenerate", again)).as(out.toString() + err).isZero();
        assertThat(out.toString()).contains("9 episodes made again, every bit is the same");
    }

    @Test
    void wordsThatDoNotGoTogetherAreTold(@TempDir Path folder) {
        String store = folder.resolve("store").toString();
        assertThat(run("record", "CartPole-v1", "--actor", "script", "--out", store)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("CartPole-v1 has no script; there are scripts for FollowObjectMotion-v1, ");
        assertThat(run("record", "PickCube-v1", "--size", "9x9", "--out", store)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--size 9x9 without --images");
        assertThat(run("record", "PickCube-v1", "--images", "--size", "9000x9", "--out", store))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("images of 9000 by 9 pixels, expected 1 to 8192");
        assertThat(run("record", "PickCube-v1", "--engine", "lanes", "--out", store)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--engine: no physics engine 'lanes'");
        assertThat(run("record", "PickCube-v1", "--successes", "0", "--out", store)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("0 episodes in 16 worlds, expected 1 to ");
        assertThat(run("record", "PickCube-v1", "--successes", "1", "--keep", "all", "--out", store))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--successes with --keep all");
    }

    @Test
    void aTaskOfAFileIsRecordedReplayedAndMadeAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, Files.readString(Repository.root().resolve("docs/pick-cube.yaml")).replace("steps: 50",
                "steps: 5"));
        String store = folder.resolve("store").toString();
        assertThat(run("record", file.toString(), "--episodes", "2", "--physics", "--engine", "scalar", "--out", store))
                .as(err.toString()).isZero();
        assertThat(run("data", "verify", store, "--replay")).as(err.toString()).isZero();
        assertThat(run("data", "verify", store, "--regenerate", folder.resolve("again").toString()))
                .as(err.toString()).isZero();
        assertThat(run("record", file.toString(), "--robot", "panda", "--out", store)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("robot panda with a file, which names its own");
        Files.delete(file);
        assertThat(run("data", "verify", store, "--replay")).isNotZero();
        assertThat(out.toString() + err).contains("mine.yaml");
    }

    @Test
    void aFileIsShownAsATaskOfTheProductIs() {
        assertThat(run("task", "show", Repository.root().resolve("docs/pick-cube.yaml").toString())).as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("## PickCube-v1").contains("| cube turn | 4 |");
        assertThat(run("task", "show", "missing.yaml")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("missing.yaml");
    }
}
