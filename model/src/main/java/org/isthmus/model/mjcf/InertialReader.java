package org.isthmus.model.mjcf;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `inertial`: mass and inertia of a body.
final class InertialReader {
    private final Context context;
    private final Orientation orientation;

    InertialReader(Context context, Orientation orientation) {
        this.context = context;
        this.orientation = orientation;
    }

    /// @return null after an error
    @Nullable
    Inertial read(XmlElement xml) {
        Attributes attributes = context.attributes(xml);
        boolean complete = attributes.isGiven("pos") & attributes.isGiven("mass");
        double[] pos = attributes.numbers("pos", 3, 3);
        double mass = attributes.number("mass", 0);
        Quat quat = orientation.read(attributes);
        Sym3 inertia = readInertia(attributes, quat != null);
        context.finish(attributes);
        if (!complete || pos == null) {
            return null;
        }
        return new Inertial(Vec3.of(pos, 0), quat == null ? Quat.IDENTITY : quat, mass, inertia);
    }

    private Sym3 readInertia(Attributes attributes, boolean oriented) {
        attributes.countOf("diaginertia", "fullinertia");
        double[] diagonal = attributes.numbers("diaginertia", 3, 3);
        double[] full = attributes.numbers("fullinertia", 6, 6);
        if (full != null && oriented) {
            context.error(attributes.at("fullinertia"), "<inertial> has 'fullinertia' and an orientation",
                    "only one of them",
                    "delete the orientation: a full inertia is in the body's frame");
        }
        if (full != null) {
            return new Sym3(full[0], full[1], full[2], full[3], full[4], full[5]);
        }
        return diagonal == null ? Sym3.ZERO : Sym3.diagonal(Vec3.of(diagonal, 0));
    }
}
