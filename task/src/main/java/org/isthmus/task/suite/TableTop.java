package org.isthmus.task.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Joint;
import org.isthmus.task.Task;
import org.isthmus.task.action.ControlRange;
import org.isthmus.task.action.ToolDelta;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.scene.Paint;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// What the tasks of an arm on a table share: actions, proprioception, small noise of the arm's start, ways to say what is wanted.
final class TableTop {
    private static final int SUBSTEPS = 10;
    /// Of the tool in a period at 1, m: 1 m/s.
    private static final double MOVE = 0.05;
    /// Likewise, rad: 2 rad/s.
    private static final double TURN = 0.1;
    /// Of the tool's target, m: lower, fingers would only press on the table.
    private static final double FLOOR = 0.01;
    /// The arm is still below, rad/s.
    private static final double STILL = 0.2;
    private static final double LEAST_GRIP = 1;
    /// Of a jaw that holds something, 0 to 1: 4 mm of a Panda's.
    private static final double LEAST_OPENING = 0.05;
    /// What is held is nearer to the tool, m.
    private static final double IN_HAND = 0.025;
    private static final double MARK = 0.01;
    private static final double START_NOISE = 0.02;

    final ArmOnTable station;
    final Vec3 middle;
    /// Half the side of the place to work at, m.
    final double room;
    final Signal.Measured tool;
    /// What the names of the arm's parts of a task begin with: `left `; empty where it is the only one.
    private final String side;

    TableTop(String robot) {
        this(ArmOnTable.of(robot), "");
    }

    /// One arm of several on a table.
    TableTop(ArmOnTable station, String side) {
        this.station = station;
        this.side = side;
        middle = station.middle();
        room = station.room();
        tool = new Signal.Position(Place.site(station.tool()));
    }

    /// A task with the arm's actions, proprioception, and `own` observations after it.
    Task.Builder task(String id, String description, int steps, List<Observation<Signal.Measured>> own) {
        return task(id, description, steps, List.of(this), own).camera(station.frontCamera(128, 128));
    }

    /// A task of several arms on one table.
    static Task.Builder task(String id, String description, int steps, List<TableTop> arms,
            List<Observation<Signal.Measured>> own) {
        List<Observation<Signal.Measured>> seen = new ArrayList<>();
        arms.forEach(arm -> seen.addAll(arm.proprioception()));
        seen.addAll(own);
        Task.Builder task = Task.of(id, description, arms.getFirst().station.scene()).substeps(SUBSTEPS)
                .maxSteps(steps).observe(ObservationGroup.policy(seen));
        arms.forEach(arm -> arm.addTo(task));
        return task;
    }

    private void addTo(Task.Builder task) {
        task.action(new ToolDelta(side + "arm", station.tool(), station.armServos(), MOVE, TURN).withFloor(FLOOR))
                .action(new ControlRange(side + "gripper", List.of(station.fingerServo())))
                .factor(Factor.semantic(side + "arm", Sampler.repeat(station.armJoints().size(),
                        Sampler.normal(0, START_NOISE)), Targets.joints(station.armJoints(), station.armServos())));
    }

    private List<Observation<Signal.Measured>> proprioception() {
        List<String> joints = new ArrayList<>(station.armJoints());
        joints.addAll(station.fingers());
        List<String> servos = new ArrayList<>(station.armServos());
        servos.add(station.fingerServo());
        return List.of(Observation.of(side + "joints", new Signal.JointPosition(joints)),
                Observation.of(side + "joint speeds", new Signal.JointVelocity(joints)),
                Observation.of(side + "targets", new Signal.Control(servos)),
                Observation.of(side + "tool", tool),
                Observation.of(side + "tool axes", Signal.axes(Place.site(station.tool()))));
    }

    /// Adds a loose cube that stands in the middle of the table.
    void addCube(String name, double half, double mass, double red, double green, double blue) {
        station.addLoose(name, Pose.at(middle.x(), middle.y(), half), GeomType.BOX, new double[]{half, half, half},
                geom -> {
                    geom.mass = mass;
                    Paint.colour(geom, red, green, blue);
                });
    }

    static Signal.Measured at(String body) {
        return new Signal.Position(Place.body(body));
    }

    static Signal.Measured turn(String body) {
        return new Signal.Orientation(Place.body(body));
    }

    /// Where the sides of a cube point.
    static Signal.Measured sides(String cube) {
        return Signal.sides(Place.body(cube), 4);
    }

    /// A goal of three coordinates, which the factor of that name draws, and a mark that shows it: the scene's last body.
    Signal.Measured goal() {
        station.addMark("goal", MARK);
        return new Signal.Goal("goal", 3, "m");
    }

    /// A factor that places a body in a rectangle about where it is, turned by up to `turn` either way.
    static Factor scattered(String body, double halfX, double halfY, double turn) {
        return Factor.semantic(body, Sampler.all(Sampler.uniform(-halfX, halfX), Sampler.uniform(-halfY, halfY),
                Sampler.uniform(-turn, turn)), Targets.placed(body));
    }

    /// The fingers press, and the point is between them. Fingers that press on each other hold nothing.
    Condition grasped(Signal point) {
        Objective force = Objectives.number(new Signal.ActuatorForce(List.of(station.fingerServo())), 0);
        return Objectives.below(force, -LEAST_GRIP).and(Objectives.below(Objectives.distance(tool, point), IN_HAND))
                .and(Objectives.above(opening(), LEAST_OPENING));
    }

    /// The jaw does not press.
    Condition released() {
        return Objectives.above(Objectives.number(new Signal.ActuatorForce(List.of(station.fingerServo())), 0),
                -LEAST_GRIP);
    }

    /// The jaw is open by more than half.
    Condition isOpen() {
        return Objectives.above(opening(), 0.5);
    }

    /// How far the jaw is open, 0 to 1.
    private Objective opening() {
        Joint finger = Objects.requireNonNull(station.scene().joint(station.fingers().getFirst()));
        Objective at = Objectives.number(new Signal.JointPosition(station.fingers()), 0);
        return signals -> {
            Objective.Value value = at.bind(signals);
            return row -> (value.of(row) - finger.range[0]) / (finger.range[1] - finger.range[0]);
        };
    }

    Objective armSpeed() {
        return Objectives.length(new Signal.JointVelocity(station.armJoints()));
    }

    Condition isStill() {
        return Objectives.below(armSpeed(), STILL);
    }

    /// The tool's way to a point is short.
    Reward reach(double weight, Signal point) {
        return new Reward("reach", weight, "1 − tanh(5·|" + point.label() + " − tool|)",
                Objectives.near(5, Objectives.distance(tool, point)));
    }

    /// The tool points down.
    Reward upright(double weight) {
        Signal turn = new Signal.Orientation(Place.site(station.tool()));
        Vec3 out = station.approach();
        Objective tilt = signals -> {
            int at = signals.at(turn);
            return row -> StrictMath.acos(Math.clamp(-row.quat(at).rotate(out).z(), -1, 1));
        };
        return new Reward("upright", weight, "1 − tanh(angle of the tool from pointing down)",
                Objectives.near(1, tilt));
    }

    /// The jaw is shut.
    Reward shut(double weight) {
        Objective open = opening();
        return new Reward("shut", weight, "how far the jaw is shut, 0 to 1", signals -> {
            Objective.Value value = open.bind(signals);
            return row -> 1 - value.of(row);
        });
    }

    static Reward success(double weight, Condition success) {
        return new Reward("success", weight, "1 where done", Objectives.when(success));
    }

    /// The vector from one point to another, as it is seen.
    static Observation<Signal.Measured> between(String label, Signal.Measured from, Signal.Measured to) {
        return Observation.of(label, Signal.difference(from, to));
    }

    /// A point that is fixed to something whose pose is known: `position + turn · offset`.
    static Signal.Measured point(String label, String body, Vec3 offset) {
        return new Signal.Computed(label, "m", 3, List.of(at(body), turn(body)), (row, inputs, out) -> {
            Vec3 p = row.pose(inputs[0], inputs[1]).transform(offset);
            row.set(out, p.x());
            row.set(out + 1, p.y());
            row.set(out + 2, p.z());
        });
    }
}
