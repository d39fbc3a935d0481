package org.isthmus.render.shade;

/// A place on a surface with its material; a workspace, filled by [SurfaceResolver].
public final class Surface {
    /// Position, world frame, m.
    public double x;
    public double y;
    public double z;
    /// Unit normal of the triangle, world frame, on the side of the mesh's front.
    public double gx;
    public double gy;
    public double gz;
    /// Unit normal for shading, interpolated, world frame, on the same side.
    public double nx;
    public double ny;
    public double nz;
    /// Place in the mesh's frame, and texture coordinates.
    public double objectX;
    public double objectY;
    public double objectZ;
    public double u;
    public double v;

    /// Linear.
    public double red;
    public double green;
    public double blue;
    public double opacity;
    public double metallic;
    /// Perceptual.
    public double roughness;
    public double specular;
    public double emitRed;
    public double emitGreen;
    public double emitBlue;
    public double clearCoat;
    public double coatRoughness;
    public double transmission;
    public double ior;

    public Surface() {}

    /// Turns both normals to the side of a direction.
    ///
    /// @return whether that is the mesh's front
    public boolean face(double towardsX, double towardsY, double towardsZ) {
        boolean front = gx * towardsX + gy * towardsY + gz * towardsZ >= 0;
        if (!front) {
            gx = -gx;
            gy = -gy;
            gz = -gz;
            nx = -nx;
            ny = -ny;
            nz = -nz;
        }
        return front;
    }
}
