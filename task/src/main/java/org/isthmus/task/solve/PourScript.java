package org.isthmus.task.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.task.scene.PouringSet;

/// Takes a cup from above, carries it upright to beside a bowl and tips it about the point of its rim that is above the bowl, to the side where the
/// hand is; what comes out falls between rim and palm, for the fingers are at the ends of the axis.
final class PourScript {
    /// Of the lip above what the bowl stands on, m: room for the hand when it lies on its side.
    private static final double LIP = 0.13;
    /// Of the lip before the middle of the bowl, m: what rolls out flies on.
    private static final double SHORT = 0.015;
    /// How far the cup is tipped, rad.
    private static final double TIPPED = 1.85;
    /// Directions to which it may be tipped, and the first that is tried: +y, away from the side where bowls stand.
    private static final int SIDES = 8;
    private static final double FIRST = Math.PI / 2;
    /// With what is loose in it, m/s.
    private static final double CAREFUL = 0.4;
    /// Of the tool while the cup is tipped, m/s: slowly, for the faster a hand turns, the more slips in it.
    private static final double TIPPING = 0.02;
    /// Until what was poured has come to rest, s.
    private static final double FLOW = 0.6;

    private PourScript() {}

    static List<Move> moves() {
        List<Move> moves = new ArrayList<>(Scripts.grasp(PourScript::onto));
        moves.add(Move.to("lift", s -> Scripts.raised(s.tool(), LIP - PouringSet.CUP_HEIGHT), Scripts.CLOSED, CAREFUL)
                .expect(PourScript::isHeld));
        moves.add(new Move("carry", (from, s) -> Way.straight(from, beside(from, s)), Scripts.CLOSED, CAREFUL, 0.3,
                PourScript::isHeld));
        moves.add(new Move("tip", (from, s) -> tip(from, s.body(PouringSet.CUP), side(s)), Scripts.CLOSED, TIPPING,
                FLOW, PourScript::isHeld));
        return moves;
    }

    private static Pose onto(Sight s) {
        Pose cup = s.body(PouringSet.CUP);
        return Scripts.down(cup.position().plus(new Vec3(0, 0, PouringSet.GRIP)),
                Scripts.heading(cup.rotation(), 2 * Math.PI / PouringSet.CUP_SIDES));
    }

    private static boolean isHeld(Sight s) {
        Vec3 grip = s.body(PouringSet.CUP).transform(new Vec3(0, 0, PouringSet.GRIP));
        return s.tool().position().distance(grip) < 0.025;
    }

    /// Where the tool is when the cup is beside the bowl, ready to be tipped to the first side to which the arm can tip it.
    private static Pose beside(Pose from, Sight s) {
        List<Pose> all = new ArrayList<>();
        for (int i = 0; i < SIDES; i++) {
            // Alternating to both sides of the first.
            double angle = FIRST + (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * 2 * Math.PI / SIDES;
            Vec3 side = Quat.fromAxisAngle(Vec3.Z, angle).rotate(Vec3.X);
            // The fingers move along the axis about which it is tipped.
            Pose ready = placed(from, s, side, angle);
            Pose other = placed(from, s, side, angle + Math.PI);
            boolean isNearer = ready.rotation().angleTo(from.rotation()) < other.rotation().angleTo(from.rotation());
            all.addAll(isNearer ? List.of(ready, other) : List.of(other, ready));
        }
        return IntStream.range(0, all.size()).filter(i -> canPour(from, s, all.get(i))).mapToObj(all::get).findFirst()
                .orElse(all.getFirst());
    }

    /// The tool, upright, with the cup's axis as far from the bowl's as is right for a side.
    private static Pose placed(Pose from, Sight s, Vec3 side, double heading) {
        Pose cup = s.body(PouringSet.CUP);
        Vec3 at = s.body(PouringSet.BOWL).position().plusScaled(side, -SHORT - PouringSet.CUP_RADIUS)
                .plus(new Vec3(0, 0, LIP - PouringSet.CUP_HEIGHT));
        Vec3 inHand = from.inverseTransform(cup.position());
        Pose tool = Scripts.down(Vec3.ZERO, heading);
        return new Pose(at.minus(tool.rotation().rotate(inHand)), tool.rotation());
    }

    private static boolean canPour(Pose from, Sight s, Pose ready) {
        Pose cup = ready.times(from.inverse()).times(s.body(PouringSet.CUP));
        return s.reaches(Way.then(Way.straight(from, ready), tip(ready, cup, side(cup, s))));
    }

    /// From the cup to the bowl.
    private static Vec3 side(Sight s) {
        return side(s.body(PouringSet.CUP), s);
    }

    private static Vec3 side(Pose cup, Sight s) {
        Vec3 there = s.body(PouringSet.BOWL).position().minus(cup.position());
        return new Vec3(there.x(), there.y(), 0).normalized();
    }

    private static Way.Path tip(Pose from, Pose cup, Vec3 side) {
        Vec3 lip = cup.transform(new Vec3(0, 0, PouringSet.CUP_HEIGHT)).plusScaled(side, PouringSet.CUP_RADIUS);
        Vec3 axis = Vec3.Z.cross(side);
        return share -> {
            Quat turn = Quat.fromAxisAngle(axis, share * TIPPED);
            return new Pose(lip.plus(turn.rotate(from.position().minus(lip))),
                    turn.times(from.rotation()).normalized());
        };
    }
}
