package org.isthmus.model.compile;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.GeomType;

/// Normalised orientations, and the frames of shapes that are given by their end points.
final class Frames {
    /// Shorter things have no direction or length (MuJoCo's `mjEPS`).
    static final double MIN_LENGTH = 1e-14;
    /// Squared length below which four numbers are no orientation.
    private static final double MIN_SQUARE = 1e-14;

    private Frames() {}

    /// The quaternion at unit length; zeros are an error.
    static Quat unit(Compilation c, Draft<?> draft, Quat quat) {
        double square = quat.dot(quat);
        if (!(square >= MIN_SQUARE)) {
            c.error(draft, "has the orientation " + numbers(quat.toArray()), "a quaternion that is not zero",
                    "for no rotation write 1 0 0 0");
            return Quat.IDENTITY;
        }
        // one that is of unit length to rounding keeps its bits
        return Math.abs(Math.sqrt(square) - 1) > MIN_LENGTH ? quat.normalized() : quat;
    }

    /// Pose and size of a shape along a segment.
    record Segment(Pose pose, double[] size) {}

    /// The shape from `fromTo` (`x y z x y z`) with the thickness `size[0]`, z pointing from the second point to the
    /// first.
    static Segment segment(Compilation c, Draft<?> draft, GeomType type, double[] fromTo, Pose pose, double[] size) {
        boolean round = type == GeomType.CAPSULE || type == GeomType.CYLINDER;
        boolean three = type == GeomType.ELLIPSOID || type == GeomType.BOX;
        if (!round && !three) {
            c.error(draft, "gives end points (fromto)", "a capsule, cylinder, box or ellipsoid",
                    "change the type or remove fromto");
            return new Segment(pose, size);
        }
        if (!pose.position().equals(Vec3.ZERO)) {
            c.error(draft, "gives both end points (fromto) and a position", "one of the two", "remove pos or fromto");
        }
        Vec3 from = Vec3.of(fromTo, 0);
        Vec3 to = Vec3.of(fromTo, 3);
        Vec3 along = from.minus(to);
        double half = along.length() / 2;
        if (half < MIN_LENGTH) {
            c.error(draft, "has end points " + numbers(fromTo) + " in one place", "two different points",
                    "move one of them");
            return new Segment(pose, size);
        }
        double[] sized = round ? new double[]{size[0], half, size[2]} : new double[]{size[0], size[0], half};
        return new Segment(new Pose(from.plus(to).times(0.5), Quat.between(Vec3.Z, along)), sized);
    }

    /// Checks that all sizes the type needs are positive.
    static void checkSize(Compilation c, Draft<?> draft, GeomType type, double[] size) {
        int first = type == GeomType.PLANE ? 2 : 0;
        int count = switch (type) {
            case PLANE, ELLIPSOID, BOX -> 3;
            case CAPSULE, CYLINDER -> 2;
            case SPHERE -> 1;
            case HFIELD, MESH, SDF -> 0;
        };
        for (int i = first; i < count; i++) {
            if (!(size[i] > 0)) {
                String what = type == GeomType.PLANE ? "grid spacing (size 3)" : "size " + (i + 1);
                c.error(draft, "has " + what + " = " + number(size[i]), "a positive number",
                        "give size=\"…\" with " + count + (count == 1 ? " positive number" : " positive numbers"));
                return;
            }
        }
    }

    static String numbers(double... values) {
        StringBuilder text = new StringBuilder();
        for (double v : values) {
            text.append(text.isEmpty() ? "" : " ").append(number(v));
        }
        return text.toString();
    }

    /// As a person writes it: `1` for 1.0.
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value)
                : Double.toString(value);
    }
}
