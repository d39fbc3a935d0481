package org.isthmus.motion.grasp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.numeric.LeastSquares;

/// The residuals of a hand's grasp.
///
/// Unknowns: the object's position less that at the start, m; its rotation vector from there, rad; [n] joints; [parts] shares of force.
/// Residuals: [parts] distances of parts to the object, less a hair, in millimetres; [others] overlaps and
/// [pairs] overlaps within the hand, in millimetres; 3 of the sum of
/// forces, 3 of the sum of torques; [n] of the joints' distance from the middle. The derivative is taken by differences: there are about thirty
/// unknowns, and normals of hulls have none in closed form.
final class HandGraspProblem implements LeastSquares.Problem {
    /// The gap that counts as touching: it keeps normals defined, m.
    private static final double HAIR = 2e-4;
    private static final double MILLIMETRE = 1e-3;
    private static final double BALANCE = 8;
    private static final double POSTURE = 0.1;
    private static final double STEP = 1e-6;
    /// How far the object may be moved and turned from its start, m and rad.
    private static final double AWAY = 0.15;
    private static final double TURNED = 2;
    private static final double LEAST_SHARE = 0.2;

    private final JointGroup group;
    private final HandContacts contacts;
    private final List<int[]> parts;
    private final int[] others;
    /// [pairs][2] geoms of the hand
    private final int[][] selfPairs;
    private final int n;
    /// [n]
    private final double[] middle;
    private final Vec3 centerOfMass;
    private final double length;
    private Pose start = Pose.IDENTITY;
    /// [residuals] at a point that is a step away
    private final double[] ahead;

    HandGraspProblem(JointGroup group, int object, List<int[]> parts, int[] others) {
        this.group = group;
        this.parts = List.copyOf(parts);
        this.others = others.clone();
        contacts = new HandContacts(group, object);
        selfPairs = contacts.selfPairs();
        n = group.size();
        middle = group.middle();
        Model model = group.model();
        centerOfMass = model.bodies().ipos().vec3(object);
        double most = 0;
        int first = model.bodies().geomAdr().get(object);
        for (int g = first; g < first + model.bodies().geomNum().get(object); g++) {
            most = Math.max(most, model.geoms().rbound().get(g));
        }
        length = most;
        ahead = new double[residuals()];
    }

    /// The unknowns for a start: the hand half closed, the object's centre of mass at a point.
    double[] begin(Vec3 center, Quat turn) {
        start = new Pose(center.minus(turn.rotate(centerOfMass)), turn);
        double[] x = new double[unknowns()];
        System.arraycopy(middle, 0, x, 6, n);
        Arrays.fill(x, 6 + n, x.length, 0.5);
        return x;
    }

    double[] lower() {
        return bounds(-AWAY, -TURNED, group.lower().toArray(), LEAST_SHARE);
    }

    double[] upper() {
        return bounds(AWAY, TURNED, group.upper().toArray(), 1);
    }

    private double[] bounds(double away, double turned, double[] joints, double share) {
        double[] out = new double[unknowns()];
        Arrays.fill(out, 0, 3, away);
        Arrays.fill(out, 3, 6, turned);
        System.arraycopy(joints, 0, out, 6, n);
        Arrays.fill(out, 6 + n, out.length, share);
        return out;
    }

    @Override
    public int unknowns() {
        return 6 + n + parts.size();
    }

    @Override
    public int residuals() {
        return parts.size() + others.length + selfPairs.length + 6 + n;
    }

    private Pose object(double[] x) {
        return new Pose(start.position().plus(Vec3.of(x, 0)), turn(Vec3.of(x, 3)).times(start.rotation()));
    }

    private static Quat turn(Vec3 v) {
        double angle = v.length();
        return angle == 0 ? Quat.IDENTITY : Quat.fromAxisAngle(v.times(1 / angle), angle);
    }

    private double[] joints(double[] x) {
        return Arrays.copyOfRange(x, 6, 6 + n);
    }

    @Override
    public void evaluate(double[] x, double[] r) {
        Pose pose = object(x);
        contacts.place(pose, joints(x));
        Vec3 center = pose.transform(centerOfMass);
        Vec3 force = Vec3.ZERO;
        Vec3 torque = Vec3.ZERO;
        int at = 0;
        for (int[] part : parts) {
            double d = contacts.distance(nearest(part));
            r[at] = (d - HAIR) / MILLIMETRE;
            Vec3 push = contacts.inwards(d).times(x[6 + n + at]);
            force = force.plus(push);
            torque = torque.plus(contacts.point().minus(center).cross(push));
            at++;
        }
        for (int geom : others) {
            r[at++] = Math.min(0, contacts.distance(geom, HAIR) - HAIR) / MILLIMETRE;
        }
        for (int[] pair : selfPairs) {
            r[at++] = Math.min(0, contacts.between(pair[0], pair[1], HAIR) - HAIR) / MILLIMETRE;
        }
        force.times(BALANCE).into(r, at);
        torque.times(BALANCE / length).into(r, at + 3);
        for (int i = 0; i < n; i++) {
            r[at + 6 + i] = POSTURE * (x[6 + i] - middle[i]);
        }
    }

    /// The geom of a part that is nearest to the object.
    private int nearest(int[] part) {
        int best = part[0];
        double least = Double.POSITIVE_INFINITY;
        for (int geom : part) {
            double d = part.length == 1 ? 0 : contacts.distance(geom);
            if (d < least) {
                least = d;
                best = geom;
            }
        }
        return best;
    }

    @Override
    public void linearize(double[] x, double[] r, double[] jacobian) {
        int columns = unknowns();
        for (int i = 0; i < columns; i++) {
            double kept = x[i];
            x[i] = kept + STEP;
            evaluate(x, ahead);
            x[i] = kept;
            for (int row = 0; row < r.length; row++) {
                jacobian[row * columns + i] = (ahead[row] - r[row]) / STEP;
            }
        }
    }

    /// What the unknowns mean, with the quality of the contacts.
    HandGrasp grasp(double[] x, double friction, double patch) {
        Pose pose = object(x);
        contacts.place(pose, joints(x));
        List<HandGrasp.Touch> touches = new ArrayList<>();
        double deepest = 0;
        for (int p = 0; p < parts.size(); p++) {
            int geom = nearest(parts.get(p));
            double d = contacts.distance(geom);
            deepest = Math.max(deepest, -d);
            if (Math.abs(d) < HandGrasper.NEAR && d != 0) {
                GraspQuality.Contact contact = new GraspQuality.Contact(pose.inverseTransform(contacts.point()),
                        pose.rotation().rotateInverse(contacts.inwards(d)), friction, 2.0 / 3 * patch * friction);
                touches.add(new HandGrasp.Touch(geom, contact, x[6 + n + p]));
            }
        }
        for (int geom : others) {
            deepest = Math.max(deepest, -contacts.distance(geom, HAIR));
        }
        double epsilon = touches.size() < 2 ? 0
                : GraspQuality.epsilon(
                        touches.stream().map(HandGrasp.Touch::contact).toList(), centerOfMass, length);
        return new HandGrasp(pose, DoubleArray.wrap(joints(x)), touches, epsilon, deepest);
    }
}
