package org.isthmus.model.compile;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Tendon;
import org.jspecify.annotations.Nullable;

/// A tendon while its scene is compiled.
final class TendonDraft extends Draft<Tendon> {
    /// Kinds of path steps; the numbers are MuJoCo's `mjtWrap`.
    enum Kind {
        NONE,
        JOINT,
        PULLEY,
        SITE,
        SPHERE,
        CYLINDER
    }

    /// One step of the path.
    ///
    /// @param object joint, site or geom; null: a pulley
    /// @param parameter coefficient of a joint, divisor of a pulley
    /// @param side side site of a geom, or null
    record Step(Kind kind, @Nullable Draft<?> object, double parameter, @Nullable SiteDraft side) {}

    final List<Step> path = new ArrayList<>();
    @Nullable
    MaterialDraft material;
    boolean limited;
    boolean actuatorForceLimited;
    double length0;
    double invWeight0;

    TendonDraft(Tendon tendon) {
        super(ObjectType.TENDON, tendon);
    }
}
