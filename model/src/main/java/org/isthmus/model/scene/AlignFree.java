package org.isthmus.model.scene;

/// Whether a free joint's frame is moved to the inertial frame.
public enum AlignFree {
    FALSE,
    TRUE,
    /// As [CompilerOptions#alignfree] says.
    AUTO
}
