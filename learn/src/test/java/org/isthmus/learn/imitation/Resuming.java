package org.isthmus.learn.imitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.checkpoint.SafeTensors;

/// Training that was stopped, held against training that was not, on another number of threads.
final class Resuming {
    private static final int STEPS = 6;
    private static final int STOPPED = 3;

    private Resuming() {}

    /// Fails unless both come to the same bits, and the policy leaves.
    ///
    /// @param trainers makes the same trainer on any pool
    /// @param policy folder that is written
    /// @return losses of the steps
    static List<Double> check(Function<Parallel, ImitationTrainer> trainers, Path policy) {
        List<Double> losses = new ArrayList<>();
        try (Parallel one = Parallel.of(1); ImitationTrainer whole = trainers.apply(one)) {
            SafeTensors saved = whole.checkpoint().save();
            for (int i = 0; i < STEPS; i++) {
                saved = i == STOPPED ? whole.checkpoint().save() : saved;
                losses.add(whole.step().get("loss"));
            }
            try (Parallel other = Parallel.of(2); ImitationTrainer resumed = trainers.apply(other)) {
                resumed.checkpoint().resume(saved);
                for (int i = STOPPED; i < STEPS; i++) {
                    assertThat(resumed.step().get("loss")).isEqualTo(losses.get(i));
                }
                SafeTensors expected = whole.checkpoint().save();
                SafeTensors again = resumed.checkpoint().save();
                expected.names().stream().filter(name -> !name.contains("steps")).forEach(
                        name -> assertThat(again.floats(name)).as(name).isEqualTo(expected.floats(name)));
            }
            assertThat(whole.write(policy, new Diagnostics())).isLessThan(1e-4);
        }
        return losses;
    }
}
