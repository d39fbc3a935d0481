package org.isthmus.physics.sensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.Fixture;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.LinkMotion;
import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.Spatial;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;

/// Masses in motion, body by body and summed over subtrees; world frame.
final class BodyMotions {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;
    private final Parameters parameters;
    private final Model model;
    private final LinkTree tree;
    private final LinkFrames frames;
    private final LinkMotion motion;

    BodyMotions(Graph g, Parameters parameters, LinkTree tree, LinkFrames frames, LinkMotion motion) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        this.tree = tree;
        this.frames = frames;
        this.motion = motion;
    }

    /// A body and all below it.
    List<Integer> subtree(int root) {
        List<Integer> bodies = new ArrayList<>();
        for (int b = root; b < model.sizes().nbody(); b++) {
            int up = b;
            while (up > root) {
                up = model.bodies().parentId().get(up);
            }
            if (up == root) {
                bodies.add(b);
            }
        }
        return bodies;
    }

    private int link(int body) {
        return tree.linkOfBody()[body];
    }

    private Expr mass(int body) {
        return parameters.get(g, Parameter.BODY_MASS, body);
    }

    private Vec center(int body) {
        return frames.position(link(body),
                parameters.point(g, tree.bodyInLink()[body], Parameter.BODY_COM, body));
    }

    private Vec velocity(int body) {
        return motion.velocity(link(body), center(body));
    }

    private Expr mass(List<Integer> bodies) {
        Expr sum = g.constant(0);
        for (int b : bodies) {
            sum = sum.plus(mass(b));
        }
        return sum;
    }

    private Vec mean(List<Integer> bodies, IntFunction<Vec> of) {
        Vec sum = Vec.zero(g);
        for (int b : bodies) {
            sum = sum.plus(of.apply(b).times(mass(b)));
        }
        return sum.times(mass(bodies).max(g.constant(MIN_VALUE)).reciprocal());
    }

    /// Centre of mass of a subtree; the root's own where there is no mass.
    Vec subtreeCenter(int root) {
        List<Integer> bodies = subtree(root);
        Vec mean = mean(bodies, this::center);
        Expr mass = mass(bodies);
        Vec own = center(root);
        Expr tiny = g.constant(MIN_VALUE);
        return new Vec(mass.ifLess(tiny, own.x(), mean.x()), mass.ifLess(tiny, own.y(), mean.y()),
                mass.ifLess(tiny, own.z(), mean.z()));
    }

    /// Velocity of a subtree's centre of mass.
    Vec subtreeVelocity(int root) {
        return mean(subtree(root), this::velocity);
    }

    /// Angular momentum of a subtree about its centre of mass.
    Vec subtreeMomentum(int root) {
        Vec center = subtreeCenter(root);
        Vec sum = Vec.zero(g);
        for (int b : subtree(root)) {
            sum = sum.plus(rotational(b, motion.angular(link(b))))
                    .plus(center(b).minus(center).cross(velocity(b)).times(mass(b)));
        }
        return sum;
    }

    /// A body's inertia about its centre of mass times a vector.
    private Vec rotational(int body, Vec v) {
        Fixture axes = Fixture.inertial(model, tree, body);
        Mat r = frames.rotation(axes.link(), axes.inLink());
        Vec local = r.transposeTimes(v);
        Vec moments = parameters.vec(g, Parameter.BODY_INERTIA, body);
        return r.times(new Vec(local.x().times(moments.x()), local.y().times(moments.y()),
                local.z().times(moments.z())));
    }

    /// The wrench about the world's origin that moves a body as it moves, gravity taken off.
    Spatial inertialWrench(int body, Vec gravity) {
        Vec center = center(body);
        Vec w = motion.angular(link(body));
        Vec force = motion.acceleration(link(body), center).minus(gravity).times(mass(body));
        Vec torque = rotational(body, motion.angularRate(link(body))).plus(w.cross(rotational(body, w)));
        return new Spatial(torque.plus(center.cross(force)), force);
    }

    /// `−Σ m g·x`.
    Expr gravityEnergy(Vec gravity) {
        Expr sum = g.constant(0);
        for (int b = 1; b < model.sizes().nbody(); b++) {
            sum = sum.minus(gravity.dot(center(b)).times(mass(b)));
        }
        return sum;
    }
}
