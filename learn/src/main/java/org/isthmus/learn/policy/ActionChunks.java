package org.isthmus.learn.policy;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// Actions that were predicted for steps to come, of each world.
final class ActionChunks {
    private final PolicySpec.Action action;
    /// Predictions that are kept of a world.
    private final int slots;
    /// [worlds][slots][chunk][size]
    private final float[] kept;
    /// [worlds] predictions since the start of the episode
    private final long[] predictions;
    /// [worlds] actions sent of the newest prediction
    private final int[] sent;
    /// [size]
    private final double[] sum;

    ActionChunks(PolicySpec.Action action, int worlds) {
        this.action = action;
        slots = action.ensembling() >= 0 ? action.chunk() : 1;
        long numbers = (long) worlds * slots * action.chunk() * action.size();
        if (numbers > Integer.MAX_VALUE / Float.BYTES) {
            throw new IllegalArgumentException(worlds + " worlds keep " + numbers
                    + " numbers of predicted actions, expected less than 2^29; use fewer worlds");
        }
        kept = new float[(int) numbers];
        predictions = new long[worlds];
        sent = new int[worlds];
        sum = new double[action.size()];
    }

    void reset(int world) {
        predictions[world] = 0;
        sent[world] = 0;
    }

    /// Whether a world needs a prediction before its next action.
    boolean isDue(int world) {
        return predictions[world] == 0 || sent[world] == action.steps();
    }

    /// Takes the prediction of a row for a world.
    ///
    /// @param rows [n][chunk][size]
    void add(int world, FloatBuffer rows, int row) {
        int length = action.chunk() * action.size();
        rows.get(row * length, kept, at(world, predictions[world]), length);
        predictions[world]++;
        sent[world] = 0;
    }

    private int at(int world, long prediction) {
        return (world * slots + (int) (prediction % slots)) * action.chunk() * action.size();
    }

    /// The next action of a world.
    ///
    /// @param actions [worlds][size] out
    void next(int world, float[] actions) {
        if (action.ensembling() >= 0) {
            ensemble(world, actions);
        } else {
            System.arraycopy(kept, at(world, predictions[world] - 1) + sent[world] * action.size(), actions,
                    world * action.size(), action.size());
        }
        sent[world]++;
    }

    private void ensemble(int world, float[] actions) {
        Arrays.fill(sum, 0);
        double total = 0;
        long newest = predictions[world] - 1;
        long oldest = Math.max(0, newest - slots + 1);
        for (long p = oldest; p <= newest; p++) {
            double weight = StrictMath.exp(-action.ensembling() * (p - oldest));
            int from = at(world, p) + (int) (newest - p) * action.size();
            for (int i = 0; i < action.size(); i++) {
                sum[i] += weight * kept[from + i];
            }
            total += weight;
        }
        for (int i = 0; i < action.size(); i++) {
            actions[world * action.size() + i] = (float) (sum[i] / total);
        }
    }
}
