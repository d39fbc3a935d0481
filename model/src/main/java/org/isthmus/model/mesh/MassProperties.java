package org.isthmus.model.mesh;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;

/// Volume, centre of mass and inertia of a mesh of density one.
///
/// Each face and a reference point make a tetrahedron; sums over signed tetrahedra integrate over the solid exactly (B. Mirtich,
/// Fast and accurate computation of polyhedral mass properties, 1996; the second moments of a tetrahedron by J. Blow and
/// A. Binstock, How to find the inertia tensor of a solid, 2004). As in MuJoCo (user_mesh.cc), the reference is first the
/// faces' centroid, which yields the centre of mass, then the centre of mass, which yields volume and inertia: in
/// [InertiaMode#LEGACY], where signs are dropped, the choice matters.
///
/// MuJoCo agrees to rounding when coordinates are what it has in memory: after reading a file, single precision
/// ([MeshTransforms#toSinglePrecision]), then offset, turn and scale in double precision.
///
/// @param measure volume in m³, or area in m² for [InertiaMode#SHELL]; negative when faces point inwards; times a density it
/// is the mass
/// @param centerOfMass mesh frame, m
/// @param inertia about the centre of mass, axes of the mesh frame, for density one: m⁵, or m⁴ for [InertiaMode#SHELL]
public record MassProperties(double measure, Vec3 centerOfMass, Sym3 inertia) {
    /// Integrates over the mesh. A volume of zero has its centre where the surface has, an area of zero at zero.
    /// [InertiaMode#CONVEX] needs three dimensions; a flat hull has volume zero.
    public static MassProperties of(Mesh mesh, InertiaMode mode) {
        IntArray faces = mode == InertiaMode.CONVEX ? ConvexHull.of(mesh.vertices()).faces() : mesh.faces();
        return of(mesh.vertices(), faces, mode);
    }

    /// Integrates over `faces`, which are the convex hull's for [InertiaMode#CONVEX].
    ///
    /// @param vertices `[nvertex][3]`
    /// @param faces `[nface][3]`
    public static MassProperties of(DoubleArray vertices, IntArray faces, InertiaMode mode) {
        Vec3 center = new Sums(vertices, faces, mode, centroid(vertices, faces)).center();
        Sums sums = new Sums(vertices, faces, mode, center);
        return new MassProperties(sums.measure, center, sums.inertia());
    }

    /// The area of all faces.
    public static double surfaceArea(Mesh mesh) {
        return of(mesh, InertiaMode.SHELL).measure();
    }

    /// The volume that a closed, well oriented mesh encloses; negative when its faces point inwards.
    public static double volume(Mesh mesh) {
        return of(mesh, InertiaMode.EXACT).measure();
    }

    /// The centroid of the surface; zero when there is no surface.
    private static Vec3 centroid(DoubleArray vertices, IntArray faces) {
        return new Sums(vertices, faces, InertiaMode.SHELL, Vec3.ZERO).center();
    }

    private static final double FARTHEST = 10 * Mesh.MAX_COORDINATE;

    /// Integrals over all faces' tetrahedra to one reference point (or, for shells, over the faces).
    private static final class Sums {
        private final Vec3 reference;
        private double measure;
        private Vec3 first = Vec3.ZERO;
        /// ∫ p pᵀ, with p from the reference point.
        private Sym3 second = Sym3.ZERO;

        Sums(DoubleArray vertices, IntArray faces, InertiaMode mode, Vec3 reference) {
            this.reference = reference;
            for (int f = 0; f < faces.length(); f += 3) {
                Vec3 a = vertices.vec3(faces.get(f)).minus(reference);
                Vec3 b = vertices.vec3(faces.get(f + 1)).minus(reference);
                Vec3 c = vertices.vec3(faces.get(f + 2)).minus(reference);
                add(a, b, c, mode);
            }
        }

        private void add(Vec3 a, Vec3 b, Vec3 c, InertiaMode mode) {
            Vec3 normal = b.minus(a).cross(c.minus(a));
            Vec3 sum = a.plus(b).plus(c);
            boolean shell = mode == InertiaMode.SHELL;
            double m = shell ? normal.length() / 2 : sum.dot(normal) / 18;
            m = mode == InertiaMode.LEGACY ? Math.abs(m) : m;
            measure += m;
            // The centroid of a triangle is a third of the sum of its corners; of a tetrahedron, a quarter.
            first = first.plusScaled(sum, shell ? m / 3 : m / 4);
            // Σ over pairs of corners, of p_i p_jᵀ: by squares, since (Σp)(Σp)ᵀ holds each mixed product once.
            Sym3 squares = Sym3.outer(a).plus(Sym3.outer(b)).plus(Sym3.outer(c));
            second = second.plus(squares.plus(Sym3.outer(sum)).times(shell ? m / 12 : m / 20));
        }

        /// The centre of mass; the reference point where the measure is so near zero that it would lie beyond all reason.
        Vec3 center() {
            Vec3 center = reference.plusScaled(first, 1 / measure);
            return center.length() <= FARTHEST ? center : reference;
        }

        /// `tr(P) 1 − P`.
        Sym3 inertia() {
            double t = second.trace();
            return new Sym3(t, t, t, 0, 0, 0).minus(second);
        }
    }
}
