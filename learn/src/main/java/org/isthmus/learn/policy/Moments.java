package org.isthmus.learn.policy;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/// The newest moments of an input, of each world; before an episode's start its first moment is repeated.
final class Moments {
    private final PolicySpec.Input input;
    private final int size;
    /// [worlds][history][size], float[] or byte[]
    private final Object kept;

    Moments(PolicySpec.Input input, int worlds) {
        this.input = input;
        size = input.size();
        int length = Math.multiplyExact(worlds, Math.multiplyExact(input.history(), size));
        kept = isImage() ? new byte[length] : new float[length];
    }

    private boolean isImage() {
        return input.kind() == PolicySpec.Kind.IMAGE;
    }

    /// Takes this moment in.
    ///
    /// @param isFirst [worlds] whether an episode begins
    void add(Observations observations, boolean[] isFirst) {
        Object now = isImage()
                ? observations.image(input.name().substring(PolicySpec.IMAGES.length()))
                : observations.values(input.name());
        int whole = input.history() * size;
        for (int w = 0; w < isFirst.length; w++) {
            System.arraycopy(kept, w * whole + size, kept, w * whole, whole - size);
            for (int h = isFirst[w] ? 0 : input.history() - 1; h < input.history(); h++) {
                System.arraycopy(now, w * size, kept, w * whole + h * size, size);
            }
        }
    }

    /// Copies the moments of a world to a row of the runner's memory.
    void copy(int world, OnnxSession session, int row) {
        int whole = input.history() * size;
        if (kept instanceof byte[] bytes) {
            ByteBuffer to = session.bytes(input.name());
            to.put(row * whole, bytes, world * whole, whole);
        } else if (kept instanceof float[] values) {
            FloatBuffer to = session.values(input.name());
            to.put(row * whole, values, world * whole, whole);
        }
    }
}
