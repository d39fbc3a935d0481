package org.isthmus.model.scene.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.model.scene.edit.Checks.assertSound;
import static org.isthmus.model.scene.edit.Checks.messages;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.SceneText;
import org.junit.jupiter.api.Test;

class RemovalTest {
    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void everythingThatRefersToARemovedBodyGoesWithIt() {
        Scene scene = SampleScenes.everything();
        Removal.remove(scene, "slider", diagnostics);
        assertSound(scene);
        assertThat(scene.bodies()).extracting(b -> b.name)
                .containsExactly("world", "base", "arm", "loose", "mocap_hand");
        assertThat(scene.actuators).extracting(a -> a.name).containsExactly("servo", "glue");
        assertThat(scene.sensors).extracting(s -> s.name).containsExactly("angle", "clock");
        assertThat(scene.equalities).extracting(e -> e.name).containsExactly("weld");
        assertThat(scene.tendons).isEmpty();
        assertThat(scene.contactPairs).isEmpty();
        assertThat(scene.contactExclusions).hasSize(1);
        assertThat(Checks.body(scene, "arm").cameras).isEmpty();
        assertThat(((CustomField.Tuple) scene.customFields.getLast()).entries()).hasSize(1);
        assertThat(scene.meshes).hasSize(1);
        assertThat(messages(diagnostics)).isEmpty();
    }

    @Test
    void keyframesKeepTheNumbersOfWhatStays() {
        Scene scene = SampleScenes.everything();
        Removal.remove(scene, "slider", diagnostics);
        Keyframe home = scene.keyframes.getFirst();
        assertThat(home.qpos).containsExactly(0.1, 1, 2, 3, 0.6, 0, 0.8, 0);
        assertThat(home.qvel).containsExactly(0.1, 4, 5, 6, 7, 8, 9);
        assertThat(home.act).isEmpty();
        assertThat(home.ctrl).containsExactly(1, 6);
    }

    @Test
    void aDetachedBodyIsASceneOfItsOwn() {
        Scene scene = SampleScenes.everything();
        Scene part = Removal.detach(scene, "arm", diagnostics);
        assertSound(scene);
        assertSound(part);
        assertThat(part.bodies()).extracting(b -> b.name).containsExactly("world", "arm", "slider", "ball");
        assertThat(part.actuators).extracting(a -> a.name)
                .containsExactly("servo", "pusher", "rope", "jet", "crank", "twist");
        assertThat(part.heightFields).isEmpty();
        assertThat(part.meshes).hasSize(1);
        assertThat(part.textures).hasSize(1);
        assertThat(part.keyframes.getFirst().qpos).containsExactly(0.1, 0.2, 0.8, 0.6, 0, 0);
        assertThat(part.keyframes.getFirst().ctrl).containsExactly(1, 2, 3, 4, 5, 7);
        assertThat(scene.keyframes.getFirst().ctrl).containsExactly(6);
    }

    @Test
    void attachingADetachedBodyGivesTheSceneBackButForTheOrder() {
        Scene scene = SampleScenes.everything();
        scene.equalities.removeIf(e -> "weld".equals(e.name)); // it ties what is detached to what is not
        Scene expected = scene.copy();
        Scene part = Removal.detach(scene, "loose", diagnostics);
        assertThat(scene.bodies()).hasSize(expected.bodies().size() - 1);
        Attachment.attachToBody(scene, "world", Pose.IDENTITY, part, "", diagnostics);
        expected.world.children.addLast(expected.world.children.remove(1));
        expected.actuators.addLast(expected.actuators.remove(5));
        expected.keyframes.getFirst().ctrl = new double[]{1, 2, 3, 4, 5, 7, 6};
        SceneText.assertSame(scene, expected);
        assertThat(messages(diagnostics)).isEmpty();
    }

    @Test
    void unusedAssetsGoUsedOnesStay() {
        Scene scene = SampleScenes.everything();
        Scene before = scene.copy();
        Removal.removeUnusedAssets(scene);
        SceneText.assertSame(scene, before);
        scene.world.forEach(body -> body.geoms.removeIf(g -> g.mesh != null || g.hfield != null));
        Removal.removeUnusedAssets(scene);
        assertThat(scene.meshes).isEmpty();
        assertThat(scene.heightFields).isEmpty();
        assertThat(scene.materials).hasSize(1);
    }

    @Test
    void theWorldAndUnknownBodiesCannotBeRemoved() {
        Scene scene = SampleScenes.everything();
        assertThatThrownBy(() -> Removal.remove(scene, "world", new Diagnostics()))
                .hasMessage("error: the world cannot be removed; expected a body below the world");
        assertThatThrownBy(() -> Removal.detach(scene, "sliders", new Diagnostics()))
                .hasMessage("error: scene 'everything' has no body 'sliders'; did you mean 'slider'?");
        SceneText.assertSame(scene, SampleScenes.everything());
    }
}
