package org.isthmus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a small working copy, with a JDK and a Maven that only say how they were called.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    @TempDir
    Path temporary;

    private Path root = Path.of("");
    private Path jdk = Path.of("");
    private Path maven = Path.of("");

    @BeforeEach
    void makeWorkingCopy() throws IOException {
        root = temporary.resolve("a working copy");
        copy("isthmus");
        copy("build/jvm.options");
        copy("build/help.txt");
        write(root.resolve("pom.xml"), "");
        write(root.resolve("cli/src/main/java/Main.java"), "");
        jdk = fakeJdk("jdk", "25.0.1");
        maven = temporary.resolve("maven");
        mavenDoes("mkdir -p cli/target/classes; echo \"$PWD/cli/target/classes\" >cli/target/classpath");
    }

    @Test
    void firstVerbBuildsAndLaterOnesDoNot() throws Exception {
        assertThat(isthmus("model", "show").err()).containsOnlyOnce("Building Isthmus");
        assertThat(isthmus("model", "show").err()).isEmpty();
        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void wordsGoToTheVerbAsTheyAre() throws Exception {
        Result result = isthmus("model", "show", "a file", "*", "");
        assertThat(result.out()).contains("org.isthmus.cli.Main [model] [show] [a file] [*] []");
    }

    @Test
    void exitCodeOfTheVerbIsKept() throws Exception {
        assertThat(isthmus("exit", "7").code()).isEqualTo(7);
    }

    @Test
    void worksFromAnyFolderThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("run it"), Path.of("a working copy/isthmus"));
        Result result = run(temporary, Map.of(), List.of(link.toString(), "model"));
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("[model]");
    }

    @Test
    void editedAddedOrDeletedSourceIsBuilt() throws Exception {
        isthmus("model");
        Path folder = root.resolve("cli/src/main/java");
        Path added = folder.resolve("More.java");
        write(added, "");
        assertThat(isthmus("model").err()).contains("Building");
        later(added);
        assertThat(isthmus("model").err()).contains("Building");
        settle();
        Files.delete(added);
        later(folder);
        assertThat(isthmus("model").err()).contains("Building");
    }

    @Test
    void missingLibraryIsFetchedAgain() throws Exception {
        isthmus("model");
        Files.delete(root.resolve("cli/target/classes"));
        assertThat(isthmus("model").err()).contains("Building");
    }

    @Test
    void failedBuildShowsAllThatMavenSaidAndIsTriedAgain() throws Exception {
        mavenDoes("echo '[ERROR] no such symbol'; echo '  at line 3' >&2; exit 1");
        Result failed = isthmus("model");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("[ERROR] no such symbol", "  at line 3");
        assertThat(failed.out()).isEmpty();
        assertThat(isthmus("model").code()).isEqualTo(1);
        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void sourceEditedDuringTheBuildIsBuiltAgain() throws Exception {
        mavenDoes("sleep 0.1; : >cli/src/main/java/Main.java; mkdir -p cli/target; echo / >cli/target/classpath");
        isthmus("model");
        assertThat(isthmus("model").err()).contains("Building");
    }

    @Test
    void buildsWaitForEachOtherAndTheSecondFindsNothingToDo() throws Exception {
        mavenDoes("sleep 1; mkdir -p cli/target; echo / >cli/target/classpath");
        List<Process> both = List.of(start(root, Map.of(), List.of("./isthmus", "model")),
                start(root, Map.of(), List.of("./isthmus", "model")));
        for (Process process : both) {
            assertThat(end(process).code()).isZero();
        }
        assertThat(mavenCalls()).isEqualTo(1);
        assertThat(root.resolve(".isthmus.lock")).doesNotExist();
    }

    @Test
    void lockOfAKilledBuildIsBroken() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createSymbolicLink(root.resolve(".isthmus.lock"), Path.of(Long.toString(dead.pid())));
        assertThat(isthmus("model").code()).isZero();
        assertThat(Files.isSymbolicLink(root.resolve(".isthmus.lock"))).isFalse();
    }

    @Test
    void oldJavaHomeIsPassedOverForTheJavaOnThePath() throws Exception {
        Path old = fakeJdk("old", "17.0.15");
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        Result result = run(root, Map.of("JAVA_HOME", old.toString(), "PATH", bin + ":" + System.getenv("PATH")),
                List.of("./isthmus", "model"));
        assertThat(result.out()).contains("java of jdk").doesNotContain("java of old");
    }

    @Test
    void newerJavaHomeIsTaken() throws Exception {
        Path newer = fakeJdk("newer", "26-ea");
        Result result = run(root, Map.of("JAVA_HOME", newer.toString()), List.of("./isthmus", "model"));
        assertThat(result.out()).contains("java of newer");
    }

    @Test
    void optionsOfTheJavaMachineAreWords() throws Exception {
        Result result = run(root, Map.of("ISTHMUS_JAVA_OPTIONS", "-Xmx1g -Da=b"), List.of("./isthmus", "model"));
        assertThat(result.out()).contains("build/jvm.options] [-Xmx1g] [-Da=b] ");
    }

    @Test
    void helpNeedsNothing() throws Exception {
        Result result = run(root, Map.of("JAVA_HOME", "/none", "MAVEN_HOME", "/none"), List.of("./isthmus", "--help"));
        assertThat(result.out()).isEqualTo(Repository.text(root.resolve("build/help.txt")));
        assertThat(mavenCalls()).isZero();
    }

    @Test
    void testGoesToMavenWithItsWords() throws Exception {
        Result result = isthmus("test", "-pl", "core");
        assertThat(result.code()).isZero();
        assertThat(Repository.text(root.resolve("calls"))).contains("[test] [-pl] [core]");
    }

    private record Result(int code, String out, String err) {}

    private Result isthmus(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("./isthmus"));
        command.addAll(List.of(words));
        return run(root, Map.of(), command);
    }

    private Result run(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        return end(start(folder, environment, command));
    }

    private Process start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("MAVEN_HOME", maven.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Result end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out, err);
    }

    /// A folder that looks like a JDK; its java prints its words, or exits as told.
    private Path fakeJdk(String name, String version) throws IOException {
        Path home = temporary.resolve(name);
        write(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), "exit 1");
        script(home.resolve("bin/java"), """
                [ "$3" != exit ] || exit "$4"
                printf 'java of %s' NAME
                for word in "$@"; do
                    if [ "$word" = org.isthmus.cli.Main ]; then printf ' %s' "$word"; else printf ' [%s]' "$word"; fi
                done
                """.replace("NAME", name));
        return home;
    }

    /// Maven notes its call and then does this in the working copy.
    private void mavenDoes(String commands) throws IOException {
        script(maven.resolve("bin/mvn"), "cd '" + root + "'\n{ printf ' [%s]' \"$@\"; echo; } >>calls\n" + commands);
    }

    private long mavenCalls() throws IOException {
        Path calls = root.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private void copy(String file) throws IOException {
        Path to = root.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(Repository.root().resolve(file), to);
    }

    private static void script(Path file, String commands) throws IOException {
        write(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// As an edit some time from now; file systems' clocks can be coarser than a test is quick.
    private static void later(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
    }

    /// Makes everything older than the next build.
    private void settle() throws Exception {
        Path source = root.resolve("cli/src/main/java");
        for (Path file : List.of(source, source.resolve("More.java"))) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        }
        isthmus("build");
    }
}
