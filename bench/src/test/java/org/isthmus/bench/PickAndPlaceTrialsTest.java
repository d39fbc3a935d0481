package org.isthmus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.motion.skill.Outcome;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

class PickAndPlaceTrialsTest {
    private static List<GraspObjects.Item> items() {
        Path objects = SharedData.require("objects");
        return GraspObjects.fitting(objects, PickAndPlaceTrials.WIDTH);
    }

    @Test
    void atLeastTwentyObjectsFitTheGripper() {
        assertThat(items()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(items().stream().map(GraspObjects.Item::name)).doesNotHaveDuplicates();
        assertThat(items()).allMatch(item -> item.hull().vertexCount() <= 64)
                .allMatch(item -> item.sides().stream().allMatch(side -> side.width() <= PickAndPlaceTrials.WIDTH));
    }

    @Test
    void realObjectsArePlacedTheSameWayInAnyBatch() {
        List<GraspObjects.Item> few = items().stream().filter(item -> List.of("can", "sugar_box").contains(item.name()))
                .toList();
        try (Parallel pool = Parallel.of(1)) {
            for (GraspObjects.Item item : few) {
                List<PickAndPlaceTrials.Trial> together = PickAndPlaceTrials.run(item, 0, 2, "scalar", 1, pool);
                assertThat(together).allMatch(trial -> trial.outcome() == Outcome.PLACED);
                assertThat(PickAndPlaceTrials.run(item, 1, 1, "scalar", 1, pool)).containsExactly(together.get(1));
            }
        }
    }
}
