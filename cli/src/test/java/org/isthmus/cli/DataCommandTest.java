package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.recipe.Recipe;
import org.isthmus.dataset.video.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    private Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    private int run(Object... words) {
        out = new StringWriter();
        err = new StringWriter();
        String[] texts = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        return Main.run(Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out)), texts);
    }

    private Path record(String name, int count) {
        Path place = folder.resolve(name);
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            for (int n = 0; n < count; n++) {
                EpisodeInfo info = EpisodeInfo.of("pick", FrameRate.of(10)).withFactor("friction", 0.25 * n);
                try (EpisodeWriter episode = store.begin(info, List.of(Channel.actions(2).withUnit("rad")))) {
                    for (int t = 0; t < 30; t++) {
                        episode.append("actions", t, n);
                    }
                    episode.finish(n % 2 == 0 ? Success.YES : Success.NO, List.of());
                }
            }
        }
        return place;
    }

    @Test
    void infoSaysWhatAStoreHolds() {
        Path store = record("a", 4);
        assertThat(run("data", "info", store, "--stats")).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith(store + ": 4 episodes, 120 steps, 0:00:12, 0.0 MiB")
                .contains(
                        "  pick                          4 episodes,     2 succeeded,     2 failed,     0 unknown; 30 to 30 steps")
                .contains("  friction                 0.00000 to 0.750000")
                .contains("channels of episode 0 (10 steps/s)")
                .contains("  actions                          float32  [2]              steps, rad")
                .contains("  actions[1]                            0.00000      3.00000      1.50000      1.11803");
        assertThat(run("data", "info", store, "--where", "friction>0.4", "--success", "yes")).isZero();
        assertThat(out.toString()).contains("1 episodes, 30 steps");
    }

    @Test
    void verifyNamesWhatIsWrongAndRepairMendsIt() throws IOException {
        Path store = record("a", 2);
        assertThat(run("data", "verify", store)).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("2 episodes checked, all is well\n");
        Path file = store.resolve("episodes/chunk-000/episode-000001.hdf5");
        byte[] bytes = Files.readAllBytes(file);
        bytes[650] ^= 4;
        Files.write(file, bytes);
        assertThat(run("data", "verify", store)).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString())
                .contains(file + ": the checksum is wrong: dataset 'actions' is damaged from row 0 on")
                .contains("2 episodes checked, 1 wrong: isthmus data repair " + store + " puts the store in order");
        assertThat(run("data", "repair", store)).isZero();
        assertThat(out.toString()).contains(file + ": moved to damaged/episode-000001.hdf5: the checksum is wrong")
                .contains("the store is in order");
        assertThat(run("data", "verify", store)).isZero();
        assertThat(run("data", "repair", store)).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("nothing to repair\n");
    }

    @Test
    void mergeAndSplitCopyEpisodes() {
        Path a = record("a", 4);
        Path b = record("b", 3);
        Path all = folder.resolve("all");
        assertThat(run("data", "merge", a, b, "-o", all, "--success", "yes")).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(a + ": 2 of 4 episodes copied\n" + b
                + ": 2 of 3 episodes copied\n" + all + ": 4 episodes\n");
        Path train = folder.resolve("train");
        Path val = folder.resolve("val");
        assertThat(run("data", "split", all, "--into", train + "=0.75", "--into", val + "=0.25")).as(err.toString())
                .isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(train + ": 3 episodes\n" + val + ": 1 episodes\n");
        assertThat(run("data", "verify", train)).isZero();
        assertThat(run("data", "split", all, "--into", train + "=0.5")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("which holds episodes already; expected a new store");
        assertThat(run("data", "split", all, "--into", folder.resolve("x") + "=1.5")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--into: shares [1.5], expected numbers above 0 with a sum up to 1");
    }

    @Test
    void exportsAreImported() {
        Path a = record("a", 3);
        Path dataset = folder.resolve("dataset");
        assertThat(run("data", "export", a, "-o", dataset)).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(dataset + ": 3 episodes\n");
        Path back = folder.resolve("back");
        assertThat(run("data", "import", dataset, "-o", back)).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(back + ": 3 episodes added\n");
        assertThat(run("data", "export", a, "-o", dataset)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("the folder is there already");
        assertThat(run("data", "export", a, "-o", dataset, "--format", "zip")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--format is 'zip', expected one of lerobot");
        Path file = folder.resolve("demo.hdf5");
        assertThat(run("data", "export", a, "-o", file, "--format", "robomimic")).as(err.toString()).isZero();
        assertThat(err.toString()).contains("actions such as 2.0; expected -1 to 1, or robomimic refuses the file");
        assertThat(run("data", "import", file, "-o", back)).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(back + ": 3 episodes added\n");
        assertThat(run("data", "import", folder, "-o", back)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no dataset that can be imported");
    }

    @Test
    void reportsAreWritten() throws IOException {
        Path a = record("a", 3);
        Path page = folder.resolve("report.html");
        Path json = folder.resolve("report.json");
        assertThat(run("data", "report", a, "-o", page, "--json", json)).as(err.toString()).isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines("3 episodes, 2 with something odd, 0 near duplicates\n");
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("<h1>a</h1>", "2 of 3");
        assertThat(json).content().contains("\"store\" : \"a\"");
        assertThat(run("data", "report", a)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("nothing to write: give -o FILE.html or --json FILE");
    }

    @Test
    void onlyStoresWithARecipeAreMadeAgain() {
        Path a = record("a", 1);
        assertThat(run("data", "verify", a, "--regenerate", folder.resolve("again"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no recipe in the store; expected recipe.json");
        new Recipe("juggle", 1, 1, new TreeMap<>(), new TreeMap<>(), "", "", new TreeMap<>(), "")
                .write(a, new Diagnostics());
        assertThat(run("data", "verify", a, "--regenerate", folder.resolve("again"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no generator here knows the task 'juggle' of its recipe");
    }

    @Test
    void badWordsAreTold() {
        assertThat(run("data", "info", folder.resolve("none"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("this is no store of episodes");
        assertThat(run("data", "info", folder, "--where", "friction~1")).isEqualTo(ExitCode.USAGE);
        assertThat(run("data", "info", record("a", 1), "--where", "friction~1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("--where is 'friction~1', expected a name, one of < <= > >= = != and a number");
    }
}
