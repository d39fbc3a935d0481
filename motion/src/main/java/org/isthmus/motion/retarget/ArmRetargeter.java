package org.isthmus.motion.retarget;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.ik.IkSolver;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.ik.Objective;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.numeric.LeastSquares;

/// Moves an arm so that its tool follows a series of poses, smoothly.
///
/// Each frame is a bounded least-squares problem: the errors of position and orientation plus small costs of moving and
/// of being away from the posture of the first frame (so that a redundant arm does not drift), within joint limits and the greatest speed since the last frame, both exact.
public final class ArmRetargeter {
    private static final LeastSquares.Options STEP = new LeastSquares.Options(30, 1e-9, Double.POSITIVE_INFINITY);

    /// How to follow.
    ///
    /// @param steadiness cost of moving: 1 rad counts as so many metres of error
    /// @param calm cost of being away from the first posture: 1 rad counts as so many metres of error
    /// @param speed greatest of any joint, rad/s; lower limits of the model hold too
    /// @param length an error of orientation of 1 rad counts as so many metres
    public record Options(double steadiness, double calm, double speed, double length) {
        public static final Options DEFAULT = new Options(1e-3, 1e-3, 3, 0.1);
    }

    /// A retargeted motion.
    ///
    /// @param x [frames][n]
    /// @param positionErrors [frames] m
    /// @param rotationErrors [frames] rad
    public record Result(double[][] x, double[] positionErrors, double[] rotationErrors) {}

    private final JointGroup group;
    private final Frame tool;
    private final Options options;

    public ArmRetargeter(JointGroup group, Frame tool, Options options) {
        this.group = group;
        this.tool = tool;
        this.options = options;
    }

    /// Puts a recording where the robot can work: positions are scaled about their mean, orientations turned alike.
    ///
    /// @param mean in the recording's frame, m
    /// @param scale of positions
    /// @param turn from the recording's axes to the robot's, and where the mean goes
    public record Placement(Vec3 mean, double scale, Pose turn) {
        /// About the mean of some poses.
        public static Placement of(List<Pose> poses, double scale, Pose turn) {
            Vec3 sum = Vec3.ZERO;
            for (Pose pose : poses) {
                sum = sum.plus(pose.position());
            }
            return new Placement(sum.times(1.0 / Math.max(1, poses.size())), scale, turn);
        }

        public Vec3 of(Vec3 position) {
            return turn.transform(position.minus(mean).times(scale));
        }

        public Pose of(Pose pose) {
            return new Pose(of(pose.position()), turn.rotation().times(pose.rotation()));
        }
    }

    /// Follows poses of the tool in the robot's world.
    ///
    /// @param rate poses per second
    public Result follow(List<Pose> poses, double rate) {
        int n = group.size();
        double[][] all = new double[poses.size()][];
        double[] position = new double[poses.size()];
        double[] rotation = new double[poses.size()];
        if (poses.isEmpty()) {
            return new Result(all, position, rotation);
        }
        double[] x = start(poses.getFirst());
        GroupKinematics kinematics = new GroupKinematics(group, tool);
        Following following = new Following(group, tool, options.length, x, options.calm);
        LeastSquares solver = new LeastSquares(following);
        double[] low = new double[n];
        double[] high = new double[n];
        for (int f = 0; f < all.length; f++) {
            for (int i = 0; i < n; i++) {
                double most = f == 0 ? 0.3 : Math.min(options.speed, group.velocity().get(i)) / rate;
                low[i] = Math.max(group.lower().get(i), x[i] - most);
                high[i] = Math.min(group.upper().get(i), x[i] + most);
            }
            following.set(poses.get(f), x, f == 0 ? 0 : options.steadiness);
            solver.solve(x, low, high, STEP);
            all[f] = x.clone();
            kinematics.compute(x);
            position[f] = kinematics.position(0).distance(poses.get(f).position());
            rotation[f] = kinematics.pose(0).rotation().angleTo(poses.get(f).rotation());
        }
        return new Result(all, position, rotation);
    }

    /// A configuration for the first pose that is far from limits, or the nearest that was found.
    private double[] start(Pose pose) {
        IkTask task = new IkTask(tool, IkTask.Goal.POSE, 1e-5, 1e-4, options.length);
        IkSolver solver = new IkSolver(group, List.of(task), IkSolver.Options.DEFAULT, Objective.centring(group));
        double[] x = group.fromQpos(group.rest().toArray());
        group.clamp(x);
        solver.solve(x, pose);
        return x;
    }
}
