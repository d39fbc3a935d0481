package org.isthmus.physics.physx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.testkit.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the interface promises, beside the lane engine where the two agree.
class PhysxEngineTest {
    private static double[] read(WorldBatch worlds, Quantity quantity) {
        double[] values = new double[worlds.worlds() * quantity.size(worlds.model().sizes())];
        worlds.read(quantity, values);
        return values;
    }

    private static double[] world(WorldBatch worlds, int w) {
        int nq = worlds.model().sizes().nq();
        return Arrays.copyOfRange(read(worlds, Quantity.QPOS), w * nq, (w + 1) * nq);
    }

    @Test
    void aResetWorldGoesTheSameWayAgain() {
        WorldBatch worlds = Worlds.of(Models.compile(Models.YARD), 1, 1);
        worlds.step(150);
        double[] once = world(worlds, 0);
        worlds.reset(0);
        assertThat(worlds.time(0)).isZero();
        worlds.step(150);
        assertThat(world(worlds, 0)).isEqualTo(once);
    }

    @Test
    void restoredWorldsGoTheSameWayAndCloseToTheirFirst() {
        WorldBatch worlds = Worlds.of(Models.compile(Models.YARD), 3, 1);
        worlds.step(60);
        double[] saved = new double[worlds.snapshotLength()];
        worlds.snapshot(0, saved, 0);
        worlds.step(40);
        double[] first = world(worlds, 0);
        worlds.restore(1, saved, 0);
        worlds.restore(2, saved, 0);
        worlds.step(40);
        assertThat(world(worlds, 1)).isEqualTo(world(worlds, 2)).containsExactly(first, within(1e-4));
        assertThat(PhysicsEngine.named("physx").capabilities().exactRestore()).isFalse();
    }

    @Test
    void worldsDoNotDependOnThreadsAndNeighbours() {
        Model model = Models.compile(Models.YARD);
        WorldBatch one = Worlds.of(model, 1, 1);
        WorldBatch many = Worlds.of(model, 9, 2);
        many.set(Quantity.QVEL, 3, 0, 2);
        for (int k = 0; k < 20; k++) {
            one.step(5);
            many.step(5);
        }
        assertThat(world(many, 8)).isEqualTo(world(one, 0)).isNotEqualTo(world(many, 3));
        WorldBatch others = one.withWorlds(2, Parallel.of(1));
        for (int k = 0; k < 20; k++) {
            others.step(5);
        }
        assertThat(world(others, 1)).isEqualTo(world(one, 0));
    }

    @Test
    void worldsHaveParametersOfTheirOwn() {
        Parameter[] varied = {Parameter.GRAVITY, Parameter.BODY_MASS, Parameter.BODY_COM, Parameter.BODY_INERTIA,
            Parameter.GEOM_SIZE, Parameter.GEOM_POS, Parameter.DOF_DAMPING, Parameter.DOF_ARMATURE,
            Parameter.ACTUATOR_GAIN, Parameter.ACTUATOR_BIAS, Parameter.ACTUATOR_FORCE_RANGE,
            Parameter.JOINT_STIFFNESS};
        Model model = Models.compile(Models.YARD);
        WorldBatch theirs = Worlds.of(model, 2, 1, varied);
        WorldBatch ours = Worlds.in("scalar-double", model, 2, 1, varied);
        for (WorldBatch worlds : List.of(theirs, ours)) {
            worlds.set(Parameter.GRAVITY, 1, 0, 0.5);
            worlds.set(Parameter.BODY_MASS, 1, 3, 2);
            worlds.set(Parameter.BODY_INERTIA, 1, 9, 0.2);
            worlds.set(Parameter.BODY_COM, 1, 9, 0.25);
            worlds.set(Parameter.GEOM_SIZE, 1, 3, 0.13);
            worlds.set(Parameter.GEOM_POS, 1, 8, 0.03);
            worlds.set(Parameter.DOF_DAMPING, 1, 12, 1.3);
            worlds.set(Parameter.DOF_ARMATURE, 1, 12, 0.3);
            worlds.set(Parameter.ACTUATOR_GAIN, 1, 0, 40);
            worlds.set(Parameter.ACTUATOR_BIAS, 1, 1, -40);
            worlds.set(Parameter.ACTUATOR_FORCE_RANGE, 1, 1, 30);
            worlds.set(Parameter.JOINT_STIFFNESS, 1, 2, 3);
            worlds.set(Quantity.CTRL, 1, 0, 0.5);
            worlds.step(100);
        }
        assertThat(read(theirs, Quantity.QPOS)).containsExactly(read(ours, Quantity.QPOS), within(4e-3));
        assertThat(theirs.get(Quantity.QPOS, 1, 14)).isNotCloseTo(theirs.get(Quantity.QPOS, 0, 14), within(1e-2));
        theirs.reset(1);
        assertThat(theirs.get(Parameter.BODY_MASS, 1, 3)).as("a reset keeps parameters").isEqualTo(2);
        assertThatThrownBy(() -> theirs.set(Parameter.GEOM_FRICTION, 0, 0, 1))
                .hasMessageContaining("GEOM_FRICTION is the same in all worlds");
    }

    @Test
    void frictionDiffersFromWorldToWorld() {
        WorldBatch worlds = Worlds.of(Models.compile(Models.YARD), 2, 1, Parameter.GEOM_FRICTION);
        worlds.step(100);
        for (int w = 0; w < 2; w++) {
            worlds.set(Quantity.QVEL, w, 6, 1);
        }
        worlds.set(Parameter.GEOM_FRICTION, 1, 0, 0);
        worlds.set(Parameter.GEOM_FRICTION, 1, 6, 0);
        worlds.step(150);
        assertThat(worlds.get(Quantity.QVEL, 0, 6)).isCloseTo(0, within(1e-3));
        assertThat(worlds.get(Quantity.QVEL, 1, 6)).isCloseTo(1, within(1e-2));
    }

    @Test
    void mocapBodiesGoWhereTheyArePutAndCarryWhatHangsOnThem() {
        Model model = Models.compile("""
                <option gravity="0 0 0"/><worldbody>
                  <body name="case" mocap="true"><geom type="box" size="0.1 0.1 0.1"/>
                    <body name="drawer"><joint type="slide" axis="1 0 0" damping="1"/>
                      <geom type="box" size="0.05 0.05 0.05" pos="0.3 0 0" mass="1"/></body></body>
                  <body name="ball" pos="0 0 0.3"><freejoint/><geom size="0.1"/></body>
                </worldbody><sensor><framepos objtype="xbody" objname="drawer"/></sensor>""");
        WorldBatch world = Worlds.of(model, 1, 1);
        world.set(Quantity.MOCAP, 0, 2, 0.15);
        world.set(Quantity.QVEL, 0, 0, 0.5);
        world.step(200);
        world.sense();
        assertThat(world.get(Quantity.SENSORDATA, 0, 0)).isEqualTo(world.get(Quantity.QPOS, 0, 0)).isGreaterThan(0.1);
        assertThat(world.get(Quantity.QPOS, 0, 3)).as("the ball was pushed up").isGreaterThan(0.33);
    }

    @Test
    void equalitiesHoldAndLetGo() {
        Model model = Models.compile("""
                <worldbody>
                  <body name="a" pos="0 0 1"><freejoint/><geom size="0.1"/></body>
                  <body name="b" pos="0.3 0 1"><freejoint/><geom size="0.1"/></body>
                </worldbody><equality>
                  <connect body1="a" anchor="0 0 0.2"/>
                  <weld body1="a" body2="b"/>
                </equality>""");
        WorldBatch worlds = Worlds.of(model, 2, 1, Parameter.EQUALITY_ACTIVE);
        worlds.set(Parameter.EQUALITY_ACTIVE, 1, 1, 0);
        worlds.step(100);
        double[] q = world(worlds, 0);
        double apart = Math.sqrt(square(q[7] - q[0]) + square(q[8] - q[1]) + square(q[9] - q[2]));
        assertThat(apart).as("welded").isCloseTo(0.3, within(1e-3));
        assertThat(Math.sqrt(square(q[0]) + square(q[1]) + square(q[2] - 1.2))).as("hangs").isCloseTo(0.2,
                within(0.01));
        assertThat(worlds.get(Quantity.QPOS, 1, 9)).as("falls").isLessThan(0.85);
    }

    @Test
    void whatCannotMoveApartIsNotTied() {
        Model model = Models.compile("""
                <worldbody>
                  <body name="ground"><geom size="0.1" contype="0" conaffinity="0"/></body>
                  <body name="target" mocap="true"/>
                  <body name="a" pos="0 0 1"><freejoint/><geom size="0.1"/><body name="part"><geom size="0.1"/></body></body>
                </worldbody><equality>
                  <weld body1="a" body2="part"/>
                  <connect body1="ground" anchor="0 0 0"/>
                  <weld body1="ground" body2="target"/>
                </equality>""");
        WorldBatch world = Worlds.of(model, 1, 1);
        world.step(100);
        assertThat(world.get(Quantity.QPOS, 0, 2)).isLessThan(0.9);
    }

    @Test
    void aJointOfAFlyingRobotIsHeldByAnEqualityOfItsOwn() {
        Model model = Models.compile("""
                <option gravity="0 0 0"/><worldbody><body><freejoint/><geom size="0.1"/>
                  <body pos="0.3 0 0"><joint name="j" axis="0 1 0"/><geom size="0.05"/></body></body></worldbody>
                <equality><joint joint1="j" polycoef="0.4 0 0 0 0"/></equality>""");
        WorldBatch world = Worlds.of(model, 1, 1);
        world.step(500);
        assertThat(world.get(Quantity.QPOS, 0, 7)).isCloseTo(0.4, within(0.01));
    }

    @Test
    void whatTheModelSwitchesOffIsOff() {
        String arm = """
                <worldbody><body><joint name="j" axis="0 1 0" frictionloss="50" range="-5 5" damping="3"/>
                  <geom size="0.05" pos="0.3 0 0"/></body>
                  <body name="b" pos="0 0 -0.1"><freejoint/><geom size="0.1"/></body>
                  <geom type="plane" size="9 9 1" pos="0 0 -0.3"/></worldbody>
                <equality><connect body1="b" anchor="0 0 0"/></equality>
                <actuator><general joint="j" dyntype="integrator" actlimited="false" gainprm="0"/></actuator>""";
        WorldBatch held = Worlds.of(Models.compile(arm), 1, 1);
        WorldBatch free = Worlds.of(Models.compile("""
                <option><flag equality="disable" frictionloss="disable" limit="disable" damper="disable" contact="disable"
                  actuation="disable"/></option>""" + arm), 1, 1);
        WorldBatch unconstrained = Worlds.of(Models.compile("<option><flag constraint='disable'/></option>" + arm), 1,
                1);
        for (WorldBatch world : List.of(held, free, unconstrained)) {
            world.set(Quantity.ACT, 0, 0, 2);
            world.step(150);
        }
        double t = 0.3;
        assertThat(held.get(Quantity.QPOS, 0, 0)).as("friction").isCloseTo(0, within(0.01));
        assertThat(held.get(Quantity.QPOS, 0, 3)).as("connect").isCloseTo(-0.1, within(0.01));
        assertThat(free.get(Quantity.QPOS, 0, 0)).as("no friction, no limit").isGreaterThan(0.5);
        assertThat(free.get(Quantity.QPOS, 0, 3)).as("falls").isCloseTo(-0.1 - 9.81 * t * t / 2, within(0.01));
        assertThat(free.get(Quantity.ACT, 0, 0)).as("activation stays").isEqualTo(2);
        assertThat(unconstrained.get(Quantity.QPOS, 0, 3)).as("falls").isCloseTo(-0.1 - 9.81 * t * t / 2, within(0.01));
    }

    @Test
    void dryFrictionIsEachWorldsOwn() {
        Model model = Models.compile("""
                <option gravity="0 0 0"/>
                <worldbody><body><joint name="j" type="slide" axis="1 0 0" frictionloss="1"/>
                  <geom size="0.05" mass="2"/></body></worldbody>
                <actuator><motor joint="j"/></actuator>""");
        WorldBatch worlds = Worlds.of(model, 3, 1, Parameter.DOF_FRICTIONLOSS);
        worlds.set(Parameter.DOF_FRICTIONLOSS, 1, 0, 4);
        worlds.set(Parameter.DOF_FRICTIONLOSS, 2, 0, 0);
        for (int w = 0; w < 3; w++) {
            worlds.set(Quantity.CTRL, w, 0, 3);
        }
        worlds.step(100);
        double seconds = 100 * model.options().timestep;
        assertThat(worlds.get(Quantity.QVEL, 0, 0)).as("1 N").isCloseTo((3 - 1) / 2.0 * seconds, within(1e-2));
        assertThat(worlds.get(Quantity.QVEL, 1, 0)).as("4 N").isCloseTo(0, within(1e-2));
        assertThat(worlds.get(Quantity.QVEL, 2, 0)).as("none").isCloseTo(3 / 2.0 * seconds, within(1e-2));
    }

    @Test
    void aMeshWithoutVolumeIsTold() {
        Model model = Models.compile("""
                <asset><mesh name="sheet" inertia="shell" vertex="0 0 0 1 0 0 0 1 0 1 1 0" face="0 1 2 1 3 2"/></asset>
                <worldbody><geom type="plane" size="1 1 1"/><body><freejoint/><inertial pos="0 0 0" mass="1" diaginertia="1 1 1"/>
                <geom name="leaf" type="mesh" mesh="sheet"/></body></worldbody>""");
        assertThatThrownBy(() -> Worlds.of(model, 1, 1)).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PhysX makes no collision shape of geom 'leaf'")
                .hasMessageContaining("a shape with some volume");
    }

    private static double square(double x) {
        return x * x;
    }

    @Test
    void aWorldThatDivergesIsFrozenAndTheOthersGoOn() {
        WorldBatch worlds = Worlds.of(Models.compile(Models.YARD), 2, 1);
        worlds.step(10);
        worlds.set(Quantity.QFRC_APPLIED, 1, 2, Double.NaN);
        worlds.step(30);
        assertThat(worlds.isDiverged(0)).isFalse();
        assertThat(worlds.isDiverged(1)).isTrue();
        assertThat(worlds.time(1)).isEqualTo(10 * 0.002);
        assertThat(worlds.divergence().orElseThrow().describe(worlds.model())).contains("applied force NaN");
        worlds.reset(1);
        worlds.set(Quantity.QFRC_APPLIED, 1, 2, 0);
        worlds.step(40);
        assertThat(worlds.isDiverged(1)).isFalse();
        assertThat(worlds.time(1)).isEqualTo(40 * 0.002);
    }

    @Test
    void nothingIsLeftOfAWorldThatIsReleased() {
        PhysxLibrary library = PhysxLibrary.get();
        PhysxModel shared = PhysxModel.of(library, Models.template("quadruped"), Set.of(), new Diagnostics());
        int before = library.physics.getNbShapes();
        PhysxWorld world = new PhysxWorld(shared);
        assertThat(library.physics.getNbShapes()).isGreaterThan(before);
        world.release();
        assertThat(library.physics.getNbShapes()).isEqualTo(before);
    }

    /// Two free bodies have three wrappers each until HotSpot sees that they are not kept; each pair that touches has two for good.
    @Test
    void aStepAllocatesOnlyTheBindingsWrappers() {
        WorldBatch flying = Worlds.of(Models.compile("<option gravity='0 0 0'/>" + Models.YARD), 1, 1);
        WorldBatch lying = Worlds.of(Models.compile(Models.YARD), 1, 1);
        lying.step(100);
        assertThat(Allocation.bytesPerRun(3000, () -> flying.step(1))).isLessThan(300);
        assertThat(Allocation.bytesPerRun(3000, () -> lying.step(1))).isLessThan(700);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <body><joint type="ball"/><geom size="0.1"/></body>|ball joints: joint 0
            <body><joint name="j" stiffness="1 2"/><geom size="0.1"/></body>|springs that are not linear: joint 'j'
            <body gravcomp="0.5"><freejoint/><geom size="0.1"/></body>|compensation of a part of gravity
            <body gravcomp="1"><freejoint/><geom size="0.1"/><body name="load"><geom size="0.05"/></body></body>|compensation of a part of gravity: body 'load'
            <body><freejoint/><site name="s"/><geom size="0.1"/></body></worldbody><actuator><motor site="s"/></actuator><worldbody>|the transmission of actuator 0 (site)
            """)
    void whatItLacksIsNamed(String body, String message) {
        Model model = Models.compile("<worldbody>" + body + "</worldbody>");
        assertThatThrownBy(() -> Worlds.of(model, 1, 1)).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("the engine physx lacks " + message)
                .hasMessageContaining("use another engine, such as lane or mujoco");
    }

    @Test
    void whatItLeavesOutIsAWarning() {
        Model model = Models.compile("""
                <option density="1"/><worldbody><body><freejoint/><geom size="0.1"/><site name="s"/></body></worldbody>
                <sensor><accelerometer site="s"/></sensor>""");
        Diagnostics diagnostics = new Diagnostics();
        PhysicsEngine.named("physx").create(model, 1, Parallel.of(1), diagnostics);
        assertThat(diagnostics.list().toString()).contains("the engine physx has no medium")
                .contains("the engine physx does not measure accelerometer");
    }
}
