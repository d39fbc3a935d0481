package org.isthmus.model.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.robots.RokaeSr3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneFilesTest {
    /// The corner of a cube of 1 m, as text STL.
    private static final String STL = "solid corner\n" + facet(0, 0, 0, 0, 1, 0, 1, 0, 0)
            + facet(0, 0, 0, 1, 0, 0, 0, 0, 1)
            + facet(0, 0, 0, 0, 0, 1, 0, 1, 0) + facet(1, 0, 0, 0, 1, 0, 0, 0, 1) + "endsolid corner\n";
    private static final String MJCF = "<mujoco model=\"m\"><worldbody><geom size=\"1\"/></worldbody></mujoco>";
    private static final String URDF = "<robot name=\"r\"><link name=\"base\"/></robot>";
    private static final String SDF = """
            <sdf version="1.7"><model name="s"><link name="l"/></model></sdf>
            """;

    private final Diagnostics diagnostics = new Diagnostics();

    @TempDir
    private Path folder;

    private static String facet(int... xyz) {
        StringBuilder text = new StringBuilder("facet normal 0 0 0\nouter loop\n");
        for (int i = 0; i < 9; i += 3) {
            text.append("vertex ").append(xyz[i]).append(' ').append(xyz[i + 1]).append(' ').append(xyz[i + 2])
                    .append('\n');
        }
        return text.append("endloop\nendfacet\n").toString();
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(requireNonNull(file.getParent()));
        return Files.writeString(file, content);
    }

    private Scene load(Object path) {
        return SceneFiles.load(path.toString(), SceneFiles.Options.DEFAULT, new Diagnostics());
    }

    @Test
    void theNameShowsTheFormat() {
        assertThat(SceneFormat.byName(Path.of("a/b.XML"))).contains(SceneFormat.MJCF);
        assertThat(SceneFormat.byName(Path.of("b.mjcf"))).contains(SceneFormat.MJCF);
        assertThat(SceneFormat.byName(Path.of("b.urdf"))).contains(SceneFormat.URDF);
        assertThat(SceneFormat.byName(Path.of("b.world"))).contains(SceneFormat.SDF);
        assertThat(SceneFormat.byName(Path.of("b.glb"))).contains(SceneFormat.MESH);
        assertThat(SceneFormat.byName(Path.of("a.b/c"))).contains(SceneFormat.FOLDER);
        assertThat(SceneFormat.byName(Path.of("b.docx"))).isEmpty();
    }

    @Test
    void formatsAreReadByExtensionOrContent() throws IOException {
        assertThat(load(file("a.xml", MJCF)).name).isEqualTo("m");
        assertThat(load(file("b.xml", URDF)).name).isEqualTo("r");
        assertThat(load(file("c.xml", SDF)).body("l")).isNotNull();
        assertThat(load(file("d.urdf", URDF)).name).isEqualTo("r");
        assertThat(load(file("e.sdf", SDF)).body("l")).isNotNull();
        assertThat(load(file("f.model", MJCF)).name).isEqualTo("m");
        assertThat(load("quadruped").name).isEqualTo("quadruped");
    }

    @Test
    void aMeshAloneIsAFreeObject() throws IOException {
        Scene scene = load(file("rock.stl", STL));
        Body body = requireNonNull(scene.body("rock"));
        assertThat(body.joints).hasSize(1).first().extracting(j -> j.type).isEqualTo(JointType.FREE);
        // a tetrahedron of volume 1/6 m³ at 1000 kg/m³
        assertThat(SceneCompiler.compile(scene).bodies().mass().get(1)).isBetween(166.6, 166.7);
    }

    @Test
    void aFolderWithASceneFileIsAScene() throws IOException {
        file("robot/scene.xml", MJCF);
        assertThat(load(folder.resolve("robot")).name).isEqualTo("m");
        assertThatThrownBy(() -> load(folder)).isInstanceOf(DiagnosticException.class)
                .hasMessage(folder + ": error: the folder has no scene.xml; expected a scene folder; "
                        + "name the file in it that you mean");
    }

    @Test
    void meshesBesideTheFolderOfTheDescriptionAreReached() throws IOException {
        file("arm/meshes/link.stl", STL);
        String urdf = """
                <robot name="r"><link name="base"><collision><geometry><mesh filename="%s"/></geometry></collision></link></robot>
                """;
        assertThat(load(file("arm/urdf/a.urdf", urdf.formatted("../meshes/link.stl"))).meshes).hasSize(1);
        assertThat(load(file("arm/urdf/b.urdf", urdf.formatted("package://arm/meshes/link.stl"))).meshes).hasSize(1);
        file("other/package.xml", "<package><name>other</name></package>");
        Path robot = file("other/a/b/c.urdf", urdf.formatted("package://arm/meshes/link.stl"));
        assertThat(load(robot).meshes).hasSize(1);
    }

    @Test
    void whatLiesElsewhereIsReachedOnlyWhereAllowed() throws IOException {
        file("secret/link.stl", STL);
        Path robot = file("arm/a.xml", """
                <mujoco><asset><mesh name="m" file="../secret/link.stl"/></asset>
                <worldbody><geom type="mesh" mesh="m"/></worldbody></mujoco>
                """);
        assertThatThrownBy(() -> load(robot)).hasMessageContaining("leads outside the allowed folders");
        SceneFiles.Options allowed = new SceneFiles.Options(List.of(folder.resolve("secret")), List.of(), false, false);
        assertThat(SceneFiles.load(robot.toString(), allowed, new Diagnostics()).meshes).hasSize(1);
    }

    @Test
    void missingMeshesAreErrorsUnlessTolerated() throws IOException {
        Path robot = file("a.xml", """
                <mujoco><asset><mesh name="m" file="gone.stl"/></asset>
                <worldbody><geom size="1"/><geom type="mesh" mesh="m"/></worldbody></mujoco>
                """);
        assertThatThrownBy(() -> load(robot)).hasMessageContaining("'gone.stl' does not exist");
        Scene scene = SceneFiles.load(robot.toString(), SceneFiles.Options.TOLERANT, diagnostics);
        assertThat(diagnostics.warningCount()).isPositive();
        assertThat(SceneCompiler.compile(scene).sizes().ngeom()).isEqualTo(1);
    }

    @Test
    void whatIsNoRobotIsAnError() throws IOException {
        Path text = file("a.txt", "hello");
        assertThatThrownBy(() -> load(text)).hasMessage(
                text + ": error: the file is no description of a robot or scene; expected " + SceneFormat.known());
        assertThatThrownBy(() -> load("no/such.urdf"))
                .hasMessageStartingWith(
                        "error: 'no/such.urdf' is neither a file or folder nor the name of a template; ");
        assertThatThrownBy(() -> load("bad\0name")).hasMessageStartingWith("error: 'bad");
    }

    @Test
    void aSkinIsSeenAndTheShapesBelowGoOnColliding() throws IOException {
        Scene scene = RokaeSr3.arm().scene();
        double mass = SceneCompiler.compile(scene).bodies().subtreeMass().get(0);
        Path stl = file("link.stl", STL);
        Geom worn = Skin.put(scene, "link2", stl, 0.1, Pose.at(0, 0, 0.1), Optional.of("white"), diagnostics)
                .orElseThrow();
        Body link = requireNonNull(scene.body("link2"));
        assertThat(link.geoms).filteredOn(g -> g.type != GeomType.MESH).isNotEmpty().allMatch(g -> g.group == 3);
        assertThat(worn.material).isEqualTo("white");
        assertThat(requireNonNull(scene.mesh("link")).scale).containsExactly(0.1, 0.1, 0.1);
        assertThat(SceneCompiler.compile(scene).bodies().subtreeMass().get(0)).isEqualTo(mass);
        assertThat(Skin.put(scene, "link3", stl, 1, Pose.IDENTITY, Optional.empty(), diagnostics)).isPresent();
        assertThat(scene.mesh("link_2")).isNotNull();
        assertThat(diagnostics.list()).isEmpty();
        assertThatThrownBy(() -> Skin.put(scene, "link9", stl, 1, Pose.IDENTITY, Optional.empty(), diagnostics))
                .hasMessage("error: scene 'rokae-sr3' has no body 'link9'; did you mean 'link1'?");
    }

    @Test
    void realMeshesGoOnTheTemplateOfTheirRobot() {
        Path meshes = SharedData.require("robots/rokae_sr3_urdf/rokae_description/meshes/xMateSR3");
        Scene scene = RokaeSr3.arm().scene();
        for (int i = 1; i <= 6; i++) {
            Skin.put(scene, "link" + i, meshes.resolve("xMateSR3_link" + i + ".stl"), 0.001, Pose.IDENTITY,
                    Optional.of("white"), diagnostics);
        }
        assertThat(diagnostics.list()).isEmpty();
        assertThat(SceneCompiler.compile(scene).sizes().nmesh()).isEqualTo(6);
    }
}
