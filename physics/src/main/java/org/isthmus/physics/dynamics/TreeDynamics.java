package org.isthmus.physics.dynamics;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.LinkTree.Link;
import org.isthmus.physics.trace.Elementary;
import org.isthmus.physics.trace.Elementary.SinCos;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Quaternion;
import org.isthmus.physics.trace.Vec;

/// Kinematics, bias forces and mass matrix of a model at traced positions and velocities.
///
/// Everything is expressed in link frames: inertias stay constant, and most entries of joint axes and transforms are structural zeros
/// that tracing removes. `qpos`, `qvel` and forces mean what they mean in MuJoCo: a free joint's first three velocities are
/// its origin's in world axes, the last three are angular in its own.
///
/// Sources: recursive Newton-Euler and composite rigid bodies after Featherstone (2008), tables 5.1 and 6.2, with the classical
/// acceleration of each link's origin in place of the spatial one.
public final class TreeDynamics {
    private final Graph g;
    private final Model model;
    private final Parameters parameters;
    private final LinkTree tree;
    private final Expr[] qpos;
    private final Inertial[] inertia;
    private final Expr[] mocap;
    /// Orientation, rotation and origin of each link in its parent; in the world where that is no link.
    private final Quaternion[] turn;
    private final Mat[] rotation;
    private final Vec[] origin;

    /// Traces the joint transforms.
    ///
    /// @param qpos [nq] with unit quaternions
    /// @param mocap [nmocap][7] positions and unit quaternions
    public TreeDynamics(Graph g, Parameters parameters, LinkTree tree, Expr[] qpos, Expr[] mocap) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        this.tree = tree;
        this.qpos = qpos.clone();
        inertia = Inertial.ofLinks(g, parameters, tree);
        this.mocap = mocap.clone();
        int n = tree.links().size();
        turn = new Quaternion[n];
        rotation = new Mat[n];
        origin = new Vec[n];
        for (int i = 0; i < n; i++) {
            place(i, tree.links().get(i));
        }
    }

    /// Rotation and origin of link `i` in its parent's frame.
    private void place(int i, Link link) {
        Mat fixed = Mat.constant(g, link.placement().rotation().toRotation());
        Vec at = Vec.constant(g, link.placement().position());
        Quaternion fixedTurn = Quaternion.constant(g, link.placement().rotation());
        int carrier = LinkTree.mocapId(link.parent());
        if (carrier >= 0) {
            Quaternion base = Quaternion.of(mocap, 7 * carrier + 3);
            at = new Vec(mocap[7 * carrier], mocap[7 * carrier + 1], mocap[7 * carrier + 2])
                    .plus(base.toMat().times(at));
            fixed = base.toMat().times(fixed);
            fixedTurn = base.times(fixedTurn);
        }
        int q = link.qposAdr();
        switch (link.type()) {
            case HINGE -> {
                Expr angle = qpos[q].minus(link.zero());
                rotation[i] = fixed.times(aboutZ(Elementary.sinCos(angle)));
                origin[i] = at;
                SinCos half = Elementary.sinCos(angle.times(0.5));
                turn[i] = fixedTurn.times(new Quaternion(half.cos(), axisZ().times(half.sin())));
            }
            case SLIDE -> {
                rotation[i] = fixed;
                origin[i] = at.plus(fixed.column(2).times(qpos[q].minus(link.zero())));
                turn[i] = fixedTurn;
            }
            case BALL -> {
                Quaternion own = Quaternion.of(qpos, q);
                rotation[i] = fixed.times(own.toMat());
                origin[i] = at;
                turn[i] = fixedTurn.times(own);
            }
            case FREE -> {
                turn[i] = Quaternion.of(qpos, q + 3);
                rotation[i] = turn[i].toMat();
                origin[i] = new Vec(qpos[q], qpos[q + 1], qpos[q + 2]);
            }
        }
    }

    /// The links' frames in the world.
    public LinkFrames frames() {
        return new LinkFrames(g, tree, turn, rotation, origin, mocap);
    }

    private Mat aboutZ(SinCos turn) {
        Expr zero = g.constant(0);
        return new Mat(new Vec(turn.cos(), turn.sin().negate(), zero), new Vec(turn.sin(), turn.cos(), zero),
                new Vec(zero, zero, g.constant(1)));
    }

    /// Forces that the velocities and gravity alone need: MuJoCo's `qfrc_bias`.
    ///
    /// @param gravity m/s², world frame
    /// @return [nv]
    public Expr[] bias(Expr[] qvel, Vec gravity) {
        return inverse(qvel, g.constants(new double[qvel.length]), gravity);
    }

    /// Forces that accelerations, velocities and gravity need, rotor inertias not counted: recursive Newton-Euler.
    ///
    /// @param gravity m/s², world frame
    /// @return [nv]
    Expr[] inverse(Expr[] qvel, Expr[] qacc, Vec gravity) {
        List<Link> links = tree.links();
        int n = links.size();
        Vec[] w = new Vec[n];
        Vec[] alpha = new Vec[n];
        Vec[] a = new Vec[n];
        Vec[] force = new Vec[n];
        Vec[] torque = new Vec[n];
        for (int i = 0; i < n; i++) {
            Link link = links.get(i);
            int p = link.parent();
            Vec wp = p < 0 ? Vec.zero(g) : rotation[i].transposeTimes(w[p]);
            Vec alphaP = p < 0 ? Vec.zero(g) : rotation[i].transposeTimes(alpha[p]);
            a[i] = rotation[i].transposeTimes(p < 0 ? gravity.negate() : carried(a[p], alpha[p], w[p], origin[i]));
            Vec relative = relativeAngular(link, qvel);
            w[i] = wp.plus(relative);
            alpha[i] = alphaP.plus(wp.cross(relative)).plus(relativeAngular(link, qacc));
            if (link.type() == JointType.SLIDE) {
                Vec slide = axisZ().times(qvel[link.dofAdr()]);
                a[i] = a[i].plus(wp.cross(slide).times(2)).plus(axisZ().times(qacc[link.dofAdr()]));
            } else if (link.type() == JointType.FREE) {
                int d = link.dofAdr();
                a[i] = a[i].plus(rotation[i].transposeTimes(new Vec(qacc[d], qacc[d + 1], qacc[d + 2])));
            }
            Inertial inertial = inertia[i];
            Vec angularMomentum = inertial.rotational(w[i]);
            force[i] = inertial.force(alpha[i], a[i]).plus(w[i].cross(w[i].cross(inertial.moment())));
            torque[i] = inertial.torque(alpha[i], a[i]).plus(w[i].cross(angularMomentum));
        }
        return projectToJoints(force, torque);
    }

    /// Acceleration of a point at `at` of a link.
    private static Vec carried(Vec a, Vec alpha, Vec w, Vec at) {
        return a.plus(alpha.cross(at)).plus(w.cross(w.cross(at)));
    }

    private Vec axisZ() {
        return Vec.constant(g, Vec3.Z);
    }

    /// Angular velocity (or what `qvel` is) against the parent, link frame.
    private Vec relativeAngular(Link link, Expr[] qvel) {
        int d = link.dofAdr();
        return switch (link.type()) {
            case HINGE -> axisZ().times(qvel[d]);
            case SLIDE -> Vec.zero(g);
            case BALL -> new Vec(qvel[d], qvel[d + 1], qvel[d + 2]);
            case FREE -> new Vec(qvel[d + 3], qvel[d + 4], qvel[d + 5]);
        };
    }

    /// Derivatives of the bias forces by the angular velocities of bodies that move freely and alone.
    ///
    /// With `h` the mass times the centre of mass and `J` the inertia, both about the origin, the bias is `R (ω × (ω × h))` and
    /// `ω × J ω`.
    ///
    /// @return [6][3] matrices by the body's first degree of freedom
    SortedMap<Integer, Expr[][]> gyroscopicDerivatives(Expr[] qvel) {
        SortedMap<Integer, Expr[][]> result = new TreeMap<>();
        for (int i = 0; i < tree.links().size(); i++) {
            Link link = tree.links().get(i);
            if (link.type() == JointType.FREE && isLeaf(i)) {
                Vec w = relativeAngular(link, qvel);
                Expr[][] derivative = new Expr[6][3];
                for (int k = 0; k < 3; k++) {
                    Vec e = axis(k);
                    Vec h = inertia[i].moment();
                    Vec force = rotation[i].times(e.cross(w.cross(h)).plus(w.cross(e.cross(h))));
                    Vec torque = e.cross(inertia[i].rotational(w)).plus(w.cross(inertia[i].rotational(e)));
                    for (int c = 0; c < 3; c++) {
                        derivative[c][k] = force.component(c);
                        derivative[3 + c][k] = torque.component(c);
                    }
                }
                result.put(link.dofAdr(), derivative);
            }
        }
        return result;
    }

    /// Derivatives of the bias forces by the velocities: recursive Newton-Euler differentiated along each degree of freedom.
    ///
    /// @return [nv][nv] by force and velocity; 0 where neither moves the other
    Expr[][] biasDerivatives(Expr[] qvel) {
        int nv = qvel.length;
        Expr[][] result = new Expr[nv][nv];
        for (int d = 0; d < nv; d++) {
            double[] unit = new double[nv];
            unit[d] = 1;
            Expr[] column = biasAlong(qvel, g.constants(unit));
            for (int i = 0; i < nv; i++) {
                result[i][d] = column[i];
            }
        }
        return result;
    }

    /// The bias forces' derivative as velocities change along a direction.
    private Expr[] biasAlong(Expr[] qvel, Expr[] direction) {
        List<Link> links = tree.links();
        int n = links.size();
        Vec[] w = new Vec[n];
        Vec[] dw = new Vec[n];
        Vec[] dAlpha = new Vec[n];
        Vec[] da = new Vec[n];
        Vec[] force = new Vec[n];
        Vec[] torque = new Vec[n];
        for (int i = 0; i < n; i++) {
            Link link = links.get(i);
            int p = link.parent();
            Vec zero = Vec.zero(g);
            Vec wp = p < 0 ? zero : rotation[i].transposeTimes(w[p]);
            Vec dwp = p < 0 ? zero : rotation[i].transposeTimes(dw[p]);
            Vec relative = relativeAngular(link, qvel);
            Vec change = relativeAngular(link, direction);
            w[i] = wp.plus(relative);
            dw[i] = dwp.plus(change);
            dAlpha[i] = (p < 0 ? zero : rotation[i].transposeTimes(dAlpha[p])).plus(dwp.cross(relative))
                    .plus(wp.cross(change));
            da[i] = p < 0 ? zero
                    : rotation[i].transposeTimes(da[p].plus(dAlpha[p].cross(origin[i]))
                            .plus(twice(w[p], dw[p], origin[i])));
            if (link.type() == JointType.SLIDE) {
                int d = link.dofAdr();
                da[i] = da[i].plus(dwp.cross(axisZ().times(qvel[d])).times(2))
                        .plus(wp.cross(axisZ().times(direction[d])).times(2));
            }
            Inertial body = inertia[i];
            force[i] = body.force(dAlpha[i], da[i]).plus(twice(w[i], dw[i], body.moment()));
            torque[i] = body.torque(dAlpha[i], da[i]).plus(dw[i].cross(body.rotational(w[i])))
                    .plus(w[i].cross(body.rotational(dw[i])));
        }
        return projectToJoints(force, torque);
    }

    /// The change of `w × (w × r)`.
    private static Vec twice(Vec w, Vec dw, Vec r) {
        return dw.cross(w.cross(r)).plus(w.cross(dw.cross(r)));
    }

    private boolean isLeaf(int link) {
        return tree.links().stream().noneMatch(l -> l.parent() == link);
    }

    /// Forces that hold bodies up against gravity, in proportion to their `gravcomp`: MuJoCo's `qfrc_gravcomp`.
    ///
    /// @param gravity m/s², world frame
    /// @return [nv]
    public Expr[] gravityCompensation(Vec gravity) {
        int n = tree.links().size();
        Vec[] up = new Vec[n];
        Vec[] force = new Vec[n];
        Vec[] torque = new Vec[n];
        for (int i = 0; i < n; i++) {
            int p = tree.links().get(i).parent();
            up[i] = rotation[i].transposeTimes(p < 0 ? gravity.negate() : up[p]);
            force[i] = Vec.zero(g);
            torque[i] = Vec.zero(g);
        }
        for (int b = 1; b < model.sizes().nbody(); b++) {
            int link = tree.linkOfBody()[b];
            double share = model.bodies().gravcomp().get(b);
            if (link >= 0 && share != 0) {
                Expr mass = parameters.get(g, Parameter.BODY_MASS, b).times(share);
                Vec f = up[link].times(mass);
                force[link] = force[link].plus(f);
                torque[link] = torque[link].plus(centerOfMass(b).cross(f));
            }
        }
        return projectToJoints(force, torque);
    }

    /// A body's centre of mass in its link's frame.
    private Vec centerOfMass(int body) {
        return parameters.point(g, tree.bodyInLink()[body], Parameter.BODY_COM, body);
    }

    private Expr[] projectToJoints(Vec[] force, Vec[] torque) {
        Expr[] result = new Expr[model.sizes().nv()];
        for (int i = force.length - 1; i >= 0; i--) {
            Link link = tree.links().get(i);
            Vec f = rotation[i].times(force[i]);
            int d = link.dofAdr();
            switch (link.type()) {
                case HINGE -> result[d] = torque[i].z();
                case SLIDE -> result[d] = force[i].z();
                case BALL -> put(torque[i], result, d);
                case FREE -> {
                    put(f, result, d);
                    put(torque[i], result, d + 3);
                }
            }
            int p = link.parent();
            if (p >= 0) {
                force[p] = force[p].plus(f);
                torque[p] = torque[p].plus(rotation[i].times(torque[i])).plus(origin[i].cross(f));
            }
        }
        return result;
    }

    private static void put(Vec v, Expr[] out, int at) {
        out[at] = v.x();
        out[at + 1] = v.y();
        out[at + 2] = v.z();
    }

    /// The mass matrix with rotor inertias, lower triangle.
    ///
    /// @param loads rotor inertias
    ///
    /// @return [nv][nv]; entries of degrees of freedom that are neither the same nor ancestors are null
    Expr[][] massMatrix(ActuatorLoads loads) {
        List<Link> links = tree.links();
        int nv = model.sizes().nv();
        Expr[][] m = new Expr[nv][nv];
        Inertial[] composite = new Inertial[links.size()];
        for (int i = links.size() - 1; i >= 0; i--) {
            composite[i] = composite[i] == null ? inertia[i] : composite[i].plus(inertia[i]);
            fillRows(i, composite[i], m);
            int p = links.get(i).parent();
            if (p >= 0) {
                Inertial carried = composite[i].inFrame(rotation[i], origin[i]);
                composite[p] = composite[p] == null ? carried : composite[p].plus(carried);
            }
        }
        for (int d = 0; d < nv; d++) {
            m[d][d] = m[d][d].plus(loads.dofArmature(g, d));
        }
        return m;
    }

    /// Rotor inertias alone: a matrix with the sparsity of the mass matrix.
    ///
    /// @return [nv][nv] lower triangle
    Expr[][] armature(ActuatorLoads loads) {
        int nv = model.sizes().nv();
        Expr[][] m = new Expr[nv][nv];
        for (int d = 0; d < nv; d++) {
            for (int e = d; e >= 0; e = model.dofs().parentId().get(e)) {
                m[d][e] = e == d ? loads.dofArmature(g, d) : g.constant(0);
            }
        }
        return m;
    }

    private void fillRows(int i, Inertial inertial, Expr[][] m) {
        Link link = tree.links().get(i);
        int first = link.dofAdr();
        for (int k = 0; k < link.type().dofCount(); k++) {
            int d = first + k;
            if (link.type() == JointType.FREE && k < 3) {
                for (int e = 0; e <= k; e++) {
                    m[d][first + e] = e == k ? inertial.mass() : g.constant(0);
                }
                continue;
            }
            Vec angular = angularAxis(link, k);
            Vec linear = link.type() == JointType.SLIDE ? axisZ() : Vec.zero(g);
            Vec f = inertial.force(angular, linear);
            Vec n = inertial.torque(angular, linear);
            projectOnto(link, i, f, n, k, m[d]);
            climb(i, f, n, m[d]);
        }
    }

    private Vec angularAxis(Link link, int k) {
        return switch (link.type()) {
            case HINGE -> axisZ();
            case SLIDE -> Vec.zero(g);
            case BALL -> axis(k);
            case FREE -> axis(k - 3);
        };
    }

    private Vec axis(int k) {
        return Vec.constant(g, k == 0 ? Vec3.X : k == 1 ? Vec3.Y : Vec3.Z);
    }

    /// Writes the products with the degrees of freedom 0 to `last` of a link that feels force `f` and torque `n`.
    private void projectOnto(Link link, int i, Vec f, Vec n, int last, Expr[] row) {
        int d = link.dofAdr();
        switch (link.type()) {
            case HINGE -> row[d] = n.z();
            case SLIDE -> row[d] = f.z();
            case BALL -> {
                for (int e = 0; e <= last; e++) {
                    row[d + e] = n.component(e);
                }
            }
            case FREE -> {
                Vec inWorld = rotation[i].times(f);
                for (int e = 0; e <= last; e++) {
                    row[d + e] = e < 3 ? inWorld.component(e) : n.component(e - 3);
                }
            }
        }
    }

    private void climb(int from, Vec force, Vec torque, Expr[] row) {
        Vec f = force;
        Vec n = torque;
        int i = from;
        for (int p = tree.links().get(i).parent(); p >= 0; p = tree.links().get(i).parent()) {
            Vec fp = rotation[i].times(f);
            n = rotation[i].times(n).plus(origin[i].cross(fp));
            f = fp;
            i = p;
            Link link = tree.links().get(p);
            projectOnto(link, p, f, n, link.type().dofCount() - 1, row);
        }
    }
}
