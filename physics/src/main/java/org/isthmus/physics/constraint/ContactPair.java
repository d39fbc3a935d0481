package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.collision.GeomPairs;

/// Two geoms that may touch; the one with the smaller type is first.
///
/// @param explicit row of the model's table of pairs; −1 for a pair that the filters found
public record ContactPair(int first, int second, int explicit) {
    /// All pairs of a model: the explicit ones, then those that the filters find.
    public static List<ContactPair> of(Model model) {
        List<ContactPair> pairs = new ArrayList<>();
        if (!model.options().isOn(Flag.CONTACT) || !model.options().isOn(Flag.CONSTRAINT)) {
            return pairs;
        }
        Set<GeomPairs.Pair> known = new HashSet<>();
        for (int p = 0; p < model.sizes().npair(); p++) {
            int a = model.pairs().geom1().get(p);
            int b = model.pairs().geom2().get(p);
            boolean swap = model.geoms().type().get(a) > model.geoms().type().get(b);
            pairs.add(swap ? new ContactPair(b, a, p) : new ContactPair(a, b, p));
            known.add(new GeomPairs.Pair(a, b));
            known.add(new GeomPairs.Pair(b, a));
        }
        for (GeomPairs.Pair pair : GeomPairs.of(model)) {
            if (!known.contains(pair)) {
                pairs.add(new ContactPair(pair.first(), pair.second(), -1));
            }
        }
        return pairs;
    }

    GeomType firstType(Model model) {
        return GeomType.values()[model.geoms().type().get(first)];
    }

    GeomType secondType(Model model) {
        return GeomType.values()[model.geoms().type().get(second)];
    }
}
