package org.isthmus.motion.grasp;

/// Measures of a gripper with two parallel fingers, in its tool's frame: origin between the fingertips, y across the
/// jaw, z out.
///
/// @param opening greatest distance of the pads, m
/// @param thickness of a finger along y, m
/// @param width of a finger along x, m
/// @param depth from the palm to the tool's origin along z, m
/// @param tip how far fingers reach beyond the tool's origin along z, m
/// @param palm half size of the palm along y, m
/// @param friction between pads and object, Coulomb's coefficient
public record ParallelJaw(double opening, double thickness, double width, double depth, double tip, double palm,
        double friction) {
    /// Like Panda's hand: opens 8 cm.
    public static final ParallelJaw PANDA = new ParallelJaw(0.08, 0.015, 0.02, 0.045, 0.01, 0.1, 0.5);

    /// The half angle of the friction cone.
    public double coneAngle() {
        return StrictMath.atan(friction);
    }
}
