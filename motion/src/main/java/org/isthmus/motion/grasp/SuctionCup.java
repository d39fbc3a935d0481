package org.isthmus.motion.grasp;

import org.isthmus.core.math.Vec3;

/// A suction cup, and what it can hold: a ring that vacuum presses onto a surface.
///
/// @param radius of the ring, m
/// @param bend how far the ring can follow a surface that is not flat, up or down, m
/// @param vacuum the force with which it is sucked on, N
/// @param friction between ring and object
/// @param length of the cup and what carries it, m: must be clear above the surface
public record SuctionCup(double radius, double bend, double vacuum, double friction, double length) {
    /// Like a bellows of 30 mm at half an atmosphere.
    public static final SuctionCup COMMON = new SuctionCup(0.015, 1.5e-3, 35, 0.5, 0.08);

    /// How much of what the cup can hold a load takes: up to 1 it holds.
    ///
    /// With the force `P` that is left to press the ring on (vacuum less pull), a ring of radius `r` slides when
    /// `(f_xy / μP)² + (τ_z / μPr)²` exceeds 1 (the limit surface of Howe and Cutkosky, Practical force-motion models for sliding
    /// manipulation, IJRR 15(6), 1996, section 3, which is nearly this ellipsoid), and rocks over its edge when `τ_xy` exceeds `Pr`.
    ///
    /// @param force that the cup must exert on the object, cup's frame (z away from the surface), N
    /// @param torque about the cup's middle, N·m
    public double load(Vec3 force, Vec3 torque) {
        double pull = Math.max(0, force.z());
        double pressing = vacuum - pull;
        if (pressing <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double slide = StrictMath.hypot(StrictMath.hypot(force.x(), force.y()), torque.z() / radius)
                / (friction * pressing);
        double rock = StrictMath.hypot(torque.x(), torque.y()) / (radius * pressing);
        return Math.max(Math.max(slide, rock), pull / vacuum);
    }
}
