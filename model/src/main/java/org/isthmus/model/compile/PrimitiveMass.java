package org.isthmus.model.compile;

import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.GeomType;

/// Volumes and inertias of primitives, solid ([Inertia]) or as thin shells of constant thickness.
///
/// Moments are those of any table of solids and shells; the two that have no closed form, area and inertia of an
/// ellipsoid's shell, are MuJoCo's approximations.
final class PrimitiveMass {
    /// Exponent of K. Thomsen's formula for the surface of an ellipsoid (2004; error below 1.1 %).
    private static final double THOMSEN = 1.6075;
    /// By how much the ellipsoid around a shell's outside is larger, m (MuJoCo's choice).
    private static final double SHELL_THICKNESS = 1e-6;

    private PrimitiveMass() {}

    /// Volume in m³ or, of a shell, area in m²; 0 for planes.
    static double measure(GeomType type, double[] size, boolean shell) {
        double a = size[0];
        double b = size[1];
        double c = size[2];
        return switch (type) {
            case SPHERE -> shell ? 4 * Math.PI * a * a : 4 * Math.PI * a * a * a / 3;
            case CAPSULE -> shell ? 4 * Math.PI * a * (a + b) : Math.PI * a * a * (2 * b + 4 * a / 3);
            case CYLINDER -> shell ? 2 * Math.PI * a * (a + 2 * b) : 2 * Math.PI * a * a * b;
            case ELLIPSOID -> shell ? ellipsoidArea(a, b, c) : 4 * Math.PI * a * b * c / 3;
            case BOX, HFIELD -> shell ? 8 * (a * b + b * c + c * a) : 8 * a * b * c;
            case PLANE, MESH, SDF -> 0;
        };
    }

    private static double ellipsoidArea(double a, double b, double c) {
        double sum = StrictMath.pow(a * b, THOMSEN) + StrictMath.pow(b * c, THOMSEN) + StrictMath.pow(c * a, THOMSEN);
        return 4 * Math.PI * StrictMath.pow(sum / 3, 1 / THOMSEN);
    }

    /// Principal moments about the centre, along the shape's axes, kg·m².
    static Vec3 inertia(GeomType type, double[] size, boolean shell, double mass) {
        Vec3 half = Vec3.of(size, 0);
        if (shell) {
            return switch (type) {
                case SPHERE -> Vec3.ONE.times(2 * mass * size[0] * size[0] / 3);
                case CAPSULE -> capsuleShell(mass, size[0], size[1]);
                case CYLINDER -> cylinderShell(mass, size[0], size[1]);
                case ELLIPSOID -> ellipsoidShell(mass, half);
                case BOX, HFIELD -> boxShell(mass, half);
                case PLANE, MESH, SDF -> Vec3.ZERO;
            };
        }
        return switch (type) {
            case SPHERE -> diagonal(Inertia.sphere(mass, size[0]));
            case CAPSULE -> diagonal(Inertia.capsule(mass, size[0], size[1]));
            case CYLINDER -> diagonal(Inertia.cylinder(mass, size[0], size[1]));
            case ELLIPSOID -> diagonal(Inertia.ellipsoid(mass, half));
            case BOX, HFIELD -> diagonal(Inertia.box(mass, half));
            case PLANE, MESH, SDF -> Vec3.ZERO;
        };
    }

    private static Vec3 diagonal(Inertia inertia) {
        return new Vec3(inertia.aboutCenter().xx(), inertia.aboutCenter().yy(), inertia.aboutCenter().zz());
    }

    /// A tube between two half spheres, whose centres of mass are half a radius beyond the tube's ends.
    private static Vec3 capsuleShell(double mass, double r, double h) {
        double caps = mass * r / (r + h);
        double tube = mass - caps;
        double reach = h + r / 2;
        double across = tube * (r * r / 2 + h * h / 3) + caps * (2 * r * r / 3 + reach * reach - r * r / 4);
        return new Vec3(across, across, tube * r * r + caps * 2 * r * r / 3);
    }

    /// A tube and two discs.
    private static Vec3 cylinderShell(double mass, double r, double h) {
        double discs = mass * r / (r + 2 * h);
        double tube = mass - discs;
        double across = tube * (r * r / 2 + h * h / 3) + discs * (r * r / 4 + h * h);
        return new Vec3(across, across, tube * r * r + discs * r * r / 2);
    }

    /// The difference of two solid ellipsoids of the same density, so that the shell is a little thicker at the poles.
    private static Vec3 ellipsoidShell(double mass, Vec3 half) {
        Vec3 outer = half.plus(Vec3.ONE.times(SHELL_THICKNESS));
        double innerVolume = half.x() * half.y() * half.z();
        double outerVolume = outer.x() * outer.y() * outer.z();
        double density = mass / (outerVolume - innerVolume);
        Vec3 all = diagonal(Inertia.ellipsoid(density * outerVolume, outer));
        return all.minus(diagonal(Inertia.ellipsoid(density * innerVolume, half)));
    }

    /// Six rectangles.
    private static Vec3 boxShell(double mass, Vec3 half) {
        double x2 = half.x() * half.x();
        double y2 = half.y() * half.y();
        double z2 = half.z() * half.z();
        double areaX = half.y() * half.z();
        double areaY = half.z() * half.x();
        double areaZ = half.x() * half.y();
        double unit = mass / (areaX + areaY + areaZ);
        // ∫x², ∫y², ∫z²: on the pair of faces at ±x the first is x², elsewhere x²/3
        double sumX = unit * x2 * (areaX + (areaY + areaZ) / 3);
        double sumY = unit * y2 * (areaY + (areaZ + areaX) / 3);
        double sumZ = unit * z2 * (areaZ + (areaX + areaY) / 3);
        return new Vec3(sumY + sumZ, sumX + sumZ, sumX + sumY);
    }
}
