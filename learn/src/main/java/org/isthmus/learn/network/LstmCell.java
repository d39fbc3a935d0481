package org.isthmus.learn.network;

/// A long short-term memory: Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000, in the form of PyTorch.
///
/// @param input to input, forget, cell and output gates: [4·hidden, inputs]
/// @param hidden likewise: [4·hidden, hidden]
public record LstmCell(Linear input, Linear hidden) {
    /// Begins as PyTorch's.
    public static LstmCell of(Layout layout, int inputs, int hidden) {
        return new LstmCell(Gates.of(layout, "ih", inputs, hidden, 4), Gates.of(layout, "hh", hidden, hidden, 4));
    }

    /// What is remembered.
    ///
    /// @param hidden [batch, hidden] the output too
    /// @param cell [batch, hidden]
    public record State<T>(T hidden, T cell) {}

    /// @param x [batch, inputs]
    public <T> State<T> apply(Ops<T> ops, T x, State<T> state) {
        T gates = ops.add(input.apply(ops, x), hidden.apply(ops, state.hidden()));
        T in = ops.apply(Activation.SIGMOID, gate(ops, gates, 0));
        T forget = ops.apply(Activation.SIGMOID, gate(ops, gates, 1));
        T fresh = ops.apply(Activation.TANH, gate(ops, gates, 2));
        T out = ops.apply(Activation.SIGMOID, gate(ops, gates, 3));
        T cell = ops.add(ops.multiply(forget, state.cell()), ops.multiply(in, fresh));
        return new State<>(ops.multiply(out, ops.apply(Activation.TANH, cell)), cell);
    }

    private <T> T gate(Ops<T> ops, T gates, int number) {
        long n = hidden.weight().shape()[1];
        return ops.slice(gates, -1, number * n, (number + 1) * n);
    }
}
