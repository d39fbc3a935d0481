package org.isthmus.model.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.SourceLocation;

/// The greatest velocities of a scene's joints, as robot descriptions state them for planning: rad/s and m/s.
///
/// MJCF has no attribute for them. They are kept in custom tuples named [#FIELD], or, in scenes put together from
/// others, ending in that name: references to the joints, each with its limit as the parameter. So they are saved with
/// the scene and follow when joints are renamed.
public final class VelocityLimits {
    /// The name of the custom tuple.
    public static final String FIELD = "velocity_limit";

    private VelocityLimits() {}

    /// Limits by joint, in the order in which they are stored.
    public static Map<String, Double> of(Scene scene) {
        Map<String, Double> limits = new LinkedHashMap<>();
        for (CustomField field : scene.customFields) {
            if (field instanceof CustomField.Tuple tuple && tuple.name().endsWith(FIELD)) {
                for (CustomField.Entry entry : tuple.entries()) {
                    if (entry.type() == ObjectType.JOINT) {
                        limits.put(entry.object(), entry.parameter());
                    }
                }
            }
        }
        return limits;
    }

    /// Stores limits by joint, besides those that the scene has.
    public static void add(Scene scene, Map<String, Double> limits, SourceLocation source) {
        if (limits.isEmpty()) {
            return;
        }
        List<CustomField.Entry> entries = new ArrayList<>();
        limits.forEach((joint, limit) -> entries.add(new CustomField.Entry(ObjectType.JOINT, joint, limit)));
        scene.customFields.add(new CustomField.Tuple(FIELD, List.copyOf(entries), source));
    }
}
