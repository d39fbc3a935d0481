package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.action.Choice;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Target;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies that remember.
class MemoryTest {
    private static final int STEPS = 8;
    private static final PpoConfig SMALL = PpoConfig.DEFAULT.withWorlds(32, 16).withHidden(List.of(32));

    @TempDir
    private Path folder;

    /// Say in each step which of two signs was shown, which is seen in the first only.
    private static Task cue() {
        Signal.Goal sign = new Signal.Goal("sign", 1, "");
        Signal.Measured shown = new Signal.Computed("sign at first", "", 1, List.of(sign, new Signal.Elapsed()),
                (row, inputs, out) -> row.set(out, row.get(inputs[1]) == 0 ? Math.signum(row.get(inputs[0])) : 0));
        Objective isRight = signals -> {
            int said = signals.at(new Signal.LastAction());
            int wanted = signals.at(sign);
            return row -> row.get(said) > 0.5 == row.get(wanted) > 0 ? 1 : 0;
        };
        return Task.of("Cue", "Say what was shown.", Tasks.named("CartPole-v1").make().scene()).maxSteps(STEPS)
                .action(new Choice("say", "push", DoubleArray.wrap(-1, 1)))
                .observe(ObservationGroup.policy(List.of(Observation.of("shown", shown))))
                .reward(new Reward("right", 1, "1 where it is right", isRight))
                .factor(Factor.semantic("sign", Sampler.uniform(-1, 1), Target.NONE)).build();
    }

    private static double learned(PpoConfig config) {
        try (Parallel pool = Parallel.of(1); Ppo ppo = new Ppo(cue(), config, 1, pool)) {
            for (int i = 0; i < 40; i++) {
                ppo.iterate();
            }
            return ppo.episodes().meanReturn();
        }
    }

    /// Who does not remember can say it in the first step, and guess in the others.
    @Test
    void whatWasSeenAtFirstIsSaidToTheEndByThoseWhoRemember() {
        assertThat(learned(SMALL)).isCloseTo(1 + 0.5 * (STEPS - 1), within(0.6));
        assertThat(learned(SMALL.withMemory(16))).isGreaterThan(STEPS - 0.5);
    }

    /// In three worlds whose episodes end at different times.
    @Test
    void aPolicyThatLeftRemembersAsItLearned() {
        Task whole = Tasks.named("SlideBlock-v1").make();
        try (Parallel pool = Parallel.of(1);
                Ppo ppo = new Ppo(whole, SMALL.withMemory(12), 2, pool)) {
            for (int i = 0; i < 3; i++) {
                ppo.iterate();
            }
            LearnedPolicy.write(folder, ppo, new TreeMap<>(), new Diagnostics());
            VectorEnv env = new VectorEnv(whole, VectorEnv.Options.of(3).with(Autoreset.SAME_STEP), pool);
            env.reset(7);
            env.step(new float[3]);
            env.reset(1, 9);
            try (OnnxPolicy policy = OnnxPolicy.open(folder, 3, new Diagnostics())) {
                assertThat(policy.spec().states()).containsExactly(new PolicySpec.State("memory", List.of(12)));
                ClosedLoop.assertSame(policy, ppo, env, 50);
            }
        }
    }

    @Test
    void fewerWorldsThanPartsAreRefused() {
        assertThatThrownBy(() -> SMALL.withWorlds(3, 16).withMemory(8)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memory 8, worlds 3, minibatches 4")
                .hasMessageContaining("no more minibatches than worlds");
        assertThatThrownBy(() -> RmaConfig.of(SMALL.withMemory(8), List.of("policy"), "hidden", List.of("history")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("RMA tells by its history");
    }
}
