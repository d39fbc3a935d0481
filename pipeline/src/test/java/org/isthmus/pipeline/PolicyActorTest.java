package org.isthmus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.signal.Signal;
import org.junit.jupiter.api.Test;

class PolicyActorTest {
    @Test
    void costsAndPotentialsAreNotToBeReached() {
        Reward good = new Reward("bring", 0.5, "", Objectives.square(new Signal.LastAction()));
        Reward cost = new Reward("action", -0.02, "", Objectives.square(new Signal.LastAction()));
        Reward potential = Reward.potential("nearer", 1, 0.9, "", Objectives.square(new Signal.LastAction()));
        assertThat(PolicyActor.stages(List.of(good, cost, potential, good))).containsExactly(0, 3);
    }
}
