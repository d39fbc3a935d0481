package org.isthmus.model.compile;

import java.util.Locale;

import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CompiledMesh;
import org.isthmus.model.mesh.Mesh;

/// Primitives in place of meshes: from the box of the same inertia or, with `fitaabb`, around the bounding box.
final class MeshFitting {
    private MeshFitting() {}

    /// @param offset of the primitive's centre from the mesh's inertial frame, m
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

    private static Fit boundingFit(Compilation c, GeomDraft geom, MeshDraft mesh) {
        Vec3 center = mesh.bounds.center();
        double[] size = geom.element.size.clone();
        CompiledMesh compiled = mesh.compiled;
        if (compiled == null) {
            return new Fit(center, size);
        }
        Mesh geometry = compiled.geometry();
        switch (geom.element.type) {
            case SPHERE -> size[0] = greatestDistance(geometry, center, Vec3.ONE);
            case CYLINDER -> {
                size[0] = greatestDistance(geometry, center, new Vec3(1, 1, 0));
                size[1] = greatestDistance(geometry, center, Vec3.Z);
            }
            case CAPSULE -> {
                size[0] = greatestDistance(geometry, center, new Vec3(1, 1, 0));
                size[1] = capsuleHalfLength(geometry, center, size[0]);
            }
            case ELLIPSOID, BOX -> mesh.bounds.halfSize().into(size, 0);
            default -> cannotFit(c, geom);
        }
        return new Fit(center, size);
    }

    private static void cannotFit(Compilation c, GeomDraft geom) {
        c.error(geom, "fits a " + geom.element.type.name().toLowerCase(Locale.ROOT) + " to a mesh",
                "a sphere, capsule, cylinder, ellipsoid or box", "change the type");
    }

    /// Greatest distance of a vertex from `center`, along the axes whose weight is 1.
    private static double greatestDistance(Mesh mesh, Vec3 center, Vec3 weights) {
        double greatest = 0;
        for (int i = 0; i < mesh.vertexCount(); i++) {
            greatest = Math.max(greatest, mesh.vertex(i).minus(center).times(weights).length());
        }
        return greatest;
    }

    /// The least half length at which the rounded ends hold all vertices.
    private static double capsuleHalfLength(Mesh mesh, Vec3 center, double radius) {
        double half = 0;
        for (int i = 0; i < mesh.vertexCount(); i++) {
            Vec3 v = mesh.vertex(i).minus(center);
            double across = v.x() * v.x() + v.y() * v.y();
            half = Math.max(half, Math.abs(v.z()) - Math.sqrt(Math.max(0, radius * radius - across)));
        }
        return half;
    }
}
