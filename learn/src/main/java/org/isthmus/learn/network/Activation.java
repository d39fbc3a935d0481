package org.isthmus.learn.network;

/// A function of single numbers between layers.
public enum Activation {
    IDENTITY,
    RELU,
    TANH,
    /// x for x > 0, else eˣ − 1: Clevert, Unterthiner and Hochreiter 2016.
    ELU,
    SIGMOID,
    /// x·sigmoid(x): Ramachandran, Zoph and Le 2017.
    SILU,
    /// x·Φ(x), with the error function: Hendrycks and Gimpel 2016.
    GELU,
    /// x·tanh(ln(1 + eˣ)): Misra 2019.
    MISH
}
