package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.Policy;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.task.Task;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class DistillationTest {
    private static final DistillationConfig SMALL = new DistillationConfig(4, 32, 4_000, 128, 16, 3e-3, List.of(32),
            Activation.ELU, List.of("policy"));
    private static final Task PENDULUM = Tasks.named("Pendulum-v1").make();

    /// Pushes against the speed, and towards the top when near it; all from what everybody sees.
    private record Damper() implements Policy {
        @Override
        public PolicySpec spec() {
            return PolicySpec.of(PolicySpec.Input.values("policy", 3), PolicySpec.Action.single(1, 20));
        }

        @Override
        public void act(Observations observations, float[] actions) {
            float[] seen = observations.values("policy");
            for (int w = 0; w < actions.length; w++) {
                actions[w] = -0.3f * seen[3 * w + 1] - 0.1f * seen[3 * w + 2];
            }
        }

        @Override
        public void reset(long[] seeds, boolean[] mask) {
            // remembers nothing
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Test
    void aStudentComesToDoWhatItsTeacherDoes() {
        try (Parallel pool = Parallel.of(1);
                Distillation run = new Distillation(PENDULUM, new Damper(), SMALL, 1, pool)) {
            double first = run.iterate().lastEntry().getValue();
            double last = first;
            for (int i = 0; i < 40; i++) {
                last = run.iterate().lastEntry().getValue();
            }
            assertThat(first).isGreaterThan(10 * last);
            assertThat(last).isLessThan(1e-3);
        }
    }

    @Test
    void aRunThatWasResumedIsTheRunThatWasNot() {
        try (Parallel pool = Parallel.of(1);
                Distillation whole = new Distillation(PENDULUM, new Damper(), SMALL, 1, pool);
                Distillation rest = new Distillation(PENDULUM, new Damper(), SMALL, 1, pool)) {
            whole.iterate();
            SafeTensors saved = whole.checkpoint().save();
            rest.checkpoint().resume(saved);
            assertThat(rest.iterate()).isEqualTo(whole.iterate());
            assertThat(rest.steps()).isEqualTo(whole.steps()).isEqualTo(2 * 4 * 32);
        }
    }
}
