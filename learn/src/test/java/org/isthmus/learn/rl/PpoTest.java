package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class PpoTest {
    @Test
    void polesStayUpLongerTheMoreIsLearned() {
        PpoConfig config = PpoConfig.DEFAULT.withWorlds(16, 32);
        try (Parallel pool = Parallel.of(1); Ppo ppo = new Ppo(Tasks.named("CartPole-v1").make(), config, 1, pool)) {
            ppo.iterate();
            double before = ppo.episodes().meanLength();
            for (int i = 0; i < 40; i++) {
                ppo.iterate();
            }
            assertThat(before).isBetween(10.0, 40.0);
            assertThat(ppo.episodes().meanLength()).isGreaterThan(4 * before);
        }
    }
}
