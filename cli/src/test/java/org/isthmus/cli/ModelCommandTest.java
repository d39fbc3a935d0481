package org.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.isthmus.model.report.ReportText;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

/// `isthmus model …`, in process.
class ModelCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(Object... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] args = new String[words.length + 1];
        args[0] = "model";
        for (int i = 0; i < words.length; i++) {
            args[i + 1] = words[i].toString();
        }
        return Main.run(line, args);
    }

    private String output() {
        return out.toString().replace("\r", "");
    }

    @Test
    void showOfTheHandIsAsItWas() throws IOException {
        assertThat(run("show", "five-finger-hand")).isZero();
        Path golden = Repository.root().resolve("cli/src/test/resources/org/isthmus/cli/show-five-finger-hand.txt");
        Path copy = Files.writeString(Path.of("target", "show-five-finger-hand.txt").toAbsolutePath(), output());
        assertThat(golden).as("if the new text is right: cp %s %s", copy, golden).hasContent(output());
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rokae-sr3", "panda", "dual-arm-table", "quadruped", "humanoid"})
    void textFitsATerminal(String template) {
        assertThat(run("show", template)).isZero();
        assertThat(output().lines()).allMatch(line -> line.length() <= ReportText.WIDTH);
        assertThat(output()).contains("No problems found.").doesNotContain("\t");
    }

    @Test
    void jsonHoldsTheSameInSiUnits() throws IOException {
        assertThat(run("show", "panda", "--json")).isZero();
        JsonNode root = new ObjectMapper().readTree(output());
        assertThat(root.at("/sizes/nv").asInt()).isEqualTo(9);
        assertThat(root.at("/mass").asDouble()).isBetween(19.7, 19.8);
        JsonNode joint = root.at("/bodies/2/joints/0");
        assertThat(joint.at("/name").asText()).isEqualTo("joint1");
        assertThat(joint.at("/range/1").asDouble()).isEqualTo(2.8973);
        assertThat(root.at("/problems")).isEmpty();
        assertThat(root.at("/keyframes/0").asText()).isEqualTo("home");
    }

    @Test
    void aMissingMeshIsAProblemAndNotAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("arm.urdf"), """
                <robot name="arm">
                  <link name="base"/>
                  <link name="tip">
                    <inertial><mass value="1"/><inertia ixx="1" iyy="1" izz="1" ixy="0" ixz="0" iyz="0"/></inertial>
                    <collision><geometry><mesh filename="tip.stl"/></geometry></collision>
                  </link>
                  <joint name="turn" type="revolute">
                    <parent link="base"/><child link="tip"/><axis xyz="0 0 1"/>
                    <limit lower="-1.5707963267948966" upper="1" effort="2" velocity="3"/>
                  </joint>
                </robot>
                """);
        assertThat(run("show", file)).isZero();
        assertThat(output()).contains("1 degree of freedom, 1 joint, 2 bodies, 1.000 kg",
                "- turn: hinge about z, -90.0 to 57.3 deg", "Problems:", "file 'tip.stl' does not exist");
    }

    @Test
    void realRobotsAreShown() {
        Path robots = SharedData.require("robots");
        assertThat(run("show", robots.resolve("rokae_sr3_urdf/rokae_description/urdf/xMateSR3.urdf"))).isZero();
        assertThat(output()).contains("6 degrees of freedom", "joint6: hinge about z, -175.0 to 175.0 deg");
        assertThat(run("show", robots.resolve("aloha_mjcf/aloha.xml"))).isZero();
        assertThat(output()).contains("16 degrees of freedom");
        assertThat(run("show", SharedData.require("objects/contactdb_stl/mug.stl"))).isZero();
        assertThat(output()).contains("6 degrees of freedom", "mug: free", "mesh mug");
    }

    @Test
    void anUnknownNameIsAnErrorThatNamesTheNearest() {
        assertThat(run("show", "pandaa")).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: 'pandaa' is neither a file or folder nor the name of a template; "
                + "expected a path, or one of rokae-sr3, ").contains("; did you mean 'panda'?");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsAnErrorThatNamesTheNearestFileOrTemplate() throws IOException {
        Files.writeString(folder.resolve("my_robot.urdf"), "");
        assertThat(run("show", folder.resolve("my_robt.urdf"))).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean '" + folder.resolve("my_robot.urdf") + "'?");
        assertThat(run("show", "nowhere/panda.urdf")).isEqualTo(2);
        assertThat(err.toString()).contains("or one of rokae-sr3, ", "did you mean 'panda'?");
    }

    @Test
    void aFileThatIsNoRobotIsAnErrorWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("robot.xml"), "<mujoco>\n  <worldbdy/>\n</mujoco>\n");
        assertThat(run("show", file)).isEqualTo(2);
        assertThat(err.toString()).contains("robot.xml:2:3: error: ", "did you mean 'worldbody'?");
    }

    @Test
    void convertGoesThereAndBack() {
        Path urdf = folder.resolve("sr3.urdf");
        Path mjcf = folder.resolve("sr3.xml");
        Path scene = folder.resolve("sr3");
        assertThat(run("convert", "rokae-sr3", urdf)).isZero();
        assertThat(output()).isEqualTo(urdf + "\n");
        assertThat(err.toString()).contains("warning: ");
        assertThat(run("convert", urdf, mjcf)).isZero();
        assertThat(run("convert", mjcf, scene)).isZero();
        assertThat(output()).isEqualTo(scene.resolve("scene.xml") + "\n");
        assertThat(err.toString()).isEmpty();
        assertThat(run("show", scene)).isZero();
        assertThat(output()).contains("6 degrees of freedom, 6 joints, 7 bodies, 15.030 kg");
    }

    @Test
    void convertRefusesToOverwriteUnlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("robot.xml"), "mine");
        assertThat(run("convert", "panda", file)).isEqualTo(2);
        assertThat(err.toString()).contains(file + ": error: the file exists and has other content");
        assertThat(file).hasContent("mine");
        assertThat(run("convert", "panda", file, "--force")).isZero();
        assertThat(file).content().startsWith("<mujoco model=\"panda\">");
    }

    @Test
    void convertTakesMeshesAlong() {
        Path arm = SharedData.require("robots/widowx_wx250s_mjcf/wx250s.xml");
        Path scene = folder.resolve("arm");
        assertThat(run("convert", arm, scene)).isZero();
        assertThat(output()).startsWith(scene.resolve("scene.xml") + "\n")
                .endsWith(" files in " + scene.resolve("assets") + "\n")
                .hasLineCount(2);
        assertThat(scene.resolve("assets")).isDirectoryContaining("glob:**.stl");
        assertThat(run("convert", arm, scene)).isZero();
        assertThat(output()).isEqualTo(scene + " is up to date\n");
        Path urdf = folder.resolve("arm.urdf");
        assertThat(run("convert", scene, urdf)).isZero();
        assertThat(folder.resolve("meshes")).isDirectoryContaining("glob:**.obj");
        assertThat(run("show", urdf)).isZero();
        assertThat(output()).contains("8 degrees of freedom");
    }

    @Test
    void convertSaysWhatItCannotWrite() {
        assertThat(run("convert", "panda", folder.resolve("a.sdf"))).isEqualTo(2);
        assertThat(err.toString()).contains("this format cannot be written; expected .xml, .mjcf, .urdf, or a folder");
    }

    @Test
    void listNamesTheTemplates() {
        assertThat(run("list")).isZero();
        assertThat(output().lines()).hasSize(10).first().asString()
                .isEqualTo("rokae-sr3              Rokae xMate SR3, arm of 6 joints");
    }

    @Test
    void dumpWritesOneFileForEachModel() throws IOException {
        Path dumps = folder.resolve("dumps");
        assertThat(run("dump", "panda", "rokae-sr3", "panda", "--samples", 3, "--seed", 7, "--out", dumps)).isZero();
        assertThat(output().lines()).containsExactly(dumps.resolve("panda.json").toString(),
                dumps.resolve("rokae-sr3.json").toString(), dumps.resolve("panda-2.json").toString());
        JsonNode root = new ObjectMapper().readTree(dumps.resolve("panda.json").toFile());
        assertThat(root.at("/sizes/nq").asInt()).isEqualTo(9);
        assertThat(root.at("/samples")).hasSize(4); // the reference configuration comes first
        assertThat(dumps.resolve("panda-2.json")).hasSameBinaryContentAs(dumps.resolve("panda.json"));
    }

    @Test
    void dumpRefusesNumbersThatMakeNoSense() {
        assertThat(run("dump", "panda", "--samples", -1, "--out", folder)).isEqualTo(2);
        assertThat(err.toString()).startsWith("isthmus: --samples is -1, expected 0 to 1000000");
        assertThat(run("dump", "panda")).isEqualTo(2);
        assertThat(err.toString()).startsWith("isthmus: Missing required option: '--out=DIR'");
    }
}
