package org.isthmus.model.linkage;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// The numbers of an element by their names, wherever a format keeps them: URDF in attributes, SDF in elements.
public interface XmlFields {
    /// Null where there are none, and after an error.
    double @Nullable [] numbers(XmlElement element, String name, int count);

    /// A text that must be there; null after an error.
    @Nullable
    String required(XmlElement element, String name);

    /// Numbers that must be there; null after an error.
    default double @Nullable [] requiredNumbers(XmlElement element, String name, int count) {
        return required(element, name) == null ? null : numbers(element, name, count);
    }

    /// `otherwise` where there is none, and after an error.
    default double number(XmlElement element, String name, double otherwise) {
        double[] values = numbers(element, name, 1);
        return values == null ? otherwise : values[0];
    }

    /// `otherwise` where there is none, and after an error.
    default Vec3 vector(XmlElement element, String name, Vec3 otherwise) {
        double[] values = numbers(element, name, 3);
        return values == null ? otherwise : Vec3.of(values, 0);
    }

    /// The three radii of an `ellipsoid`: `a`, `b` and `c`, as Drake has them; null after an error.
    default double @Nullable [] radii(XmlElement ellipsoid) {
        double[] a = requiredNumbers(ellipsoid, "a", 1);
        double[] b = requiredNumbers(ellipsoid, "b", 1);
        double[] c = requiredNumbers(ellipsoid, "c", 1);
        return a == null || b == null || c == null ? null : new double[]{a[0], b[0], c[0]};
    }
}
