package org.isthmus.pipeline;

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
