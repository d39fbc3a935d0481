package org.isthmus.model.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAccessTest {
    private static final SourceLocation HERE = new SourceLocation("arm.urdf", 7, 3);

    private final Diagnostics diagnostics = new Diagnostics();

    @TempDir
    Path temp;

    private static FileAccess memory(String... names) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, name.getBytes(UTF_8));
        }
        return FileAccess.inMemory(files);
    }

    private Optional<String> find(FileAccess files, String folder, String reference) {
        return files.find(reference, folder, Severity.ERROR, HERE, diagnostics);
    }

    private String onlyProblem() {
        assertThat(diagnostics.list()).hasSize(1);
        return diagnostics.list().getFirst().toString();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void relativeReferenceIsSeenFromItsFolder() {
        FileAccess files = memory("robot/urdf/arm.urdf", "robot/meshes/hand.stl");
        for (String reference : List.of("../meshes/hand.stl", "../meshes/./hand.stl", "..\\meshes\\hand.stl",
                "/robot/meshes/hand.stl", "file:///robot/meshes/hand.stl", "file:/robot/meshes/han%64.stl")) {
            assertThat(find(files, "/robot/urdf", reference)).as(reference).hasValue("/robot/meshes/hand.stl");
        }
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void searchFoldersFollowTheReferencesOwnFolderInOrder() {
        FileAccess files = memory("a/x.stl", "b/x.stl", "b/y.stl", "c/x.stl", "c/y.stl", "c/z.stl")
                .searching(List.of("/b", "/c"));
        assertThat(find(files, "/a", "x.stl")).hasValue("/a/x.stl");
        assertThat(find(files, "/a", "y.stl")).hasValue("/b/y.stl");
        assertThat(find(files, "/a", "z.stl")).hasValue("/c/z.stl");
    }

    @Test
    void missingFileNamesTheFoldersSearchedAndTheNearestName() {
        FileAccess files = memory("robot/meshes/Hand.stl").searching(List.of("/lib"));
        assertThat(find(files, "/robot", "meshes/hand.stl")).isEmpty();
        assertThat(onlyProblem())
                .isEqualTo("arm.urdf:7:3: error: file 'meshes/hand.stl' does not exist; expected a file in "
                        + "/robot, /lib; did you mean 'Hand.stl' in /robot/meshes?");
    }

    @Test
    void missingFileCanBeAWarning() {
        memory("a").find("b.png", "/", Severity.WARNING, HERE, diagnostics);
        assertThat(diagnostics.hasErrors()).isFalse();
        assertThat(onlyProblem()).isEqualTo("arm.urdf:7:3: warning: file 'b.png' does not exist; expected a file in /; "
                + "check the name, or add the folder that holds it to the search folders");
    }

    @Test
    void whatIsNoFileNameIsRefused() {
        FileAccess files = memory("a/b");
        assertThat(find(files, "/", "")).isEmpty();
        assertThat(find(files, "/", "a\0b")).isEmpty();
        assertThat(find(files, "/", "x".repeat(5000))).isEmpty();
        assertThat(find(files, "/", "http://host/x.stl")).isEmpty();
        assertThat(find(files, "/", "a")).isEmpty();
        assertThat(find(files, "/", "../a/b")).isEmpty();
        assertThat(diagnostics.list()).extracting(Diagnostic::found).satisfiesExactly(
                t -> assertThat(t).isEqualTo("'' cannot be a file name"),
                t -> assertThat(t).endsWith("cannot be a file name"),
                t -> assertThat(t).hasSizeLessThan(300),
                t -> assertThat(t).isEqualTo("'http://host/x.stl' is not on this machine's disk"),
                t -> assertThat(t).isEqualTo("'a' is a folder"),
                t -> assertThat(t).isEqualTo("'../a/b' leads outside the allowed folders"));
    }

    @Test
    void packageIsAFolderOfThatNameUpwards() {
        FileAccess files = memory("ws/arm/urdf/arm.urdf", "ws/arm/meshes/a.stl", "ws/hand/meshes/h.stl");
        assertThat(find(files, "/ws/arm/urdf", "package://arm/meshes/a.stl")).hasValue("/ws/arm/meshes/a.stl");
        assertThat(find(files, "/ws/arm/urdf", "model://hand/meshes/h.stl")).hasValue("/ws/hand/meshes/h.stl");
    }

    @Test
    void packageMayBeNamedByItsManifest() {
        FileAccess files = FileAccess.inMemory(Map.of(
                "ws/arm-main/package.xml", "<package>\n<name> arm </name></package>".getBytes(UTF_8),
                "ws/arm-main/urdf/arm.urdf", new byte[0],
                "lib/hand-2.1/package.xml", "<package><name>hand</name></package>".getBytes(UTF_8)));
        assertThat(files.resolvePackage("arm", "/ws/arm-main/urdf", HERE, diagnostics)).hasValue("/ws/arm-main");
        assertThat(files.searching(List.of("/lib")).resolvePackage("hand", "/ws/arm-main", HERE, diagnostics))
                .hasValue("/lib/hand-2.1");
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void unknownPackageSaysWhereItWasSought() {
        assertThat(find(memory("ws/arm/a.urdf"), "/ws/arm", "package://leg/x.stl")).isEmpty();
        assertThat(onlyProblem())
                .isEqualTo("arm.urdf:7:3: error: package 'leg' is not found; expected a folder of that name, "
                        + "or one whose package.xml names it, in /ws/arm, /ws, /; add the folder that holds it to the search folders");
    }

    @Test
    void packageNameCannotClimb() {
        FileAccess files = memory("ws/arm/a.urdf");
        assertThat(find(files, "/ws/arm", "package://../x.stl")).isEmpty();
        assertThat(onlyProblem()).contains("'..' cannot be a package name");
    }

    @Test
    void packagePathCannotClimbOutOfTheRoots() throws IOException {
        write(temp.resolve("secret.txt"), "s");
        Path urdf = write(temp.resolve("ws/arm/a.urdf"), "u");
        FileAccess files = FileAccess.onDisk(List.of(temp.resolve("ws")));
        assertThat(find(files, FileAccess.folderOf(FileAccess.name(urdf)), "package://arm/../../secret.txt")).isEmpty();
        assertThat(onlyProblem()).contains("leads outside the allowed folders");
    }

    @Test
    void nothingOutsideTheRootsIsFound() throws IOException {
        Path secret = write(temp.resolve("secret.txt"), "s");
        write(temp.resolve("ws-other/x.txt"), "x");
        Path folder = Files.createDirectories(temp.resolve("ws"));
        FileAccess files = FileAccess.onDisk(List.of(folder));
        for (String reference : List.of("../secret.txt", secret.toString(), "file://" + secret, "../ws-other/x.txt",
                "../no-such-file", "/etc/passwd", "/dev/zero")) {
            assertThat(find(files, FileAccess.name(folder), reference)).as(reference).isEmpty();
        }
        assertThat(diagnostics.list()).extracting(Diagnostic::found)
                .allSatisfy(t -> assertThat(t).endsWith("leads outside the allowed folders"));
        assertThat(files.bytes(FileAccess.name(secret), HERE, diagnostics)).isEmpty();
    }

    @Test
    void linkOutOfTheRootsIsRefusedAndLinkInsideIsFollowed() throws IOException {
        Path secret = write(temp.resolve("secret.txt"), "s");
        Path inside = write(temp.resolve("ws/deep/a.stl"), "a");
        Path folder = temp.resolve("ws");
        Files.createSymbolicLink(folder.resolve("out.txt"), secret);
        Files.createSymbolicLink(folder.resolve("outFolder"), temp);
        Files.createSymbolicLink(folder.resolve("in.stl"), inside);
        FileAccess files = FileAccess.onDisk(List.of(folder));
        String base = FileAccess.name(folder);
        assertThat(find(files, base, "out.txt")).isEmpty();
        assertThat(find(files, base, "outFolder/secret.txt")).isEmpty();
        assertThat(diagnostics.errorCount()).isEqualTo(2);
        assertThat(find(files, base, "in.stl")).hasValue(base + "/in.stl");
        assertThat(files.text(base + "/in.stl", HERE, diagnostics)).hasValue("a");
    }

    @Test
    void rootBehindALinkIsTheUsersChoice() throws IOException {
        write(temp.resolve("real/a.stl"), "a");
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("real"));
        FileAccess files = FileAccess.onDisk(List.of(link));
        assertThat(files.text(FileAccess.name(link) + "/a.stl", HERE, diagnostics)).hasValue("a");
    }

    @Test
    void pipeAndDeviceAreRefusedWithoutWaiting() throws Exception {
        Path pipe = temp.resolve("pipe");
        assumeTrue(Files.exists(Path.of("/usr/bin/mkfifo")), "no mkfifo on this system");
        new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
        FileAccess files = FileAccess.onDisk(List.of(temp, Path.of("/dev")));
        assertThat(find(files, FileAccess.name(temp), "pipe")).isEmpty();
        assertThat(onlyProblem()).contains("'pipe' is a device or a pipe; expected a regular file");
        assertThat(files.bytes("/dev/zero", HERE, diagnostics)).isEmpty();
    }

    @Test
    void fileOverTheLimitIsRefused() {
        FileAccess files = FileAccess.inMemory(Map.of("big", new byte[11], "fits", new byte[10]));
        assertThat(files.bytes("/fits", 10, HERE, diagnostics)).isPresent();
        assertThat(files.bytes("/big", 10, HERE, diagnostics)).isEmpty();
        assertThat(onlyProblem())
                .isEqualTo("arm.urdf:7:3: error: file '/big' is larger than 10 bytes; expected at most 10 "
                        + "bytes; split or simplify it");
    }

    @Test
    void pointerOfGitLfsIsNamedAsSuch() {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n";
        FileAccess files = FileAccess.inMemory(Map.of("hand.stl", pointer.getBytes(UTF_8)));
        assertThat(files.bytes("/hand.stl", HERE, diagnostics)).isEmpty();
        assertThat(onlyProblem())
                .isEqualTo("arm.urdf:7:3: error: file '/hand.stl' only points to content in Git LFS; expected the "
                        + "content; run 'git lfs pull' in its repository");
    }

    @Test
    void noReferenceLeadsOutOfTheRoot() throws IOException {
        write(temp.resolve("ws/a/b.txt"), "b");
        write(temp.resolve("secret/b.txt"), "s");
        write(temp.resolve("b.txt"), "s");
        Path root = temp.resolve("ws");
        FileAccess files = FileAccess.onDisk(List.of(root)).searching(List.of(FileAccess.name(root.resolve("a"))));
        String[] parts = {"..", ".", "a", "b.txt", "secret", "ws", "", "/", "\\", "%2e%2e", "file:", "package:", "//",
            "~", "C:"};
        Property.check(81, 2000, random -> {
            StringBuilder reference = new StringBuilder();
            for (int i = 1 + random.nextInt(7); i > 0; i--) {
                reference.append(parts[random.nextInt(parts.length)]).append(random.nextInt(3) > 0 ? "/" : "");
            }
            Diagnostics own = new Diagnostics();
            Optional<String> found = files.find(reference.toString(), FileAccess.name(root.resolve("a")),
                    Severity.ERROR, HERE, own);
            assertThat(found.isPresent()).isNotEqualTo(own.hasErrors());
            found.ifPresent(name -> assertThat(name).isEqualTo(FileAccess.name(root.resolve("a/b.txt"))));
        });
    }

    @Test
    void byteOrderMarkIsSkippedAndForeignBytesAreReplacedWithAWarning() {
        FileAccess files = FileAccess.inMemory(Map.of(
                "mark", "\uFEFFné".getBytes(UTF_8),
                "latin", "eins\nzwei\ndreißig".getBytes(ISO_8859_1),
                "wide", "wide".getBytes(UTF_16)));
        assertThat(files.text("/mark", HERE, diagnostics)).hasValue("né");
        assertThat(diagnostics.list()).isEmpty();
        assertThat(files.text("/latin", HERE, diagnostics)).hasValue("eins\nzwei\ndrei\uFFFDig");
        assertThat(onlyProblem())
                .isEqualTo("/latin:3: warning: byte 14 is not UTF-8; expected text in UTF-8; save the file "
                        + "as UTF-8");
        assertThat(files.text("/wide", HERE, diagnostics)).isEmpty();
        assertThat(diagnostics.list().getLast().toString())
                .isEqualTo("/wide: error: the text is in UTF-16; expected UTF-8; save the file as UTF-8");
    }

    @Test
    void rootThatDoesNotExistHoldsNothing() {
        FileAccess files = FileAccess.onDisk(List.of(temp.resolve("nowhere")));
        assertThat(find(files, FileAccess.name(temp.resolve("nowhere")), "a.stl")).isEmpty();
        assertThat(files.folders()).containsExactly(FileAccess.name(temp.resolve("nowhere")));
        assertThat(diagnostics.errorCount()).isEqualTo(1);
    }

    @Test
    void memoryNameCannotClimb() {
        assertThatThrownBy(() -> memory("../x")).isInstanceOf(IllegalArgumentException.class);
    }
}
