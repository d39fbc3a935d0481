package org.isthmus.model.compile;

import java.util.stream.IntStream;

import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CompiledMesh;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.scene.MeshAsset;
import org.jspecify.annotations.Nullable;

/// Compiles meshes: brings each into its inertial frame and finds its volume, inertia box and convex hull.
///
/// Vertices are taken in single precision, as MuJoCo reads them, and computed with in double.
final class Meshes {
    private static final int MIN_VERTICES = 4;
    /// Least area, volume and moment (MuJoCo's `mjMINVAL`).
    private static final double MIN_MEASURE = 1e-15;
    /// How far from its origin a mesh may reach along an axis, and have its centre of mass, m. Turned and moved to that centre
    /// it still is one that [Mesh] takes.
    private static final double MAX_REACH = Mesh.MAX_COORDINATE / 4;
    /// Vertices are single-precision numbers: what is smaller, relative to the largest moment, does not turn the frame.
    private static final double SINGLE_PRECISION = 1e-7;
    /// By how much moments may break the triangle inequality through rounding, as in MuJoCo.
    private static final double RELATIVE_SLACK = 1e-6;
    private static final double ABSOLUTE_SLACK = 1e-9;

    private final Compilation c;

    private Meshes(Compilation c) {
        this.c = c;
    }

    static void compile(Compilation c) {
        markHulls(c);
        Meshes stage = new Meshes(c);
        c.meshes.list.forEach(stage::compile);
    }

    /// Collision needs the hull.
    private static void markHulls(Compilation c) {
        for (GeomDraft geom : c.geoms.list) {
            if (geom.mesh != null && geom.isMesh() && !geom.visual) {
                geom.mesh.needsHull = true;
            }
        }
        c.meshes.list.forEach(mesh -> mesh.needsHull |= mesh.element.inertia == InertiaMode.CONVEX);
    }

    private void compile(MeshDraft draft) {
        MeshAsset e = draft.element;
        Mesh given = e.geometry;
        if (given == null) {
            return; // left out already
        }
        if (given.vertexCount() < MIN_VERTICES) {
            c.error(draft, "has " + given.vertexCount() + " vertices", "at least " + MIN_VERTICES,
                    "use a primitive instead");
            return;
        }
        e.refQuat = Frames.unit(c, draft, e.refQuat);
        Vec3 scale = Vec3.of(e.scale, 0);
        if (scale.x() == 0 || scale.y() == 0 || scale.z() == 0) {
            c.error(draft, "has the scale " + Frames.numbers(e.scale), "three numbers other than 0",
                    "1 1 1 keeps the size");
            return;
        }
        Aabb bounds = given.bounds();
        double reach = (Math.max(largest(bounds.min()), largest(bounds.max())) + e.refPos.length()) * largest(scale);
        if (!(reach <= MAX_REACH)) {
            c.error(draft, "reaches " + Frames.number(reach) + " m from its origin", "at most " + MAX_REACH + " m",
                    "check its scale and refpos");
            return;
        }
        Mesh mesh = MeshTransforms.toSinglePrecision(given);
        if (!e.refPos.equals(Vec3.ZERO) || e.refQuat.w() != 1) {
            mesh = MeshTransforms.transform(mesh, new Pose(e.refPos, e.refQuat).inverse());
        }
        finish(draft, scale.equals(Vec3.ONE) ? mesh : MeshTransforms.scale(mesh, scale));
    }

    private static double largest(Vec3 v) {
        return Math.max(Math.abs(v.x()), Math.max(Math.abs(v.y()), Math.abs(v.z())));
    }

    private void finish(MeshDraft draft, Mesh mesh) {
        MeshAsset e = draft.element;
        ConvexHull hull = draft.needsHull || mesh.faceCount() == 0 ? hull(mesh, e.maxHullVertices)
                : new ConvexHull(0, IntArray.wrap(), IntArray.wrap());
        boolean needed = draft.needsHull || mesh.faceCount() == 0;
        if (needed && hull.dimension() < 3 && e.inertia != InertiaMode.SHELL) {
            c.error(draft, "is flat", "vertices that do not lie in one plane", "give it thickness, or use a thin box");
            return;
        }
        Mesh surface = mesh.faceCount() > 0 ? mesh : Mesh.of(mesh.vertices(), hull.faces());
        if (e.inertia == InertiaMode.EXACT && !isOriented(draft, surface)) {
            return;
        }
        MassProperties mass = massProperties(draft, surface, hull);
        if (mass == null) {
            return;
        }
        Sym3.Eigen eigen = mass.inertia().eigen(SINGLE_PRECISION);
        draft.frame = new Pose(mass.centerOfMass(), eigen.rotation());
        draft.measure = mass.measure();
        draft.inertiaBox = inertiaBox(draft, eigen.values(), mass.measure());
        Mesh centred = MeshTransforms.transform(surface, draft.frame.inverse());
        draft.bounds = centred.bounds();
        draft.compiled = new CompiledMesh(centred, draft.frame.position(), draft.frame.rotation(), hull.vertices(),
                hull.faces(), e.inertia, e.maxHullVertices);
    }

    private static ConvexHull hull(Mesh mesh, int maxVertices) {
        return maxVertices < 0 ? ConvexHull.of(mesh.vertices())
                : ConvexHull.of(mesh.vertices(), Math.max(MIN_VERTICES, maxVertices));
    }

    /// Whether no two faces run along an edge in the same direction, as MuJoCo demands. Faces without area count nowhere.
    private boolean isOriented(MeshDraft draft, Mesh surface) {
        long[] edges = IntStream.range(0, surface.faceCount()).filter(face -> area(surface, face) >= MIN_MEASURE)
                .flatMap(face -> IntStream.range(3 * face, 3 * face + 3)).mapToLong(corner -> edge(surface, corner))
                .sorted().toArray();
        for (int i = 1; i < edges.length; i++) {
            if (edges[i] == edges[i - 1]) {
                c.error(draft, "has two faces that go from vertex " + (edges[i] >> 32) + " to " + (int) edges[i],
                        "at most two faces at each edge, both counter-clockwise from outside",
                        "turn or remove faces, or use inertia=\"legacy\" or \"convex\"");
                return false;
            }
        }
        return true;
    }

    private static double area(Mesh surface, int face) {
        Vec3 a = surface.corner(face, 0);
        return surface.corner(face, 1).minus(a).cross(surface.corner(face, 2).minus(a)).length() / 2;
    }

    /// From the vertex of a corner to that of the next corner of its face.
    private static long edge(Mesh surface, int corner) {
        int next = corner % 3 == 2 ? corner - 2 : corner + 1;
        return (long) surface.faces().get(corner) << 32 | surface.faces().get(next);
    }

    private @Nullable MassProperties massProperties(MeshDraft draft, Mesh surface, ConvexHull hull) {
        InertiaMode kind = draft.element.inertia;
        boolean convex = kind == InertiaMode.CONVEX;
        MassProperties mass = MassProperties.of(surface.vertices(), convex ? hull.faces() : surface.faces(),
                kind);
        boolean shell = kind == InertiaMode.SHELL;
        if (mass.measure() <= -MIN_MEASURE) {
            c.error(draft, "has the volume " + Frames.number(mass.measure()) + ": its faces look inwards",
                    "faces counter-clockwise from outside",
                    "turn the faces around, or use inertia=\"legacy\"");
        } else if (mass.measure() < MIN_MEASURE) {
            c.error(draft, "has the " + (shell ? "area " : "volume ") + Frames.number(mass.measure()),
                    "more than " + MIN_MEASURE,
                    shell ? "check the scale" : "check the scale; for a surface without volume use inertia=\"shell\"");
        } else if (!(mass.centerOfMass().length() <= MAX_REACH)) {
            c.error(draft, "has its centre of mass " + Frames.number(mass.centerOfMass().length()) + " m away",
                    "at most " + MAX_REACH + " m", "close holes, or use inertia=\"convex\"");
        } else {
            return mass;
        }
        return null;
    }

    /// Half sizes of the solid box with the same inertia and measure.
    private Vec3 inertiaBox(MeshDraft draft, Vec3 moments, double measure) {
        double x = moments.x();
        double y = moments.y();
        double z = moments.z();
        double slack = RELATIVE_SLACK * x + ABSOLUTE_SLACK;
        if (!(z > 0) || x > y + z + slack) {
            c.error(draft, "has the moments " + Frames.numbers(moments.toArray()) + " at density 1",
                    "positive moments, none greater than the sum of the two others",
                    "close holes and turn all faces outwards, or use inertia=\"convex\"");
        }
        return new Vec3(half(y + z - x, measure), half(x + z - y, measure), half(x + y - z, measure));
    }

    private static double half(double moment, double measure) {
        return 0.5 * Math.sqrt(Math.max(0, 6 * moment / measure));
    }
}
