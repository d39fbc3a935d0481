package org.isthmus.model.scene;

import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// A light on a body (MJCF `light`).
public final class Light extends Element {
    public static final Schema<Light> SCHEMA = schema();

    public @Nullable String defaultClass;
    public CameraMode mode = CameraMode.FIXED;
    public @Nullable String target;
    public LightType type = LightType.SPOT;
    public @Nullable String texture;
    public boolean active = true;
    public boolean castShadow = true;
    /// Position and direction in the body's frame.
    public Vec3 pos = Vec3.ZERO;
    public Vec3 dir = new Vec3(0, 0, -1);
    /// For soft shadows, m.
    public double bulbRadius = 0.02;
    /// Candela; 0: only the colours below count.
    public double intensity;
    /// m.
    public double range = 10;
    /// Constant, linear, quadratic.
    public final double[] attenuation = {1, 0, 0};
    /// Half angle of a spot light, degrees.
    public double cutoffDeg = 45;
    /// Of the edge of a spot light, 0..1.
    public double softness = 0.2;
    public double exponent = 10;
    public final double[] ambient = new double[3];
    public final double[] diffuse = {0.7, 0.7, 0.7};
    public final double[] specular = {0.3, 0.3, 0.3};

    public Light() {}

    private static Schema<Light> schema() {
        return Schema.of("light", Light::new)
                .text("name", l -> l.name, (l, v) -> l.name = v)
                .reference("class", ObjectType.DEFAULT, l -> l.defaultClass, (l, v) -> l.defaultClass = v)
                .reference("target", ObjectType.BODY, l -> l.target, (l, v) -> l.target = v)
                .choice("mode", CameraMode.class, l -> l.mode, (l, v) -> l.mode = v)
                .choice("type", LightType.class, l -> l.type, (l, v) -> l.type = v)
                .reference("texture", ObjectType.TEXTURE, l -> l.texture, (l, v) -> l.texture = v)
                .flag("castshadow", l -> l.castShadow, (l, v) -> l.castShadow = v)
                .flag("active", l -> l.active, (l, v) -> l.active = v)
                .vector("pos", l -> l.pos, (l, v) -> l.pos = v)
                .vector("dir", l -> l.dir, (l, v) -> l.dir = v)
                .number("bulbradius", l -> l.bulbRadius, (l, v) -> l.bulbRadius = v)
                .number("intensity", l -> l.intensity, (l, v) -> l.intensity = v)
                .number("range", l -> l.range, (l, v) -> l.range = v)
                .numbers("attenuation", 3, l -> l.attenuation)
                .number("cutoff", l -> l.cutoffDeg, (l, v) -> l.cutoffDeg = v)
                .number("softness", l -> l.softness, (l, v) -> l.softness = v)
                .number("exponent", l -> l.exponent, (l, v) -> l.exponent = v)
                .numbers("ambient", 3, l -> l.ambient)
                .numbers("diffuse", 3, l -> l.diffuse)
                .numbers("specular", 3, l -> l.specular);
    }
}
