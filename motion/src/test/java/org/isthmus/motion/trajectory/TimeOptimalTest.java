package org.isthmus.motion.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.motion.Robots;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

class TimeOptimalTest {
    private static final double[] V = {1.5, 1};
    private static final double[] A = {2, 4};

    /// A curved path in two coordinates.
    private static Trajectory curve() {
        return Splines.cubicNatural(new double[]{0, 1, 2, 3, 4},
                new double[][]{{0, 0}, {0.8, 0.6}, {1, -0.3}, {0.2, 0.4}, {-0.5, 0.1}});
    }

    @Test
    void aStraightPathTakesTheTimeOfATrapezoid() {
        Trajectory line = Splines.cubicNatural(new double[]{0, 1}, new double[][]{{0, 0}, {2, -1}});
        Trajectory timed = TimeOptimal
                .parameterize(line, List.of(PathConstraint.velocity(V), PathConstraint.acceleration(A)), 1000)
                .orElseThrow();
        double expected = PointToPoint.trapezoidal(new double[]{0, 0}, new double[]{2, -1}, V, A).duration();
        assertThat(timed.duration()).isCloseTo(expected, within(2e-3));
    }

    @Test
    void limitsHoldAndOneIsReachedAlmostEverywhere() {
        Trajectory timed = TimeOptimal
                .parameterize(curve(), List.of(PathConstraint.velocity(V), PathConstraint.acceleration(A)), 1000)
                .orElseThrow();
        int tight = 0;
        int count = 2000;
        for (int i = 0; i < count; i++) {
            double t = timed.duration() * (i + 0.5) / count;
            double[] v = timed.at(t, 1);
            double[] a = timed.at(t, 2);
            double most = 0;
            for (int d = 0; d < 2; d++) {
                assertThat(Math.abs(v[d])).isLessThanOrEqualTo(V[d] * 1.005);
                assertThat(Math.abs(a[d])).isLessThanOrEqualTo(A[d] * 1.02);
                most = Math.max(most, Math.max(Math.abs(v[d]) / V[d], Math.abs(a[d]) / A[d]));
            }
            tight += most > 0.98 ? 1 : 0;
        }
        assertThat(tight).isGreaterThan(count * 97 / 100); // bang-bang: a time-optimal motion is always at a limit
        Tolerances.assertClose(timed.at(timed.duration(), 0), new double[]{-0.5, 0.1}, 1e-6);
        Tolerances.assertClose(timed.at(timed.duration(), 1), new double[2], 1e-2);
    }

    @Test
    void noMotionOnAGridOfSpeedsIsFaster() {
        Trajectory path = curve();
        List<PathConstraint> limits = List.of(PathConstraint.velocity(V), PathConstraint.acceleration(A));
        double ours = TimeOptimal.parameterize(path, limits, 200).orElseThrow().duration();
        double brute = shortest(path, 200, 400);
        assertThat(brute).isGreaterThan(ours * 0.99).isLessThan(ours * 1.08);
    }

    /// The least time over all motions whose ṡ is one of so many levels at each place: dynamic programming.
    private static double shortest(Trajectory path, int places, int levels) {
        double step = path.duration() / places;
        double top = 2.5;
        double[] best = new double[levels];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        for (int i = places - 1; i >= 0; i--) {
            double[] now = new double[levels];
            Arrays.fill(now, Double.POSITIVE_INFINITY);
            double[] q1 = path.at(i * step, 1);
            double[] q2 = path.at(i * step, 2);
            for (int l = 0; l < levels; l++) {
                double from = top * l / (levels - 1);
                if (Math.abs(q1[0]) * from > V[0] || Math.abs(q1[1]) * from > V[1]) {
                    continue;
                }
                for (int m = 0; m < levels; m++) {
                    double to = top * m / (levels - 1);
                    double u = (to * to - from * from) / (2 * step);
                    boolean allowed = Math.abs(q1[0] * u + q2[0] * from * from) <= A[0]
                            && Math.abs(q1[1] * u + q2[1] * from * from) <= A[1];
                    if (allowed && from + to > 0) {
                        now[l] = Math.min(now[l], best[m] + 2 * step / (from + to));
                    }
                }
            }
            best = now;
        }
        return best[0];
    }

    /// The example in `cpp/tests/test_algorithm.cpp` of toppra, commit 33a871d (Pham and Pham's own implementation): a cubic through (0, 0),
    /// (1, 3), (2, 4), (0, 0), velocities up to 1, accelerations up to 0.2. `crosscheck/test_time_optimal.py` gives its published speeds on 50
    /// intervals, and on 4,000 the duration here. There limits hold at places of the grid only; ours hold at both ends of every interval, so on
    /// coarse grids it is slower.
    @Test
    void thePublishedExampleTakesItsTime() {
        double[][][] pieces = {{{0, 0, 1.5, -0.5}, {0, 3, 0.5, -0.5}}, {{1, 1.5, 0, -0.5}, {3, 2.5, -1, -0.5}},
            {{2, 0, -1.5, -0.5}, {4, -1, -2.5, -0.5}}};
        Trajectory path = new PiecewisePolynomial(new double[]{0, 1, 2, 3}, pieces);
        double[] v = {1, 1};
        double[] a = {0.2, 0.2};
        List<PathConstraint> limits = List.of(PathConstraint.velocity(v), PathConstraint.acceleration(a));
        double coarse = TimeOptimal.parameterize(path, limits, 50).orElseThrow().duration();
        double fine = TimeOptimal.parameterize(path, limits, 4000).orElseThrow().duration();
        assertThat(fine).isBetween(18.117, 18.117 * 1.001);
        assertThat(coarse).isBetween(fine, fine * 1.02);
    }

    @Test
    void finerGridsChangeTheDurationLessAndLess() {
        List<PathConstraint> limits = List.of(PathConstraint.velocity(V), PathConstraint.acceleration(A));
        double coarse = TimeOptimal.parameterize(curve(), limits, 100).orElseThrow().duration();
        double fine = TimeOptimal.parameterize(curve(), limits, 400).orElseThrow().duration();
        double finest = TimeOptimal.parameterize(curve(), limits, 1600).orElseThrow().duration();
        assertThat(Math.abs(fine - finest)).isLessThan(Math.abs(coarse - finest) + 1e-9).isLessThan(0.01 * finest);
    }

    @Test
    void torqueLimitsHoldAndTooWeakMotorsAreTold() {
        Model model = Robots.load("aubo-i5");
        JointGroup arm = JointGroup.to(Frame.of(model, "tcp"), model);
        InverseDynamics dynamics = new InverseDynamics(arm);
        Trajectory path = Splines.cubicNatural(new double[]{0, 1, 2}, new double[][]{
            {0, -0.5, 1.2, 0, 1.5, 0}, {0.8, -0.2, 0.9, 0.4, 1.2, 0.5}, {1.2, 0.4, 1.5, -0.3, 1.5, 1}});
        double[] limit = {100, 100, 60, 8, 8, 8};
        double[] speed = {2, 2, 2, 3, 3, 3};
        Trajectory timed = TimeOptimal
                .parameterize(path, List.of(PathConstraint.velocity(speed), PathConstraint.torque(dynamics, limit)),
                        300)
                .orElseThrow();
        boolean tight = false;
        for (int i = 0; i <= 300; i++) {
            double t = timed.duration() * i / 300;
            double[] torque = dynamics.compute(timed.at(t, 0), timed.at(t, 1), timed.at(t, 2));
            double[] v = timed.at(t, 1);
            for (int d = 0; d < 6; d++) {
                assertThat(Math.abs(torque[d])).isLessThanOrEqualTo(limit[d] * 1.03);
                tight |= Math.abs(torque[d]) > 0.97 * limit[d] || Math.abs(v[d]) > 0.97 * speed[d];
            }
        }
        assertThat(tight).isTrue();
        assertThat(TimeOptimal.parameterize(path,
                List.of(PathConstraint.torque(dynamics, new double[]{1, 1, 1, 1, 1, 1})), 100)).isEmpty();
    }

    @Test
    void inverseDynamicsAgreesWithTheMassMatrixAndWithEnergy() {
        Model model = Robots.load("widowx-250s");
        JointGroup arm = JointGroup.of(model).below(new Frame("world", 0, Pose.IDENTITY)).build();
        InverseDynamics dynamics = new InverseDynamics(arm);
        int n = arm.size();
        Property.check(1, 20, random -> {
            double[] x = Robots.random(arm, random);
            double[] v = Property.uniform(random, n, -2, 2);
            double[] a = Property.uniform(random, n, -2, 2);
            double[] zero = new double[n];
            double[] gravity = dynamics.compute(x, zero, zero);
            double[] inertial = dynamics.compute(x, zero, a);
            double[] expected = massTimes(arm, x, a);
            for (int i = 0; i < n; i++) {
                assertThat(inertial[i] - gravity[i]).isCloseTo(expected[i], within(1e-9));
            }
            // power of the torques is the change of kinetic and potential energy
            double[] torque = dynamics.compute(x, v, a);
            double power = 0;
            for (int i = 0; i < n; i++) {
                power += torque[i] * v[i];
            }
            double h = 1e-5;
            double change = (energy(arm, moved(x, v, a, h), plus(v, a, h))
                    - energy(arm, moved(x, v, a, -h), plus(v, a, -h))) / (2 * h);
            assertThat(power).isCloseTo(change, within(1e-5 * Math.max(1, Math.abs(power))));
        });
    }

    private static double[] moved(double[] x, double[] v, double[] a, double t) {
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> x[i] + t * (v[i] + t * a[i] / 2));
        return y;
    }

    private static double[] plus(double[] v, double[] a, double t) {
        double[] y = new double[v.length];
        Arrays.setAll(y, i -> v[i] + t * a[i]);
        return y;
    }

    /// `Gᵀ M G a` for the joints `q = G x`, without the rotors of actuators.
    private static double[] massTimes(JointGroup arm, double[] x, double[] a) {
        Model model = arm.model();
        Kinematics frames = new Kinematics(model);
        frames.compute(arm.qpos(x));
        DofMotions motions = new DofMotions(model);
        motions.compute(frames);
        MassMatrix mass = new MassMatrix(model);
        mass.compute(frames, motions, new TendonLengths(model));
        double[] joint = new double[model.sizes().nv()];
        arm.followers().forEach(f -> joint[f.joint()] = f.gain() * a[f.coordinate()]);
        double[] dense = mass.dense();
        double[] product = new double[joint.length];
        Arrays.setAll(product, i -> dot(dense, i, joint));
        double[] out = new double[x.length];
        arm.followers().forEach(f -> out[f.coordinate()] += f.gain() * product[f.joint()]);
        return out;
    }

    private static double dot(double[] matrix, int row, double[] v) {
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            sum += matrix[row * v.length + j] * v[j];
        }
        return sum;
    }

    private static double energy(JointGroup arm, double[] x, double[] v) {
        double[] momentum = massTimes(arm, x, v);
        double energy = 0;
        for (int i = 0; i < v.length; i++) {
            energy += momentum[i] * v[i] / 2;
        }
        Kinematics frames = new Kinematics(arm.model());
        frames.compute(arm.qpos(x));
        for (int body = 1; body < arm.model().sizes().nbody(); body++) {
            energy += 9.81 * arm.model().bodies().mass().get(body) * Vec3.of(frames.xipos, 3 * body).z();
        }
        return energy;
    }
}
