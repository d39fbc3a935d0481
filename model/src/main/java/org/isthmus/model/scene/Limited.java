package org.isthmus.model.scene;

/// Whether a range limits anything.
public enum Limited {
    /// Never.
    FALSE,
    /// Always.
    TRUE,
    /// When a range is given ([CompilerOptions#autolimits]).
    AUTO
}
