package org.isthmus.task.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.observation.ObservationGroup;

/// Plays a task at random in some worlds. What a world does depends on its seed, episode and step alone, so that worlds of different
/// environments can do the same.
final class Player {
    final VectorEnv env;
    private final List<String> groups;
    private final int actionSize;
    /// [worlds][actionSize]
    private final float[] actions;
    /// [worlds] control steps of the running episodes
    private final int[] steps;

    /// What a world showed at one time.
    ///
    /// @param seen [size] observations of all groups, one after the other
    /// @param terms [rewards]
    record Moment(float[] seen, double reward, double[] terms, boolean terminated, boolean truncated, boolean success) {
        boolean isOver() {
            return terminated || truncated;
        }
    }

    Player(Task task, int worlds, Autoreset mode, Parallel pool) {
        env = new VectorEnv(task, VectorEnv.Options.of(worlds).with(mode), pool);
        groups = task.observations().stream().map(ObservationGroup::name).toList();
        actionSize = env.singleActionSpace().size();
        actions = new float[worlds * actionSize];
        steps = new int[worlds];
    }

    void reset(long seed) {
        env.reset(seed);
        Arrays.fill(steps, 0);
    }

    /// Begins the next episode in one world.
    void resetOnly(int world) {
        boolean[] mask = new boolean[env.worlds()];
        mask[world] = true;
        env.reset(mask);
        steps[world] = 0;
    }

    /// [size] a random action of a world
    float[] action(int world) {
        float[] action = new float[actionSize];
        RandomStream stream = RandomStream.of(env.seeds()[world]).child("check", env.episodes()[world])
                .child(steps[world]);
        env.singleActionSpace().sample(stream, action, 0);
        return action;
    }

    /// Steps all worlds by random actions.
    void step() {
        for (int w = 0; w < env.worlds(); w++) {
            System.arraycopy(action(w), 0, actions, w * actionSize, actionSize);
        }
        stepWith(actions);
    }

    /// @param given [worlds][size]
    void stepWith(float[] given) {
        boolean[] begins = new boolean[env.worlds()];
        if (env.autoreset() == Autoreset.NEXT_STEP) {
            for (int w = 0; w < begins.length; w++) {
                begins[w] = isOver(w);
            }
        }
        env.step(given);
        for (int w = 0; w < begins.length; w++) {
            boolean isNew = begins[w] || env.autoreset() == Autoreset.SAME_STEP && isOver(w);
            steps[w] = isNew ? 0 : steps[w] + 1;
        }
    }

    private boolean isOver(int world) {
        return env.terminated()[world] || env.truncated()[world];
    }

    Moment moment(int world) {
        int n = env.task().rewards().size();
        return new Moment(seen(world), env.reward()[world],
                Arrays.copyOfRange(env.rewardTerms(), world * n, (world + 1) * n), env.terminated()[world],
                env.truncated()[world], env.succeeded()[world]);
    }

    /// [size] observations of all groups, one after the other
    float[] seen(int world) {
        return joined(world, env::observation);
    }

    /// [size] the last observations of an episode that ended in this step
    float[] lastSeen(int world) {
        return joined(world, env::finalObservation);
    }

    /// Where [worlds][size] of a group are.
    private interface Source {
        float[] of(String group);
    }

    private float[] joined(int world, Source source) {
        List<float[]> parts = new ArrayList<>();
        int size = 0;
        for (String group : groups) {
            int n = env.singleObservationSpace(group).size();
            parts.add(Arrays.copyOfRange(source.of(group), world * n, (world + 1) * n));
            size += n;
        }
        float[] all = new float[size];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
