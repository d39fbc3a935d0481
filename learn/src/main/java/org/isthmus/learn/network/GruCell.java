package org.isthmus.learn.network;

/// A gated recurrent unit: Cho et al. 2014, in the form of PyTorch.
///
/// @param input to reset, update and new: [3·hidden, inputs]
/// @param hidden to reset, update and new: [3·hidden, hidden]
public record GruCell(Linear input, Linear hidden) {
    /// Begins as PyTorch's.
    public static GruCell of(Layout layout, int inputs, int hidden) {
        return new GruCell(Gates.of(layout, "ih", inputs, hidden, 3), Gates.of(layout, "hh", hidden, hidden, 3));
    }

    /// Numbers of a state.
    public int size() {
        return Math.toIntExact(hidden.weight().shape()[1]);
    }

    /// @param x [batch, inputs]
    /// @param state [batch, hidden]
    /// @return [batch, hidden] the next state, which is the output too
    public <T> T apply(Ops<T> ops, T x, T state) {
        return next(ops, input.apply(ops, x), state);
    }

    /// The same where the input's layer was applied already, to many moments at once.
    ///
    /// @param fromInput [batch, 3·hidden]
    public <T> T next(Ops<T> ops, T fromInput, T state) {
        long n = size();
        T fromState = hidden.apply(ops, state);
        T both = ops.apply(Activation.SIGMOID, ops.add(ops.slice(fromInput, -1, 0, 2 * n),
                ops.slice(fromState, -1, 0, 2 * n)));
        T reset = ops.slice(both, -1, 0, n);
        T update = ops.slice(both, -1, n, 2 * n);
        T fresh = ops.apply(Activation.TANH, ops.add(ops.slice(fromInput, -1, 2 * n, 3 * n),
                ops.multiply(reset, ops.slice(fromState, -1, 2 * n, 3 * n))));
        return ops.add(fresh, ops.multiply(update, ops.subtract(state, fresh)));
    }
}
