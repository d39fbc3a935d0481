package org.isthmus.model.compile;

import java.util.Locale;

import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;

/// Primitives in place of meshes: from the box of the same inertia or, with `fitaabb`, around the bounding box.
final class MeshFitting {
    private MeshFitting() {}

    /// @param offset of the primitive's centre in the mesh's inertial frame, m
    /// @param size [3] as the primitive's type means it, m
    record Fit(Vec3 offset, double[] size) {}

    static Fit fit(Compilation c, GeomDraft geom, MeshDraft mesh) {
        Fit fit = c.options.fitAabb ? boundingFit(c, geom, mesh) : inertiaFit(c, geom, mesh);
        for (int i = 0; i < 3; i++) {
            fit.size[i] *= geom.element.fitScale;
        }
        return fit;
    }

    /// Moments of a solid box with the given half sizes.
    static Vec3 boxInertia(double mass, Vec3 half) {
        Sym3 inertia = Inertia.box(mass, half).aboutCenter();
        return new Vec3(inertia.xx(), inertia.yy(), inertia.zz());
    }

    private static Fit inertiaFit(Compilation c, GeomDraft geom, MeshDraft mesh) {
        Vec3 box = mesh.inertiaBox;
        double thick = (box.x() + box.y()) / 2;
        double[] size = geom.element.size.clone();
        switch (geom.element.type) {
            case SPHERE -> size[0] = (box.x() + box.y() + box.z()) / 3;
            case CAPSULE -> {
                size[0] = thick;
                size[1] = Math.max(0, box.z() - thick / 2);
            }
            case CYLINDER -> {
                size[0] = thick;
                size[1] = box.z();
            }
            case ELLIPSOID, BOX -> box.into(size, 0);
            default -> cannotFit(c, geom);
        }
        return new Fit(Vec3.ZERO, size);
    }

    /// By the box's half sizes alone, as MuJoCo 3.14 does: a sphere need not hold the box's corners.
    private static Fit boundingFit(Compilation c, GeomDraft geom, MeshDraft mesh) {
        Vec3 half = mesh.bounds.halfSize();
        double thick = Math.max(half.x(), half.y());
        double[] size = geom.element.size.clone();
        switch (geom.element.type) {
            case SPHERE -> size[0] = Math.max(thick, half.z());
            case CYLINDER -> {
                size[0] = thick;
                size[1] = half.z();
            }
            case CAPSULE -> {
                size[0] = thick;
                size[1] = Math.max(0, half.z() - thick);
            }
            case ELLIPSOID, BOX -> half.into(size, 0);
            default -> cannotFit(c, geom);
        }
        return new Fit(mesh.bounds.center(), size);
    }

    private static void cannotFit(Compilation c, GeomDraft geom) {
        c.error(geom, "fits a " + geom.element.type.name().toLowerCase(Locale.ROOT) + " to a mesh",
                "a sphere, capsule, cylinder, ellipsoid or box", "change the type");
    }
}
