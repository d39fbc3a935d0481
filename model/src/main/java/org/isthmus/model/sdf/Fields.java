package org.isthmus.model.sdf;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Numbers;
import org.isthmus.model.linkage.Rotations;
import org.isthmus.model.linkage.XmlFields;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads the child elements in which SDF holds its values; what is missing or malformed becomes a diagnostic at its
/// place.
final class Fields implements XmlFields {
    final Diagnostics diagnostics;
    private final Numbers numbers;

    Fields(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.numbers = new Numbers(diagnostics);
    }

    /// The text of a child, or null.
    static @Nullable String text(XmlElement parent, String child) {
        XmlElement element = parent.child(child);
        return element == null ? null : element.text();
    }

    /// A number that may be infinite; `otherwise` where there is no such child, and after an error.
    double limit(XmlElement parent, String child, double otherwise) {
        XmlElement element = parent.child(child);
        return element == null ? otherwise
                : numbers.limit(element.text(), otherwise, what(element), element.location());
    }

    @Override
    public double @Nullable [] numbers(XmlElement parent, String child, int count) {
        XmlElement element = parent.child(child);
        return element == null ? null : numbers(element, count);
    }

    /// The numbers of an element's text; null after an error.
    double @Nullable [] numbers(XmlElement element, int count) {
        return numbers.parse(element.text(), count, what(element), element.location());
    }

    /// The text of a child, which may not be blank.
    @Override
    public @Nullable String required(XmlElement parent, String child) {
        String text = text(parent, child);
        if (text == null || text.isBlank()) {
            diagnostics.error(parent.location(), "'" + parent.name() + "' has no '" + child + "'", "one", "");
            return null;
        }
        return text;
    }

    /// An attribute `name` that must be there and not blank; null after an error.
    @Nullable
    String requiredName(XmlElement element) {
        String name = element.attribute("name", "");
        if (name.isBlank()) {
            diagnostics.error(element.location(), "'" + element.name() + "' has no name", "an attribute 'name'", "");
            return null;
        }
        return name;
    }

    /// SDF has `radii`, Drake's extension before it `a`, `b` and `c`.
    @Override
    public double @Nullable [] radii(XmlElement ellipsoid) {
        return ellipsoid.child("a") == null ? requiredNumbers(ellipsoid, "radii", 3) : XmlFields.super.radii(ellipsoid);
    }

    boolean flag(XmlElement parent, String child, boolean otherwise) {
        XmlElement element = parent.child(child);
        if (element == null) {
            return otherwise;
        }
        return switch (element.text()) {
            case "1", "true", "True" -> true;
            case "0", "false", "False" -> false;
            default -> {
                diagnostics.error(element.location(), what(element) + " is '" + element.text() + "'",
                        "'true' or 'false'",
                        "");
                yield otherwise;
            }
        };
    }

    /// The pose that the child `pose` gives, in the frame that it is relative to; the identity without one.
    Pose pose(XmlElement parent) {
        XmlElement pose = parent.child("pose");
        if (pose == null || pose.text().isBlank()) {
            return Pose.IDENTITY;
        }
        boolean quaternion = pose.attribute("rotation_format", "euler_rpy").equals("quat_xyzw");
        double[] v = numbers(pose, quaternion ? 7 : 6);
        if (v == null) {
            return Pose.IDENTITY;
        }
        if (quaternion) {
            return new Pose(Vec3.of(v, 0), new Quat(v[6], v[3], v[4], v[5]).normalized());
        }
        boolean degrees = pose.attribute("degrees", "false").matches("1|true");
        double unit = degrees ? Math.PI / 180 : 1;
        Vec3 rpy = Vec3.of(v, 3).times(unit);
        Quat rotation = Rotations.rollPitchYaw(rpy);
        return new Pose(Vec3.of(v, 0), rotation);
    }

    /// The frame that the child `pose` is relative to; empty: the default. SDF 1.5 and 1.6 call it `frame`.
    static String relativeTo(XmlElement parent) {
        XmlElement pose = parent.child("pose");
        return pose == null ? "" : pose.attribute("relative_to", pose.attribute("frame", ""));
    }

    static String what(XmlElement element) {
        return "'" + element.name() + "'";
    }
}
