package org.isthmus.motion.ik;

import static org.isthmus.motion.ik.Subproblems.first;
import static org.isthmus.motion.ik.Subproblems.fourth;
import static org.isthmus.motion.ik.Subproblems.rotate;
import static org.isthmus.motion.ik.Subproblems.second;
import static org.isthmus.motion.ik.Subproblems.third;
import static org.isthmus.motion.ik.Subproblems.wrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.JointType;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.numeric.LeastSquares;

/// All solutions of an arm of six hinges, in closed form.
///
/// Works in the axes of the joints at the zero configuration (product of exponentials), so it needs no table of
/// parameters. The shape of the arm decides the way:
///
/// | shape | arms | way |
/// |---|---|---|
/// | spherical wrist: axes 4, 5, 6 meet | WidowX 250 S, most industrial arms | subproblems, up to 8 solutions |
/// | parallel: axes 2, 3, 4 are parallel, 5 and 6 meet | AUBO i5, Universal Robots | subproblems, up to 8 |
/// | offset wrist: axes 4 and 5 meet | Rokae SR3 | search over the last angle, subproblems for the rest, up to 16 |
///
/// In the first and last, axes 2 and 3 must be parallel or axes 1 and 2 meet. Axes that are so up to 0.1 mrad and 0.1
/// mm (files round) are taken as such; every solution is then made exact by Newton's method on the arm as it is. At a
/// singularity, where solutions are infinitely many, one of them is listed. Source: Elias and Wen, IK-Geo, arXiv
/// 2211.05737, 2022, whose decompositions these are; the code is ours.
public final class SixAxisArm {
    /// What kind of arm it is, by where its axes meet.
    public enum Shape {
        SPHERICAL_WRIST, PARALLEL, OFFSET_WRIST
    }

    private static final double TOLERANCE = 1e-4;
    /// Values of the last angle at which an offset wrist's equation is evaluated first.
    private static final int SAMPLES = 180;
    private static final double SAME = 1e-5;
    private static final LeastSquares.Options POLISH = new LeastSquares.Options(15, 1e-9, Double.POSITIVE_INFINITY);

    private final JointGroup group;
    private final Shape shape;
    private final boolean parallel23;
    /// [6] points on the axes, and their directions, at the zero configuration, world
    private final Vec3[] p = new Vec3[6];
    private final Vec3[] h = new Vec3[6];
    private final Pose home;
    /// Where axes meet: all of the wrist, axes 5 and 6, or axes 4 and 5.
    private final Vec3 wrist;
    private final TaskErrors errors;
    private final LeastSquares exact;
    private final double[] open = new double[6];
    private final double[] closed = new double[6];

    private SixAxisArm(JointGroup group, Frame tool, GroupKinematics kinematics, Shape shape, Vec3 wrist) {
        this.group = group;
        this.shape = shape;
        this.wrist = wrist;
        double[][] axes = kinematics.axes(0);
        for (int i = 0; i < 6; i++) {
            p[i] = Vec3.of(axes[i], 0);
            h[i] = Vec3.of(axes[i], 3).normalized();
        }
        home = kinematics.pose(0);
        parallel23 = isParallel(h[1], h[2]);
        if (shape != Shape.PARALLEL && !parallel23) {
            // the position's first two axes meet: both points there
            Vec3 meet = meeting(p[0], h[0], p[1], h[1]).orElseThrow();
            p[0] = meet;
            p[1] = meet;
        }
        errors = new TaskErrors(group, List.of(IkTask.pose(tool).withTolerances(1e-12, 1e-12)));
        exact = new LeastSquares(errors);
        Arrays.fill(open, Double.POSITIVE_INFINITY);
        Arrays.fill(closed, Double.NEGATIVE_INFINITY);
    }

    /// The closed form of an arm; empty when it is no chain of six hinges, one per coordinate, of a shape in the table.
    public static Optional<SixAxisArm> of(JointGroup group, Frame tool) {
        GroupKinematics kinematics = new GroupKinematics(group, tool);
        double[][] axes = kinematics.axes(0);
        if (group.size() != 6 || axes.length != 6 || !isPlain(group)) {
            return Optional.empty();
        }
        kinematics.compute(new double[6]);
        double[][] a = kinematics.axes(0);
        Vec3[] p = new Vec3[6];
        Vec3[] h = new Vec3[6];
        for (int i = 0; i < 6; i++) {
            p[i] = Vec3.of(a[i], 0);
            h[i] = Vec3.of(a[i], 3).normalized();
        }
        Optional<Vec3> meet45 = meeting(p[3], h[3], p[4], h[4]);
        Optional<Vec3> meet56 = meeting(p[4], h[4], p[5], h[5]);
        if (isParallel(h[1], h[2]) && isParallel(h[2], h[3]) && meet56.isPresent()) {
            return Optional.of(new SixAxisArm(group, tool, kinematics, Shape.PARALLEL, meet56.get()));
        }
        boolean position = isParallel(h[1], h[2]) || meeting(p[0], h[0], p[1], h[1]).isPresent();
        if (!position || meet45.isEmpty()) {
            return Optional.empty();
        }
        boolean spherical = distance(meet45.get(), p[5], h[5]) < TOLERANCE;
        return Optional.of(new SixAxisArm(group, tool, kinematics,
                spherical ? Shape.SPHERICAL_WRIST : Shape.OFFSET_WRIST, meet45.get()));
    }

    private static boolean isPlain(JointGroup group) {
        int hinge = JointType.HINGE.ordinal();
        return group.followers().size() == 6 && group.followers().stream()
                .allMatch(f -> group.model().joints().type().get(f.joint()) == hinge && Math.abs(f.gain()) == 1);
    }

    private static boolean isParallel(Vec3 a, Vec3 b) {
        return a.cross(b).length() < TOLERANCE;
    }

    private static double distance(Vec3 point, Vec3 p, Vec3 h) {
        return point.minus(p).cross(h).length();
    }

    /// The point where two lines meet.
    private static Optional<Vec3> meeting(Vec3 p, Vec3 h, Vec3 q, Vec3 k) {
        Vec3 across = h.cross(k);
        double square = across.lengthSquared();
        if (square < TOLERANCE * TOLERANCE) {
            return Optional.empty();
        }
        Vec3 between = q.minus(p);
        Vec3 on = p.plusScaled(h, between.cross(k).dot(across) / square);
        return distance(on, q, k) < TOLERANCE ? Optional.of(on) : Optional.empty();
    }

    public Shape shape() {
        return shape;
    }

    /// All configurations, within joint limits, that bring the tool to a pose; a joint's angle is the one next to the
    /// middle of its range.
    ///
    /// @return [solutions][6], in a fixed order; empty where the pose is out of reach
    public List<double[]> solutions(Pose target) {
        // how the last link has moved from where it is at the zero configuration
        Pose moved = target.times(home.inverse());
        List<double[]> rough = switch (shape) {
            case SPHERICAL_WRIST -> spherical(moved);
            case PARALLEL -> parallel(moved);
            case OFFSET_WRIST -> offset(moved);
        };
        List<double[]> solutions = new ArrayList<>();
        errors.setTarget(0, target);
        for (double[] x : rough) {
            double[] y = x.clone();
            exact.solve(y, closed, open, POLISH);
            if (exact.cost() < 1e-18) {
                centre(y);
                if (group.isWithinLimits(y) && solutions.stream().noneMatch(other -> differ(other, y) < SAME)) {
                    solutions.add(y);
                }
            }
        }
        return solutions;
    }

    private static double differ(double[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < 6; i++) {
            most = Math.max(most, Math.abs(wrap(a[i] - b[i])));
        }
        return most;
    }

    private void centre(double[] x) {
        double[] middle = group.middle();
        for (int i = 0; i < 6; i++) {
            x[i] = middle[i] + wrap(x[i] - middle[i]);
        }
    }

    /// Where joint `i` at `angle` takes a point.
    private Vec3 turn(int i, double angle, Vec3 point) {
        return p[i].plus(rotate(h[i], angle, point.minus(p[i])));
    }

    private Quat rotation(int i, double angle) {
        return Quat.fromAxisAngle(h[i], angle);
    }

    /// Angles of the first three joints that take the wrist to a point: in four places, some of them empty, so that
    /// each changes steadily with the point.
    private double[][] position(Vec3 to) {
        double[][] found = {{}, {}, {}, {}};
        int place = 0;
        if (parallel23) {
            for (double q1 : fourth(h[1], h[0].negate(), to.minus(p[0]), h[1].dot(wrist.minus(p[0])))) {
                int way = place;
                for (double[] q : planar(wrist, turn(0, -q1, to))) {
                    found[way++] = new double[]{q1, q[0], q[1]};
                }
                place += 2;
            }
        } else {
            for (double q3 : third(h[2], wrist.minus(p[2]), p[1].minus(p[2]), to.distance(p[1]))) {
                int way = place;
                for (double[] q : second(h[0], h[1], turn(2, q3, wrist).minus(p[1]), to.minus(p[1]))) {
                    found[way++] = new double[]{q[0], q[1], q3};
                }
                place += 2;
            }
        }
        return found;
    }

    /// Angles of joints 2 and 3, which are parallel, that take a point to another.
    private List<double[]> planar(Vec3 from, Vec3 to) {
        Vec3 n = h[1];
        Vec3 flatTo = to.minus(p[1]).plusScaled(n, -n.dot(to.minus(p[1])));
        Vec3 flatP = p[2].minus(p[1]).plusScaled(n, -n.dot(p[2].minus(p[1])));
        Vec3 arm = from.minus(p[2]).plusScaled(n, -n.dot(from.minus(p[2])));
        List<double[]> found = new ArrayList<>();
        for (double q3 : third(h[2], arm, flatP.negate(), flatTo.length())) {
            found.add(new double[]{first(n, flatP.plus(rotate(h[2], q3, arm)), flatTo), q3});
        }
        return found;
    }

    private List<double[]> spherical(Pose moved) {
        List<double[]> found = new ArrayList<>();
        for (double[] q : position(moved.transform(wrist))) {
            if (q.length == 0) {
                continue;
            }
            Quat rest = rotation(0, q[0]).times(rotation(1, q[1])).times(rotation(2, q[2])).conjugate()
                    .times(moved.rotation());
            Vec3 axis6 = rest.rotate(h[5]);
            for (double q5 : fourth(h[3], h[4], h[5], h[3].dot(axis6))) {
                double q4 = first(h[3], rotate(h[4], q5, h[5]), axis6);
                Quat before = rotation(3, q4).times(rotation(4, q5));
                found.add(new double[]{q[0], q[1], q[2], q4, q5, last(before.conjugate().times(rest))});
            }
        }
        return found;
    }

    /// The angle of joint 6 from its rotation.
    private double last(Quat rotation) {
        Vec3 across = Math.abs(h[5].x()) < 0.8 ? h[5].cross(Vec3.X) : h[5].cross(Vec3.Y);
        return first(h[5], across, rotation.rotate(across));
    }

    private List<double[]> parallel(Pose moved) {
        List<double[]> found = new ArrayList<>();
        Vec3 n = h[1];
        Vec3 to = moved.transform(wrist);
        for (double q1 : fourth(n, h[0].negate(), to.minus(p[0]), n.dot(wrist.minus(p[0])))) {
            Quat rest = rotation(0, -q1).times(moved.rotation());
            for (double q5 : fourth(n, h[4], h[5], n.dot(rest.rotate(h[5])))) {
                double q6 = -first(h[5], rotate(h[4], -q5, n), rest.rotateInverse(n));
                Quat turn234 = rest.times(rotation(5, -q6)).times(rotation(4, -q5));
                Vec3 across = Math.abs(n.x()) < 0.8 ? n.cross(Vec3.X) : n.cross(Vec3.Y);
                double sum = first(n, across, turn234.rotate(across));
                Vec3 elbow = turn(0, -q1, moved.transform(turn(5, -q6, turn(4, -q5, p[3]))));
                for (double[] q : planar(p[3], elbow)) {
                    double done = q[0] + sign(2) * q[1];
                    found.add(new double[]{q1, q[0], q[1], wrap(sign(3) * (sum - done)), q5, q6});
                }
            }
        }
        return found;
    }

    /// Whether axis `i` points along axis 2 or against it.
    private double sign(int i) {
        return Math.signum(h[i].dot(h[1]));
    }

    /// A branch of the offset wrist: the last angle, and which of the up to four ways the first three joints go.
    private List<double[]> offset(Pose moved) {
        List<double[]> found = new ArrayList<>();
        for (int branch = 0; branch < 4; branch++) {
            int way = branch;
            DoubleUnaryOperator error = q6 -> offsetError(moved, q6, way);
            for (double q6 : Roots.onCircle(error, SAMPLES)) {
                complete(moved, q6, way).ifPresent(found::add);
            }
        }
        return found;
    }

    /// `h4 · R h5 − h4 · h5` with the rotation `R` that is left for joints 4 and 5: 0 where they can make it; NaN out
    /// of reach.
    private double offsetError(Pose moved, double q6, int way) {
        Pose before = withoutLast(moved, q6);
        double[] q = position(before.transform(wrist))[way];
        return q.length == 0 ? Double.NaN : h[3].dot(left(before, q).rotate(h[4])) - h[3].dot(h[4]);
    }

    private Pose withoutLast(Pose moved, double q6) {
        return moved.times(new Pose(p[5].minus(rotate(h[5], -q6, p[5])), rotation(5, -q6)));
    }

    private Quat left(Pose before, double[] q) {
        return rotation(0, q[0]).times(rotation(1, q[1])).times(rotation(2, q[2])).conjugate().times(before.rotation());
    }

    private Optional<double[]> complete(Pose moved, double q6, int way) {
        Pose before = withoutLast(moved, q6);
        double[] q = position(before.transform(wrist))[way];
        if (q.length == 0) {
            return Optional.empty();
        }
        Quat rest = left(before, q);
        double q4 = first(h[3], h[4], rest.rotate(h[4]));
        Quat turn5 = rotation(3, -q4).times(rest);
        double q5 = first(h[4], h[3], turn5.rotate(h[3]));
        return Optional.of(new double[]{q[0], q[1], q[2], q4, q5, q6});
    }
}
