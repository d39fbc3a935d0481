package org.isthmus.model.scene;

import org.jspecify.annotations.Nullable;

/// A measurement taken at every step (MJCF `sensor`).
public final class Sensor extends Element {
    /// The attributes that all types share; what a sensor is attached to is written by type.
    public static final Schema<Sensor> SCHEMA = schema();

    public SensorType type = SensorType.TOUCH;
    /// What it is attached to; null: nothing (a clock).
    public @Nullable ObjectType objectType;
    public @Nullable String object;
    /// What it is measured against, or the other side: a frame, the camera of a projection, the second geom or body.
    public @Nullable ObjectType referenceType;
    public @Nullable String reference;
    /// Values beyond it are clipped; 0: none.
    public double cutoff;
    /// Standard deviation of noise a user may add; nothing here adds it.
    public double noise;
    /// Contact and rangefinder: which data (bit mask), how contacts are reduced, how many slots.
    public final int[] dataSpec = new int[3];
    /// Of a user sensor: count, stage and kind of numbers.
    public int userSize;
    public SensorType.Stage userStage = SensorType.Stage.ACC;
    public SensorType.Data userData = SensorType.Data.REAL;
    /// Values arrive this much later, s, from a buffer of `samples` interpolated.
    public double delay;
    public int samples;
    public Interpolation interpolation = Interpolation.ZOH;
    /// Period and time of the sample before the first, s; period 0: every step.
    public final double[] interval = new double[2];
    public double[] user = {};

    public Sensor() {}

    private static Schema<Sensor> schema() {
        return Schema.of("sensor", Sensor::new)
                .text("name", s -> s.name, (s, v) -> s.name = v)
                .number("cutoff", s -> s.cutoff, (s, v) -> s.cutoff = v)
                .number("noise", s -> s.noise, (s, v) -> s.noise = v)
                .number("delay", s -> s.delay, (s, v) -> s.delay = v)
                .integer("nsample", s -> s.samples, (s, v) -> s.samples = v)
                .choice("interp", Interpolation.class, s -> s.interpolation, (s, v) -> s.interpolation = v)
                .numbers("interval", 1, s -> s.interval)
                .list("user", s -> s.user, (s, v) -> s.user = v)
                .alsoCopying(Sensor::copyTarget)
                .alsoRenaming(Sensor::renameTarget);
    }

    private void renameTarget(Renaming renaming) {
        object = rename(objectType, object, renaming);
        reference = rename(referenceType, reference, renaming);
    }

    private static @Nullable String rename(@Nullable ObjectType type, @Nullable String name, Renaming renaming) {
        if (type == null || name == null) {
            return name;
        }
        return renaming.rename(type == ObjectType.XBODY ? ObjectType.BODY : type, name);
    }

    private void copyTarget(Sensor to) {
        to.type = type;
        to.objectType = objectType;
        to.object = object;
        to.referenceType = referenceType;
        to.reference = reference;
        System.arraycopy(dataSpec, 0, to.dataSpec, 0, dataSpec.length);
        to.userSize = userSize;
        to.userStage = userStage;
        to.userData = userData;
    }
}
