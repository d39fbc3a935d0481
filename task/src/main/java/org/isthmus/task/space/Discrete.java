package org.isthmus.task.space;

import org.isthmus.core.random.RandomStream;

/// One of the whole numbers 0 to n − 1.
public record Discrete(int n) implements Space {
    /// @throws IllegalArgumentException when there is none
    public Discrete {
        if (n < 1) {
            throw new IllegalArgumentException(n + " choices, expected 1 or more");
        }
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public boolean contains(float[] values, int at) {
        float v = values[at];
        return v >= 0 && v < n && v == (int) v;
    }

    @Override
    public void sample(RandomStream random, float[] out, int at) {
        out[at] = random.nextInt(n);
    }
}
