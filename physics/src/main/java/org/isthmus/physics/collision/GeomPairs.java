package org.isthmus.physics.collision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.isthmus.model.compiled.BodyTable;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.PhysicsOptions.Flag;

/// The pairs of geoms of a model that may collide, by MuJoCo's filters (documentation, "Computation", "Collision detection",
/// "Selection").
public final class GeomPairs {
    private static final int BODY_SHIFT = 16;

    private GeomPairs() {}

    /// Two geoms; the one with the smaller type is first.
    public record Pair(int first, int second) {}

    public static List<Pair> of(Model model) {
        List<Pair> pairs = new ArrayList<>();
        if (!model.options().isOn(Flag.CONTACT) || !model.options().isOn(Flag.CONSTRAINT)) {
            return pairs;
        }
        Set<Integer> excluded = new HashSet<>();
        for (int e = 0; e < model.excludeSignature().length(); e++) {
            excluded.add(model.excludeSignature().get(e));
        }
        int n = model.sizes().ngeom();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                if (masksMeet(model.geoms(), a, b) && bodiesMayTouch(model, a, b, excluded)) {
                    boolean swap = model.geoms().type().get(a) > model.geoms().type().get(b);
                    pairs.add(swap ? new Pair(b, a) : new Pair(a, b));
                }
            }
        }
        return pairs;
    }

    private static boolean masksMeet(GeomTable geoms, int a, int b) {
        return (geoms.contype().get(a) & geoms.conaffinity().get(b)) != 0
                || (geoms.contype().get(b) & geoms.conaffinity().get(a)) != 0;
    }

    private static boolean bodiesMayTouch(Model model, int a, int b, Set<Integer> excluded) {
        BodyTable bodies = model.bodies();
        int bodyA = model.geoms().bodyId().get(a);
        int bodyB = model.geoms().bodyId().get(b);
        int weldA = bodies.weldId().get(bodyA);
        int weldB = bodies.weldId().get(bodyB);
        if (weldA == weldB || excluded.contains((Math.min(bodyA, bodyB) << BODY_SHIFT) + Math.max(bodyA, bodyB))) {
            return false;
        }
        int parentA = bodies.weldId().get(bodies.parentId().get(weldA));
        int parentB = bodies.weldId().get(bodies.parentId().get(weldB));
        boolean related = weldA != 0 && weldB != 0 && (weldA == parentB || weldB == parentA);
        return !(related && model.options().isOn(Flag.FILTERPARENT));
    }
}
