package org.isthmus.pipeline;

import java.util.function.Consumer;
import java.util.function.IntFunction;

import org.isthmus.core.random.RandomStream;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.space.Box;

/// Something that acts in many worlds: a policy, a planner, chance. What it does in a world depends on that world only, so that episodes
/// do not depend on which are recorded beside them.
@FunctionalInterface
public interface Actor {
    /// Chooses the actions of all worlds.
    ///
    /// @param actions [worlds][size] out
    void act(VectorEnv env, float[] actions);

    /// The sub-task that a world's last actions were for, one word; empty: none that has a name.
    default String phase(int world) {
        return "";
    }

    /// Why a world's attempt has not succeeded so far, step and reason; empty: nobody knows.
    default String failure(int world) {
        return "";
    }

    /// A solver, in the environment that it was made for.
    ///
    /// @param solver gives the actions [worlds][size]
    /// @param phases the sub-task that a world is at, as [#phase] says it
    /// @param failures as [#failure] says them
    static Actor following(Consumer<float[]> solver, IntFunction<String> phases, IntFunction<String> failures) {
        return new Actor() {
            @Override
            public void act(VectorEnv env, float[] actions) {
                solver.accept(actions);
            }

            @Override
            public String phase(int world) {
                return phases.apply(world);
            }

            @Override
            public String failure(int world) {
                return failures.apply(world);
            }
        };
    }

    /// Chance: actions that wander about, drawn from the world's seed.
    static Actor random() {
        return (env, actions) -> {
            int size = env.singleActionSpace().size();
            float[] drawn = new float[size];
            for (int w = 0; w < env.worlds(); w++) {
                RandomStream stream = RandomStream.of(env.seeds()[w]).child("random actor");
                env.singleActionSpace().sample(stream.child(env.steps()[w]), drawn, 0);
                boolean isFirst = env.steps()[w] == 0 || !(env.singleActionSpace() instanceof Box);
                for (int i = 0; i < size; i++) {
                    int at = w * size + i;
                    actions[at] = isFirst ? drawn[i] : Math.clamp(0.8f * actions[at] + 0.6f * drawn[i], -1f, 1f);
                }
            }
        };
    }
}
