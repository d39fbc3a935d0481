package org.isthmus.model.urdf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.isthmus.model.urdf.Urdf.joint;
import static org.isthmus.model.urdf.Urdf.link;
import static org.isthmus.model.urdf.Urdf.robot;

import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.testing.XmlMutator;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;

/// Whatever a file holds, the reader ends in a scene or in diagnostics.
class UrdfFuzzTest {
    private static final String SHAPES = "<visual name='v'><origin xyz='0 0 1' rpy='0 1 0'/><geometry><box "
            + "size='1 2 3'/>"
            + "</geometry><material name='m'><color rgba='1 0 0 1'/></material></visual><collision><geometry>"
            + "<mesh filename='package://p/a.obj' scale='1 1 1'/></geometry></collision>"
            + "<collision><geometry><cylinder radius='1' length='2'/></geometry></collision>";
    private static final String LIMIT = "<origin xyz='0 0 1' rpy='0 0 1'/><axis xyz='0 0 1'/>"
            + "<limit lower='-1' upper='1' effort='10' velocity='2'/><dynamics damping='0.1' friction='0.2'/>";
    private static final String ROBOT = robot("<mujoco><compiler meshdir='m' balanceinertia='true'/></mujoco>",
            "<material name='m'><texture filename='t.png'/></material>", link("a", SHAPES), link("b", SHAPES),
            "<link name='c'/>", link("d"), joint("i", "revolute", "a", "b", LIMIT),
            joint("j", "prismatic", "b", "c", LIMIT, "<mimic joint='i' multiplier='2' offset='1'/>"),
            joint("k", "continuous", "c", "d", LIMIT), "<transmission name='t'><joint name='i'><hardwareInterface>"
                    + "PositionJointInterface</hardwareInterface></joint><actuator name='m'><mechanicalReduction>3"
                    + "</mechanicalReduction></actuator></transmission>",
            "<ros2_control><joint name='k'><command_interface name='velocity'/></joint></ros2_control>");

    @Test
    void everyInputEndsInASceneOrDiagnostics() {
        UrdfReader reader = new UrdfReader(Urdf.files("/p/a.obj", "", "/robots/t.png", "")).withFloatingBase();
        Fuzz.named("urdf").seed(1).corpus(List.of(ROBOT.getBytes(UTF_8)))
                .dictionary("link", "joint", "planar", "floating", "ball", "universal", "world", "xacro:", "plane",
                        "capsule", "drake:joint", "frame", "inf", "<link name='e'/>", "nan", "1e300", "1e-300")
                .extension(".urdf").allow(DiagnosticException.class).maxBytes(64L << 20)
                .run(Fuzz.count(), bytes -> {
                    Diagnostics diagnostics = new Diagnostics();
                    FileAccess.decode(Urdf.FILE, bytes, diagnostics)
                            .ifPresent(text -> reader.parse(Urdf.FILE, text, diagnostics));
                });
    }

    @Test
    void whatIsReadCompilesAndIsReadAgain() {
        XmlMutator mutator = new XmlMutator(List.of(ROBOT));
        UrdfReader reader = new UrdfReader(Urdf.files("/p/a.obj", "", "/robots/t.png", ""));
        Fuzz.named("urdf-tree").seed(41).madeBy(random -> mutator.next(random).getBytes(UTF_8)).extension(".urdf")
                .allow(DiagnosticException.class).maxBytes(64L << 20)
                .run(Fuzz.count(), bytes -> {
                    Scene scene = reader.parse(Urdf.FILE, new String(bytes, UTF_8), new Diagnostics());
                    String written = writtenOrNotFinite(scene);
                    if (!written.isEmpty()) {
                        assertThatCode(() -> reader.parse(Urdf.FILE, written, new Diagnostics()))
                                .doesNotThrowAnyException();
                    }
                    SceneCompiler.compile(scene);
                });
    }

    /// Numbers of 1e300 are allowed, but lead nowhere.
    private static String writtenOrNotFinite(Scene scene) {
        try {
            return UrdfWriter.write(scene, new Diagnostics());
        } catch (DiagnosticException e) {
            assertThat(e).hasMessageContaining("not finite");
            return "";
        }
    }
}
