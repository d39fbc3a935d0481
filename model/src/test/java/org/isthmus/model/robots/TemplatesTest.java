package org.isthmus.model.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Transmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws that all templates keep.
class TemplatesTest {
    static Stream<RobotTemplate> templates() {
        return RobotTemplates.all().stream();
    }

    @Test
    void templatesAreFoundByName() {
        assertThat(RobotTemplates.all()).extracting(RobotTemplate::name).doesNotHaveDuplicates()
                .contains("rokae-sr3", "aubo-i5", "widowx-250s", "panda", "parallel-gripper", "five-finger-hand",
                        "dual-arm-table", "quadruped", "humanoid");
        assertThat(RobotTemplates.find("panda")).hasValueSatisfying(t -> assertThat(t.name()).isEqualTo("panda"));
        assertThat(RobotTemplates.find("pandas")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void compilesWithoutWarnings(RobotTemplate template) {
        Diagnostics diagnostics = new Diagnostics();
        Model model = SceneCompiler.compile(template.scene(), diagnostics);
        assertThat(diagnostics.list()).isEmpty();
        assertThat(model.sizes().nu()).isPositive();
        assertThat(model.sizes().nkey()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void isBuiltAnewEachTime(RobotTemplate template) {
        assertThat(template.scene()).isNotSameAs(template.scene());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void inertiasAreThoseOfRigidBodies(RobotTemplate template) {
        Model model = SceneCompiler.compile(template.scene());
        for (int b = 1; b < model.sizes().nbody(); b++) {
            String name = template.scene().bodies().get(b).name;
            double[] i = model.bodies().inertia().slice(3 * b, 3 * b + 3);
            assertThat(model.bodies().mass().get(b)).as(name).isGreaterThan(0.001);
            assertThat(i[0]).as(name).isGreaterThan(1e-8);
            // each principal moment is at most the sum of the others
            assertThat(i[0]).as(name).isLessThanOrEqualTo(i[1] + i[2]);
            assertThat(i[1]).as(name).isLessThanOrEqualTo(i[0] + i[2]);
            assertThat(i[2]).as(name).isLessThanOrEqualTo(i[0] + i[1]);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void jointsHaveLimitsAndHomeIsWithinThem(RobotTemplate template) {
        Scene scene = template.scene();
        double[] qpos = scene.keyframes.getFirst().qpos;
        int at = 0;
        for (Body body : scene.bodies()) {
            for (Joint joint : body.joints) {
                if (joint.type != JointType.FREE) {
                    assertThat(joint.range[0]).as(joint.name).isLessThan(joint.range[1]);
                    assertThat(qpos[at]).as(joint.name).isBetween(joint.range[0], joint.range[1]);
                    assertThat(joint.armature).as(joint.name).isPositive();
                }
                at += joint.type.qposCount();
            }
        }
        assertThat(qpos).hasSize(at);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void servosHaveLimitsOfForceAndHoldHome(RobotTemplate template) {
        Scene scene = template.scene();
        double[] ctrl = scene.keyframes.getFirst().ctrl;
        assertThat(ctrl).hasSameSizeAs(scene.actuators.stream().mapToDouble(a -> 0).toArray());
        for (int i = 0; i < ctrl.length; i++) {
            Actuator servo = scene.actuators.get(i);
            assertThat(servo.forceRange[1]).as(servo.name).isPositive().isEqualTo(-servo.forceRange[0]);
            assertThat(servo.gainPrm[0]).as(servo.name).isPositive().isEqualTo(-servo.biasPrm[1]);
            assertThat(ctrl[i]).as(servo.name).isBetween(servo.controlRange[0], servo.controlRange[1]);
            if (servo.transmission == Transmission.JOINT) {
                assertThat(ctrl[i]).as(servo.name).isEqualTo(home(scene, String.valueOf(servo.target)));
            }
        }
    }

    private static double home(Scene scene, String wanted) {
        int at = 0;
        for (Body body : scene.bodies()) {
            for (Joint joint : body.joints) {
                if (wanted.equals(joint.name)) {
                    return scene.keyframes.getFirst().qpos[at];
                }
                at += joint.type.qposCount();
            }
        }
        throw new AssertionError("no joint " + wanted);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyShapeHasAMaterialAndEveryMaterialAUse(RobotTemplate template) {
        Scene scene = template.scene();
        Set<String> used = new HashSet<>();
        for (Body body : scene.bodies()) {
            for (Geom geom : body.geoms) {
                used.add(geom.material);
            }
        }
        List<String> known = new ArrayList<>();
        scene.materials.forEach(m -> known.add(m.name));
        assertThat(known).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used);
    }
}
