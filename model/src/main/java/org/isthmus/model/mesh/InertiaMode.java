package org.isthmus.model.mesh;

/// What a mesh's mass is spread over: the values of MuJoCo's mesh attribute `inertia`, in the order of its `mjtMeshInertia`.
public enum InertiaMode {
    /// The volume of the convex hull.
    CONVEX,
    /// The volume that the faces enclose: each face's pyramid counts with its sign. Right for closed, well oriented meshes.
    EXACT,
    /// As [#EXACT] but each pyramid counts as positive: counts volume twice where a mesh is not star-shaped about its centre.
    /// MuJoCo's default, for compatibility.
    LEGACY,
    /// The surface, as if the mesh were a thin shell of constant thickness.
    SHELL
}
