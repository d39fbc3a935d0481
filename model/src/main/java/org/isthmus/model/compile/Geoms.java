package org.isthmus.model.compile;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.InertiaFromGeom;

/// Compiles geoms: frames, sizes, bounds, masses.
final class Geoms {
    /// Planes reach this far (MuJoCo's `mjMAXVAL`), m.
    private static final double FAR = 1e10;
    /// Below this a volume cannot carry a mass (MuJoCo's `mjEPS`).
    private static final double MIN_MEASURE = 1e-14;

    private final Compilation c;

    private Geoms(Compilation c) {
        this.c = c;
    }

    static void compile(Compilation c) {
        Geoms stage = new Geoms(c);
        c.geoms.list.forEach(stage::compile);
    }

    private void compile(GeomDraft geom) {
        Geom e = geom.element;
        checkContact(geom);
        e.quat = Frames.unit(c, geom, e.quat);
        if (!Double.isNaN(e.fromTo[0])) {
            placeAlongSegment(geom);
        }
        if (geom.mesh != null) {
            placeAtMesh(geom, geom.mesh);
        }
        if (c.diagnostics.hasErrors() && unusable(geom)) {
            return;
        }
        Frames.checkSize(c, geom, e.type, e.size);
        setSizeOfAsset(geom);
        geom.bounds = bounds(geom);
        geom.boundingRadius = boundingRadius(geom);
        if (countsForInertia(geom)) {
            setMass(geom);
        }
        if (e.fluidEllipsoid) {
            geom.fluid = FluidInteraction.of(e.type, e.size, e.fluidCoef);
        }
    }

    /// A mesh or height field that could not be compiled: its error is already known.
    private static boolean unusable(GeomDraft geom) {
        return geom.isMesh() && (geom.mesh == null || geom.mesh.compiled == null)
                || geom.element.type == GeomType.HFIELD && geom.heightField == null;
    }

    private void checkContact(GeomDraft geom) {
        int condim = geom.element.condim;
        if (condim != 1 && condim != 3 && condim != 4 && condim != 6) {
            c.error(geom, "has condim " + condim, "1, 3, 4 or 6", "3 is usual: sliding friction");
        }
        if (geom.element.type == GeomType.PLANE && !geom.body.weld().joints.isEmpty()) {
            c.error(geom, "is a plane on a body that moves",
                    "planes on the world, on bodies fixed to it or on mocap bodies",
                    "use a thin box instead");
        }
    }

    private void placeAlongSegment(GeomDraft geom) {
        Geom e = geom.element;
        if (geom.mesh != null) {
            c.error(geom, "gives both end points (fromto) and a mesh", "one of the two", "remove fromto or the mesh");
            return;
        }
        Frames.Segment segment = Frames.segment(c, geom, e.type, e.fromTo, e.pose(), e.size);
        e.setPose(segment.pose());
        System.arraycopy(segment.size(), 0, e.size, 0, 3);
    }

    /// The geom's pose is where the mesh's own frame is; the geom's frame becomes the inertial frame or the fitted
    /// primitive's.
    private void placeAtMesh(GeomDraft geom, MeshDraft mesh) {
        Geom e = geom.element;
        if (mesh.compiled == null) {
            return;
        }
        Pose inMesh = mesh.frame;
        if (geom.isMesh()) {
            if (e.shellInertia) {
                c.error(geom, "is a mesh with shellinertia", "inertia=\"shell\" at the mesh",
                        "move the attribute to the mesh asset");
            }
        } else {
            MeshFitting.Fit fit = MeshFitting.fit(c, geom, mesh);
            inMesh = new Pose(inMesh.transform(fit.offset()), inMesh.rotation());
            System.arraycopy(fit.size(), 0, e.size, 0, 3);
        }
        if (geom.material == null) {
            geom.material = mesh.material;
        }
        Pose placed = e.pose().times(inMesh);
        e.setPose(new Pose(placed.position(), placed.rotation().normalized()));
    }

    private static void setSizeOfAsset(GeomDraft geom) {
        double[] size = geom.element.size;
        if (geom.heightField != null) {
            double[] field = geom.heightField.element.size;
            size[0] = field[0];
            size[1] = field[1];
            size[2] = 0.25 * field[2] + 0.5 * field[3];
        } else if (geom.isMesh() && geom.mesh != null) {
            extent(geom.mesh.bounds).into(size, 0);
        }
    }

    /// Half sizes of the box about the origin that holds the bounds.
    static Vec3 extent(Aabb b) {
        return new Vec3(
                Math.max(Math.abs(b.min().x()), Math.abs(b.max().x())),
                Math.max(Math.abs(b.min().y()), Math.abs(b.max().y())),
                Math.max(Math.abs(b.min().z()), Math.abs(b.max().z())));
    }

    private static Aabb bounds(GeomDraft geom) {
        double[] size = geom.element.size;
        return switch (geom.element.type) {
            case PLANE -> new Aabb(new Vec3(-FAR, -FAR, -FAR), new Vec3(FAR, FAR, 0));
            case HFIELD -> fieldBounds(geom);
            case SPHERE -> Aabb.centered(Vec3.ZERO, Vec3.ONE.times(size[0]));
            case CAPSULE -> Aabb.centered(Vec3.ZERO, new Vec3(size[0], size[0], size[0] + size[1]));
            case CYLINDER -> Aabb.centered(Vec3.ZERO, new Vec3(size[0], size[0], size[1]));
            case ELLIPSOID, BOX -> Aabb.centered(Vec3.ZERO, Vec3.of(size, 0));
            case MESH, SDF -> geom.mesh == null ? Aabb.EMPTY : geom.mesh.bounds;
        };
    }

    private static Aabb fieldBounds(GeomDraft geom) {
        if (geom.heightField == null) {
            return Aabb.EMPTY;
        }
        double[] f = geom.heightField.element.size;
        return new Aabb(new Vec3(-f[0], -f[1], -f[3]), new Vec3(f[0], f[1], f[2]));
    }

    private static double boundingRadius(GeomDraft geom) {
        double[] size = geom.element.size;
        return switch (geom.element.type) {
            case PLANE -> 0;
            case SPHERE -> size[0];
            case CAPSULE -> size[0] + size[1];
            case CYLINDER -> Math.sqrt(size[0] * size[0] + size[1] * size[1]);
            case ELLIPSOID -> Math.max(size[0], Math.max(size[1], size[2]));
            case BOX -> Vec3.of(size, 0).length();
            case HFIELD, MESH, SDF -> extent(geom.bounds).length();
        };
    }

    /// Whether a body's inertia may come from this geom.
    private boolean countsForInertia(GeomDraft geom) {
        return !geom.body.isWorld()
                && (geom.body.element.inertial == null || c.options.inertiaFromGeom == InertiaFromGeom.TRUE)
                && inGroupRange(c.options, geom.element);
    }

    static boolean inGroupRange(CompilerOptions options, Geom geom) {
        return geom.group >= options.inertiaGroupRange[0] && geom.group <= options.inertiaGroupRange[1];
    }

    private void setMass(GeomDraft geom) {
        Geom e = geom.element;
        MeshDraft mesh = geom.isMesh() ? geom.mesh : null;
        double measure = mesh != null ? mesh.measure : PrimitiveMass.measure(e.type, e.size, e.shellInertia);
        boolean given = !Double.isNaN(e.mass);
        geom.mass = !given ? e.density * measure : measure > MIN_MEASURE ? e.mass : 0;
        if (geom.mass < 0) {
            c.error(geom,
                    given ? "has the mass " + Frames.number(e.mass) : "has the density " + Frames.number(e.density),
                    "a number that is not negative", "0 makes it massless");
        } else if (geom.mass > 0) {
            geom.inertia = mesh != null ? MeshFitting.boxInertia(geom.mass, mesh.inertiaBox)
                    : PrimitiveMass.inertia(e.type, e.size, e.shellInertia, geom.mass);
        }
    }
}
