package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.kinematics.Workspace;
import org.isthmus.motion.numeric.LowDiscrepancy;

/// Pairs of bodies that may touch: an allowed-collision matrix.
///
/// What a model itself excludes (parents and children, `exclude` of MJCF, `disable_collisions` of an SRDF, masks of
/// geoms) is never checked and needs no place here. Immutable.
public final class AllowedCollisions {
    public static final AllowedCollisions NONE = new AllowedCollisions(new TreeSet<>());

    /// Part of the samples in which a pair touches that must be so by construction.
    private static final double ALWAYS = 0.95;

    /// body1 · 2³² + body2, body1 ≤ body2
    private final TreeSet<Long> pairs;

    private AllowedCollisions(TreeSet<Long> pairs) {
        this.pairs = pairs;
    }

    private static long key(int bodyA, int bodyB) {
        return ((long) Math.min(bodyA, bodyB) << 32) + Math.max(bodyA, bodyB);
    }

    /// These pairs and those of each of some bodies with each of others.
    public AllowedCollisions and(Collection<Frame> some, Collection<Frame> others) {
        TreeSet<Long> all = new TreeSet<>(pairs);
        some.forEach(a -> others.forEach(b -> all.add(key(a.body(), b.body()))));
        return new AllowedCollisions(all);
    }

    public boolean contains(int bodyA, int bodyB) {
        return pairs.contains(key(bodyA, bodyB));
    }

    public int size() {
        return pairs.size();
    }

    /// The pairs of bodies that touch in nearly all of some evenly spread configurations: shapes that overlap by
    /// construction.
    ///
    /// @param samples 100 or more
    public static AllowedCollisions sampled(JointGroup group, int samples) {
        CollisionChecker checker = new CollisionChecker(group, CollisionChecker.Options.DEFAULT);
        List<int[]> bodies = checker.bodies();
        int[] hits = new int[bodies.size()];
        for (int i = 0; i < samples; i++) {
            boolean[] touching = checker.touching(Workspace.configuration(group, LowDiscrepancy.HALTON, i));
            for (int p = 0; p < hits.length; p++) {
                hits[p] += touching[p] ? 1 : 0;
            }
        }
        TreeSet<Long> all = new TreeSet<>();
        for (int p = 0; p < hits.length; p++) {
            if (hits[p] >= ALWAYS * samples) {
                all.add(key(bodies.get(p)[0], bodies.get(p)[1]));
            }
        }
        return new AllowedCollisions(all);
    }

    /// The pairs by the names of their bodies.
    public List<String> names(Model model) {
        List<String> names = new ArrayList<>();
        for (long pair : pairs) {
            List<String> all = model.names().all(ObjectType.BODY);
            names.add(all.get((int) (pair >> 32)) + " - " + all.get((int) pair));
        }
        return names;
    }
}
