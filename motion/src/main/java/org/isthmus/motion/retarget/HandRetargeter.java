package org.isthmus.motion.retarget;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.numeric.LeastSquares;

/// Moves a dexterous robot hand as a human hand moved, frame by frame.
///
/// Each frame is a bounded least-squares problem: differences between vectors of the robot and scaled vectors of the
/// human hand, in the frames of the two palms, plus a small cost of moving at all ([LeastSquares]; bounds are the joint
/// limits and what the greatest speed allows since the last frame, both exact). What each [Objective] compares is told
/// there.
///
/// After Handa et al., DexPilot (ICRA 2020, eq. 1 to 4), and Qin et al., AnyTeleop (RSS 2023, eq. 1); different from
/// DexPilot, weights and lengths change smoothly with the distance of thumb and finger, since switches make the robot
/// jump.
public final class HandRetargeter {
    /// What is compared.
    public enum Objective {
        /// Each finger by itself: from knuckle to middle joint and to tip, scaled by the ratio of the finger's lengths.
        /// Keeps gestures.
        VECTOR,
        /// Fingertips in the frame of the palm, all scaled alike.
        POSITION,
        /// As POSITION, and from the thumb's tip to the other tips; where these are close, the robot's have to touch.
        /// Keeps grasps.
        DEXPILOT
    }

    /// How to retarget.
    ///
    /// @param steadiness cost of moving: 1 rad counts as so many metres of error
    /// @param speed greatest of any joint, rad/s; lower limits of the model hold too
    /// @param touch tips of the human hand nearer than this touch, m
    /// @param apart tips further than this do not, m
    /// @param emphasis weight of a touch against other vectors
    public record Options(Objective objective, double steadiness, double speed, double touch, double apart,
            double emphasis) {
        public static final Options DEFAULT = new Options(Objective.DEXPILOT, 0.01, 6, 0.02, 0.05, 10);

        public Options with(Objective other) {
            return new Options(other, steadiness, speed, touch, apart, emphasis);
        }
    }

    /// A retargeted motion.
    ///
    /// @param x [frames][n] coordinates of the hand's group
    /// @param tipErrors [frames] mean distance over the fingers between the robot's vector from knuckle to tip and the
    /// human's scaled to the robot's length, m; NaN where no finger is known
    /// @param pinchErrors [frames] of the distance between the tips of thumb and index finger: robot's less human's
    /// scaled, m; NaN where not known
    public record Result(double[][] x, double[] tipErrors, double[] pinchErrors) {}

    private static final LeastSquares.Options FIRST = new LeastSquares.Options(200, 1e-9, 0.5);
    private static final LeastSquares.Options NEXT = new LeastSquares.Options(40, 1e-7, Double.POSITIVE_INFINITY);

    private final RobotHand hand;
    private final Options options;

    public HandRetargeter(RobotHand hand, Options options) {
        this.hand = hand;
        this.options = options;
    }

    /// Retargets a recording, from the hand's middle configuration on; points that are not known ask for nothing.
    public Result retarget(HandMotion motion) {
        Matching matching = new Matching(motion);
        LeastSquares solver = new LeastSquares(matching);
        int n = hand.group().size();
        double[] x = new double[n];
        hand.group().clamp(x);
        double[] low = hand.group().lower().toArray();
        double[] high = hand.group().upper().toArray();
        double[][] all = new double[motion.frames()][];
        double[] tips = new double[motion.frames()];
        double[] pinches = new double[motion.frames()];
        for (int f = 0; f < motion.frames(); f++) {
            matching.setFrame(f, x, f == 0 ? 0 : options.steadiness);
            if (f > 0) {
                narrow(x, 1 / motion.rate(), low, high);
            }
            solver.solve(x, low, high, f == 0 ? FIRST : NEXT);
            all[f] = x.clone();
            tips[f] = matching.tipError(f, x);
            pinches[f] = matching.pinchError(f);
        }
        return new Result(all, tips, pinches);
    }

    /// Bounds of the next frame: joint limits, and how far joints get in `dt`.
    private void narrow(double[] x, double dt, double[] low, double[] high) {
        for (int i = 0; i < x.length; i++) {
            double most = Math.min(options.speed, hand.group().velocity().get(i)) * dt;
            low[i] = Math.max(hand.group().lower().get(i), x[i] - most);
            high[i] = Math.min(hand.group().upper().get(i), x[i] + most);
        }
    }

    /// The residuals of one frame: three per vector, and one per coordinate for moving.
    private final class Matching implements LeastSquares.Problem {
        private final HandMotion motion;
        private final List<Finger> fingers = hand.fingers();
        private final GroupKinematics kinematics = new GroupKinematics(hand.group(), hand.frames());
        private final int n = hand.group().size();
        /// frames of the vectors' ends; −1: the middle of the knuckles, which does not move
        private final int[] from;
        private final int[] to;
        /// [vectors][3] wanted, world of the model
        private final double[] wanted;
        private final double[] weight;
        private final double[] last = new double[n];
        private double steadiness;
        private final double[] ends = new double[6 * n];
        private final double scale;
        private final double[] fingerScale;
        /// [fingers] of the vector from knuckle to middle
        private final double[] middleScale;

        Matching(HandMotion motion) {
            this.motion = motion;
            int k = fingers.size();
            int vectors = options.objective == Objective.VECTOR ? 2 * k : options.objective == Objective.POSITION ? k
                    : 2 * k - 1;
            from = new int[vectors];
            to = new int[vectors];
            wanted = new double[3 * vectors];
            weight = new double[vectors];
            fingerScale = new double[k];
            middleScale = new double[k];
            double sum = 0;
            int others = 0;
            for (int i = 0; i < k; i++) {
                Finger finger = fingers.get(i);
                double human = motion.length(finger);
                middleScale[i] = hand.firstLength(finger) / motion.distance(finger.knuckle(), finger.middle());
                fingerScale[i] = Double.isNaN(human) ? 1 : hand.length(fingers.get(i)) / human;
                if (fingers.get(i) != Finger.THUMB && !Double.isNaN(human)) {
                    sum += fingerScale[i];
                    others++;
                }
            }
            scale = others == 0 ? 1 : sum / others;
            connect(k);
        }

        private void connect(int k) {
            for (int i = 0; i < k; i++) {
                if (options.objective == Objective.VECTOR) {
                    from[2 * i] = 3 * i;
                    to[2 * i] = 3 * i + 1;
                    from[2 * i + 1] = 3 * i;
                    to[2 * i + 1] = 3 * i + 2;
                } else {
                    from[i] = -1;
                    to[i] = 3 * i + 2;
                }
                if (options.objective == Objective.DEXPILOT && i > 0) {
                    from[k + i - 1] = 2;
                    to[k + i - 1] = 3 * i + 2;
                }
            }
        }

        void setFrame(int f, double[] x, double cost) {
            System.arraycopy(x, 0, last, 0, n);
            steadiness = cost;
            Pose palm = motion.palm(f);
            for (int v = 0; v < weight.length; v++) {
                Vec3 vector = humanVector(f, v, palm);
                weight[v] = 0;
                if (vector.isFinite()) {
                    weight[v] = 1;
                    boolean pair = options.objective == Objective.DEXPILOT && v >= fingers.size();
                    setWanted(v, pair ? pinched(v, vector) : vector);
                }
            }
        }

        private void setWanted(int v, Vec3 vector) {
            hand.shape().rotation().rotate(vector).into(wanted, 3 * v);
        }

        /// The human hand's vector in its palm's frame, scaled to the robot.
        private Vec3 humanVector(int f, int v, Pose palm) {
            Finger finger = fingers.get(to[v] / 3);
            int end = to[v] % 3 == 1 ? finger.middle() : finger.tip();
            Vec3 start = from[v] < 0 ? knuckles(f)
                    : motion.point(f, from[v] == 2 ? Finger.THUMB.tip() : finger.knuckle());
            double by = options.objective != Objective.VECTOR ? scale
                    : to[v] % 3 == 1 ? middleScale[to[v] / 3] : fingerScale[to[v] / 3];
            return inPalm(palm, motion.point(f, end).minus(start)).times(by);
        }

        /// A vector in the palm's axes; of a hand of the robot's other side, in the mirror, so that thumb goes to thumb.
        private Vec3 inPalm(Pose palm, Vec3 vector) {
            Vec3 v = palm.rotation().rotateInverse(vector);
            return motion.isRight() == hand.isRight() ? v : new Vec3(v.x(), -v.y(), v.z());
        }

        /// The middle of the knuckles of those fingers that the robot has.
        private Vec3 knuckles(int f) {
            Vec3 sum = Vec3.ZERO;
            int count = 0;
            for (Finger finger : fingers) {
                if (finger != Finger.THUMB) {
                    sum = sum.plus(motion.point(f, finger.knuckle()));
                    count++;
                }
            }
            return sum.times(1.0 / count);
        }

        /// Where human tips touch, the robot's have to be in one place, with emphasis; with a smooth passage to where
        /// they are apart.
        private Vec3 pinched(int v, Vec3 vector) {
            double distance = vector.length() / scale;
            double t = Math.min(1, Math.max(0, (options.apart - distance) / (options.apart - options.touch)));
            double closed = t * t * (3 - 2 * t);
            weight[v] = Math.sqrt(1 + (options.emphasis - 1) * closed);
            return vector.times(1 - closed);
        }

        @Override
        public int unknowns() {
            return n;
        }

        @Override
        public int residuals() {
            return 3 * weight.length + n;
        }

        @Override
        public void evaluate(double[] x, double[] r) {
            kinematics.compute(x);
            Vec3 origin = hand.shape().position();
            for (int v = 0; v < weight.length; v++) {
                for (int k = 0; k < 3; k++) {
                    double start = from[v] < 0 ? origin.get(k) : kinematics.position(from[v], k);
                    double off = kinematics.position(to[v], k) - start - wanted[3 * v + k];
                    r[3 * v + k] = weight[v] == 0 ? 0 : weight[v] * off;
                }
            }
            for (int i = 0; i < n; i++) {
                r[3 * weight.length + i] = steadiness * (x[i] - last[i]);
            }
        }

        @Override
        public void linearize(double[] x, double[] r, double[] jacobian) {
            Arrays.fill(jacobian, 0);
            for (int v = 0; v < weight.length; v++) {
                add(to[v], weight[v], 3 * v, jacobian);
                if (from[v] >= 0) {
                    add(from[v], -weight[v], 3 * v, jacobian);
                }
            }
            for (int i = 0; i < n; i++) {
                jacobian[(3 * weight.length + i) * n + i] = steadiness;
            }
        }

        private void add(int frame, double factor, int row, double[] jacobian) {
            kinematics.jacobian(frame, ends, 0);
            for (int i = 0; i < 3 * n; i++) {
                jacobian[row * n + i] += factor * ends[i];
            }
        }

        double tipError(int f, double[] x) {
            kinematics.compute(x);
            Pose palm = motion.palm(f);
            double sum = 0;
            int count = 0;
            for (int i = 0; i < fingers.size(); i++) {
                Vec3 human = motion.point(f, fingers.get(i).tip()).minus(motion.point(f, fingers.get(i).knuckle()));
                Vec3 goal = hand.shape().rotation().rotate(inPalm(palm, human).times(fingerScale[i]));
                double error = kinematics.position(3 * i + 2).minus(kinematics.position(3 * i)).distance(goal);
                if (!Double.isNaN(error)) {
                    sum += error;
                    count++;
                }
            }
            return count == 0 ? Double.NaN : sum / count;
        }

        double pinchError(int f) {
            int index = fingers.indexOf(Finger.INDEX);
            if (fingers.getFirst() != Finger.THUMB || index < 0) {
                return Double.NaN;
            }
            double human = motion.point(f, Finger.THUMB.tip()).distance(motion.point(f, Finger.INDEX.tip()));
            return kinematics.position(2).distance(kinematics.position(3 * index + 2)) - scale * human;
        }
    }
}
