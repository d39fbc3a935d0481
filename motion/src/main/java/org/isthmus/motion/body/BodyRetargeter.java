package org.isthmus.motion.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.numeric.LeastSquares;
import org.isthmus.motion.retarget.RetargetReport;

/// Turns a human's motion into a humanoid's, frame by frame, each from the one before, as bounded least squares.
///
/// Key points go where limbs of the human's directions and the robot's lengths end ([BodyTargets]). A foot that stands is put flat on the
/// floor where it lands and stays there until it is lifted; of one in the air nothing goes below the floor; limbs keep clear of each other.
/// Joints stay within their limits exactly, and within a speed.
public final class BodyRetargeter {
    private static final LeastSquares.Options STEPS = new LeastSquares.Options(30, 1e-6, 0.3);
    private static final LeastSquares.Options FIRST = new LeastSquares.Options(200, 1e-9, 0.3);

    private final RobotBody robot;
    private final double speed;
    private final BodyProblem problem;
    private final LeastSquares solver;

    /// @param speed the greatest of joints, rad/s
    public BodyRetargeter(RobotBody robot, double speed) {
        this.robot = robot;
        this.speed = speed;
        problem = new BodyProblem(robot);
        solver = new LeastSquares(problem);
    }

    /// A motion of the robot.
    ///
    /// @param base [frames] pose of its base in the world
    /// @param joints [frames][n] of its group
    /// @param stands [frames][2] whether left and right foot stand
    /// @param names [n] of the joints
    /// @param report how well it fits
    public record Result(List<Pose> base, double[][] joints, boolean[][] stands, List<String> names,
            RetargetReport report) {
        /// The motion as a table: the frame; position (m) and quaternion (w, x, y, z) of the base; joints.
        public String csv() {
            StringBuilder text = new StringBuilder("frame,x,y,z,qw,qx,qy,qz," + String.join(",", names) + "\n");
            for (int f = 0; f < joints.length; f++) {
                double[] row = new double[7 + joints[f].length];
                base.get(f).position().into(row, 0);
                base.get(f).rotation().into(row, 3);
                System.arraycopy(joints[f], 0, row, 7, joints[f].length);
                text.append(f);
                for (double value : row) {
                    text.append(String.format(Locale.ROOT, ",%.6f", value));
                }
                text.append('\n');
            }
            return text.toString();
        }
    }

    public Result retarget(BodyMotion motion) {
        BodyTargets targets = new BodyTargets(robot, motion);
        boolean[][] stands = stands(motion);
        BodyReport report = new BodyReport(robot, motion.rate());
        Standing[] feet = {new Standing(robot, 0), new Standing(robot, 1)};
        State now = new State(targets.start(hips()), zero());
        now = step(now, targets.at(0), feet, Double.POSITIVE_INFINITY, FIRST);
        List<Pose> bases = new ArrayList<>();
        for (int f = 0; f < motion.frames(); f++) {
            for (Standing foot : feet) {
                foot.update(stands[f][foot.side()], targets.at(f), problem);
            }
            now = step(now, targets.at(f), feet, f == 0 ? Double.POSITIVE_INFINITY : speed / motion.rate(),
                    f == 0 ? FIRST : STEPS);
            bases.add(now.base);
            report.add(problem, targets.at(f), feet, now.joints);
        }
        return new Result(bases, report.joints(), stands, robot.group().names(),
                report.figures());
    }

    private static boolean[][] stands(BodyMotion motion) {
        double leg = BodyTargets.leg(motion);
        boolean[] left = FootContacts.of(motion, KeyPoint.LEFT_ANKLE, leg);
        boolean[] right = FootContacts.of(motion, KeyPoint.RIGHT_ANKLE, leg);
        return IntStream.range(0, left.length).mapToObj(f -> new boolean[]{left[f], right[f]})
                .toArray(boolean[][]::new);
    }

    /// @param joints [n]
    private record State(Pose base, double[] joints) {}

    /// The next frame; the problem's places are those of it.
    private State step(State now, List<Vec3> targets, Standing[] feet, double far, LeastSquares.Options options) {
        problem.set(now.base, now.joints, targets, feet);
        double[] x = new double[problem.unknowns()];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        for (int i = 0; i < now.joints.length; i++) {
            x[6 + i] = now.joints[i];
            low[6 + i] = Math.max(robot.group().lower().get(i), now.joints[i] - far);
            high[6 + i] = Math.min(robot.group().upper().get(i), now.joints[i] + far);
        }
        solver.solve(x, low, high, options);
        problem.evaluate(x, new double[problem.residuals()]);
        return new State(problem.base(x), Arrays.copyOfRange(x, 6, x.length));
    }

    private double[] zero() {
        double[] zero = new double[robot.group().size()];
        robot.group().clamp(zero);
        return zero;
    }

    /// The middle of the hips in the base's frame, joints at 0.
    private Vec3 hips() {
        GroupKinematics kinematics = new GroupKinematics(robot.group(), robot.points());
        kinematics.compute(zero());
        return kinematics.position(0).lerp(kinematics.position(1), 0.5);
    }
}
