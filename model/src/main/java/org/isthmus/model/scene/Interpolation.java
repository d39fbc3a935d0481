package org.isthmus.model.scene;

/// How a buffer of delayed samples is read between its samples. The order is MuJoCo's, 0 to 2.
public enum Interpolation {
    /// Zero-order hold: the sample before.
    ZOH,
    LINEAR,
    CUBIC
}
