package org.isthmus.motion.kinematics;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;

/// A place fixed to a body of a model: a tool centre point, a fingertip, a wrist.
///
/// @param name how messages call it
/// @param body id of the body; 0 is the world
/// @param offset of the frame in the body's frame, m
public record Frame(String name, int body, Pose offset) {
    /// The frame of that name: a site, else a body, else a geom.
    ///
    /// @throws DiagnosticException when the model has none
    public static Frame of(Model model, String name) {
        int site = model.names().id(ObjectType.SITE, name);
        if (site >= 0) {
            return new Frame(name, model.sites().bodyId().get(site),
                    new Pose(model.sites().pos().vec3(site), model.sites().quat().quat(site)));
        }
        int body = model.names().id(ObjectType.BODY, name);
        if (body >= 0) {
            return new Frame(name, body, Pose.IDENTITY);
        }
        int geom = model.names().id(ObjectType.GEOM, name);
        if (geom >= 0) {
            return new Frame(name, model.geoms().bodyId().get(geom),
                    new Pose(model.geoms().pos().vec3(geom), model.geoms().quat().quat(geom)));
        }
        throw unknown(model, name);
    }

    /// The frame at `pose` in this one.
    public Frame moved(Pose pose) {
        return new Frame(name, body, offset.times(pose));
    }

    private static DiagnosticException unknown(Model model, String name) {
        List<String> known = new ArrayList<>(model.names().all(ObjectType.SITE));
        known.addAll(model.names().all(ObjectType.BODY));
        known.addAll(model.names().all(ObjectType.GEOM));
        return new Diagnostics().fatal(SourceLocation.UNKNOWN,
                "model '" + model.name() + "' has no frame '" + name + "'", "a site, body or geom",
                Nearest.remedy(name, known));
    }
}
