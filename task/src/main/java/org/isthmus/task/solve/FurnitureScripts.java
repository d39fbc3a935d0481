package org.isthmus.task.solve;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.scene.Furniture;

/// Scripts for what moves on a hinge or a slide.
final class FurnitureScripts {
    /// Room for a bar, and for a finger beside it.
    private static final double HALF_OPEN = 0;
    /// How far a lid is lifted, rad.
    private static final double LIFTED = 1.1;
    /// From the lever's middle to that of the closed fingers, m.
    private static final double BESIDE = 0.035;
    /// From the faucet's axis to the fingers, m.
    private static final double ARM = 0.075;

    private FurnitureScripts() {}

    /// The tool down onto a handle, its jaw across the bar.
    private static Pose onto(Sight s, double height) {
        Pose handle = s.body("handle");
        return Scripts.down(handle.position().plus(new Vec3(0, 0, height)),
                Scripts.heading(handle.rotation(), 2 * Math.PI) + Math.PI / 2);
    }

    private static boolean holds(Sight s) {
        return s.tool().position().distance(s.body("handle").position()) < 0.04;
    }

    static List<Move> openDrawer() {
        return List.of(
                Move.to("over", s -> onto(s, 0.08), HALF_OPEN, Scripts.FAST),
                Move.to("down", s -> onto(s, 0), HALF_OPEN, Scripts.SLOW),
                Move.jaw("shut", Scripts.CLOSED, 0.3),
                Move.to("pull", s -> {
                    double left = Furniture.DRAWER_RANGE + 0.005 - s.joint("drawer");
                    Vec3 out = s.body("drawer").rotation().rotate(Vec3.X.times(-left));
                    return new Pose(s.tool().position().plus(out), s.tool().rotation());
                }, Scripts.CLOSED, 0.15).rest(0.3).expect(s -> s.joint("drawer") > 0.9 * Furniture.DRAWER_RANGE));
    }

    /// The tool stays upright while the bar goes round the hinge.
    static List<Move> openBox() {
        Way lift = (from, s) -> {
            Pose lid = s.body("lid");
            Vec3 axis = lid.rotation().rotate(Vec3.Y);
            Vec3 arm = from.position().minus(lid.position());
            double angle = LIFTED - s.joint("lid");
            return share -> new Pose(
                    lid.position().plus(Quat.fromAxisAngle(axis, share * angle).rotate(arm)), from.rotation());
        };
        return List.of(
                Move.to("over", s -> onto(s, 0.08), HALF_OPEN, Scripts.FAST),
                Move.to("down", s -> onto(s, 0), HALF_OPEN, Scripts.SLOW),
                Move.jaw("shut", Scripts.CLOSED, 0.3),
                new Move("lift", lift, Scripts.CLOSED, 0.15, 0.3, s -> holds(s) && s.joint("lid") > 0.9));
    }

    /// Fingers go beside the lever and round its axis with it.
    static List<Move> turnFaucet() {
        Way turn = (from, s) -> {
            double begin = s.joint("lever");
            return share -> new Pose(
                    beside(s, begin + share * (Furniture.FAUCET_RANGE + 0.1 - begin), BESIDE - 0.012),
                    from.rotation());
        };
        return List.of(
                Move.to("over", s -> new Pose(beside(s, s.joint("lever"), BESIDE).plus(new Vec3(0, 0, 0.08)),
                        turned(s)), Scripts.PUSHING, Scripts.FAST),
                Move.to("down", s -> new Pose(beside(s, s.joint("lever"), BESIDE), turned(s)), Scripts.PUSHING,
                        Scripts.SLOW),
                new Move("turn", turn, Scripts.PUSHING, 0.15, 0.2,
                        s -> s.joint("lever") > 0.9 * Furniture.FAUCET_RANGE));
    }

    private static Quat turned(Sight s) {
        return ArmOnTable.down(Scripts.heading(s.body("faucet").rotation(), 2 * Math.PI));
    }

    /// Beside the lever where it has turned by an angle, on the side from which it is pushed.
    private static Vec3 beside(Sight s, double angle, double distance) {
        Pose faucet = s.body("faucet");
        Quat turn = Quat.fromAxisAngle(Vec3.Z.negate(), angle);
        Vec3 at = turn.rotate(new Vec3(-ARM, -distance, 0));
        return faucet.transform(new Vec3(at.x(), at.y(), s.body("lever").position().z()));
    }
}
