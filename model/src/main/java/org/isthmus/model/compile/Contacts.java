package org.isthmus.model.compile;

import java.util.Comparator;

import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.ContactPair;

/// Compiles contact pairs and exclusions and sorts them by the bodies they are about.
final class Contacts {
    private Contacts() {}

    static void copy(Compilation c) {
        for (ContactPair pair : c.scene.contactPairs) {
            c.pairs.add(new PairDraft(ContactPair.SCHEMA.copy(pair)));
        }
        for (ContactExclusion exclusion : c.scene.contactExclusions) {
            c.exclusions.add(new ExclusionDraft(ContactExclusion.SCHEMA.copy(exclusion)));
        }
        c.pairs.indexNames(c.diagnostics);
        c.exclusions.indexNames(c.diagnostics);
    }

    static void compile(Compilation c) {
        c.pairs.list.forEach(pair -> compile(c, pair));
        for (ExclusionDraft exclusion : c.exclusions.list) {
            exclusion.first = c.require(c.bodies, exclusion, "body1", exclusion.element.body1);
            exclusion.second = c.require(c.bodies, exclusion, "body2", exclusion.element.body2);
        }
        c.pairs.list.sort(Comparator.comparingInt(PairDraft::signature));
        c.exclusions.list.sort(Comparator.comparingInt(ExclusionDraft::signature));
        c.pairs.number();
        c.exclusions.number();
    }

    private static void compile(Compilation c, PairDraft pair) {
        ContactPair e = pair.element;
        pair.first = c.require(c.geoms, pair, "geom1", e.geom1);
        pair.second = c.require(c.geoms, pair, "geom2", e.geom2);
        if (e.condim != 1 && e.condim != 3 && e.condim != 4 && e.condim != 6) {
            c.error(pair, "has condim " + e.condim, "1, 3, 4 or 6", "3 is usual: sliding friction");
        }
        order(c, pair);
    }

    private static void order(Compilation c, PairDraft pair) {
        GeomDraft first = pair.first;
        GeomDraft second = pair.second;
        if (first == null || second == null) {
            return;
        }
        if (first == second) {
            c.error(pair, "is of geom '" + first.name() + "' with itself", "two different geoms",
                    "correct geom1 or geom2");
        }
        first.visual = false;
        second.visual = false;
        if (first.body.id > second.body.id) {
            pair.first = second;
            pair.second = first;
        }
    }
}
