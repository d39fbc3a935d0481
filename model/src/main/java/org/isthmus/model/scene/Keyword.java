package org.isthmus.model.scene;

/// An enum constant whose word in MJCF is not just its name in lower case.
public interface Keyword {
    /// The word as MJCF writes it.
    String keyword();
}
