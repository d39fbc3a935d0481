package org.isthmus.learn.rl;

/// What was seen, done and earned in all worlds between two updates.
final class Rollout {
    final int worlds;
    final int steps;
    /// [steps][worlds][size] normalised, as the policy saw them
    final float[] observations;
    /// [steps][worlds][size] normalised, as the critic saw them
    final float[] criticObservations;
    /// [steps][worlds][size] as they were drawn
    final float[] actions;
    /// [steps][worlds] as all below
    final float[] logProbabilities;
    final float[] rewards;
    final float[] values;
    /// v of the state that followed, 0 where the episode terminated
    final float[] nextValues;
    final boolean[] ended;
    final float[] advantages;
    final float[] returns;

    Rollout(int worlds, int steps, int observationSize, int criticSize, int actionSize) {
        this.worlds = worlds;
        this.steps = steps;
        int n = worlds * steps;
        observations = new float[n * observationSize];
        criticObservations = new float[n * criticSize];
        actions = new float[n * actionSize];
        logProbabilities = new float[n];
        rewards = new float[n];
        values = new float[n];
        nextValues = new float[n];
        ended = new boolean[n];
        advantages = new float[n];
        returns = new float[n];
    }

    /// Fills advantages and returns.
    void estimate(double discount, double lambda) {
        Gae.advantages(rewards, values, nextValues, ended, worlds, discount, lambda, advantages);
        for (int i = 0; i < returns.length; i++) {
            returns[i] = advantages[i] + values[i];
        }
    }
}
