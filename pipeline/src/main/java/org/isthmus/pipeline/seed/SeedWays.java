package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.pipeline.seed.Seed.Segment;

/// A seed's ways, where things are now.
///
/// **Reach.** With the tool at a grasp `G` instead of the demonstrated contact `K` (both in the object's frame), a demonstrated pose at `p` goes to
/// `G + R(w)·(p − K)`, turned by `R(w)`, where `R(w)` is the share `w` of the rotation from K to G: all of it near the object, none of it far away. So the
/// way keeps its shape, and arrives as the grasp asks.
///
/// **Carry.** The way of the object over the ground is turned towards the goal, and both ends are moved to where they have to be, what lies
/// between by shares, as in MimicGen.
final class SeedWays {
    /// Nearer than the first the grasp decides how the tool is turned, further than the second the demonstration, m.
    private static final double NEAR = 0.03;
    private static final double FAR = 0.2;
    /// Shorter ways over the ground have no direction, m.
    private static final double SHORT = 0.02;

    /// In the object's frame; the contact is the last.
    private final List<Pose> reach = new ArrayList<>();
    private final List<Pose> leave;
    /// Of the object in the goal's frame.
    private final List<Vec3> carry;

    SeedWays(Seed seed) {
        seed.segment("reach").ifPresent(s -> reach.addAll(s.poses()));
        seed.segment("grasp").ifPresent(s -> reach.addAll(s.poses()));
        Pose contact = seed.keyPose(Seed.FIRST_CONTACT).map(Seed.KeyPose::tool)
                .orElse(reach.isEmpty() ? Pose.IDENTITY : reach.getLast());
        if (reach.isEmpty()) {
            reach.add(contact);
        }
        leave = seed.segment("leave").map(Segment::poses).orElse(List.of());
        Pose back = contact.inverse();
        carry = seed.segment("carry").map(s -> s.poses().stream().map(p -> p.times(back).position()).toList())
                .orElse(List.of(Vec3.ZERO));
    }

    /// The demonstrated tool at the contact, in the object's frame.
    Pose contact() {
        return reach.getLast();
    }

    /// The demonstrated way to the object, in the world.
    ///
    /// @param object its frame
    /// @param grasp the tool in that frame
    /// @param most length of the way that is taken, m
    List<Pose> reach(Pose object, Pose grasp, double most) {
        return adapted(object, grasp, contact(), reach.reversed(), most).reversed();
    }

    /// The demonstrated way from the object.
    ///
    /// @param object its frame
    /// @param grasp where the tool is in that frame
    /// @param most length of the way that is taken, m
    List<Pose> leave(Pose object, Pose grasp, double most) {
        return leave.isEmpty() ? List.of() : adapted(object, grasp, leave.getFirst(), leave, most);
    }

    /// Poses from a place at the object outwards.
    private static List<Pose> adapted(Pose object, Pose grasp, Pose shown, List<Pose> way, double most) {
        boolean isFlipped = grasp.rotation().angleTo(shown.rotation()) > grasp.rotation()
                .angleTo(shown.rotation().times(GraspOptions.FLIP));
        Quat flip = isFlipped ? GraspOptions.FLIP : Quat.IDENTITY;
        Quat turn = grasp.rotation().times(shown.rotation().times(flip).conjugate()).normalized();
        List<Pose> poses = new ArrayList<>(List.of(object.times(grasp)));
        double length = 0;
        for (Pose pose : way) {
            Vec3 away = pose.position().minus(shown.position());
            double share = 1 - smooth((away.length() - NEAR) / (FAR - NEAR));
            Quat part = Quat.IDENTITY.slerp(turn, share).normalized();
            Pose next = object.times(new Pose(grasp.position().plus(part.rotate(away)),
                    part.times(pose.rotation()).times(flip).normalized()));
            length += ToolPath.length(poses.getLast(), next);
            if (length > most) {
                break;
            }
            poses.add(next);
        }
        return poses;
    }

    /// The object's way from where it is to where it is to be.
    List<Vec3> carry(Vec3 from, Vec3 to) {
        Vec3 shown = flat(carry.getFirst()).negate();
        Vec3 wanted = flat(to.minus(from));
        boolean hasDirection = shown.length() > SHORT && wanted.length() > SHORT;
        Quat turn = hasDirection ? Quat.fromAxisAngle(Vec3.Z, StrictMath.atan2(
                shown.cross(wanted).z(), shown.dot(wanted))) : Quat.IDENTITY;
        Vec3 begin = from.minus(to).minus(turn.rotate(carry.getFirst()));
        Vec3 end = turn.rotate(carry.getLast()).negate();
        // [samples] length of the way until there, m
        double[] until = new double[carry.size()];
        for (int i = 1; i < until.length; i++) {
            until[i] = until[i - 1] + carry.get(i).distance(carry.get(i - 1));
        }
        List<Vec3> way = new ArrayList<>(List.of(from));
        for (int i = 1; i < until.length; i++) {
            double share = until[i] / Math.max(until[until.length - 1], SHORT);
            way.add(to.plus(turn.rotate(carry.get(i))).plus(begin.lerp(end, share)));
        }
        way.set(way.size() - 1, to);
        if (way.size() == 1) {
            way.addFirst(from);
        }
        return way;
    }

    /// Straight up, over, and down.
    static List<Vec3> over(Vec3 from, Vec3 to, double height) {
        Vec3 up = new Vec3(0, 0, height);
        return List.of(from, from.plus(up), to.plus(up), to);
    }

    private static Vec3 flat(Vec3 v) {
        return new Vec3(v.x(), v.y(), 0);
    }

    /// From 0 to 1 with level ends.
    static double smooth(double t) {
        double s = Math.clamp(t, 0.0, 1.0);
        return s * s * (3 - 2 * s);
    }
}
