package org.isthmus.render.scene;

import org.isthmus.core.math.Vec3;
import org.isthmus.render.texture.Rgb;

/// A light in a world.
///
/// @param kind what kind of light
/// @param position of the lamp, world frame, m; of directional lights it has no meaning
/// @param direction unit, in which it shines; of point lights it has no meaning
/// @param power irradiance of a surface that faces a directional light; radiant intensity of point and spot lights; radiance of area
///     lights: a white diffuse surface at distance 1 m with irradiance π looks white
/// @param radius of the lamp, m: soft shadows in photographs; of directional lights its angular radius, rad
/// @param outerAngle half angle of a spot light, rad
/// @param softness part of that angle in which it fades
/// @param halfWidth of an area light: half of its first edge, world frame, m; the second, of length `halfHeight`, is perpendicular to it and
///     to the direction
public record Light(
        Kind kind, Vec3 position, Vec3 direction, Rgb power, double radius, double outerAngle, double softness,
        Vec3 halfWidth, double halfHeight, boolean castsShadow) {
    /// Kinds of lights.
    public enum Kind {
        DIRECTIONAL,
        POINT,
        SPOT,
        /// A rectangle that shines to one side.
        AREA
    }

    /// @throws IllegalArgumentException when a number cannot be
    public Light {
        direction = direction.normalized();
        if (!position.isFinite() || !direction.isFinite() || !power.isValid() || !(radius >= 0)
                || !Double.isFinite(radius)
                || !(halfHeight >= 0) || !halfWidth.isFinite()) {
            throw new IllegalArgumentException("light " + kind + " at " + position + " with power " + power
                    + ", radius " + radius + ", expected finite numbers, power and radius from 0 on");
        }
        if (kind == Kind.AREA && !(halfWidth.length() * halfHeight > 0)) {
            throw new IllegalArgumentException("area light of half width " + halfWidth.length() + " and half height "
                    + halfHeight + ", expected an area above 0");
        }
    }

    /// Light from far away, such as the sun's.
    ///
    /// @param irradiance of a surface that faces it
    /// @param angularRadius rad; the sun's is 0.0047
    public static Light directional(Vec3 direction, Rgb irradiance, double angularRadius) {
        return new Light(Kind.DIRECTIONAL, Vec3.ZERO, direction, irradiance, angularRadius, 0, 0, Vec3.ZERO, 0, true);
    }

    public static Light point(Vec3 position, Rgb intensity, double radius) {
        return new Light(Kind.POINT, position, Vec3.Z.negate(), intensity, radius, 0, 0, Vec3.ZERO, 0, true);
    }

    public static Light spot(Vec3 position, Vec3 direction, Rgb intensity, double radius, double outerAngle) {
        return new Light(Kind.SPOT, position, direction, intensity, radius, outerAngle, 0.2, Vec3.ZERO, 0, true);
    }

    /// A rectangle.
    ///
    /// @param width edge length along an axis that is horizontal and perpendicular to the direction
    public static Light area(Vec3 position, Vec3 direction, Rgb radiance, double width, double height) {
        Vec3 d = direction.normalized();
        Vec3 across = d.cross(Math.abs(d.z()) < 0.999 ? Vec3.Z : Vec3.X).normalized();
        return new Light(Kind.AREA, position, d, radiance, 0, 0, 0, across.times(0.5 * width), 0.5 * height, true);
    }

    public Light withoutShadow() {
        return new Light(kind, position, direction, power, radius, outerAngle, softness, halfWidth, halfHeight, false);
    }

    public Light withPower(Rgb other) {
        return new Light(kind, position, direction, other, radius, outerAngle, softness, halfWidth, halfHeight,
                castsShadow);
    }

    /// The same lamp somewhere else.
    public Light at(Vec3 otherPosition, Vec3 otherDirection) {
        return new Light(kind, otherPosition, otherDirection, power, radius, outerAngle, softness, halfWidth,
                halfHeight, castsShadow);
    }

    /// The second edge of an area light, world frame, m.
    public Vec3 halfHeightVector() {
        return direction.cross(halfWidth).normalized().times(halfHeight);
    }

    /// Area of an area light, m².
    public double area() {
        return 4 * halfWidth.length() * halfHeight;
    }

    /// How much of its intensity a spot light sends in a direction, 0 to 1; of others 1.
    ///
    /// @param cosine of the angle from the light's direction
    public double cone(double cosine) {
        if (kind != Kind.SPOT) {
            return 1;
        }
        double outer = StrictMath.cos(outerAngle);
        double inner = StrictMath.cos(outerAngle * (1 - softness));
        double t = Math.clamp((cosine - outer) / Math.max(inner - outer, 1e-9), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
