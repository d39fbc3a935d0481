package org.isthmus.model.scene;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenamingTest {
    @Test
    void everyReferenceOfAnElementIsRenamedWithItsKind() {
        Scene scene = SampleScenes.everything();
        List<String> seen = new ArrayList<>();
        Renaming renaming = (type, name) -> {
            seen.add(type.word() + " " + name);
            return "new_" + name;
        };
        Geom geom = requireNonNull(scene.geom("base_box"));
        Geom.SCHEMA.renameReferences(geom, renaming);
        assertThat(seen).containsExactly("default soft", "material wood");
        assertThat(geom.material).isEqualTo("new_wood");
        assertThat(geom.name).isEqualTo("base_box");
        seen.clear();
        Tendon.SCHEMA.renameReferences(scene.tendons.get(1), renaming);
        assertThat(seen).containsExactly("material wood", "site wrist", "site tip", "site wrist", "geom ball_geom",
                "site tip",
                "site tip");
        seen.clear();
        Actuator.SCHEMA.renameReferences(requireNonNull(scene.actuator("crank")), renaming);
        assertThat(seen).containsExactly("site tip", "site wrist");
        seen.clear();
        Sensor.SCHEMA.renameReferences(scene.sensors.get(4), renaming);
        assertThat(seen).containsExactly("body ball", "camera eye");
        seen.clear();
        Equality connect = scene.equalities.getFirst();
        Equality.schema(connect.type).renameReferences(connect, renaming);
        assertThat(seen).containsExactly("body ball", "body world");
        Material.SCHEMA.renameReferences(scene.materials.getFirst(), renaming);
        assertThat(scene.materials.getFirst().textures.values()).containsOnly("new_grain");
    }
}
