package org.isthmus.model.urdf;

import java.util.Collection;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Numbers;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads the attributes of URDF elements; what is missing or malformed becomes a diagnostic at its place.
final class Fields {
    final Diagnostics diagnostics;
    private final Numbers numbers;

    Fields(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.numbers = new Numbers(diagnostics);
    }

    /// `otherwise` where the attribute is absent, and after an error.
    double number(XmlElement element, String attribute, double otherwise) {
        double[] values = numbers(element, attribute, 1);
        return values == null ? otherwise : values[0];
    }

    /// A number that may be infinite; `otherwise` where the attribute is absent, and after an error.
    double limit(XmlElement element, String attribute, double otherwise) {
        String text = element.attribute(attribute);
        return text == null ? otherwise
                : numbers.limit(text, otherwise, what(element, attribute), element.locationOf(attribute));
    }

    /// `otherwise` where the attribute is absent, and after an error.
    Vec3 vector(XmlElement element, String attribute, Vec3 otherwise) {
        double[] values = numbers(element, attribute, 3);
        return values == null ? otherwise : Vec3.of(values, 0);
    }

    /// Null where the attribute is absent, and after an error.
    double @Nullable [] numbers(XmlElement element, String attribute, int count) {
        String text = element.attribute(attribute);
        return text == null ? null
                : numbers.parse(text, count, what(element, attribute), element.locationOf(attribute));
    }

    /// Numbers that must be there; null after an error.
    double @Nullable [] requiredNumbers(XmlElement element, String attribute, int count) {
        return required(element, attribute) == null ? null : numbers(element, attribute, count);
    }

    /// A text that must be there; null after an error.
    @Nullable
    String required(XmlElement element, String attribute) {
        String text = element.attribute(attribute);
        if (text == null) {
            diagnostics.error(element.location(), "'" + element.name() + "' has no attribute '" + attribute + "'",
                    "one",
                    "");
        }
        return text;
    }

    /// A name that must be there and not blank; null after an error.
    @Nullable
    String requiredName(XmlElement element, String attribute) {
        String text = required(element, attribute);
        if (text != null && text.isBlank()) {
            diagnostics.error(element.locationOf(attribute), what(element, attribute) + " is blank", "a name", "");
            return null;
        }
        return text;
    }

    /// The pose that the child `origin` gives: `xyz` in m and `rpy` in rad; the identity without one.
    Pose origin(XmlElement parent) {
        XmlElement origin = parent.child("origin");
        return origin == null ? Pose.IDENTITY : pose(origin);
    }

    /// The pose in the attributes `xyz` and `rpy`.
    Pose pose(XmlElement element) {
        Vec3 rpy = vector(element, "rpy", Vec3.ZERO);
        Quat rotation = rpy.equals(Vec3.ZERO) ? Quat.IDENTITY
                : Quat.fromRollPitchYaw(rpy.x(), rpy.y(), rpy.z()).normalized();
        return new Pose(vector(element, "xyz", Vec3.ZERO), rotation);
    }

    /// What was probably meant, for a warning; empty where so many were told that this one will not be shown.
    String nearest(String word, Collection<String> known) {
        return diagnostics.warningCount() < Diagnostics.MAX_WARNINGS ? Nearest.remedy(word, known) : "";
    }

    static String what(XmlElement element, String attribute) {
        return "attribute '" + attribute + "' of '" + element.name() + "'";
    }
}
