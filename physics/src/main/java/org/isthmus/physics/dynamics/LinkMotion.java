package org.isthmus.physics.dynamics;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.JointType;
import org.isthmus.physics.dynamics.LinkTree.Link;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;

/// How links move in the world: velocities and accelerations of their frames. What nobody uses is not computed.
public final class LinkMotion {
    private final Graph g;
    private final LinkFrames frames;
    private final Vec[] angular;
    private final Vec[] linear;
    private final Vec[] angularRate;
    private final Vec[] linearRate;

    /// @param qacc [nv] accelerations, or zeros for what the velocities alone do
    public LinkMotion(Graph g, LinkTree tree, LinkFrames frames, Expr[] qvel, Expr[] qacc) {
        this.g = g;
        this.frames = frames;
        List<Link> links = tree.links();
        int n = links.size();
        angular = new Vec[n];
        linear = new Vec[n];
        angularRate = new Vec[n];
        linearRate = new Vec[n];
        for (int i = 0; i < n; i++) {
            Link link = links.get(i);
            Vec turning = turning(i, link, qvel);
            Vec sliding = sliding(i, link, qvel);
            Vec w = angular(link.parent());
            Vec origin = frames.position(i, Vec.zero(g));
            angular[i] = w.plus(turning);
            angularRate[i] = angularRate(link.parent()).plus(turning(i, link, qacc)).plus(w.cross(turning));
            linear[i] = velocity(link.parent(), origin).plus(sliding);
            linearRate[i] = acceleration(link.parent(), origin).plus(sliding(i, link, qacc))
                    .plus(link.type() == JointType.SLIDE ? w.cross(sliding).times(2) : Vec.zero(g));
        }
    }

    /// A joint's angular velocity (or what `values` are), world frame.
    private Vec turning(int i, Link link, Expr[] values) {
        int d = link.dofAdr();
        return switch (link.type()) {
            case HINGE -> frames.direction(i, Vec.constant(g, Vec3.Z)).times(values[d]);
            case SLIDE -> Vec.zero(g);
            case BALL -> frames.direction(i, new Vec(values[d], values[d + 1], values[d + 2]));
            case FREE -> frames.direction(i, new Vec(values[d + 3], values[d + 4], values[d + 5]));
        };
    }

    private Vec sliding(int i, Link link, Expr[] values) {
        int d = link.dofAdr();
        return switch (link.type()) {
            case SLIDE -> frames.direction(i, Vec.constant(g, Vec3.Z)).times(values[d]);
            case FREE -> new Vec(values[d], values[d + 1], values[d + 2]);
            case HINGE, BALL -> Vec.zero(g);
        };
    }

    /// Angular velocity of a link or the world, rad/s, world frame.
    public Vec angular(int link) {
        return link < 0 ? Vec.zero(g) : angular[link];
    }

    /// Angular acceleration of a link or the world, rad/s², world frame.
    public Vec angularRate(int link) {
        return link < 0 ? Vec.zero(g) : angularRate[link];
    }

    /// Velocity of a point that moves with a link, m/s, world frame.
    ///
    /// @param point world frame, m
    public Vec velocity(int link, Vec point) {
        return link < 0 ? Vec.zero(g) : linear[link].plus(angular[link].cross(arm(link, point)));
    }

    /// Acceleration of a point that moves with a link, m/s², world frame.
    public Vec acceleration(int link, Vec point) {
        if (link < 0) {
            return Vec.zero(g);
        }
        Vec arm = arm(link, point);
        return linearRate[link].plus(angularRate[link].cross(arm))
                .plus(angular[link].cross(angular[link].cross(arm)));
    }

    private Vec arm(int link, Vec point) {
        return point.minus(frames.position(link, Vec.zero(g)));
    }
}
