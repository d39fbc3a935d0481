package org.isthmus.learn.network;

/// Parameters of recurrent cells, named and beginning as PyTorch's.
final class Gates {
    private Gates() {}

    static Linear of(Layout layout, String name, int inputs, int hidden, int gates) {
        Initializer initializer = Initializer.within(1 / Math.sqrt(hidden));
        return new Linear(layout.add("weight_" + name, initializer, (long) gates * hidden, inputs),
                layout.add("bias_" + name, initializer, (long) gates * hidden));
    }
}
