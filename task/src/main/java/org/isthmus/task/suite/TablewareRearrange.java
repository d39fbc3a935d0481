package org.isthmus.task.suite;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.task.Task;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.scene.Tableware;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// Two arms lay the table: what lies before each goes to its place on the mat between them. After the third task of DexSim, which has two WidowX 250 S
/// with cameras at their wrists.
final class TablewareRearrange {
    private static final int STEPS = 280;
    /// Of a piece from its place, m, and from its heading there, rad; how far it may be tilted, rad.
    private static final double NEAR = 0.02;
    private static final double TURNED = 0.2;
    /// A piece that is slower is at rest, m/s.
    private static final double REST = 0.02;
    /// Height of a tool that is away, m.
    private static final double AWAY = 0.1;
    /// Where the mat is, m, and how far it is moved and turned at random, m and rad.
    private static final double MAT_X = 0.27;
    private static final double MAT_MOVED = 0.02;
    private static final double MAT_TURNED = 0.1;
    private static final int IMAGE = 128;
    private static final List<Lying> LEFT = List.of(
            new Lying(Tableware.PLATE, new Vec3(0.38, 0.27, 0), 0.04, 0.02, 0.04),
            new Lying(Tableware.FORK, new Vec3(0.2, 0.29, 0), 0.04, 0.015, 0.06));
    private static final List<Lying> RIGHT = List.of(
            new Lying(Tableware.SPOON, new Vec3(0.2, -0.29, 0), 0.04, 0.015, 0.06),
            new Lying(Tableware.CUP, new Vec3(0.37, -0.27, 0), 0.05, 0.03, 0.06));

    private TablewareRearrange() {}

    /// A piece as it lies at first.
    ///
    /// @param at in the middle of where it can be, m
    /// @param mass kg
    /// @param halfX of that rectangle, m
    /// @param halfY of that rectangle, m
    private record Lying(Tableware piece, Vec3 at, double mass, double halfX, double halfY) {
        Signal.Measured now() {
            return TableTop.at(piece.body());
        }

        /// Where it belongs.
        Signal.Measured place() {
            return TableTop.point("place of the " + piece.body(), "mat", piece.place());
        }

        Objective left() {
            return Objectives.distance(now(), place());
        }

        Condition isLaid() {
            Objective off = piece.isPointed() ? Objectives.angle(TableTop.turn(piece.body()), TableTop.turn("mat"))
                    : tilt(TableTop.turn(piece.body()));
            return Objectives.below(left(), NEAR).and(Objectives.below(off, TURNED));
        }

        Condition isAtRest() {
            return Objectives.below(Objectives.length(new Signal.LinearVelocity(Place.body(piece.body()))), REST);
        }
    }

    /// Of something's z from the vertical, rad.
    private static Objective tilt(Signal turn) {
        return signals -> {
            int at = signals.at(turn);
            return row -> {
                double x = row.get(at + 1);
                double y = row.get(at + 2);
                return StrictMath.acos(Math.clamp(1 - 2 * (x * x + y * y), -1, 1));
            };
        };
    }

    static Task task(String robot) {
        List<ArmOnTable> stations = ArmOnTable.pair(robot);
        TableTop left = new TableTop(stations.getFirst(), "left ");
        TableTop right = new TableTop(stations.getLast(), "right ");
        List<Lying> all = new ArrayList<>(LEFT);
        all.addAll(RIGHT);
        Tableware.addMat(left.station, "mat", Pose.at(MAT_X, 0, 0));
        all.forEach(lying -> lying.piece.addTo(left.station, Pose.at(lying.at), lying.mass));
        Condition success = isDone(left, LEFT).and(isDone(right, RIGHT));
        Task.Builder task = TableTop.task("TablewareRearrange-v1",
                "Lay the table with two arms: each piece to its place on the mat.", STEPS, List.of(left, right),
                seen(all));
        task.reward(reach("left", left, LEFT)).reward(reach("right", right, RIGHT));
        for (Lying lying : all) {
            String name = lying.piece.body();
            task.reward(new Reward("bring " + name, 0.1, "1 − tanh(5·|place − " + name + "|)",
                    Objectives.near(5, lying.left())));
            task.reward(new Reward(name, 0.1, "1 where it belongs", Objectives.when(lying.isLaid())));
        }
        task.reward(TableTop.success(0.1, success)).success(success, false);
        all.forEach(lying -> task
                .factor(TableTop.scattered(lying.piece.body(), lying.halfX, lying.halfY, Math.PI)));
        return task.factor(Factor.semantic("mat", Sampler.all(Sampler.repeat(2, Sampler.uniform(-MAT_MOVED, MAT_MOVED)),
                Sampler.uniform(-MAT_TURNED, MAT_TURNED)), Targets.placed("mat")))
                .camera(CameraSpec.standing("front", new Vec3(0.95, -0.35, 0.62), new Vec3(0.22, 0, 0.03), 0.9, IMAGE,
                        IMAGE))
                .camera(left.station.wristCamera(IMAGE, IMAGE)).camera(right.station.wristCamera(IMAGE, IMAGE))
                .build();
    }

    private static List<Observation<Signal.Measured>> seen(List<Lying> all) {
        List<Observation<Signal.Measured>> seen = new ArrayList<>(List.of(Observation.of("mat", TableTop.at("mat")),
                Observation.of("mat heading", Signal.sides(Place.body("mat"), 1))));
        for (Lying lying : all) {
            String name = lying.piece.body();
            seen.add(Observation.of(name, lying.now()));
            seen.add(Observation.of(name + " turn", TableTop.turn(name)));
            seen.add(TableTop.between(name + " to place", lying.now(), lying.place()));
        }
        return seen;
    }

    /// All pieces of an arm are where they belong, at rest, and the arm has let go and is away.
    private static Condition isDone(TableTop arm, List<Lying> pieces) {
        Condition done = arm.isOpen().and(Objectives.above(Objectives.number(arm.tool, 2), AWAY));
        for (Lying lying : pieces) {
            done = done.and(lying.isLaid()).and(lying.isAtRest());
        }
        return done;
    }

    /// The tool's way to the next piece that is not where it belongs is short.
    private static Reward reach(String side, TableTop arm, List<Lying> pieces) {
        Objective reach = Objectives.alive();
        for (Lying lying : pieces.reversed()) {
            reach = choose(lying.isLaid(), reach, Objectives.near(5, Objectives.distance(arm.tool, lying.now())));
        }
        return new Reward("reach " + side, 0.05, "1 − tanh(5·|next piece − tool|)", reach);
    }

    private static Objective choose(Condition condition, Objective then, Objective otherwise) {
        return signals -> {
            Condition.Check check = condition.bind(signals);
            Objective.Value a = then.bind(signals);
            Objective.Value b = otherwise.bind(signals);
            return row -> check.of(row) ? a.of(row) : b.of(row);
        };
    }
}
