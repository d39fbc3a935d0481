package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.GeomType;
import org.isthmus.task.Task;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Target;
import org.isthmus.task.scene.Paint;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Row;
import org.isthmus.task.signal.Signal;

/// Make the object follow a motion: up, over to a place, and down there, turned as wanted. Rewards, success and the noise of the start are X-Sim's (its
/// waypoints, each with a term of translation and one of rotation); which waypoint counts is told by the time, not by which was reached.
final class FollowObjectMotion {
    /// Half lengths of the object, m.
    static final Vec3 HALF = new Vec3(0.03, 0.018, 0.035);
    private static final double MASS = 0.1;
    private static final int STEPS = 150;
    private static final double LIFT = 0.1;
    private static final int WAYPOINTS = 5;
    /// The last waypoint is reached after this part of the time.
    private static final double HURRY = 0.8;
    private static final double START_NOISE = 0.025;
    private static final double START_TURN = Math.PI / 8;
    private static final double NEAR = 0.05;
    private static final double TURNED = 0.3;
    private static final double STEEPEST = 10;
    private static final double LEAST = 1e-3;

    private FollowObjectMotion() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        Vec3 start = new Vec3(top.middle.x(), 0.5 * top.room, HALF.z());
        top.station.addLoose("object", Pose.at(start), GeomType.BOX, new double[]{HALF.x(), HALF.y(), HALF.z()},
                geom -> {
                    geom.mass = MASS;
                    Paint.colour(geom, 0.9, 0.75, 0.1);
                });
        Signal.Measured object = TableTop.at("object");
        Signal.Measured turn = TableTop.turn("object");
        Signal.Measured moved = new Signal.Goal("object", 3, "m, m, rad");
        Signal.Measured goal = new Signal.Goal("place", 3, "m, m, rad");
        Signal.Measured wanted = new Signal.Computed("waypoint, and how near counts", "m, quaternion, 1/m, 1/rad", 9,
                List.of(moved, goal, new Signal.Elapsed()), (row, inputs, out) -> waypoint(row, inputs, out, start));
        Condition grasped = top.grasped(object);
        Objective speed = Objectives.length(new Signal.LinearVelocity(Place.body("object")));
        Condition success = atPlace(object, turn, goal).and(Objectives.below(speed, 0.05)).and(top.isStill());
        double room = top.room;
        return top.task("FollowObjectMotion-v1", "Make the object follow the motion that is asked for.", STEPS,
                List.of(Observation.of("object", object), Observation.of("object turn", turn),
                        Observation.of("waypoint", wanted), Observation.of("place", goal),
                        TableTop.between("tool to object", top.tool, object)))
                .reward(new Reward("reach", 0.3, "((1 − tanh 3d) + (1 − tanh 30d))/2, d = |object − tool|",
                        reach(Objectives.distance(top.tool, object))))
                .reward(new Reward("grasp", 0.2, "1 while grasped", Objectives.when(grasped)))
                .reward(new Reward("translation", 0.5,
                        "1 − tanh(s·d) to the waypoint, s = 1/distance between waypoints",
                        near(object, wanted, 3, false)))
                .reward(new Reward("rotation", 0.5, "1 − tanh(s·angle), s = 1/angle between waypoints, at most 10",
                        near(turn, wanted, 4, true)))
                .reward(new Reward("static", 0.2, "1 − tanh(5·|joint speeds|) at the place",
                        Objectives.gated(atPlace(object, turn, goal), Objectives.near(5, top.armSpeed()))))
                .reward(TableTop.success(1, success))
                .success(success, false)
                .factor(TableTop.scattered("object", START_NOISE, START_NOISE, START_TURN))
                .factor(Factor.semantic("place",
                        Sampler.all(Sampler.uniform(top.middle.x() - 0.4 * room, top.middle.x() + 0.4 * room),
                                Sampler.uniform(-0.7 * room, -0.1 * room), Sampler.uniform(-0.6, 0.6)),
                        Target.NONE))
                .build();
    }

    private static Objective reach(Objective distance) {
        return signals -> {
            Objective.Value d = distance.bind(signals);
            return row -> 1 - (StrictMath.tanh(3 * d.of(row)) + StrictMath.tanh(30 * d.of(row))) / 2;
        };
    }

    /// How near a position or an orientation is to that of the waypoint.
    private static Objective near(Signal what, Signal waypoint, int size, boolean isTurn) {
        return signals -> {
            int a = signals.at(what);
            int b = signals.at(waypoint);
            return row -> isTurn ? 1 - StrictMath.tanh(row.get(b + 8) * Objectives.angle(row, a, b + 3))
                    : 1 - StrictMath.tanh(row.get(b + 7) * row.distance(a, b, size));
        };
    }

    private static Condition atPlace(Signal object, Signal turn, Signal goal) {
        return signals -> {
            int at = signals.at(object);
            int turned = signals.at(turn);
            int place = signals.at(goal);
            return row -> row.distance(at, place, 2) < NEAR && row.get(at + 2) < HALF.z() + 0.01
                    && row.quat(turned).normalized().angleTo(heading(row.get(place + 2))) < TURNED;
        };
    }

    private static Quat heading(double angle) {
        return Quat.fromAxisAngle(Vec3.Z, angle);
    }

    /// Writes the waypoint of now: position, orientation, and the scales of both terms.
    private static void waypoint(Row row, int[] inputs, int out, Vec3 start) {
        double time = Math.min(WAYPOINTS - 1, row.get(inputs[2]) / HURRY * WAYPOINTS);
        int k = (int) time;
        Pose now = waypoint(row, inputs, start, k + 1);
        Pose before = waypoint(row, inputs, start, k);
        double[] pose = new double[7];
        now.position().into(pose, 0);
        now.rotation().into(pose, 3);
        for (int i = 0; i < pose.length; i++) {
            row.set(out + i, pose[i]);
        }
        double apart = now.position().distance(before.position());
        double turned = now.rotation().angleTo(before.rotation());
        row.set(out + 7, 1 / Math.max(apart, LEAST));
        row.set(out + 8, Math.min(STEEPEST, 1 / Math.max(turned, LEAST)));
    }

    /// 0: as it lies; then up, half way over, above the place, and on it.
    private static Pose waypoint(Row row, int[] inputs, Vec3 start, int k) {
        Vec3 from = start.plus(new Vec3(row.get(inputs[0]), row.get(inputs[0] + 1), 0));
        Vec3 to = new Vec3(row.get(inputs[1]), row.get(inputs[1] + 1), start.z());
        double share = k <= 1 ? 0 : k == 2 ? 0.5 : 1;
        double height = k == 0 || k >= WAYPOINTS - 1 ? 0 : LIFT;
        double first = row.get(inputs[0] + 2);
        double angle = first + share * (row.get(inputs[1] + 2) - first);
        return new Pose(from.lerp(to, share).plus(new Vec3(0, 0, height)), heading(angle));
    }
}
