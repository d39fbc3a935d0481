package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.network.Activation;
import org.isthmus.task.Task;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTest {
    private static final OffPolicyConfig SMALL = new OffPolicyConfig(8, 2_000, 64, 32, 2, 1e-3, 0.98, 0.01,
            List.of(32), "policy");
    private static final PpoConfig PPO = PpoConfig.DEFAULT.withWorlds(8, 16);
    /// Iterations after which [Rma] begins to adapt.
    private static final long HALF = 6;
    private static final RmaConfig RMA = RmaConfig.of(PPO, List.of("policy"), "hidden", List.of("history"))
            .withBaseSteps(HALF * PPO.worlds() * PPO.steps()).withAdaptation(new DistillationConfig(4, 8, 400, 32, 2,
                    1e-3, List.of(16), Activation.ELU, List.of("history")));
    /// Each with a parameter of what it learned last.
    private static final Map<String, Maker> ALL = Map.of(
            "actor.0.weight", (seed, pool) -> new Ppo(pendulum(), PPO, seed, pool),
            "actor.memory.weight_hh", (seed, pool) -> new Ppo(pendulum(), PPO.withMemory(8), seed, pool),
            "eyes.front.conv0.weight", (seed, pool) -> new Ppo(SightTest.seenDifferently(pendulum()),
                    PPO.withWorlds(4, 16).withCameras(List.of("front")), seed, pool),
            "critic.first.0.weight", (seed, pool) -> new Sac(pendulum(), SMALL, seed, pool),
            "critic.second.0.weight", (seed, pool) -> new Td3(pendulum(), SMALL, seed, pool),
            "actor.adaptation.0.weight", (seed, pool) -> new Rma(Tasks.named("SlideBlock-v1").make(), RMA, seed, pool));

    @TempDir
    private Path folder;

    private interface Maker {
        Learner make(long seed, Parallel pool);
    }

    private static Task pendulum() {
        return Tasks.named("Pendulum-v1").make();
    }

    private static void iterate(Learner learner, int times) {
        for (int i = 0; i < times; i++) {
            learner.iterate();
        }
    }

    @Test
    void aSeedGivesTheSameRunForAnyThreadsOfPhysics() {
        for (Maker maker : ALL.values()) {
            try (Parallel one = Parallel.of(1);
                    Parallel two = Parallel.of(2);
                    Learner a = maker.make(3, one);
                    Learner b = maker.make(3, two);
                    Learner other = maker.make(4, one)) {
                iterate(a, 12);
                iterate(b, 12);
                iterate(other, 12);
                assertThat(a.iterate()).isEqualTo(b.iterate()).isNotEqualTo(other.iterate());
            }
        }
    }

    @Test
    void aRunThatWasResumedIsTheRunThatWasNot() {
        Path file = folder.resolve("checkpoint.safetensors");
        ALL.forEach((name, maker) -> {
            try (Parallel pool = Parallel.of(1);
                    Learner whole = maker.make(5, pool);
                    Learner rest = maker.make(5, pool)) {
                iterate(whole, 15);
                whole.checkpoint().save().write(file, new Diagnostics());
                rest.checkpoint().resume(SafeTensors.read(file, new Diagnostics()));
                assertThat(rest.steps()).isEqualTo(whole.steps());
                iterate(whole, 4);
                iterate(rest, 4);
                assertThat(rest.iterate()).isEqualTo(whole.iterate());
                assertThat(rest.checkpoint().save().floats(name))
                        .containsExactly(whole.checkpoint().save().floats(name));
                assertThat(rest.episodes().meanReturn()).isEqualTo(whole.episodes().meanReturn());
            }
        });
    }

    @Test
    void whoCannotChooseSaysWhoCan() {
        try (Parallel pool = Parallel.of(1)) {
            assertThatThrownBy(() -> new Sac(Tasks.named("CartPole-v1").make(), SMALL, 1, pool))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("use PPO");
        }
    }
}
