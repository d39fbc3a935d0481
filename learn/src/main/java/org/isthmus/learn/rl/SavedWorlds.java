package org.isthmus.learn.rl;

import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.task.VectorEnv;

/// All worlds of an environment, in and out of a checkpoint.
final class SavedWorlds {
    private static final String NAME = "worlds";

    private SavedWorlds() {}

    static void save(VectorEnv env, SafeTensors out) {
        double[] all = new double[env.worlds() * env.saveLength()];
        for (int w = 0; w < env.worlds(); w++) {
            env.save(w, all, w * env.saveLength());
        }
        out.put(NAME, all, env.worlds(), env.saveLength());
    }

    static void resume(VectorEnv env, SafeTensors from) {
        double[] all = from.doubles(NAME);
        for (int w = 0; w < env.worlds(); w++) {
            env.restore(w, all, w * env.saveLength());
        }
    }
}
