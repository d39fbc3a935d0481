package org.isthmus.motion.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.numeric.LeastSquares;

/// The residuals of a humanoid's configuration in one frame.
///
/// Unknowns: how far the base has moved since the frame before, m; the rotation vector by which it has turned, rad, world frame; [n] joints.
/// Residuals, in their order: [12][3] key points off their targets; [8][3] corners of the soles off where they stand, or, of a foot in the
/// air, off their mean height, 0, and below the floor; [pairs] overlaps of limbs; [6 + n] changes since the frame before. All in metres times
/// a weight.
final class BodyProblem implements LeastSquares.Problem {
    private static final double[] IMPORTANCE = {1, 1, 1, 1, 1.5, 1.5, 1, 1, 1, 1, 1.5, 1.5};
    private static final double STANDING = 60;
    private static final double FLOOR = 60;
    private static final double LEVEL = 1;
    private static final double CLEAR = 60;
    /// Limbs keep this far apart, m.
    private static final double MARGIN = 0.005;
    private static final double SMOOTH = 0.05;

    private final GroupKinematics kinematics;
    private final int n;
    private final int unknowns;
    private final int points;
    private final int corners;
    private final List<RobotBody.Limb[]> pairs = new ArrayList<>();
    private Pose before = Pose.IDENTITY;
    /// [n] joints in the frame before
    private double[] last;
    private List<Vec3> targets = List.of();
    private Standing[] feet = {};
    /// [points + corners] world frame, m
    private final Vec3[] place;
    /// [points + corners][3][6 + n] their derivatives
    private final double[][] derivative;
    /// [6][n] scratch
    private final double[] local;

    BodyProblem(RobotBody robot) {
        List<Frame> frames = new ArrayList<>(robot.points());
        robot.soles().forEach(frames::addAll);
        kinematics = new GroupKinematics(robot.group(), frames);
        n = robot.group().size();
        unknowns = 6 + n;
        points = robot.points().size();
        corners = frames.size() - points;
        last = new double[n];
        place = new Vec3[frames.size()];
        Arrays.fill(place, Vec3.ZERO);
        derivative = new double[frames.size()][3 * unknowns];
        local = new double[6 * n];
        for (int i = 0; i < robot.limbs().size(); i++) {
            for (int k = 0; k < i; k++) {
                if (!robot.limbs().get(i).isJoinedTo(robot.limbs().get(k))) {
                    pairs.add(new RobotBody.Limb[]{robot.limbs().get(i), robot.limbs().get(k)});
                }
            }
        }
    }

    /// What is wanted of the next frame.
    ///
    /// @param from pose of the base, and joints, in the frame before
    /// @param standing [2] where left and right foot stand
    void set(Pose from, double[] joints, List<Vec3> goals, Standing[] standing) {
        before = from;
        last = joints.clone();
        targets = List.copyOf(goals);
        feet = standing.clone();
    }

    /// A corner of a sole, world frame, after the last evaluation.
    Vec3 corner(int side, int corner) {
        return place[points + Standing.CORNERS * side + corner];
    }

    Pose base(double[] x) {
        return new Pose(before.position().plus(Vec3.of(x, 0)), turn(x).times(before.rotation()).normalized());
    }

    private static Quat turn(double[] x) {
        Vec3 v = Vec3.of(x, 3);
        double angle = v.length();
        return angle == 0 ? Quat.IDENTITY : Quat.fromAxisAngle(v.times(1 / angle), angle);
    }

    /// A key point, world frame, after the last evaluation.
    Vec3 place(int point) {
        return place[point];
    }

    @Override
    public int unknowns() {
        return unknowns;
    }

    @Override
    public int residuals() {
        return 3 * (points + corners) + pairs.size() + unknowns;
    }

    @Override
    public void evaluate(double[] x, double[] r) {
        kinematics.compute(Arrays.copyOfRange(x, 6, unknowns));
        Pose base = base(x);
        for (int p = 0; p < place.length; p++) {
            place[p] = base.transform(kinematics.position(p));
        }
        for (int p = 0; p < points; p++) {
            place[p].minus(targets.get(p)).times(IMPORTANCE[p]).into(r, 3 * p);
        }
        for (int c = 0; c < corners; c++) {
            sole(c, r, 3 * (points + c));
        }
        int at = 3 * (points + corners);
        for (RobotBody.Limb[] pair : pairs) {
            r[at++] = CLEAR * Math.min(0, gap(pair, new double[2]) - MARGIN);
        }
        for (int i = 0; i < unknowns; i++) {
            r[at + i] = SMOOTH * (i < 6 ? x[i] : x[i] - last[i - 6]);
        }
    }

    /// Of a corner that stands: how far it is off; of one in the air: how far it is off its sole's mean height, and below the floor.
    private void sole(int c, double[] r, int row) {
        Standing foot = feet[c / Standing.CORNERS];
        Vec3 at = place[points + c];
        if (foot.isDown()) {
            at.minus(foot.corner(c % Standing.CORNERS)).times(STANDING).into(r, row);
            return;
        }
        double mean = 0;
        for (int k = 0; k < Standing.CORNERS; k++) {
            mean += place[points + c - c % Standing.CORNERS + k].z() / Standing.CORNERS;
        }
        r[row] = LEVEL * (at.z() - mean);
        r[row + 1] = 0;
        r[row + 2] = FLOOR * Math.min(0, at.z());
    }

    private void soleRows(int c, double[] r, double[] jacobian, int row) {
        double[] own = derivative[points + c];
        if (feet[c / Standing.CORNERS].isDown()) {
            copy(own, STANDING, jacobian, row);
            return;
        }
        for (int k = 0; k < Standing.CORNERS; k++) {
            double weight = (k == c % Standing.CORNERS ? 1 : 0) - 1.0 / Standing.CORNERS;
            double[] other = derivative[points + c - c % Standing.CORNERS + k];
            for (int i = 0; i < unknowns; i++) {
                jacobian[row * unknowns + i] += LEVEL * weight * other[2 * unknowns + i];
            }
        }
        if (r[row + 2] < 0) {
            copyRow(own, 2, FLOOR, jacobian, row + 2);
        }
    }

    /// The distance of two capsules.
    ///
    /// @param where [2] out: how far along each the nearest points are, 0 to 1
    double gap(RobotBody.Limb[] pair, double[] where) {
        Vec3[] ends = {place[pair[0].from().ordinal()], place[pair[0].to().ordinal()], place[pair[1].from().ordinal()],
            place[pair[1].to().ordinal()]};
        Segments.nearest(ends[0], ends[1], ends[2], ends[3], where);
        return ends[0].lerp(ends[1], where[0]).distance(ends[2].lerp(ends[3], where[1])) - pair[0].radius()
                - pair[1].radius();
    }

    List<RobotBody.Limb[]> pairs() {
        return pairs;
    }

    @Override
    public void linearize(double[] x, double[] r, double[] jacobian) {
        Arrays.fill(jacobian, 0);
        for (int p = 0; p < place.length; p++) {
            differentiate(p, x);
        }
        for (int p = 0; p < points; p++) {
            copy(derivative[p], IMPORTANCE[p], jacobian, 3 * p);
        }
        for (int c = 0; c < corners; c++) {
            soleRows(c, r, jacobian, 3 * (points + c));
        }
        int row = 3 * (points + corners);
        for (RobotBody.Limb[] pair : pairs) {
            if (r[row] < 0) {
                gapRow(pair, jacobian, row);
            }
            row++;
        }
        for (int i = 0; i < unknowns; i++) {
            jacobian[(row + i) * unknowns + i] = SMOOTH;
        }
    }

    /// The derivative of a point by base and joints; turns of the base to first order about where it was.
    private void differentiate(int p, double[] x) {
        kinematics.jacobian(p, local, 0);
        Pose base = base(x);
        Vec3 arm = place[p].minus(base.position());
        double[] out = derivative[p];
        Arrays.fill(out, 0);
        for (int k = 0; k < 3; k++) {
            out[k * unknowns + k] = 1;
        }
        column(out, 3, Vec3.X.cross(arm));
        column(out, 4, Vec3.Y.cross(arm));
        column(out, 5, Vec3.Z.cross(arm));
        for (int i = 0; i < n; i++) {
            column(out, 6 + i, base.rotation().rotate(new Vec3(local[i], local[n + i], local[2 * n + i])));
        }
    }

    private void column(double[] out, int column, Vec3 v) {
        for (int k = 0; k < 3; k++) {
            out[k * unknowns + column] = v.get(k);
        }
    }

    private void copy(double[] from, double weight, double[] jacobian, int row) {
        for (int k = 0; k < 3; k++) {
            copyRow(from, k, weight, jacobian, row + k);
        }
    }

    private void copyRow(double[] from, int k, double weight, double[] jacobian, int row) {
        for (int i = 0; i < unknowns; i++) {
            jacobian[row * unknowns + i] = weight * from[k * unknowns + i];
        }
    }

    private void gapRow(RobotBody.Limb[] pair, double[] jacobian, int row) {
        double[] where = new double[2];
        gap(pair, where);
        Vec3 a = place[pair[0].from().ordinal()].lerp(place[pair[0].to().ordinal()], where[0]);
        Vec3 b = place[pair[1].from().ordinal()].lerp(place[pair[1].to().ordinal()], where[1]);
        Vec3 away = a.minus(b).normalized();
        double[] weights = {1 - where[0], where[0], where[1] - 1, -where[1]};
        int[] ends = {pair[0].from().ordinal(), pair[0].to().ordinal(), pair[1].from().ordinal(),
            pair[1].to().ordinal()};
        for (int e = 0; e < ends.length; e++) {
            for (int i = 0; i < unknowns; i++) {
                for (int k = 0; k < 3; k++) {
                    jacobian[row * unknowns + i] += CLEAR * weights[e] * away.get(k)
                            * derivative[ends[e]][k * unknowns + i];
                }
            }
        }
    }
}
