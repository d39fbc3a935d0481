package org.isthmus.model.mjcf;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The elements of MJCF that are understood but cannot be simulated here, with what can.
final class Unsupported {
    private static final String RIGID = "rigid bodies: no flexible ones";
    private static final String CLOSED_FORM = "motor, position, velocity, intvelocity, damper, cylinder, muscle, adhesion or "
            + "general";
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("flexcomp", RIGID),
            Map.entry("flex", RIGID),
            Map.entry("flexvert", RIGID),
            Map.entry("flexstrain", RIGID),
            Map.entry("deformable", RIGID),
            Map.entry("composite", "bodies written out, or <replicate>"),
            Map.entry("skin", "meshes of rigid bodies"),
            Map.entry("extension", "elements of MuJoCo itself: no plugins"),
            Map.entry("plugin", "elements of MuJoCo itself: no plugins"),
            Map.entry("tactile", "touch or contact sensors"),
            Map.entry("orientation", CLOSED_FORM),
            Map.entry("pid", CLOSED_FORM),
            Map.entry("dcmotor", CLOSED_FORM));

    private Unsupported() {}

    /// What can be used instead of an element; null when it is not one of these.
    static @Nullable String reason(String element) {
        return REASONS.get(element);
    }
}
