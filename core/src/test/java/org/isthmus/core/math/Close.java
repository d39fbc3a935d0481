package org.isthmus.core.math;

import static org.isthmus.testkit.Tolerances.ROUNDING;

import org.isthmus.testkit.Tolerances;

/// Equality of records up to a few roundings.
final class Close {
    private Close() {}

    static void assertClose(Vec3 actual, Vec3 expected) {
        Tolerances.assertClose(actual.toArray(), expected.toArray(), ROUNDING);
    }

    static void assertClose(SpatialVector actual, SpatialVector expected) {
        Tolerances.assertClose(actual.toArray(), expected.toArray(), ROUNDING);
    }

    static void assertClose(Sym3 actual, Sym3 expected) {
        Tolerances.assertClose(array(actual), array(expected), ROUNDING);
    }

    static void assertClose(Inertia actual, Inertia expected) {
        Tolerances.assertClose(actual.mass(), expected.mass(), ROUNDING);
        assertClose(actual.centerOfMass(), expected.centerOfMass());
        assertClose(actual.aboutCenter(), expected.aboutCenter());
    }

    static void assertClose(Pose actual, Pose expected) {
        assertClose(actual.position(), expected.position());
        assertSameRotation(actual.rotation(), expected.rotation());
    }

    /// Equal up to the sign.
    static void assertSameRotation(Quat actual, Quat expected) {
        Quat signed = actual.dot(expected) < 0 ? actual.negate() : actual;
        Tolerances.assertClose(signed.toArray(), expected.toArray(), ROUNDING);
    }

    private static double[] array(Sym3 s) {
        return new double[]{s.xx(), s.yy(), s.zz(), s.xy(), s.xz(), s.yz()};
    }
}
