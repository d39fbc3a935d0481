package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.action.Choice;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.StandardFactors;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies that see images.
class SightTest {
    private static final int STEPS = 4;
    private static final PpoConfig SMALL = PpoConfig.DEFAULT.withWorlds(32, 8).withHidden(List.of(32))
            .withCameras(List.of("front"));

    @TempDir
    private Path folder;

    /// A task with a camera before it that makes small images.
    private static Task seen(Task task) {
        return task.withCameras(List.of(
                CameraSpec.standing("front", new Vec3(0.5, -2.5, 0.5), new Vec3(0.5, 0, 0.2), 1, 24, 16)));
    }

    /// The same, with looks that differ.
    static Task seenDifferently(Task task) {
        Task seen = seen(task);
        List<Factor> factors = new ArrayList<>(task.factors());
        factors.addAll(StandardFactors.looks(task.scene(), seen.cameras()));
        return seen.withFactors(factors);
    }

    /// Say on which side the cart is, which only the image tells.
    private static Task side() {
        List<String> cart = List.of("cart");
        Signal place = new Signal.JointPosition(cart);
        Objective isRight = signals -> {
            int said = signals.at(new Signal.LastAction());
            int is = signals.at(place);
            return row -> row.get(said) > 0.5 == row.get(is) > 0.5 ? 1 : 0;
        };
        return seen(Task.of("Side", "Say where the cart is.", Tasks.named("CartPole-v1").make().scene())
                .maxSteps(STEPS).action(new Choice("say", "push", DoubleArray.wrap(-1e-3, 1e-3)))
                .observe(ObservationGroup.policy(List.of(Observation.of("time", new Signal.Elapsed()))))
                .reward(new Reward("right", 1, "1 where it is right", isRight))
                .factor(Factor.semantic("place", Sampler.choice(2), Targets.joints(cart, List.of()))).build());
    }

    /// Who guesses is right in half of the steps.
    @Test
    void whatOnlyImagesTellIsLearned() {
        try (Parallel pool = Parallel.of(2); Ppo ppo = new Ppo(side(), SMALL, 1, pool)) {
            for (int i = 0; i < 30; i++) {
                ppo.iterate();
            }
            assertThat(ppo.episodes().meanReturn()).isGreaterThan(0.85 * STEPS);
        }
    }

    @Test
    void aPolicyThatLeftSeesAndRemembersAsItLearned() {
        Task task = seenDifferently(Tasks.named("SlideBlock-v1").make());
        try (Parallel pool = Parallel.of(2); Ppo ppo = new Ppo(task, SMALL.withWorlds(4, 8).withMemory(8), 1, pool)) {
            ppo.iterate();
            ppo.iterate();
            LearnedPolicy.write(folder, ppo, new TreeMap<>(), new Diagnostics());
            VectorEnv env = new VectorEnv(task, VectorEnv.Options.of(2).with(Autoreset.SAME_STEP).withImages(), pool);
            env.reset(7);
            try (OnnxPolicy policy = OnnxPolicy.open(folder, 2, new Diagnostics())) {
                assertThat(policy.spec().inputs()).extracting(PolicySpec.Input::name).containsExactly("policy",
                        "images/front");
                assertThat(policy.spec().states()).hasSize(1);
                ClosedLoop.assertSame(policy, ppo, env, 50);
            }
        }
    }

    @Test
    void camerasThatAreNotThereAreTold() {
        try (Parallel pool = Parallel.of(1)) {
            assertThatThrownBy(() -> new Ppo(side(), SMALL.withCameras(List.of("top")), 1, pool))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("task 'Side' has no camera 'top'; it has [front]");
            assertThatThrownBy(() -> new Ppo(side(), SMALL.withCameras(List.of("front", "front")), 1, pool))
                    .hasMessage("cameras [front, front], expected each once");
            assertThatThrownBy(() -> new Ppo(side(), SMALL.withWorlds(64, 100_000), 1, pool))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected less than 2 GiB");
        }
    }
}
