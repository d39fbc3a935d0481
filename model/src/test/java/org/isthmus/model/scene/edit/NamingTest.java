package org.isthmus.model.scene.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.scene.edit.Checks.assertSound;

import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.SceneText;
import org.junit.jupiter.api.Test;

class NamingTest {
    @Test
    void aPrefixedSceneHasNoOldNameAndNoBrokenReference() {
        Scene scene = SampleScenes.everything();
        assertSound(scene);
        Naming.prefix(scene, "left/");
        assertSound(scene);
        assertThat(Naming.namesIn(scene)).hasSizeGreaterThan(40).allMatch(name -> name.name().startsWith("left/"));
        assertThat(scene.world.name).isEqualTo("world");
        assertThat(scene.name).isEqualTo("everything");
    }

    @Test
    void takingThePrefixAwayGivesTheSceneBack() {
        Scene scene = SampleScenes.everything();
        Naming.prefix(scene, "left/");
        Naming.rename(scene, (type, name) -> name.substring("left/".length()));
        SceneText.assertSame(scene, SampleScenes.everything());
    }

    @Test
    void namesOfOneKindAreRenamedApartFromThoseOfAnother() {
        Scene scene = SampleScenes.everything();
        Naming.rename(scene, (type, name) -> type.word() + "_" + name);
        assertSound(scene);
        // a joint and a body that are both called "ball"
        assertThat(scene.joint("joint_ball")).isNotNull();
        assertThat(scene.body("body_ball")).isNotNull();
        assertThat(scene.actuators.getLast().target).isEqualTo("joint_ball");
    }
}
