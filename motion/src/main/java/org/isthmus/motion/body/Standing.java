package org.isthmus.motion.body;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Vec3;

/// Where a foot stands: flat on the floor, from when it lands to when it is lifted.
final class Standing {
    static final int CORNERS = 4;

    private final RobotBody robot;
    private final int side;
    private boolean isDown;
    /// Frames since it landed.
    private int since;
    /// [4] world frame, m
    private final Vec3[] corners = new Vec3[CORNERS];

    /// @param side 0 left, 1 right
    Standing(RobotBody robot, int side) {
        this.robot = robot;
        this.side = side;
        Arrays.fill(corners, Vec3.ZERO);
    }

    int side() {
        return side;
    }

    boolean isDown() {
        return isDown;
    }

    int since() {
        return since;
    }

    Vec3 corner(int corner) {
        return corners[corner];
    }

    /// Takes what the human's foot does in a frame; one that lands is put below the ankle's target, heading where it does.
    ///
    /// @param targets [12] of key points
    /// @param problem with the places of the frame before
    void update(boolean stands, List<Vec3> targets, BodyProblem problem) {
        since = stands && isDown ? since + 1 : 0;
        if (stands && !isDown) {
            land(targets.get(KeyPoint.LEFT_ANKLE.ordinal() + side), problem);
        }
        isDown = stands;
    }

    private void land(Vec3 ankle, BodyProblem problem) {
        Vec3 back = problem.corner(side, 0).lerp(problem.corner(side, 1), 0.5);
        Vec3 front = problem.corner(side, 2).lerp(problem.corner(side, 3), 0.5);
        Vec3 ahead = new Vec3(front.x() - back.x(), front.y() - back.y(), 0).normalized();
        Vec3 left = Vec3.Z.cross(ahead);
        Vec3 joint = robot.points().get(KeyPoint.LEFT_ANKLE.ordinal() + side).offset().position();
        for (int c = 0; c < CORNERS; c++) {
            Vec3 from = robot.soles().get(side).get(c).offset().position().minus(joint);
            Vec3 at = ankle.plusScaled(ahead, from.x()).plusScaled(left, from.y());
            corners[c] = new Vec3(at.x(), at.y(), 0);
        }
    }
}
