package org.isthmus.physics.dynamics;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.physics.trace.Elementary;
import org.isthmus.physics.trace.Elementary.SinCos;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;

/// Positions after a time step of constant velocity, as MuJoCo's `mj_integratePos`.
public final class Integration {
    private Integration() {}

    /// Unit quaternions in place of those in `qpos`.
    public static Expr[] normalized(Graph g, Model model, Expr[] qpos) {
        Expr[] q = qpos.clone();
        for (int j = 0; j < model.sizes().njnt(); j++) {
            int at = quaternion(model, j);
            if (at >= 0) {
                normalize(g, q, at);
            }
        }
        return q;
    }

    /// Unit quaternions in place of those in poses [nmocap][7].
    public static Expr[] normalizedPoses(Graph g, Expr[] poses) {
        Expr[] result = poses.clone();
        for (int at = 3; at < result.length; at += 7) {
            normalize(g, result, at);
        }
        return result;
    }

    /// Where a joint's quaternion begins in qpos; −1: it has none.
    private static int quaternion(Model model, int j) {
        int q = model.joints().qposAdr().get(j);
        return switch (JointType.values()[model.joints().type().get(j)]) {
            case FREE -> q + 3;
            case BALL -> q;
            case HINGE, SLIDE -> -1;
        };
    }

    private static void normalize(Graph g, Expr[] q, int at) {
        Expr square = g.constant(0);
        for (int k = 0; k < 4; k++) {
            square = square.plus(q[at + k].square());
        }
        Expr scale = square.sqrt().reciprocal();
        for (int k = 0; k < 4; k++) {
            q[at + k] = q[at + k].times(scale);
        }
    }

    /// Moves `qpos` by `h` seconds of `qvel`.
    ///
    /// @return [nq]
    public static Expr[] advance(Graph g, Model model, Expr[] qpos, Expr[] qvel, double h) {
        Expr[] next = qpos.clone();
        for (int j = 0; j < model.sizes().njnt(); j++) {
            int q = model.joints().qposAdr().get(j);
            int d = model.joints().dofAdr().get(j);
            switch (JointType.values()[model.joints().type().get(j)]) {
                case HINGE, SLIDE -> next[q] = qpos[q].plus(qvel[d].times(h));
                case BALL -> turn(g, next, q, qvel, d, h);
                case FREE -> {
                    for (int k = 0; k < 3; k++) {
                        next[q + k] = qpos[q + k].plus(qvel[d + k].times(h));
                    }
                    turn(g, next, q + 3, qvel, d + 3, h);
                }
            }
        }
        return next;
    }

    /// `q ← q ⊗ exp(h·w/2)` with the angular velocity in the body's own axes.
    private static void turn(Graph g, Expr[] q, int at, Expr[] qvel, int d, double h) {
        Vec w = new Vec(qvel[d], qvel[d + 1], qvel[d + 2]);
        Expr speed = w.dot(w).sqrt();
        SinCos half = Elementary.sinCos(speed.times(h / 2));
        // sin(|w| h/2)/|w|, and its limit h/2 where the quotient is not defined
        Expr tiny = g.constant(1e-12);
        Expr scale = speed.ifLess(tiny, g.constant(h / 2), half.sin().dividedBy(speed.max(tiny)));
        Vec v = w.times(scale);
        Expr c = half.cos();
        Expr qw = q[at];
        Vec u = new Vec(q[at + 1], q[at + 2], q[at + 3]);
        Vec turned = v.times(qw).plus(u.times(c)).plus(u.cross(v));
        q[at] = qw.times(c).minus(u.dot(v));
        q[at + 1] = turned.x();
        q[at + 2] = turned.y();
        q[at + 3] = turned.z();
        normalize(g, q, at);
    }
}
