package org.isthmus.model.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.junit.jupiter.api.Test;

class ReportTest {
    /// A body on a limited hinge, with a servo.
    private static Scene scene() {
        Scene scene = new Scene();
        scene.name = "lamp";
        Body body = scene.world.addBody("arm", Pose.at(0, 0, 1));
        body.addJoint("turn", JointType.HINGE, j -> {
            j.axis = new Vec3(0, -2, 0);
            j.range[0] = -Math.PI / 2;
            j.range[1] = Math.PI;
        });
        body.addGeom(GeomType.BOX, new double[]{0.1, 0.1, 0.1}, g -> g.mass = 2);
        body.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {
            g.contype = 0;
            g.conaffinity = 0;
            g.mass = 0;
        });
        Actuator servo = new Actuator();
        servo.name = "servo";
        servo.target = "turn";
        servo.gainPrm[0] = 10;
        servo.biasType = BiasType.AFFINE;
        servo.biasPrm[1] = -10;
        servo.controlRange[1] = 1;
        scene.actuators.add(servo);
        return scene;
    }

    private static ModelReport report(Scene scene) {
        return ModelReport.of(scene, SceneCompiler.compile(scene), List.of());
    }

    private static List<String> problems(Scene scene) {
        return report(scene).problems().stream().map(Diagnostic::toString).toList();
    }

    @Test
    void textShowsTreeJointsInDegreesMassesAndActuators() {
        assertThat(ReportText.of(report(scene()))).isEqualTo("""
                lamp
                  1 degree of freedom, 1 joint, 1 body, 2.000 kg
                  2 geoms, 1 actuator

                Bodies and joints                              kg  shapes
                  arm                                       2.000  box; seen: sphere
                    - turn: hinge about -y, -90.0 to 180.0 deg

                Actuators (SI units)        kind      on                            control           force
                  servo                     position  joint turn                    0 to 1            -

                No problems found.
                """);
    }

    @Test
    void kindsOfActuatorsAreRecognised() {
        Scene scene = scene();
        Actuator a = scene.actuators.getFirst();
        assertThat(report(scene).actuators().getFirst().kind()).isEqualTo("position");
        a.biasPrm[2] = -10;
        a.biasPrm[1] = 0;
        assertThat(report(scene).actuators().getFirst().kind()).isEqualTo("velocity");
        a.biasPrm[0] = 1;
        assertThat(report(scene).actuators().getFirst().kind()).isEqualTo("general");
        a.biasType = BiasType.NONE;
        assertThat(report(scene).actuators().getFirst().kind()).isEqualTo("motor");
    }

    @Test
    void anActuatorWithoutLimitsIsAProblem() {
        Scene scene = scene();
        scene.actuators.getFirst().controlRange[1] = 0;
        assertThat(problems(scene)).containsExactly("warning: actuator 'servo' has a limit neither of control nor of "
                + "force; give it a ctrlrange or a forcerange");
        requireNonNull(scene.joint("turn")).actuatorForceRange[1] = 5;
        assertThat(problems(scene)).isEmpty();
    }

    @Test
    void aKeyframeBeyondALimitIsAProblem() {
        Scene scene = scene();
        Keyframe key = new Keyframe();
        key.name = "over";
        key.qpos = new double[]{4};
        scene.keyframes.add(key);
        assertThat(problems(scene)).containsExactly("warning: keyframe 'over' has joint 'turn' at 4.000, beyond its "
                + "limits; expected -1.571 to 3.142");
    }

    @Test
    void aMovingBodyAlmostWithoutInertiaIsAProblem() {
        Scene scene = scene();
        scene.bodies().get(1).geoms.getFirst().mass = 1e-10;
        assertThat(problems(scene)).hasSize(1).first().asString()
                .startsWith(
                        "warning: body 'arm' moves and has almost no inertia (6.667e-13 kg m^2); expected at least");
        requireNonNull(scene.joint("turn")).armature = 0.01;
        assertThat(problems(scene)).isEmpty();
    }

    @Test
    void anOpenMeshThatGivesAMassIsAProblem() {
        Scene scene = scene();
        MeshAsset mesh = new MeshAsset();
        mesh.name = "open";
        mesh.geometry = Mesh.of(DoubleArray.wrap(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1),
                IntArray.wrap(0, 2, 1, 0, 1, 3, 0, 3, 2));
        scene.meshes.add(mesh);
        scene.bodies().get(1).addGeom(GeomType.MESH, new double[0], g -> g.mesh = "open");
        assertThat(problems(scene)).hasSize(1).first().asString().contains("not watertight: 3 of 6 edges");
        scene.bodies().get(1).geoms.getLast().density = 0;
        assertThat(problems(scene)).isEmpty();
    }

    @Test
    void whatWasFoundBeforeComesFirst() {
        Scene scene = scene();
        Diagnostic before = new Diagnostic(Severity.WARNING,
                SourceLocation.UNKNOWN, "something", "", "");
        assertThat(ModelReport.of(scene, SceneCompiler.compile(scene), List.of(before)).problems())
                .containsExactly(before);
    }
}
