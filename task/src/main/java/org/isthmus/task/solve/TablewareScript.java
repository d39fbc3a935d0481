package org.isthmus.task.solve;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.task.scene.Tableware;

/// Two arms lay a table, each what lies before it. The script of an arm is one round for the next piece that is not where it belongs; it begins anew
/// until there is none.
final class TablewareScript {
    /// Of a tool that carries something above where it lies, and of one that is away, m.
    private static final double LIFTED = 0.07;
    private static final double AWAY = 0.15;
    /// A piece is where it belongs, m and rad: better than is asked for.
    private static final double NEAR = 0.015;
    private static final double TURNED = 0.15;
    /// Of the tool from where it should be on a piece that is held, m.
    private static final double SLIPPED = 0.025;
    /// Of a tool that holds a piece from its middle, m: fingers reach a little further down than the tool.
    private static final double RIM_HEIGHT = 0.023;
    private static final double HANDLE_HEIGHT = 0.018;
    private static final double CUP_HEIGHT = 0.6 * Tableware.CUP_HEIGHT;

    private TablewareScript() {}

    /// [arms] left, right
    static List<List<Move>> moves() {
        return List.of(moves(List.of(Tableware.PLATE, Tableware.FORK)),
                moves(List.of(Tableware.SPOON, Tableware.CUP)));
    }

    private static List<Move> moves(List<Tableware> own) {
        Way carry = Way.eitherWayRound(s -> Scripts.raised(placed(s, next(s, own), s.tool()), LIFTED));
        return List.of(
                new Move("over", (from, s) -> over(from, s, next(s, own)), Scripts.OPEN, Scripts.FAST, 0.1, s -> true),
                new Move("down", (from, s) -> Way.straight(from,
                        new Pose(onto(s, next(s, own)).position(), from.rotation())), Scripts.OPEN, Scripts.SLOW, 0.1,
                        s -> true),
                Move.jaw("shut", Scripts.CLOSED, 0.3),
                Move.to("lift", s -> Scripts.raised(s.tool(), LIFTED), Scripts.CLOSED, Scripts.SLOW)
                        .expect(s -> isHeld(s, next(s, own))),
                new Move("carry", carry, Scripts.CLOSED, Scripts.FAST, 0.2, s -> isHeld(s, next(s, own))),
                Move.to("lower", s -> placed(s, next(s, own), s.tool()), Scripts.CLOSED, Scripts.SLOW).rest(0.1),
                Move.jaw("open", Scripts.OPEN, 0.3),
                Move.to("away", s -> Scripts.raised(s.tool(), AWAY - s.tool().position().z()), Scripts.OPEN,
                        Scripts.SLOW).rest(0.05).expect(s -> own.stream().allMatch(piece -> isLaid(s, piece))));
    }

    /// To above a piece, the jaw so that the piece can also be carried to its place; as little turned as can be.
    private static Way.Path over(Pose from, Sight s, Tableware piece) {
        Pose onto = Scripts.raised(onto(s, piece), LIFTED);
        int turns = piece == Tableware.CUP ? Tableware.CUP_SIDES : 2;
        List<Pose> ways = IntStream.range(0, turns)
                .mapToObj(i -> onto.times(Pose.rotated(Quat.fromAxisAngle(Vec3.Z, 2 * Math.PI * i / turns))))
                .sorted(Comparator.comparingDouble(pose -> pose.rotation().angleTo(from.rotation()))).toList();
        return Way.straight(from,
                ways.stream().filter(pose -> canLay(from, s, piece, pose)).findFirst().orElse(ways.getFirst()));
    }

    /// @param onto where the tool begins to carry
    private static boolean canLay(Pose from, Sight s, Tableware piece, Pose onto) {
        Way.Path there = Way.straight(from, onto);
        Pose placed = placed(s, piece, onto);
        return s.reaches(Way.then(there, Way.straight(onto, placed)))
                || s.reaches(Way.then(there, Way.round(onto, placed)));
    }

    /// The first that is not where it belongs; the last where all are.
    private static Tableware next(Sight s, List<Tableware> own) {
        return own.stream().filter(piece -> !isLaid(s, piece)).findFirst().orElse(own.getLast());
    }

    private static boolean isLaid(Sight s, Tableware piece) {
        Pose now = s.body(piece.body());
        Pose place = place(s, piece);
        return now.position().distance(place.position()) < NEAR && now.rotation().angleTo(place.rotation()) < TURNED;
    }

    private static boolean isHeld(Sight s, Tableware piece) {
        return s.tool().position().distance(onto(s, piece).position()) < SLIPPED;
    }

    /// Where a piece belongs, upright; what is round stays turned as it is.
    private static Pose place(Sight s, Tableware piece) {
        Pose mat = s.body("mat");
        Quat turn = s.body(piece.isPointed() ? "mat" : piece.body()).rotation();
        return new Pose(mat.transform(piece.place()),
                Quat.fromAxisAngle(Vec3.Z, Scripts.heading(turn, 2 * Math.PI)));
    }

    /// Where a tool has to be that holds a piece, for it to be in its place.
    private static Pose placed(Sight s, Tableware piece, Pose tool) {
        return place(s, piece).times(s.body(piece.body()).inverse()).times(tool);
    }

    /// Where a piece is taken: the side of a plate's rim that faces the robot, the handle of cutlery, a cup as a whole.
    private static Pose onto(Sight s, Tableware piece) {
        Pose at = s.body(piece.body());
        return switch (piece) {
            case PLATE -> {
                double turn = Scripts.heading(at.rotation(), 2 * Math.PI / Tableware.RIM_SIDES);
                Vec3 out = Quat.fromAxisAngle(Vec3.Z, turn).rotate(new Vec3(-Tableware.RIM, 0, RIM_HEIGHT));
                yield Scripts.down(at.position().plus(out), turn + Math.PI / 2);
            }
            case FORK, SPOON -> Scripts.down(at.transform(new Vec3(Tableware.HANDLE, 0, HANDLE_HEIGHT)),
                    Scripts.heading(at.rotation(), Math.PI));
            case CUP -> Scripts.down(at.position().plus(new Vec3(0, 0, CUP_HEIGHT)),
                    Scripts.heading(at.rotation(), 2 * Math.PI / Tableware.CUP_SIDES));
        };
    }
}
