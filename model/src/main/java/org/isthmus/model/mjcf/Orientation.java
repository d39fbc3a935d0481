package org.isthmus.model.mjcf;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Placed;
import org.jspecify.annotations.Nullable;

/// Reads orientations in all of MJCF's forms: `quat`, `axisangle`, `xyaxes`, `zaxis`, `euler`.
final class Orientation {
    /// Directions shorter than this are refused (MuJoCo's `mjEPS`).
    private static final double MIN_LENGTH = 1e-14;
    /// A quaternion whose square differs less from 1 stays as it is written, so that it is written as it was read.
    private static final double UNIT = 1e-12;

    private final Context context;

    Orientation(Context context) {
        this.context = context;
    }

    /// Sets the orientation of `element`, whose other attributes are read already, where the XML gives one.
    void read(Placed element, Attributes attributes) {
        Quat given = read(attributes);
        if (given != null) {
            element.setPose(new Pose(element.pose().position(), given));
        }
    }

    /// The orientation that an element gives, of unit length; null when it gives none, or after an error.
    @Nullable
    Quat read(Attributes attributes) {
        if (attributes.countOf("quat", "axisangle", "xyaxes", "zaxis", "euler") != 1) {
            return null;
        }
        if (attributes.has("quat")) {
            return fromQuat(attributes, "quat");
        }
        if (attributes.has("axisangle")) {
            return fromAxisAngle(attributes);
        }
        if (attributes.has("xyaxes")) {
            return fromXyAxes(attributes);
        }
        return attributes.has("zaxis") ? fromZAxis(attributes) : fromEuler(attributes, "euler");
    }

    /// The four numbers of attribute `name`, made a unit quaternion; null after an error.
    @Nullable
    Quat fromQuat(Attributes attributes, String name) {
        double[] q = attributes.numbers(name, 4, 4);
        return q == null ? null : unit(Quat.of(q, 0), attributes, name);
    }

    private @Nullable Quat unit(Quat q, Attributes attributes, String name) {
        double square = q.dot(q);
        if (!(square >= MIN_LENGTH * MIN_LENGTH) || square == Double.POSITIVE_INFINITY) {
            context.error(attributes.at(name), "the quaternion in '" + name + "' cannot be made unit length",
                    "w x y z, not all 0", "");
            return null;
        }
        return Math.abs(square - 1) < UNIT ? q : q.normalized();
    }

    private @Nullable Quat fromAxisAngle(Attributes attributes) {
        double[] v = attributes.numbers("axisangle", 4, 4);
        if (v == null || isTooShort(Vec3.of(v, 0), "axisangle", attributes)) {
            return null;
        }
        return Quat.fromAxisAngle(Vec3.of(v, 0), context.settings.radians(v[3])).normalized();
    }

    private @Nullable Quat fromXyAxes(Attributes attributes) {
        double[] v = attributes.numbers("xyaxes", 6, 6);
        if (v == null || isTooShort(Vec3.of(v, 0), "xyaxes", attributes)) {
            return null;
        }
        Vec3 x = Vec3.of(v, 0).normalized();
        Vec3 y = Vec3.of(v, 3);
        Vec3 across = y.minus(x.times(x.dot(y)));
        if (isTooShort(across, "xyaxes", attributes)) {
            return null;
        }
        y = across.normalized();
        return Rotation.fromColumns(x, y, x.cross(y).normalized()).toQuat();
    }

    private @Nullable Quat fromZAxis(Attributes attributes) {
        double[] v = attributes.numbers("zaxis", 3, 3);
        if (v == null || isTooShort(Vec3.of(v, 0), "zaxis", attributes)) {
            return null;
        }
        return Quat.between(Vec3.Z, Vec3.of(v, 0));
    }

    /// The rotation by the three angles of attribute `name`; null when absent or after an error.
    @Nullable
    Quat fromEuler(Attributes attributes, String name) {
        double[] v = attributes.numbers(name, 3, 3);
        return v == null ? null : fromEuler(Vec3.of(v, 0));
    }

    /// The rotation by three Euler angles in the file's unit and sequence.
    Quat fromEuler(Vec3 angles) {
        double[] angle = angles.toArray();
        Quat q = Quat.IDENTITY;
        for (int i = 0; i < 3; i++) {
            char axis = context.settings.eulerSequence.charAt(i);
            Vec3 direction = switch (Character.toLowerCase(axis)) {
                case 'x' -> Vec3.X;
                case 'y' -> Vec3.Y;
                default -> Vec3.Z;
            };
            Quat turn = Quat.fromAxisAngle(direction, context.settings.radians(angle[i]));
            q = Character.isLowerCase(axis) ? q.times(turn) : turn.times(q);
        }
        return q.normalized();
    }

    private boolean isTooShort(Vec3 direction, String name, Attributes attributes) {
        if (direction.length() >= MIN_LENGTH && direction.isFinite() && Double.isFinite(direction.length())) {
            return false;
        }
        context.error(attributes.at(name),
                "a direction in '" + name + "' of <" + attributes.xml().name() + "> has no length",
                "directions that are neither 0 nor parallel", "");
        return true;
    }
}
