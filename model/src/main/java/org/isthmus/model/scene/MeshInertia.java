package org.isthmus.model.scene;

/// How a mesh's mass is spread. The order is MuJoCo's `mjtMeshInertia`.
public enum MeshInertia {
    /// Through its convex hull.
    CONVEX,
    /// Through its volume; it must be closed and oriented.
    EXACT,
    /// Through the tetrahedra from its centre to its faces, volumes taken as positive.
    LEGACY,
    /// Over its surface.
    SHELL
}
