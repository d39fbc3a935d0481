package org.isthmus.model.sdf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.sdf.Sdf.joint;
import static org.isthmus.model.sdf.Sdf.link;
import static org.isthmus.model.sdf.Sdf.messages;
import static org.isthmus.model.sdf.Sdf.model;
import static org.isthmus.model.sdf.Sdf.pose;
import static org.isthmus.model.sdf.Sdf.world;

import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.testing.XmlMutator;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;

class SdfErrorsTest {
    @Test
    void otherFormatsAreNamed() {
        assertThat(messages("<robot/>")).isEqualTo("1: error: this is URDF, not SDF; expected a root element 'sdf'");
        assertThat(messages("<mujoco/>")).isEqualTo("1: error: this is MJCF, not SDF; expected a root element 'sdf'");
        assertThat(messages("<a/>")).isEqualTo("1: error: the root element is 'a'; expected a root element 'sdf'");
        assertThat(messages("<sdf version='1.9'/>")).isEqualTo(
                "1: error: there is neither a model nor a world; expected one");
    }

    @Test
    void theVersionIsToldWhenItIsUnknown() {
        assertThat(messages("<sdf version='2'><model name='m'>" + link("a") + "</model></sdf>")).isEqualTo(
                "1: warning: the version of SDF is '2'; expected 1.4 to 1.11; it is read as the newest");
    }

    @Test
    void furtherModelsAreTold() {
        assertThat(messages("<sdf version='1.9'><model name='m'>" + link("a") + "</model><model name='n'/></sdf>"))
                .isEqualTo(
                        "1: warning: 'model' beside 'model' is not read; expected one world, or one model; put "
                                + "models into a world");
    }

    @Test
    void namesAreThereAndUnique() {
        assertThat(messages(model("<link/>", link("a"), "<frame name='a'/>", "<joint name='world' type='fixed'/>")))
                .isEqualTo("""
                2: error: 'link' has no name; expected an attribute 'name'
                4: error: the name 'a' of 'frame' is taken; expected a name of its own; rename it
                5: error: the name 'world' of 'joint' is taken; expected a name of its own; rename it""");
    }

    @Test
    void framesExistAndDoNotCircle() {
        assertThat(messages(model(link("arm", pose("amr", "0 0 0 0 0 0"))))).isEqualTo(
                "2: error: there is no frame 'amr'; expected the name of a link, joint, frame or model; did you "
                        + "mean 'arm'?");
        assertThat(messages(model(link("a", pose("b", "0 0 0 0 0 0")), link("b", pose("a", "0 0 0 0 0 0"))))).isEqualTo(
                "3: error: the pose of 'a' is relative to itself; expected poses that start from the model");
        assertThat(messages(model(link("a"), "<frame name='f' attached_to='g'/>", "<frame name='g' attached_to='f'/>")))
                .contains("error: frame 'f' is attached to itself; expected frames that are attached to links");
        assertThat(messages(model("<frame name='f'/>"))).contains(
                "2: error: the model 'm' has no link; expected at least one");
    }

    @Test
    void jointsAreWhole() {
        assertThat(messages(model(link("a"), link("b"), "<joint name='i' type='fixed'><parent>a</parent></joint>",
                joint("j", "fixed", "a", "c")))).isEqualTo("""
                        4: error: 'joint' has no 'child'; expected one
                        5: error: there is no frame 'c'; expected the name of a link, joint, frame or model; \
                        did you mean 'a'?""");
        assertThat(messages(model(link("a"), link("b"), joint("j", "screw", "a", "b")))).isEqualTo(
                "4: error: joint 'j' has the type 'screw'; "
                        + "expected one of revolute, continuous, prismatic, fixed, ball, universal, revolute2; "
                        + "use two joints and couple them in the scene");
        assertThat(messages(model(link("a"), link("b"), joint("j", "revolut", "a", "b")))).endsWith(
                "did you mean 'revolute'?");
        assertThat(messages(
                model(link("a"), link("b"), joint("j", "revolute", "a", "b", "<axis><xyz>0 0 0</xyz></axis>"))))
                .isEqualTo("4: error: joint 'j' has the axis 0 0 0; expected a direction");
        assertThat(messages(model(link("a"), link("b"), joint("i", "fixed", "a", "b"), joint("j", "fixed", "b", "a"))))
                .contains("form a loop; expected a tree with one root;");
        assertThat(messages(model(link("a"), joint("j", "fixed", "a", "world")))).contains(
                "error: joint 'j' has 'world' as its child;");
    }

    @Test
    void numbersAndFlagsAreRead() {
        assertThat(messages(model("<static>maybe</static>", link("a", pose("1 2 3"))))).isEqualTo("""
                2: error: 'static' is 'maybe'; expected 'true' or 'false'
                3: error: 'pose' is '1 2 3'; expected 6 finite numbers""");
    }

    @Test
    void shapesAreKnownAndWhole() {
        String body = "<collision name='c'><geometry>%s</geometry></collision>";
        assertThat(messages(model(link("a", body.formatted("<sphare/>"))))).startsWith(
                "2: error: 'geometry' has no shape that is known; "
                        + "expected one of box, sphere, cylinder, capsule, ellipsoid, plane, mesh; "
                        + "did you mean 'sphere'?");
        assertThat(messages(model(link("a", body.formatted("<sphere/>"))))).isEqualTo(
                "2: error: 'sphere' has no 'radius'; expected one");
        assertThat(messages(model(link("a", body.formatted("<empty/>"))))).isEmpty();
        assertThat(messages(model(link("a", body.formatted("<mesh/>"))))).isEqualTo(
                "2: error: 'mesh' has no 'uri'; expected one");
        assertThat(messages(model(link("a", body.formatted("<mesh><uri>a.obj</uri></mesh>"))))).isEqualTo(
                "2: error: file 'a.obj' does not exist; expected a file in /models; "
                        + "check the name, or add the folder that holds it to the search folders");
        assertThat(messages(new SdfReader(Sdf.files()).toleratingMissingMeshes(),
                model(link("a", body.formatted("<mesh><uri>a.obj</uri></mesh>")))))
                .startsWith("2: warning: file 'a.obj'");
        assertThat(messages(model(link("a", "<visual name='v'/>")))).isEqualTo(
                "2: error: 'visual' has no 'geometry'; expected one");
    }

    @Test
    void massesAreTold() {
        assertThat(messages(model("<link name='a'/>", "<link name='b'/>"))).isEqualTo(
                "2: warning: links 'a', 'b': no inertial, so it has SDF's 1 kg and 1 kg·m² about each axis; "
                        + "expected an inertial");
        assertThat(messages(model("<link name='a'><inertial><mass>-1</mass></inertial></link>"))).isEqualTo(
                "2: error: link 'a' has mass -1.0; expected a mass that is not negative");
        assertThat(messages(model("<static>1</static><link name='a'/>"))).isEmpty();
    }

    /// A world with nested and included models.
    private static String document() {
        String shapes = "<visual name='v'>" + pose("f", "0 0 1 0 1 0")
                + "<geometry><box><size>1 2 3</size></box></geometry>"
                + "<material><diffuse>1 0 0 1</diffuse></material></visual><collision name='c'><geometry><mesh>"
                + "<uri>a.obj</uri><scale>1 1 1</scale></mesh></geometry></collision>";
        String axis = "<axis><xyz expressed_in='__model__'>0 0 1</xyz><limit><lower>-1</lower><upper>1</upper>"
                + "</limit></axis>";
        return world("<gravity>0 0 -9</gravity>",
                "<light name='l' type='point'>" + pose("0 0 1 0 0 0") + "</light>",
                "<model name='m' canonical_link='a' placement_frame='f'>" + pose("1 2 3 0 0 1") + link("a", shapes)
                        + link("b", pose("a", "1 0 0 0 0 0")) + "<frame name='f' attached_to='a'>" + pose("0 0 1 0 0 0")
                        + "</frame>" + joint("j", "revolute", "a", "b", pose("f", "0 0 0 0 0 0"), axis)
                        + "<model name='n'>" + link("c") + link("d") + joint("k", "universal", "c", "d", axis)
                        + "</model>" + joint("o", "fixed", "b", "n::c") + "</model>",
                "<include><uri>model://box</uri>" + pose("0 0 1 0 0 0") + "</include>");
    }

    private static SdfReader reader() {
        return new SdfReader(Sdf.files("/models/a.obj", "", "/models/box/model.config",
                "<model><sdf version='1.6'>box.sdf</sdf></model>", "/models/box/box.sdf", model(link("l"))));
    }

    @Test
    void everyInputEndsInASceneOrDiagnostics() {
        SdfReader reader = reader();
        Fuzz.named("sdf").seed(3).corpus(List.of(document().getBytes(UTF_8)))
                .dictionary("world", "__model__", "n::", "::", "screw", "ball", "static", "relative_to", "attached_to",
                        "<link name='e'/>", "model://", "inf", "1e300")
                .extension(".sdf").allow(DiagnosticException.class).maxBytes(64L << 20)
                .run(Fuzz.count(), bytes -> {
                    Diagnostics diagnostics = new Diagnostics();
                    FileAccess.decode(Sdf.FILE, bytes, diagnostics)
                            .ifPresent(t -> reader.parse(Sdf.FILE, t, diagnostics));
                });
    }

    @Test
    void whatIsReadCompiles() {
        XmlMutator mutator = new XmlMutator(List.of(document()));
        SdfReader reader = reader();
        Fuzz.named("sdf-tree").seed(42).madeBy(random -> mutator.next(random).getBytes(UTF_8)).extension(".sdf")
                .allow(DiagnosticException.class).maxBytes(64L << 20)
                .run(Fuzz.count(), bytes -> {
                    Scene scene = reader.parse(Sdf.FILE, new String(bytes, UTF_8), new Diagnostics());
                    compileOrNotFinite(scene);
                });
    }

    /// Numbers of 1e300 are allowed, but lead nowhere.
    private static void compileOrNotFinite(Scene scene) {
        try {
            SceneCompiler.compile(scene);
        } catch (DiagnosticException e) {
            assertThat(e).hasMessageContaining("not finite");
        }
    }
}
