package org.isthmus.model.scene;

/// How the length ranges of actuators are found (MJCF `lengthrange`): whose, and how MuJoCo's simulation pulls at them.
/// Isthmus finds the extremes without a simulation and needs none of the numbers.
public final class LengthRangeOptions {
    public static final Schema<LengthRangeOptions> SCHEMA = schema();

    /// Which actuators. The order is MuJoCo's `mjtLRMode`.
    public enum Mode {
        NONE,
        /// Muscles.
        MUSCLE,
        /// Muscles and those with gain or bias of the user's own.
        MUSCLEUSER,
        ALL
    }

    public Mode mode = Mode.MUSCLE;
    /// A range that is given is kept.
    public boolean useExisting = true;
    /// A limited joint or tendon gives its range.
    public boolean useLimit;
    /// Acceleration that the pulling force aims at, m/s² or rad/s².
    public double acceleration = 20;
    /// N or N·m; 0: no limit.
    public double maxForce;
    /// Of the velocity damping, s.
    public double timeConstant = 1;
    /// s
    public double timestep = 0.01;
    /// Simulated time per side, s.
    public double totalTime = 10;
    /// Time at the end over which the length is measured, s.
    public double interval = 2;
    /// Most change of the length in the interval, as a part of the range.
    public double tolerance = 0.05;

    public LengthRangeOptions() {}

    private static Schema<LengthRangeOptions> schema() {
        return Schema.of("lengthrange", LengthRangeOptions::new)
                .choice("mode", Mode.class, l -> l.mode, (l, v) -> l.mode = v)
                .flag("useexisting", l -> l.useExisting, (l, v) -> l.useExisting = v)
                .flag("uselimit", l -> l.useLimit, (l, v) -> l.useLimit = v)
                .number("accel", l -> l.acceleration, (l, v) -> l.acceleration = v)
                .number("maxforce", l -> l.maxForce, (l, v) -> l.maxForce = v)
                .number("timeconst", l -> l.timeConstant, (l, v) -> l.timeConstant = v)
                .number("timestep", l -> l.timestep, (l, v) -> l.timestep = v)
                .number("inttotal", l -> l.totalTime, (l, v) -> l.totalTime = v)
                .number("interval", l -> l.interval, (l, v) -> l.interval = v)
                .number("tolrange", l -> l.tolerance, (l, v) -> l.tolerance = v);
    }
}
