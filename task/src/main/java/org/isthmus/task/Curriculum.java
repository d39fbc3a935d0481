package org.isthmus.task;

/// Makes a task harder as it is mastered: raises an environment's level by a step each time that enough of the last episodes succeeded, and lowers
/// it when too few did.
///
/// ```java
/// env.setLevel(0);
/// Curriculum curriculum = new Curriculum(0.1, 256, 0.8, 0.3);
/// // after each step:
/// curriculum.observe(env);
/// ```
public final class Curriculum {
    private final double step;
    private final int window;
    private final double up;
    private final double down;
    private int episodes;
    private int successes;

    /// @param step by which the level changes
    /// @param window episodes after which it may change
    /// @param up share of successes from which it rises
    /// @param down share of successes below which it falls
    /// @throws IllegalArgumentException when the step or the window is not positive, or the shares are not in order
    public Curriculum(double step, int window, double up, double down) {
        if (!(step > 0) || window < 1 || !(0 <= down && down <= up && up <= 1)) {
            throw new IllegalArgumentException("a curriculum with steps of " + step + ", " + window
                    + " episodes, up at " + up + " and down at " + down
                    + "; expected positive steps and episodes, and 0 ≤ down ≤ up ≤ 1");
        }
        this.step = step;
        this.window = window;
        this.up = up;
        this.down = down;
    }

    /// Counts the episodes that ended in an environment's last step, and sets its level.
    public void observe(VectorEnv env) {
        for (int w = 0; w < env.worlds(); w++) {
            if (env.terminated()[w] || env.truncated()[w]) {
                episodes++;
                successes += env.succeeded()[w] ? 1 : 0;
            }
        }
        if (episodes < window) {
            return;
        }
        double share = (double) successes / episodes;
        double move = share >= up ? step : share < down ? -step : 0;
        env.setLevel(Math.clamp(env.level() + move, 0.0, 1.0));
        episodes = 0;
        successes = 0;
    }
}
