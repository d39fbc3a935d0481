package org.isthmus.model.scene;

import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// Overrides of what is computed about a whole model (MJCF `statistic`). `NaN` and null: computed.
public final class Statistic {
    public static final Schema<Statistic> SCHEMA = schema();

    /// Typical diagonal entry of the mass matrix.
    public double meanInertia = Double.NaN;
    /// kg
    public double meanMass = Double.NaN;
    /// m
    public double meanSize = Double.NaN;
    /// Half the size of the scene, m.
    public double extent = Double.NaN;
    /// m
    public @Nullable Vec3 center;

    public Statistic() {}

    private static Schema<Statistic> schema() {
        return Schema.of("statistic", Statistic::new)
                .number("meaninertia", s -> s.meanInertia, (s, v) -> s.meanInertia = v)
                .number("meanmass", s -> s.meanMass, (s, v) -> s.meanMass = v)
                .number("meansize", s -> s.meanSize, (s, v) -> s.meanSize = v)
                .number("extent", s -> s.extent, (s, v) -> s.extent = v)
                .vector("center", s -> s.center, (s, v) -> s.center = v);
    }
}
