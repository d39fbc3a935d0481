package org.isthmus.model.scene.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.model.scene.edit.Checks.assertSamePose;
import static org.isthmus.model.scene.edit.Checks.assertSound;
import static org.isthmus.model.scene.edit.Replication.replicate;
import static org.isthmus.testkit.Tolerances.ROUNDING;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.SceneText;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private static List<Pose> row(int n) {
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            poses.add(new Pose(new Vec3(i, 0, 0), Quat.fromAxisAngle(Vec3.Z, i)));
        }
        return poses;
    }

    @Test
    void copiesStandAtTheirPosesUnderNumberedNames() {
        Scene scene = SampleScenes.everything();
        List<Body> copies = replicate(scene, "slider", row(11), "_", diagnostics);
        assertSound(scene);
        assertThat(copies).hasSize(11);
        assertThat(copies.getFirst().name).isEqualTo("slider_00");
        assertThat(copies.getLast().name).isEqualTo("slider_10");
        assertThat(copies.get(3).pose()).isEqualTo(row(11).get(3));
        assertThat(scene.body("slider")).isNull();
        assertThat(Checks.body(scene, "arm").children).isEqualTo(copies);
    }

    @Test
    void whatRefersToTheBodyIsCopiedWithIt() {
        Scene original = SampleScenes.everything();
        Scene scene = original.copy();
        replicate(scene, "arm", row(3), "-", diagnostics);
        assertSound(scene);
        int dependents = 6; // all actuators but the glue on another body
        assertThat(scene.actuators).hasSize(3 * dependents + 1);
        assertThat(scene.tendons).hasSize(6);
        assertThat(scene.sensors).hasSize(3 * 5 + 1);
        assertThat(scene.contactPairs).extracting(p -> p.geom1).containsOnly("base_box");
        assertThat(scene.contactPairs).extracting(p -> p.geom2)
                .containsExactly("ball_geom-0", "ball_geom-1", "ball_geom-2");
        assertThat(scene.meshes).hasSize(1);
        CustomField.Tuple tuple = (CustomField.Tuple) scene.customFields.getLast();
        assertThat(tuple.entries().getFirst().object()).isEqualTo("arm-0");
    }

    @Test
    void oneCopyAtTheOldPoseIsTheOldBodyUnderAnotherName() {
        Scene scene = SampleScenes.everything();
        replicate(scene, "loose", List.of(Checks.body(scene, "loose").pose()), "", diagnostics);
        Naming.rename(scene, (type, name) -> name.endsWith("0") ? name.substring(0, name.length() - 1) : name);
        Scene expected = SampleScenes.everything();
        // copies of what refers to the body stand behind the rest
        expected.actuators.addLast(expected.actuators.remove(5));
        expected.keyframes.getFirst().ctrl = new double[]{1, 2, 3, 4, 5, 7, 6};
        expected.equalities.addLast(expected.equalities.remove(1));
        SceneText.assertSame(scene, expected, ROUNDING);
    }

    @Test
    void keyframesHoldTheStateOfEachCopyWhereItStands() {
        Scene scene = SampleScenes.everything();
        Pose home = Checks.body(scene, "loose").pose();
        List<Body> copies = replicate(scene, "loose", row(2), "_", diagnostics);
        double[] qpos = scene.keyframes.getFirst().qpos;
        assertThat(qpos).hasSize(13 + 7);
        Pose before = new Pose(new Vec3(1, 2, 3), new Quat(0.6, 0, 0.8, 0));
        for (int i = 0; i < 2; i++) {
            Pose X = new Pose(Vec3.of(qpos, 6 + 7 * i), Quat.of(qpos, 9 + 7 * i));
            Pose toBody = copies.get(i).pose().inverse().times(X);
            assertSamePose(toBody, home.inverse().times(before), ROUNDING);
        }
        assertThat(scene.keyframes.getFirst().ctrl).containsExactly(1, 2, 3, 4, 5, 7, 6, 6);
    }

    @Test
    void noCopiesAtAllRemoveTheBody() {
        Scene scene = SampleScenes.everything();
        Scene expected = scene.copy();
        Removal.remove(expected, "slider", diagnostics);
        assertThat(replicate(scene, "slider", List.of(), "_", diagnostics)).isEmpty();
        SceneText.assertSame(scene, expected);
    }

    @Test
    void aNameThatIsTakenIsAnErrorAndChangesNothing() {
        Scene scene = SampleScenes.everything();
        scene.world.addBody("loose_1", Pose.IDENTITY);
        Scene before = scene.copy();
        assertThatThrownBy(() -> replicate(scene, "loose", row(2), "_", diagnostics))
                .hasMessage("error: 'everything' has already body 'loose_1'; expected names that are new; "
                        + "use another separator than '_'");
        SceneText.assertSame(scene, before);
    }
}
