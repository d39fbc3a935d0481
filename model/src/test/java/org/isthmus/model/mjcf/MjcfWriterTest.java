package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.image.Image;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.mesh.format.MeshReadOptions;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.model.mesh.format.MeshWriter;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.testkit.Tolerances;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MjcfWriterTest {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Diagnostics diagnostics = new Diagnostics();

    private String write(Scene scene) {
        try {
            return MjcfWriter.write(scene, files::put, diagnostics);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// What stands between `compiler` and the end.
    private String body(Scene scene) {
        String text = write(scene);
        return text.substring(text.indexOf("/>\n") + 3, text.lastIndexOf("</mujoco>"));
    }

    private List<String> warnings() {
        return diagnostics.list().stream().map(Diagnostic::toString).toList();
    }

    private static Body child(Scene scene, String name) {
        Body body = new Body();
        body.name = name;
        scene.world.children.add(body);
        return body;
    }

    @Test
    void onlyWhatDiffersFromTheClassIsWritten() {
        Scene scene = Mjcf.read("""
                <default>
                  <geom friction="0.5 0.005 0.0001" rgba="1 0 0 1"/>
                  <default class="leg">
                    <geom type="capsule" size="0.02" condim="4"/>
                    <joint axis="0 1 0" range="-90 90" damping="0.5"/>
                    <position kp="20"/>
                  </default>
                </default>
                <worldbody>
                  <geom type="plane" size="1 1 1" rgba="1 0 0 1"/>
                  <body name="trunk" pos="0 0 1" euler="0 0 90">
                    <freejoint/>
                    <geom name="box" type="box" size=".1 .1 .1" condim="3"/>
                    <body name="thigh" childclass="leg">
                      <joint name="hip" damping="0.5"/>
                      <geom fromto="0 0 0 0 0 -0.5" condim="3"/>
                      <geom class="main" size="0.1"/>
                    </body>
                  </body>
                </worldbody>
                <actuator><position name="hip" class="leg" joint="hip" kv="1"/></actuator>""");
        assertThat(write(scene)).isEqualTo("""
                <mujoco model="scene">
                  <compiler angle="radian"/>
                  <default>
                    <geom friction="0.5" rgba="1 0 0 1"/>
                    <default class="leg">
                      <joint axis="0 1 0" range="-1.5707963267948966 1.5707963267948966" damping="0.5"/>
                      <geom type="capsule" size="0.02" condim="4"/>
                      <position kp="20"/>
                    </default>
                  </default>
                  <worldbody>
                    <geom type="plane" size="1 1 1"/>
                    <body name="trunk" pos="0 0 1" quat="0.7071067811865476 0 0 0.7071067811865475">
                      <freejoint/>
                      <geom name="box" type="box" size="0.1 0.1 0.1"/>
                      <body name="thigh" childclass="leg">
                        <joint name="hip"/>
                        <geom fromto="0 0 0 0 0 -0.5" condim="3"/>
                        <geom class="main" size="0.1"/>
                      </body>
                    </body>
                  </worldbody>
                  <actuator>
                    <position name="hip" class="leg" joint="hip" kv="1"/>
                  </actuator>
                </mujoco>
                """);
    }

    @Test
    void aSceneWithoutContentIsAnEmptyWorld() {
        Scene scene = new Scene();
        scene.name = "empty";
        assertThat(write(scene)).isEqualTo("""
                <mujoco model="empty">
                  <compiler angle="radian"/>
                  <worldbody/>
                </mujoco>
                """);
    }

    /// MJCF cannot unset what a class sets.
    @Test
    void whatAnElementLeavesUnsetIsLeftOutOfItsClass() {
        Scene scene = Mjcf.read("""
                <default><geom mass="2"/></default>
                <worldbody><geom size="1"/><geom size="2"/></worldbody>""");
        scene.world.geoms.get(1).mass = Double.NaN;
        assertThat(body(scene)).isEqualTo("""
                  <worldbody>
                    <geom size="1" mass="2"/>
                    <geom size="2"/>
                  </worldbody>
                """);
    }

    @Test
    void theRootClassHasMujocosNameInTheFile() {
        Scene scene = new Scene();
        scene.defaults = new DefaultClass("all");
        scene.defaults.addChild("red").geom.rgba[1] = 0;
        Body red = child(scene, "b");
        red.childClass = "red";
        red.geoms.add(new Geom());
        red.geoms.get(0).defaultClass = "all";
        assertThat(body(scene)).contains("<default>\n", "<geom class=\"main\"/>");
    }

    @Test
    void aClassThatDoesNotExistIsLeftOutWithAWarning() {
        Scene scene = new Scene();
        Geom geom = new Geom();
        geom.defaultClass = "lost";
        geom.size[0] = 1;
        scene.world.geoms.add(geom);
        assertThat(body(scene)).contains("<geom size=\"1\"/>");
        assertThat(warnings()).containsExactly("warning: default class 'lost' does not exist; it is left out");
    }

    /// In MJCF a full inertia is one about the body's axes.
    @Test
    void aFullInertiaInTurnedAxesIsTurnedBack() {
        Scene scene = new Scene();
        Inertial inertial = new Inertial(new Vec3(1, 2, 3), new Quat(0.5, 0.5, 0.5, 0.5), 4,
                new Sym3(3, 2, 2.5, 0.1, 0.2, 0.3));
        child(scene, "b").inertial = inertial;
        String text = body(scene);
        assertThat(text).contains("<inertial pos=\"1 2 3\" mass=\"4\" fullinertia=").doesNotContain("quat");
        Inertial again = Objects.requireNonNull(Mjcf.read(text).world.children.get(0).inertial);
        Sym3 expected = inertial.inertia().rotated(inertial.quat().toRotation());
        Sym3 actual = again.inertia().rotated(again.quat().toRotation());
        assertClose(actual.times(new Vec3(1, 2, 3)).toArray(), expected.times(new Vec3(1, 2, 3)).toArray(),
                Tolerances.ROUNDING);
    }

    /// STL has no shared vertices; read, they come in the order of their first use.
    @Test
    void meshesAreStlWhereThatGivesThemBackAndObjElsewhere() {
        Scene scene = new Scene();
        scene.meshes.add(mesh("shared", null));
        scene.meshes.add(mesh("ordered", null));
        byte[] stl = MeshWriter.toStl(Shapes.icosphere(1, 1));
        scene.meshes.get(1).geometry = MeshReader
                .parse("/a.stl", stl, Mjcf.files(Map.of()), MeshReadOptions.CONVERTED, diagnostics)
                .orElseThrow();
        assertThat(body(scene)).contains("file=\"shared.obj\"", "file=\"ordered.stl\"");
        assertThat(files.get("assets/ordered.stl")).hasSize(84 + 50 * 80);
    }

    @Test
    void aMeshThatIsUsedTwiceIsWrittenOnce() {
        Scene scene = new Scene();
        for (String name : List.of("a", "b")) {
            scene.meshes.add(mesh(name, "parts/Wheel.stl"));
            scene.meshes.getLast().geometry = scene.meshes.getFirst().geometry;
        }
        assertThat(body(scene)).contains("<mesh name=\"a\" file=\"Wheel.obj\"/>",
                "<mesh name=\"b\" file=\"Wheel.obj\"/>");
        assertThat(files).containsOnlyKeys("assets/Wheel.obj");
    }

    @Test
    void filesKeepTheirNamesWhereTheseAreUnique() {
        Scene scene = new Scene();
        scene.meshes.add(mesh("a", "left/Wheel.stl"));
        scene.meshes.add(mesh("bb", "right/wheel.obj"));
        scene.meshes.add(mesh("c d/é", null));
        scene.meshes.add(mesh(".......", null));
        assertThat(body(scene)).contains(
                "<mesh name=\"a\" file=\"Wheel.obj\"/>", "<mesh name=\"bb\" file=\"wheel-2.obj\"/>",
                "<mesh name=\"c d/é\" file=\"c_d_é.obj\"/>", "<mesh name=\".......\" file=\"_.obj\"/>");
        assertThat(files).containsOnlyKeys("assets/Wheel.obj", "assets/wheel-2.obj", "assets/c_d_é.obj",
                "assets/_.obj");
    }

    private static MeshAsset mesh(String name, @Nullable String file) {
        MeshAsset mesh = new MeshAsset();
        mesh.name = name;
        mesh.file = file;
        mesh.geometry = Shapes.icosphere(1 + name.length(), 0);
        return mesh;
    }

    @Test
    void theFolderOfAssetsIsNamedWhenThereAreAny() {
        Scene scene = new Scene();
        Texture texture = new Texture();
        texture.name = "wood";
        texture.image = new Image(2, 2, 3, ByteArray.wrap(new byte[12]));
        scene.textures.add(texture);
        assertThat(write(scene)).contains("<compiler angle=\"radian\" assetdir=\"assets\"/>",
                "<texture name=\"wood\" file=\"wood.png\"/>");
        assertThat(files).containsOnlyKeys("assets/wood.png");
    }

    @Test
    void largeHeightFieldsOfSinglePrecisionBecomeFiles() {
        Scene scene = new Scene();
        scene.heightFields.add(field("small", 2, 0.1));
        scene.heightFields.add(field("large", 40, 0.5));
        scene.heightFields.add(field("precise", 40, 0.1));
        assertThat(body(scene)).contains(
                "<hfield name=\"small\" nrow=\"2\" ncol=\"2\" size=\"1 1 1 0.1\" elevation=\"0.1 0.1 0.1 0.1\"/>",
                "<hfield name=\"large\" file=\"large.hfield\" size=\"1 1 1 0.1\"/>",
                "<hfield name=\"precise\" nrow=\"40\"");
        assertThat(files.get("assets/large.hfield")).hasSize(8 + 4 * 40 * 40);
    }

    private static HeightField field(String name, int side, double height) {
        HeightField field = new HeightField();
        field.name = name;
        field.rows = side;
        field.columns = side;
        System.arraycopy(new double[]{1, 1, 1, 0.1}, 0, field.size, 0, 4);
        field.elevation = new double[side * side];
        Arrays.fill(field.elevation, height);
        return field;
    }

    @Test
    void contentThatWasNotReadIsToldAndKeepsItsFilesName() {
        Scene scene = new Scene();
        scene.meshes.add(mesh("m", "far/away.stl"));
        scene.meshes.get(0).geometry = null;
        assertThat(body(scene)).contains("<mesh name=\"m\" file=\"far/away.stl\"/>");
        assertThat(warnings()).containsExactly(
                "warning: <mesh> 'm' has no content to write; put its file into the folder 'assets'");
    }

    @Test
    void anActuatorIsWrittenByTheShortcutThatMeansIt() {
        List<String> lines = List.of("<motor name=\"a\" joint=\"j\" gear=\"2\"/>",
                "<position name=\"b\" joint=\"j\" kp=\"3\"/>",
                "<velocity name=\"c\" joint=\"j\" kv=\"4\"/>",
                "<damper name=\"d\" joint=\"j\" ctrlrange=\"0 1\" kv=\"5\"/>",
                "<muscle name=\"e\" joint=\"j\"/>", "<cylinder name=\"f\" joint=\"j\" area=\"2\"/>",
                "<general name=\"g\" joint=\"j\" dyntype=\"filter\"/>");
        Scene scene = Mjcf.read("<worldbody><body><geom size=\"1\"/><joint name=\"j\"/></body></worldbody><actuator>"
                + String.join("", lines) + "</actuator>");
        assertThat(body(scene)).contains(lines);
    }

    @Test
    void anActuatorThatNoElementMakesIsTold() {
        Scene scene = Mjcf.read("<worldbody><body><geom size=\"1\"/><joint name=\"j\"/></body></worldbody>");
        Actuator actuator = new Actuator();
        actuator.name = "a";
        actuator.target = "j";
        actuator.inheritRange = 0.5;
        scene.actuators.add(actuator);
        assertThat(body(scene)).contains("<general name=\"a\" joint=\"j\"/>");
        assertThat(warnings()).containsExactly(
                "warning: <general> 'a' cannot be written exactly; expected values that a default class or "
                        + "a shortcut can give");
    }

    @Test
    void bodiesAreNestedAndAsInTheScene() {
        Scene scene = new Scene();
        Body upper = child(scene, "upper");
        Body lower = new Body();
        lower.name = "lower & \"last\"";
        lower.mocap = true;
        upper.children.add(lower);
        Geom geom = new Geom();
        geom.type = GeomType.BOX;
        System.arraycopy(new double[]{1, 2, 3}, 0, geom.size, 0, 3);
        geom.mass = 1e-7;
        upper.geoms.add(geom);
        assertThat(body(scene)).isEqualTo("""
                  <worldbody>
                    <body name="upper">
                      <geom type="box" size="1 2 3" mass="1e-7"/>
                      <body name="lower &amp; &quot;last&quot;" mocap="true"/>
                    </body>
                  </worldbody>
                """);
    }
}
