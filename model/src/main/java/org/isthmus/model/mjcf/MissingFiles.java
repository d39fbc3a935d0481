package org.isthmus.model.mjcf;

/// What a file of a mesh, texture or height field that cannot be found means.
public enum MissingFiles {
    /// The scene cannot be read.
    ERROR,
    /// The asset stays without content, what cannot be compiled without it is left out, and there are warnings.
    WARN
}
