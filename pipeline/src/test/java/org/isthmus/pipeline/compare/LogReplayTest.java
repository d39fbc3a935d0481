package org.isthmus.pipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.pipeline.compare.LogReplay.Drive;
import org.isthmus.pipeline.compare.LogReplay.JointError;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReplayTest {
    private static final Path PENDULUM = Path.of("..", "examples", "double-pendulum.xml");
    private static final String SYSID = "sysid/";

    @TempDir
    private Path folder;

    private static Model model(Path robot, Drive drive) {
        Diagnostics diagnostics = new Diagnostics();
        return LogReplay.prepare(SceneFiles.load(robot.toString(), SceneFiles.Options.TOLERANT, diagnostics), drive,
                diagnostics);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("log.csv"), text);
    }

    private static List<JointError> replay(Model model, List<Path> logs, String engine, Drive drive, double window) {
        Diagnostics diagnostics = new Diagnostics();
        return LogReplay.run(model, JointLog.read(logs, model, diagnostics), engine, drive, window, diagnostics);
    }

    /// A log that `scalar-double` made: torques go in, positions come out.
    private Path recorded(Model model) throws IOException {
        StringBuilder log = new StringBuilder("time,pos1,pos2,vel1,vel2,tau1,tau2\n");
        try (Parallel one = Parallel.of(1)) {
            WorldBatch world = PhysicsEngine.named("scalar-double").create(model, 1, one, new Diagnostics());
            for (int i = 0; i < 200; i++) {
                double torque = 2 * StrictMath.sin(0.03 * i);
                log.append(String.format(Locale.ROOT, "%.3f", 0.005 * i));
                for (Quantity quantity : List.of(Quantity.QPOS, Quantity.QVEL)) {
                    log.append(',').append(world.get(quantity, 0, 0)).append(',').append(world.get(quantity, 0, 1));
                }
                log.append(',').append(torque).append(",0\n");
                world.set(Quantity.QFRC_APPLIED, 0, 0, torque);
                world.step(5);
            }
        }
        return file(log.toString());
    }

    @Test
    void whatAnEngineDidItDoesAgainAndAnotherNearly() throws IOException {
        Model model = model(PENDULUM, Drive.TORQUE);
        Path log = recorded(model);
        List<JointError> own = replay(model, List.of(log), "scalar-double", Drive.TORQUE, 2);
        assertThat(own).extracting(JointError::name).containsExactly("shoulder", "elbow");
        assertThat(own).allSatisfy(joint -> assertThat(joint.error()).isCloseTo(0, within(1e-9)));
        List<JointError> other = replay(model, List.of(log), "physx", Drive.TORQUE, 2);
        assertThat(other).allSatisfy(joint -> assertThat(joint.error()).isLessThan(0.03));
    }

    @Test
    void servosFollowPositionsAndTheirTorquesExplainTheEfforts() throws IOException {
        Model made = model(PENDULUM, Drive.TORQUE);
        Path log = recorded(made);
        Model model = model(PENDULUM, Drive.POSITION);
        List<JointError> joints = replay(model, List.of(log), "scalar-double", Drive.POSITION, 1);
        assertThat(joints).as("the servo's lag").allSatisfy(joint -> assertThat(joint.error()).isLessThan(0.2));
        assertThat(joints.getFirst().explained()).isGreaterThan(0.8);
        assertThat(joints.getLast().explained()).as("no effort").isNaN();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            time,pos1\\n0,0\\n0.1,x\\n0.2,0\\n|log.csv:3: error: 'x'; expected a finite number
            time,angle\\n0,0\\n0.1,0\\n0.2,0\\n|a log with the columns [time, angle] and 3 rows; expected columns time and
            time,pos1\\n0,0\\n0.1\\n0.2,0\\n|log.csv:3: error: 1 cells; expected 2, as the first line has
            time,pos1\\n0,0\\n0.1,0\\n9999,0\\n|times over 9999.0 s; expected at most 3600.0 s
            time,pos1\\n0,0\\n0.1,0\\n0.1,0\\n|time 0.1 after 0.1 in row 3; expected ascending times
            """)
    void aLogThatIsNoneIsNamed(String text, String message) throws IOException {
        Model model = model(PENDULUM, Drive.TORQUE);
        Path log = file(text.replace("\\n", "\n"));
        assertThatThrownBy(() -> JointLog.read(List.of(log), model, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining(message);
    }

    @Test
    void filesOfOtherMomentsAreNoLog() throws IOException {
        Model model = model(PENDULUM, Drive.TORQUE);
        Path first = file("time,pos1\n0,0\n0.1,0\n0.2,0\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "time,pos2\n0,0\n0.1,0\n0.3,0\n");
        assertThatThrownBy(() -> JointLog.read(List.of(first, other), model, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("other.csv: error: other numbers in the column 'time' than the file before");
    }

    @Test
    void aRobotWithSensorsOfItsActuatorsIsReplayedWithoutThem() {
        Diagnostics diagnostics = new Diagnostics();
        Scene robot = MjcfReader.parse("""
                <mujoco><worldbody><body><joint axis="0 1 0" name="j"/><geom size="0.1" pos="0.2 0 0"/>
                  <body pos="0.4 0 0"><joint axis="0 1 0"/><geom size="0.1" pos="0.2 0 0"/></body></body></worldbody>
                <actuator><motor name="m" joint="j"/></actuator><sensor><actuatorfrc actuator="m"/></sensor>
                <keyframe><key ctrl="1"/></keyframe></mujoco>""", diagnostics);
        Model model = LogReplay.prepare(robot, Drive.POSITION, diagnostics);
        assertThat(model.sizes().nu()).isEqualTo(1);
        assertThat(robot.actuators).as("the caller's").hasSize(1);
        DoubleArray numbers = DoubleArray.wrap(0, 1, 2);
        JointLog log = new JointLog(numbers, List.of(
                new JointLog.Channel(1, "joint 2", numbers, numbers, DoubleArray.wrap())));
        assertThatThrownBy(() -> LogReplay.run(model, log, "scalar", Drive.POSITION, 1, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("joint 2 has no servo");
    }

    @Test
    void aRealDoublePendulumIsFollowedByBothEnginesAlike() {
        Path log = SharedData.require(SYSID + "double_pendulum_dfki/data/experiment_records/design_C.1/sys_id/"
                + "20230629/20230629-143704/trajectory.csv");
        Model model = model(PENDULUM, Drive.TORQUE);
        List<JointError> ours = replay(model, List.of(log), "scalar-double", Drive.TORQUE, 0.2);
        List<JointError> theirs = replay(model, List.of(log), "physx", Drive.TORQUE, 0.2);
        for (int k = 0; k < 2; k++) {
            assertThat(ours.get(k).error()).isLessThan(0.06);
            assertThat(theirs.get(k).error()).isCloseTo(ours.get(k).error(), within(0.005));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "isthmus.slow", matches = "true", disabledReason = "80 s of a robot")
    void aRealArmsEffortsAreExplainedByServos() {
        Path positions = SharedData.require(SYSID + "tiago_figaroh/tiago_position.csv");
        Path robot = positions.resolveSibling("tiago_no_hand.urdf");
        List<Path> logs = List.of(positions, positions.resolveSibling("tiago_velocity.csv"),
                positions.resolveSibling("tiago_effort.csv"));
        for (String engine : List.of("scalar-double", "physx")) {
            List<JointError> joints = replay(model(robot, Drive.POSITION), logs, engine, Drive.POSITION, 1);
            assertThat(joints).hasSize(8).allSatisfy(joint -> assertThat(joint.error()).isLessThan(0.02));
            assertThat(joints.get(4).explained()).as("the elbow's effort").isGreaterThan(0.7);
        }
    }
}
