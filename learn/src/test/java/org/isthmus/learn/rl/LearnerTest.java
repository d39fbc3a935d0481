package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.task.Task;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTest {
    private static final OffPolicyConfig SMALL = new OffPolicyConfig(8, 2_000, 64, 32, 2, 1e-3, 0.98, 0.01,
            List.of(32), "policy");
    private static final List<Maker> ALL = List.of(
            (task, seed, pool) -> new Ppo(task, PpoConfig.DEFAULT.withWorlds(8, 16), seed, pool),
            (task, seed, pool) -> new Sac(task, SMALL, seed, pool),
            (task, seed, pool) -> new Td3(task, SMALL, seed, pool));

    @TempDir
    private Path folder;

    private interface Maker {
        Learner make(Task task, long seed, Parallel pool);

        default Learner pendulum(long seed, Parallel pool) {
            return make(Tasks.named("Pendulum-v1").make(), seed, pool);
        }
    }

    private static void iterate(Learner learner, int times) {
        for (int i = 0; i < times; i++) {
            learner.iterate();
        }
    }

    @Test
    void aSeedGivesTheSameRunForAnyThreadsOfPhysics() {
        for (Maker maker : ALL) {
            try (Parallel one = Parallel.of(1);
                    Parallel two = Parallel.of(2);
                    Learner a = maker.pendulum(3, one);
                    Learner b = maker.pendulum(3, two);
                    Learner other = maker.pendulum(4, one)) {
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
        for (Maker maker : ALL) {
            try (Parallel pool = Parallel.of(1);
                    Learner whole = maker.pendulum(5, pool);
                    Learner rest = maker.pendulum(5, pool)) {
                iterate(whole, 15);
                whole.checkpoint().save().write(file, new Diagnostics());
                rest.checkpoint().resume(SafeTensors.read(file, new Diagnostics()));
                assertThat(rest.steps()).isEqualTo(whole.steps());
                iterate(whole, 4);
                iterate(rest, 4);
                assertThat(rest.iterate()).isEqualTo(whole.iterate());
                String name = maker.equals(ALL.getFirst()) ? "actor.0.weight" : "critic.first.0.weight";
                assertThat(rest.checkpoint().save().floats(name))
                        .containsExactly(whole.checkpoint().save().floats(name));
                assertThat(rest.episodes().meanReturn()).isEqualTo(whole.episodes().meanReturn());
            }
        }
    }

    @Test
    void whoCannotChooseSaysWhoCan() {
        try (Parallel pool = Parallel.of(1)) {
            assertThatThrownBy(() -> new Sac(Tasks.named("CartPole-v1").make(), SMALL, 1, pool))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("use PPO");
        }
    }
}
