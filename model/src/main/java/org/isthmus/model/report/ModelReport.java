package org.isthmus.model.report;

import java.util.List;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.Sizes;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.SensorType;

/// All that is worth telling about a model. SI units and radians throughout.
///
/// @param mass of all bodies, kg
/// @param bodies in the order of the model: the world first, parents before children
/// @param keyframes their names
/// @param problems what was found wrong, mostly warnings
public record ModelReport(String name, Sizes sizes, double mass, List<Body> bodies, List<Actuator> actuators,
        List<Sensor> sensors, List<String> keyframes, List<Diagnostic> problems) {
    /// @param parent empty for the world
    /// @param depth below the world, which has 0
    /// @param com centre of mass in the body's frame, m
    /// @param inertia principal moments, kg·m²
    /// @param pos in the parent's frame, m
    /// @param quat in the parent's frame
    public record Body(String name, String parent, int depth, double mass, Vec3 com, Vec3 inertia, Vec3 pos, Quat quat,
            boolean mocap, List<Joint> joints, List<Geom> geoms, List<String> sites, List<String> cameras) {}

    /// @param axis unit, in the body's frame; of balls and free joints without meaning
    /// @param limited whether `lower` and `upper` hold, rad or m
    public record Joint(String name, JointType type, Vec3 axis, boolean limited, double lower, double upper) {}

    /// @param collides whether it can touch anything
    /// @param mesh name of its mesh or height field; empty: none
    public record Geom(String name, GeomType type, boolean collides, String mesh) {}

    /// @param kind `motor`, `position`, `velocity`, `muscle`, or `general`
    /// @param target kind and name of what it acts on
    public record Actuator(String name, String kind, String target, boolean controlLimited, double controlLower,
            double controlUpper, boolean forceLimited, double forceLower, double forceUpper) {}

    /// @param target kind and name of what it is attached to; empty: nothing
    public record Sensor(String name, SensorType type, String target) {}

    public ModelReport {
        bodies = List.copyOf(bodies);
        actuators = List.copyOf(actuators);
        sensors = List.copyOf(sensors);
        keyframes = List.copyOf(keyframes);
        problems = List.copyOf(problems);
    }

    /// The report on a model.
    ///
    /// @param scene what `model` was compiled from
    /// @param found diagnostics of reading and compiling
    public static ModelReport of(Scene scene, Model model, List<Diagnostic> found) {
        return new ReportBuilder(model).build(Problems.of(scene, model, found));
    }
}
