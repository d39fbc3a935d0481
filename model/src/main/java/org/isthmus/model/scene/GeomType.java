package org.isthmus.model.scene;

/// The shape of a geom or site. The order is MuJoCo's `mjtGeom`; `size` means, in metres:
public enum GeomType {
    /// Half sizes along x and y (0: infinite), grid spacing; the normal is +z.
    PLANE,
    /// None; the sizes are the height field's.
    HFIELD,
    /// Radius.
    SPHERE,
    /// Radius, half length of the cylindrical part, along z.
    CAPSULE,
    /// Three radii.
    ELLIPSOID,
    /// Radius, half length along z.
    CYLINDER,
    /// Three half sizes.
    BOX,
    /// None; the sizes are the mesh's.
    MESH,
    /// None; a signed distance field of the mesh.
    SDF
}
