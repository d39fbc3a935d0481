package org.isthmus.motion.grasp;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.motion.numeric.InscribedBall;

/// How well contacts hold an object against forces and torques from anywhere.
public final class GraspQuality {
    /// Edges of a friction cone's pyramid.
    private static final int EDGES = 8;

    private GraspQuality() {}

    /// A contact with friction.
    ///
    /// @param point object's frame, m
    /// @param inwards direction in which it can press, object's frame, unit
    /// @param friction Coulomb's coefficient
    /// @param torsion torque about the normal per force, m: 0 for a hard point, about two thirds of its radius times friction for a round
    /// patch
    public record Contact(Vec3 point, Vec3 inwards, double friction, double torsion) {}

    /// The least force, or torque over `length`, that the contacts cannot resist from some direction when their normal forces sum up to 1:
    /// the radius of the largest ball inside the hull of their wrenches (Ferrari and Canny, Planning optimal grasps, ICRA 1992, Q1). 0: not
    /// in force closure.
    ///
    /// @param center the point that torques are about: the centre of mass, object's frame, m
    /// @param length what torques are divided by: the object's greatest distance from there, m
    public static double epsilon(List<Contact> contacts, Vec3 center, double length) {
        List<double[]> wrenches = new ArrayList<>();
        for (Contact contact : contacts) {
            Vec3 n = contact.inwards;
            Vec3 a = n.cross(Math.abs(n.x()) < 0.8 ? Vec3.X : Vec3.Y).normalized();
            Vec3 b = n.cross(a);
            for (int e = 0; e < EDGES; e++) {
                double angle = 2 * Math.PI * e / EDGES;
                Vec3 force = n.plusScaled(a, contact.friction * StrictMath.cos(angle)).plusScaled(b,
                        contact.friction * StrictMath.sin(angle));
                wrenches.add(wrench(force, contact.point.minus(center).cross(force), length));
            }
            for (int sign = -1; sign <= 1 && contact.torsion > 0; sign += 2) {
                Vec3 torque = contact.point.minus(center).cross(n).plusScaled(n, sign * contact.torsion);
                wrenches.add(wrench(n, torque, length));
            }
        }
        return InscribedBall.radius(wrenches.toArray(double[][]::new));
    }

    private static double[] wrench(Vec3 force, Vec3 torque, double length) {
        double[] w = new double[6];
        force.into(w, 0);
        torque.times(1 / length).into(w, 3);
        return w;
    }

    /// The same of a grasp by two fingers with soft pads.
    ///
    /// @param friction between pads and object
    /// @param patch radius of the pads' contact, m
    public static double epsilon(Grasp grasp, double friction, double patch, Vec3 center, double length) {
        Vec3 across = grasp.right().minus(grasp.left()).normalized();
        double torsion = 2.0 / 3 * patch * friction;
        return epsilon(List.of(new Contact(grasp.left(), across, friction, torsion),
                new Contact(grasp.right(), across.negate(), friction, torsion)), center, length);
    }
}
