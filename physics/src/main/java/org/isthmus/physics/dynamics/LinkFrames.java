package org.isthmus.physics.dynamics;

import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.physics.dynamics.LinkTree.Link;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;

/// Frames of links in the world, and how points on links move. What nobody uses is not computed.
public final class LinkFrames {
    private final Graph g;
    private final LinkTree tree;
    private final Quaternion[] turn;
    private final Mat[] rotation;
    private final Vec[] origin;
    private final Expr[] mocap;

    LinkFrames(Graph g, LinkTree tree, Quaternion[] turnInParent, Mat[] inParent, Vec[] originInParent, Expr[] mocap) {
        this.g = g;
        this.tree = tree;
        this.mocap = mocap;
        int n = tree.links().size();
        turn = new Quaternion[n];
        rotation = new Mat[n];
        origin = new Vec[n];
        for (int i = 0; i < n; i++) {
            int p = tree.links().get(i).parent();
            turn[i] = p < 0 ? turnInParent[i] : turn[p].times(turnInParent[i]);
            rotation[i] = p < 0 ? inParent[i] : rotation[p].times(inParent[i]);
            origin[i] = p < 0 ? originInParent[i] : origin[p].plus(rotation[p].times(originInParent[i]));
        }
    }

    /// Rotation of a frame that is fixed to a link (or to the world) in the world.
    public Mat rotation(int link, Pose inLink) {
        Mat fixed = Mat.constant(g, inLink.rotation().toRotation());
        return link == LinkTree.WORLD ? fixed : linkRotation(link).times(fixed);
    }

    /// Position of a point that is fixed to a link (or to the world) in the world.
    public Vec position(int link, Vec3 inLink) {
        return position(link, Vec.constant(g, inLink));
    }

    /// Position of a point that is fixed to a link (or to the world) in the world.
    public Vec position(int link, Vec inLink) {
        return link == LinkTree.WORLD ? inLink : linkOrigin(link).plus(linkRotation(link).times(inLink));
    }

    /// A direction that is fixed to a link (or to the world) in the world.
    public Vec direction(int link, Vec inLink) {
        return link == LinkTree.WORLD ? inLink : linkRotation(link).times(inLink);
    }

    /// Orientation of a frame that is fixed to a link (or to the world) in the world, with the sign that MuJoCo's `xquat` has.
    public Quaternion orientation(int link, Quat inLink) {
        Quaternion fixed = Quaternion.constant(g, inLink);
        int carrier = LinkTree.mocapId(link);
        if (carrier >= 0) {
            return Quaternion.of(mocap, 7 * carrier + 3).times(fixed);
        }
        return link < 0 ? fixed : turn[link].times(fixed);
    }

    private Mat linkRotation(int link) {
        return link < 0 ? Quaternion.of(mocap, 7 * LinkTree.mocapId(link) + 3).toMat() : rotation[link];
    }

    private Vec linkOrigin(int link) {
        int at = 7 * LinkTree.mocapId(link);
        return link < 0 ? new Vec(mocap[at], mocap[at + 1], mocap[at + 2]) : origin[link];
    }

    /// The motion of a link that one unit of its own degree of freedom `k` gives.
    public Spatial axis(int link, int k) {
        Vec o = origin[link];
        return switch (tree.links().get(link).type()) {
            case HINGE -> turning(rotation[link].column(2), o);
            case SLIDE -> new Spatial(Vec.zero(g), rotation[link].column(2));
            case BALL -> turning(rotation[link].column(k), o);
            case FREE -> k < 3 ? new Spatial(Vec.zero(g), Mat.identity(g).column(k))
                    : turning(rotation[link].column(k - 3), o);
        };
    }

    private static Spatial turning(Vec axis, Vec through) {
        return new Spatial(axis, through.cross(axis));
    }

    /// Adds the Jacobian of a point of a link along a direction: how fast it moves along `direction` for unit velocities.
    ///
    /// @param point world frame; moves with the link
    /// @param sign 1 or −1
    /// @param to by degree of freedom
    public void addLinear(int link, Vec point, Vec direction, double sign, SortedMap<Integer, Expr> to) {
        for (int i = link; i >= 0; i = tree.links().get(i).parent()) {
            Link l = tree.links().get(i);
            // turning about the link's origin moves the point along direction by axis · (arm × direction)
            Vec moment = point.minus(origin[i]).cross(direction);
            switch (l.type()) {
                case HINGE -> add(to, l.dofAdr(), rotation[i].column(2).dot(moment), sign);
                case SLIDE -> add(to, l.dofAdr(), rotation[i].column(2).dot(direction), sign);
                case BALL -> addThree(to, l.dofAdr(), rotation[i].transposeTimes(moment), sign);
                case FREE -> {
                    addThree(to, l.dofAdr(), direction, sign);
                    addThree(to, l.dofAdr() + 3, rotation[i].transposeTimes(moment), sign);
                }
            }
        }
    }

    /// Adds the Jacobian of a link's angular velocity about a direction.
    public void addAngular(int link, Vec direction, double sign, SortedMap<Integer, Expr> to) {
        for (int i = link; i >= 0; i = tree.links().get(i).parent()) {
            Link l = tree.links().get(i);
            switch (l.type()) {
                case HINGE -> add(to, l.dofAdr(), rotation[i].column(2).dot(direction), sign);
                case SLIDE -> {}
                case BALL -> addThree(to, l.dofAdr(), rotation[i].transposeTimes(direction), sign);
                case FREE -> addThree(to, l.dofAdr() + 3, rotation[i].transposeTimes(direction), sign);
            }
        }
    }

    private static void addThree(SortedMap<Integer, Expr> to, int d, Vec v, double sign) {
        for (int k = 0; k < 3; k++) {
            add(to, d + k, v.component(k), sign);
        }
    }

    private static void add(SortedMap<Integer, Expr> to, int d, Expr value, double sign) {
        to.merge(d, value.times(sign), Expr::plus);
    }

    /// An empty Jacobian row.
    public static SortedMap<Integer, Expr> row() {
        return new TreeMap<>();
    }
}
