package org.isthmus.physics.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of every shape, dropped from a hand's breadth, come to rest on what lies below, at the height of their shape.
class RestingTest {
    private static final int STEPS = 700;
    private static final List<String> SHAPES = List.of("type='sphere' size='0.05'",
            "type='cylinder' size='0.06 0.05'", "type='box' size='0.05 0.06 0.05'",
            "type='ellipsoid' size='0.06 0.06 0.05'",
            "type='mesh' mesh='nut'");
    private static final double HALF = 0.05;

    private static Model model(String ground) {
        StringBuilder text = new StringBuilder("<mujoco><option cone='elliptic'/><asset><mesh name='nut' vertex='");
        for (int corner = 0; corner < 12; corner++) {
            double angle = corner * Math.PI / 3;
            text.append(String.format(Locale.ROOT, "%.6f %.6f %.6f ", 0.08 * StrictMath.cos(angle),
                    0.08 * StrictMath.sin(angle), corner < 6 ? -HALF : HALF));
        }
        text.append("'/><hfield name='field' nrow='20' ncol='20' size='2 2 0.001 0.1' elevation='")
                .append("0 ".repeat(400)).append("'/></asset><worldbody>").append(ground);
        for (int i = 0; i < SHAPES.size(); i++) {
            text.append("<body pos='").append(-0.8 + 0.35 * i).append(" 0.03 0.06'><freejoint/><geom ")
                    .append(SHAPES.get(i)).append("/></body>");
        }
        // a tower of a mesh, a cylinder and a mesh
        for (int i = 0; i < 3; i++) {
            text.append("<body pos='0 0.8 ").append(0.055 + 0.102 * i).append("'><freejoint/><geom ")
                    .append(SHAPES.get(i % 2 == 0 ? 4 : 1)).append("/></body>");
        }
        text.append("</worldbody></mujoco>");
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(MjcfReader.parse(text.toString().replace('\'', '"'), diagnostics), diagnostics);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<geom type='plane' size='2 2 1'/>", "<geom type='box' size='2 2 0.1' pos='0 0 -0.1'/>",
        "<geom type='hfield' hfield='field'/>"})
    void bodiesOfEveryShapeComeToRest(String ground) {
        WorldBatch worlds = new LaneEngine.ScalarDouble().create(model(ground), 1, Parallel.of(1), new Diagnostics());
        worlds.step(STEPS);
        for (int body = 0; body < SHAPES.size() + 3; body++) {
            int level = Math.max(0, body - SHAPES.size());
            double height = worlds.get(Quantity.QPOS, 0, 7 * body + 2);
            assertThat(height).as("height of body " + body).isCloseTo(HALF + 2 * HALF * level, within(1.5e-3));
            for (int dof = 0; dof < 6; dof++) {
                // a ball may roll, for the edges between the prisms of a height field push it sideways, as in MuJoCo
                double still = dof < 3 ? 0.02 : 0.3;
                assertThat(worlds.get(Quantity.QVEL, 0, 6 * body + dof)).as("velocity of body " + body).isCloseTo(0,
                        within(still));
            }
        }
    }

    /// A wheel that turns about its centre has no inverse inertia against pushes by MuJoCo's measure.
    @Test
    void aBodyThatCannotBePushedAsideIsTouchedWithFiniteForce() {
        String text = "<mujoco><worldbody><geom type='box' size='1 1 0.1'/><body pos='0 0 0.299'>"
                + "<joint axis='0 1 0'/><geom size='0.2'/></body></worldbody></mujoco>";
        Model model = SceneCompiler.compile(MjcfReader.parse(text.replace('\'', '"'), new Diagnostics()),
                new Diagnostics());
        WorldBatch worlds = new LaneEngine.ScalarSingle().create(model, 1, Parallel.of(1), new Diagnostics());
        worlds.set(Quantity.QVEL, 0, 0, 1);
        worlds.step(100);
        assertThat(worlds.contacts(0)).hasSize(1)
                .allSatisfy(contact -> assertThat(contact.force().length()).isBetween(1.0, 1e5));
        assertThat(worlds.get(Quantity.QVEL, 0, 0)).isBetween(-1e-3, 1.0);
    }

    /// The axis of a capsule that stands upright says nothing about a direction in the plane.
    @ParameterizedTest
    @ValueSource(strings = {"elliptic", "pyramidal"})
    void aCapsuleThatStandsExactlyUprightIsSlowedByFriction(String cone) {
        String text = "<mujoco><option cone='" + cone + "'/><worldbody><geom type='plane' size='1 1 1'/>"
                + "<body pos='0 0 0.15'><joint type='slide' axis='1 0 0'/><joint type='slide' axis='0 1 0'/>"
                + "<joint type='slide' axis='0 0 1'/><geom type='capsule' size='0.05 0.1' friction='0.5'/></body>"
                + "</worldbody></mujoco>";
        Model model = SceneCompiler.compile(MjcfReader.parse(text.replace('\'', '"'), new Diagnostics()),
                new Diagnostics());
        WorldBatch worlds = new LaneEngine.ScalarDouble().create(model, 1, Parallel.of(1), new Diagnostics());
        worlds.set(Quantity.QVEL, 0, 1, 1);
        worlds.step(100);
        assertThat(worlds.get(Quantity.QVEL, 0, 1)).isCloseTo(1 - 0.5 * 9.81 * 0.2, within(0.03));
        worlds.step(100);
        assertThat(worlds.get(Quantity.QVEL, 0, 1)).isCloseTo(0, within(1e-3));
    }

    private static Model smallBallAnd(String other) {
        String text = "<mujoco><option cone='elliptic' impratio='10' timestep='0.0025'/><worldbody>"
                + "<geom type='plane' size='2 2 1'/><body><freejoint/><geom size='0.006' density='2500'/></body>"
                + other
                + "</worldbody></mujoco>";
        return SceneCompiler.compile(MjcfReader.parse(text.replace('\'', '"'), new Diagnostics()), new Diagnostics());
    }

    private static List<WorldBatch> inBothPrecisions(Model model) {
        return List.of(new LaneEngine.ScalarSingle().create(model, 1, Parallel.of(1), new Diagnostics()),
                new LaneEngine.ScalarDouble().create(model, 1, Parallel.of(1), new Diagnostics()));
    }

    /// One step of the ball in `float` and `double`, from a pose in which it touches the ground.
    ///
    /// @return the largest difference of its velocities, m/s and rad/s
    private static double difference(List<WorldBatch> both, double[] pose, double[] velocity) {
        for (WorldBatch worlds : both) {
            worlds.reset(0);
            for (int i = 0; i < pose.length; i++) {
                worlds.set(Quantity.QPOS, 0, i, (float) pose[i]);
            }
            for (int i = 0; i < velocity.length; i++) {
                worlds.set(Quantity.QVEL, 0, i, (float) velocity[i]);
            }
            worlds.step(1);
        }
        double most = 0;
        for (int i = 0; i < 6; i++) {
            most = Math.max(most,
                    Math.abs(both.getFirst().get(Quantity.QVEL, 0, i) - both.getLast().get(Quantity.QVEL, 0, i)));
        }
        return most;
    }

    /// Far from the origin what contacts add to the spin of something small is a difference of large numbers.
    @Test
    void aSmallBallRestsAnywhere() {
        List<WorldBatch> both = inBothPrecisions(smallBallAnd(""));
        RandomGenerator random = RandomStream.of(3);
        for (int trial = 0; trial < 300; trial++) {
            Quat q = new Quat(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(),
                    random.nextGaussian()).normalized();
            double[] pose = {3 * random.nextDouble() - 1.5, 3 * random.nextDouble() - 1.5, 0.00577, q.w(), q.x(), q.y(),
                q.z()};
            assertThat(difference(both, pose, new double[6])).as("trial %d", trial).isLessThan(0.02);
        }
    }

    /// What is nothing to a heavy neighbour spins a small ball.
    @Test
    void aSmallBallRollsAsItDoesAloneBesideSomethingHeavy() {
        List<WorldBatch> both = inBothPrecisions(
                smallBallAnd("<body pos='0.5 0 0.1'><freejoint/><geom type='box' size='0.1 0.1 0.1'/></body>"));
        double[] pose = {0, 0, 0.00577, 1, 0, 0, 0};
        RandomGenerator random = RandomStream.of(4);
        for (int trial = 0; trial < 30; trial++) {
            double[] velocity = random.doubles(6, -0.3, 0.3).toArray();
            assertThat(difference(both, pose, velocity)).as("trial %d", trial).isLessThan(0.5);
        }
    }

    /// Worlds share a thread's scratch memory, one after the other.
    @Test
    void aWorldDoesNotFeelTheMassesOfTheOneBefore() {
        Model model = smallBallAnd("<body pos='0.5 0 0.1'><freejoint/><geom type='box' size='0.1 0.1 0.1'/></body>");
        double[] rolled = afterWorldOfMass(model, 1);
        assertThat(afterWorldOfMass(model, 1e4)).isEqualTo(rolled);
    }

    /// @return the ball's velocities in the second of two worlds
    private static double[] afterWorldOfMass(Model model, double factor) {
        WorldBatch worlds = new LaneEngine.ScalarSingle().create(model, 2,
                EnumSet.of(Parameter.BODY_MASS, Parameter.BODY_INERTIA), Parallel.of(1), new Diagnostics());
        worlds.set(Parameter.BODY_MASS, 0, 1, factor * model.bodies().mass().get(1));
        for (int i = 0; i < 3; i++) {
            worlds.set(Parameter.BODY_INERTIA, 0, 3 + i, factor * model.bodies().inertia().get(3 + i));
        }
        for (int world = 0; world < 2; world++) {
            worlds.set(Quantity.QPOS, world, 2, 0.00577);
            worlds.set(Quantity.QVEL, world, 0, 0.3);
        }
        worlds.step(5);
        return IntStream.range(0, 6).mapToDouble(i -> worlds.get(Quantity.QVEL, 1, i)).toArray();
    }
}
