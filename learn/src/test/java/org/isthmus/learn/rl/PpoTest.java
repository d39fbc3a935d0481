package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PpoTest {
    private static final PpoConfig SMALL = PpoConfig.DEFAULT.withWorlds(16, 32);

    @TempDir
    private Path folder;

    private static Ppo on(String task, long seed, Parallel pool) {
        return new Ppo(Tasks.named(task).make(), SMALL, seed, pool);
    }

    @Test
    void polesStayUpLongerTheMoreIsLearned() {
        try (Parallel pool = Parallel.of(1); Ppo ppo = on("CartPole-v1", 1, pool)) {
            ppo.iterate();
            double before = ppo.episodes().meanLength();
            for (int i = 0; i < 40; i++) {
                ppo.iterate();
            }
            assertThat(before).isBetween(10.0, 40.0);
            assertThat(ppo.episodes().meanLength()).isGreaterThan(4 * before);
        }
    }

    @Test
    void aSeedGivesTheSameRunForAnyThreadsOfPhysics() {
        try (Parallel one = Parallel.of(1);
                Parallel two = Parallel.of(2);
                Ppo a = on("Pendulum-v1", 3, one);
                Ppo b = on("Pendulum-v1", 3, two);
                Ppo other = on("Pendulum-v1", 4, one)) {
            for (int i = 0; i < 3; i++) {
                assertThat(a.iterate()).isEqualTo(b.iterate()).isNotEqualTo(other.iterate());
            }
        }
    }

    @Test
    void aRunThatWasResumedIsTheRunThatWasNot() {
        Path file = folder.resolve("checkpoint.safetensors");
        try (Parallel pool = Parallel.of(1);
                Ppo whole = on("CartPole-v1", 5, pool);
                Ppo rest = on("CartPole-v1", 5, pool)) {
            for (int i = 0; i < 3; i++) {
                whole.iterate();
            }
            whole.save().write(file, new Diagnostics());
            rest.resume(SafeTensors.read(file, new Diagnostics()));
            assertThat(rest.steps()).isEqualTo(whole.steps());
            for (int i = 0; i < 3; i++) {
                assertThat(rest.iterate()).isEqualTo(whole.iterate());
            }
            assertThat(rest.save().floats("actor.0.weight")).containsExactly(whole.save().floats("actor.0.weight"));
            assertThat(rest.episodes().meanReturn()).isEqualTo(whole.episodes().meanReturn());
        }
    }
}
