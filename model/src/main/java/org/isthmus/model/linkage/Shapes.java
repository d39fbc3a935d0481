package org.isthmus.model.linkage;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.MeshAsset;
import org.jspecify.annotations.Nullable;

/// Geoms from the shapes of URDF and SDF, whose sizes are whole lengths where a scene's are half.
public final class Shapes {
    /// Half length of the drawn part of a plane, m.
    private static final double PLANE_HALF_SIZE = 50;
    private static final double PLANE_GRID = 1;

    private final Diagnostics diagnostics;

    public Shapes(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// @param edges whole lengths, m; null after an error
    public @Nullable Geom box(double @Nullable [] edges, SourceLocation at) {
        return edges == null ? null : solid(GeomType.BOX, at, edges[0] / 2, edges[1] / 2, edges[2] / 2);
    }

    public @Nullable Geom sphere(double @Nullable [] radius, SourceLocation at) {
        return radius == null ? null : solid(GeomType.SPHERE, at, radius[0]);
    }

    /// A cylinder, or a capsule whose length is that of its cylindrical part, along z.
    public @Nullable Geom round(GeomType type, double @Nullable [] radius, double @Nullable [] length,
            SourceLocation at) {
        return radius == null || length == null ? null : solid(type, at, radius[0], length[0] / 2);
    }

    /// @param radii m; null after an error
    public @Nullable Geom ellipsoid(double @Nullable [] radii, SourceLocation at) {
        return radii == null ? null : solid(GeomType.ELLIPSOID, at, radii);
    }

    /// An infinite plane through the origin; z of the geom is the normal.
    public @Nullable Geom plane(Vec3 normal, SourceLocation at) {
        if (normal.length() < 1e-10) {
            diagnostics.error(at, "the normal of a plane is 0 0 0", "a direction", "");
            return null;
        }
        Geom geom = geom(GeomType.PLANE, PLANE_HALF_SIZE, PLANE_HALF_SIZE, PLANE_GRID);
        geom.quat = Quat.between(Vec3.Z, normal);
        return geom;
    }

    public static Geom mesh(MeshAsset asset) {
        Geom geom = geom(GeomType.MESH);
        geom.mesh = asset.name;
        return geom;
    }

    /// Shapes of no extent stand in robots as place holders: they are left out with a warning.
    private @Nullable Geom solid(GeomType type, SourceLocation at, double... size) {
        for (double s : size) {
            if (s < 0) {
                diagnostics.error(at, "a size is " + s, "positive sizes", "");
                return null;
            }
            if (s == 0) {
                diagnostics.warning(at, "a size is 0: the shape is left out", "positive sizes", "");
                return null;
            }
        }
        return geom(type, size);
    }

    private static Geom geom(GeomType type, double... size) {
        Geom geom = new Geom();
        geom.type = type;
        System.arraycopy(size, 0, geom.size, 0, size.length);
        return geom;
    }
}
