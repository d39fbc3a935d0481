package org.isthmus.model.urdf;

import java.util.Collection;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Numbers;
import org.isthmus.model.linkage.Rotations;
import org.isthmus.model.linkage.XmlFields;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads the attributes of URDF elements; what is missing or malformed becomes a diagnostic at its place.
final class Fields implements XmlFields {
    final Diagnostics diagnostics;
    private final Numbers numbers;

    Fields(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.numbers = new Numbers(diagnostics);
    }

    /// A number that may be infinite; `otherwise` where the attribute is absent, and after an error.
    double limit(XmlElement element, String attribute, double otherwise) {
        String text = element.attribute(attribute);
        return text == null ? otherwise
                : numbers.limit(text, otherwise, what(element, attribute), element.locationOf(attribute));
    }

    @Override
    public double @Nullable [] numbers(XmlElement element, String attribute, int count) {
        String text = element.attribute(attribute);
        return text == null ? null
                : numbers.parse(text, count, what(element, attribute), element.locationOf(attribute));
    }

    @Override
    public @Nullable String required(XmlElement element, String attribute) {
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
        return new Pose(vector(element, "xyz", Vec3.ZERO), Rotations.rollPitchYaw(rpy));
    }

    /// What was probably meant, for a warning; empty where so many were told that this one will not be shown.
    String nearest(String word, Collection<String> known) {
        return diagnostics.warningCount() < Diagnostics.MAX_WARNINGS ? Nearest.remedy(word, known) : "";
    }

    static String what(XmlElement element, String attribute) {
        return "attribute '" + attribute + "' of '" + element.name() + "'";
    }
}
