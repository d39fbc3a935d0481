package org.isthmus.learn.rl;

import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.task.VectorEnv;

/// All worlds of an environment, as a part of a checkpoint.
///
/// @param env whose worlds are meant
record SavedWorlds(VectorEnv env) implements Saved {
    private static final String NAME = "state";

    @Override
    public void save(SafeTensors out, String prefix) {
        double[] all = new double[env.worlds() * env.saveLength()];
        for (int w = 0; w < env.worlds(); w++) {
            env.save(w, all, w * env.saveLength());
        }
        out.put(prefix + NAME, all, env.worlds(), env.saveLength());
    }

    @Override
    public void resume(SafeTensors from, String prefix) {
        double[] all = from.doubles(prefix + NAME);
        if (all.length != env.worlds() * env.saveLength()) {
            throw new IllegalArgumentException("'" + prefix + NAME + "' has " + all.length + " numbers, expected "
                    + env.worlds() + " worlds of " + env.saveLength());
        }
        for (int w = 0; w < env.worlds(); w++) {
            env.restore(w, all, w * env.saveLength());
        }
    }
}
