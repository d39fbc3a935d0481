package org.isthmus.model.linkage;

import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.VelocityLimits;

/// Sets limits of hinges and slides; those that say nothing are told once for all joints.
public final class Limits {
    /// Limits from here on are none: files write large numbers where a format wants some number.
    public static final double FAR = 1e10;

    private final Repeats repeats = new Repeats("joint");
    private final Map<String, Double> velocities = new LinkedHashMap<>();

    public Limits() {}

    /// Velocity limits by joint, as far as they are set.
    public Map<String, Double> velocities() {
        return velocities;
    }

    /// Warns that a joint that should have limits has none.
    public void missing(Joint joint, SourceLocation at) {
        repeats.add(name(joint), at, "no limit: motion without end", "a 'limit'",
                "use the type 'continuous' if that is meant");
    }

    /// Limits the position, in rad or m.
    public void range(Joint joint, double lower, double upper, SourceLocation at) {
        if (lower >= upper) {
            repeats.add(name(joint), at, "limits that leave no range: motion without end",
                    "a lower limit below the upper", "use the type 'continuous' or 'fixed' if that is meant");
        } else if (lower > -FAR || upper < FAR) {
            joint.range[0] = Math.max(lower, -FAR);
            joint.range[1] = Math.min(upper, FAR);
        }
    }

    /// Limits the sum of actuator forces, in N·m or N.
    public void effort(Joint joint, double effort, SourceLocation at) {
        if (isLimit(joint, "effort", effort, at)) {
            joint.actuatorForceRange[0] = -effort;
            joint.actuatorForceRange[1] = effort;
        }
    }

    /// Limits the velocity, in rad/s or m/s.
    public void velocity(Joint joint, double velocity, SourceLocation at) {
        if (isLimit(joint, "velocity", velocity, at)) {
            velocities.put(name(joint), velocity);
        }
    }

    /// Exporters write 0 for "not known".
    private boolean isLimit(Joint joint, String what, double value, SourceLocation at) {
        if (value <= 0) {
            repeats.add(name(joint), at, "the " + what + " limit is not positive, so none is used", "a positive number",
                    "");
        }
        return value > 0 && value < FAR;
    }

    /// Stores the velocity limits and tells what was wrong.
    public void finish(Scene scene, Diagnostics diagnostics) {
        VelocityLimits.add(scene, velocities, scene.world.source);
        repeats.report(diagnostics);
    }

    private static String name(Joint joint) {
        return String.valueOf(joint.name);
    }
}
