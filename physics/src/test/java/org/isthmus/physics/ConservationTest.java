package org.isthmus.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.SpatialVector;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.testing.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Newton's laws keep drifts with the step as the integrator promises: Euler by its first power, RK4 by its fourth where joints are hinges
/// and slides. Where bodies turn in space it is the second, as in MuJoCo, which adds the angular velocities of the four stages as if
/// rotations commuted.
class ConservationTest {
    private static final double SECONDS = 0.512;
    private static final String CHAIN = """
            <worldbody>
              <body pos="0 0 2"><joint name="a" axis="0 1 0"/><geom type="capsule" size=".03" fromto="0 0 0 .4 0 0"/>
                <body pos=".4 0 0"><joint name="b" type="ball"/><geom type="capsule" size=".03" fromto="0 0 0 0 .1 .3"/>
                  <body pos="0 .1 .3"><joint name="c" axis="1 1 0"/><geom type="box" size=".1 .05 .03" pos=".1 0 0"/>
            </body></body></body></worldbody>
            """;
    private static final String HINGES = CHAIN.replace("type=\"ball\"", "axis=\"0 .3 1\"");
    private static final String FLYER = """
            <worldbody>
              <body pos="0 0 2"><freejoint/><geom type="box" size=".2 .1 .05"/>
                <body pos=".2 0 0"><joint axis="0 1 0"/><geom type="capsule" size=".03" fromto="0 0 0 .3 0 .1"/>
                  <body pos=".3 0 .1"><joint type="ball"/><geom type="box" size=".05 .1 .02" pos=".05 .1 0"/></body></body>
                <body pos="-.2 0 0"><joint type="slide" axis="1 0 1"/><geom size=".08"/></body>
            </body></worldbody>
            """;
    private static final String GLIDER = """
            <worldbody>
              <body pos="0 0 2"><joint type="slide" axis="1 0 0"/><joint type="slide" axis="0 1 0"/><joint type="slide" axis="0 0 1"/>
                <joint axis="0 0 1"/><joint axis="0 1 0"/><joint axis="1 0 0"/><geom type="box" size=".2 .1 .05"/>
                <body pos=".2 0 0"><joint axis="0 1 0"/><geom type="capsule" size=".03" fromto="0 0 0 .3 0 .1"/></body>
                <body pos="-.2 0 0"><joint type="slide" axis="1 0 1"/><geom size=".08"/></body>
            </body></worldbody>
            """;

    @ParameterizedTest
    @CsvSource({"Euler, ball, 0.002, 1", "Euler, hinges, 0.002, 1", "RK4, hinges, 0.008, 4", "RK4, ball, 0.002, 2"})
    void energyOfAChainDriftsAtTheIntegratorsOrder(String integrator, String joints, double step, int order) {
        String chain = joints.equals("ball") ? CHAIN : HINGES;
        double coarse = energyDrift(model(chain, integrator, step, -9.81));
        double fine = energyDrift(model(chain, integrator, step / 2, -9.81));
        assertOrder(coarse, fine, order);
    }

    @ParameterizedTest
    @CsvSource({"Euler, free, 0.002, 1", "RK4, hinges, 0.016, 4", "RK4, free, 0.016, 2"})
    void angularMomentumOfAFlyingRobotDriftsAtTheIntegratorsOrder(String integrator, String joints, double step,
            int order) {
        String robot = joints.equals("free") ? FLYER : GLIDER;
        double coarse = spinDrift(model(robot, integrator, step, 0));
        double fine = spinDrift(model(robot, integrator, step / 2, 0));
        assertOrder(coarse, fine, order);
    }

    /// Gravity moves the common centre along a parabola, whatever the limbs do.
    @ParameterizedTest
    @CsvSource({"Euler, free, 0.002, 1", "RK4, hinges, 0.016, 4", "RK4, free, 0.016, 2"})
    void theCentreOfAFlyingRobotFallsAlongAParabola(String integrator, String joints, double step, int order) {
        String robot = joints.equals("free") ? FLYER : GLIDER;
        double coarse = fallError(model(robot, integrator, step, -9.81));
        double fine = fallError(model(robot, integrator, step / 2, -9.81));
        assertOrder(coarse, fine, order);
    }

    private static void assertOrder(double coarse, double fine, int order) {
        assertThat(coarse).as("error of the coarse step").isPositive();
        double measured = StrictMath.log(coarse / fine) / StrictMath.log(2);
        assertThat(measured).as("order, errors %g and %g", coarse, fine).isCloseTo(order, within(0.25 * order));
    }

    private static Model model(String tree, String integrator, double step, double gravity) {
        return Models
                .compile("<option integrator=\"" + integrator + "\" timestep=\"" + step + "\" gravity=\"0 0 " + gravity
                        + "\"><flag contact=\"disable\"/></option>" + tree);
    }

    private static WorldBatch started(Model model, Parallel pool) {
        WorldBatch batch = PhysicsEngine.named("scalar-double").create(model, 1, pool, new Diagnostics());
        for (int d = 0; d < model.sizes().nv(); d++) {
            batch.set(Quantity.QVEL, 0, d, 1 + 0.3 * (d % 3));
        }
        return batch;
    }

    private static int steps(Model model) {
        return (int) Math.round(SECONDS / model.options().timestep);
    }

    private static double energyDrift(Model model) {
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = started(model, one);
            Energy energy = new Energy(model);
            double before = energy.of(batch, 0);
            batch.step(steps(model));
            return Math.abs(energy.of(batch, 0) - before);
        }
    }

    private static double spinDrift(Model model) {
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = started(model, one);
            Momentum momentum = new Momentum(model);
            Vec3 before = momentum.of(batch).angular;
            batch.step(steps(model));
            return momentum.of(batch).angular.distance(before);
        }
    }

    private static double fallError(Model model) {
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = started(model, one);
            Momentum momentum = new Momentum(model).of(batch);
            Vec3 start = momentum.centre;
            Vec3 velocity = momentum.linear.times(1 / momentum.mass);
            batch.step(steps(model));
            Vec3 fall = model.options().gravity.times(SECONDS * SECONDS / 2);
            return momentum.of(batch).centre.distance(start.plus(velocity.times(SECONDS)).plus(fall));
        }
    }

    /// Momenta of one world, summed over bodies.
    private static final class Momentum {
        private final Model model;
        private final Kinematics kinematics;
        private final DofMotions motions;
        private Vec3 centre = Vec3.ZERO;
        private Vec3 linear = Vec3.ZERO;
        /// About the world's origin.
        private Vec3 angular = Vec3.ZERO;
        private double mass;

        Momentum(Model model) {
            this.model = model;
            kinematics = new Kinematics(model);
            motions = new DofMotions(model);
        }

        Momentum of(WorldBatch batch) {
            double[] qpos = new double[model.sizes().nq()];
            double[] qvel = new double[model.sizes().nv()];
            batch.read(Quantity.QPOS, qpos);
            batch.read(Quantity.QVEL, qvel);
            kinematics.compute(qpos);
            motions.compute(kinematics);
            centre = Vec3.ZERO;
            linear = Vec3.ZERO;
            angular = Vec3.ZERO;
            mass = 0;
            for (int b = 1; b < model.sizes().nbody(); b++) {
                add(b, qvel);
            }
            centre = centre.times(1 / mass);
            return this;
        }

        private void add(int body, double[] qvel) {
            Vec3 place = Vec3.of(kinematics.xipos, 3 * body);
            Vec3 turning = Vec3.ZERO;
            Vec3 velocity = Vec3.ZERO;
            for (int dof = motions.lastDof(body); dof >= 0; dof = model.dofs().parentId().get(dof)) {
                SpatialVector motion = motions.motion(dof).times(qvel[dof]);
                turning = turning.plus(motion.angular());
                velocity = velocity.plus(motion.linear());
            }
            velocity = velocity.plus(turning.cross(place.minus(motions.center(body))));
            double m = model.bodies().mass().get(body);
            mass += m;
            centre = centre.plus(place.times(m));
            linear = linear.plus(velocity.times(m));
            angular = angular.plus(place.cross(velocity).times(m)).plus(spin(body, turning));
        }

        private Vec3 spin(int body, Vec3 turning) {
            double[] r = kinematics.ximat;
            Vec3 sum = Vec3.ZERO;
            for (int k = 0; k < 3; k++) {
                Vec3 axis = new Vec3(r[9 * body + k], r[9 * body + 3 + k], r[9 * body + 6 + k]);
                sum = sum.plus(axis.times(model.bodies().inertia().get(3 * body + k) * axis.dot(turning)));
            }
            return sum;
        }
    }
}
