package org.isthmus.learn.rl;

/// Generalised advantage estimation: Schulman et al. 2016, equations 11 and 16.
final class Gae {
    private Gae() {}

    /// Â_t = δ_t + γλ·(1 − ended_t)·Â_{t+1}, with δ_t = r_t + γ·v(s_{t+1}) − v(s_t).
    ///
    /// Where an episode was cut for its length, s_{t+1} is its last state; where it ended by what happened, v(s_{t+1}) = 0.
    ///
    /// @param rewards [steps][worlds]
    /// @param values [steps][worlds] v(s_t)
    /// @param next [steps][worlds] v(s_{t+1}), 0 where the episode terminated
    /// @param ended [steps][worlds] whether the episode ended with the step
    /// @param advantages [steps][worlds] out
    static void advantages(float[] rewards, float[] values, float[] next, boolean[] ended, int worlds, double gamma,
            double lambda, float[] advantages) {
        for (int w = 0; w < worlds; w++) {
            double following = 0;
            for (int i = rewards.length - worlds + w; i >= 0; i -= worlds) {
                double delta = rewards[i] + gamma * next[i] - values[i];
                following = delta + (ended[i] ? 0 : gamma * lambda * following);
                advantages[i] = (float) following;
            }
        }
    }
}
