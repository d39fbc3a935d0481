package org.isthmus.model.scene;

/// A saved state to reset to (MJCF `key`). Empty arrays stand for the default state.
public final class Keyframe extends Element {
    public static final Schema<Keyframe> SCHEMA = schema();

    /// s
    public double time;
    /// [nq]
    public double[] qpos = {};
    /// [nv]
    public double[] qvel = {};
    /// [na]
    public double[] act = {};
    /// [nu]
    public double[] ctrl = {};
    /// [nmocap][3], m
    public double[] mocapPos = {};
    /// [nmocap][4]
    public double[] mocapQuat = {};

    public Keyframe() {}

    private static Schema<Keyframe> schema() {
        return Schema.of("key", Keyframe::new)
                .text("name", k -> k.name, (k, v) -> k.name = v)
                .number("time", k -> k.time, (k, v) -> k.time = v)
                .list("qpos", k -> k.qpos, (k, v) -> k.qpos = v)
                .list("qvel", k -> k.qvel, (k, v) -> k.qvel = v)
                .list("act", k -> k.act, (k, v) -> k.act = v)
                .list("ctrl", k -> k.ctrl, (k, v) -> k.ctrl = v)
                .list("mpos", k -> k.mocapPos, (k, v) -> k.mocapPos = v)
                .list("mquat", k -> k.mocapQuat, (k, v) -> k.mocapQuat = v);
    }
}
