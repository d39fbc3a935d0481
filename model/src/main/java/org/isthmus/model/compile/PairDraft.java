package org.isthmus.model.compile;

import org.isthmus.model.scene.ContactPair;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// A contact pair while its scene is compiled; the geom on the body with the lower number is the first.
final class PairDraft extends Draft<ContactPair> {
    @Nullable
    GeomDraft first;
    @Nullable
    GeomDraft second;

    PairDraft(ContactPair pair) {
        super(ObjectType.PAIR, pair);
    }

    /// `body1 · 65536 + body2`.
    int signature() {
        return first == null || second == null ? -1 : ExclusionDraft.signature(first.body, second.body);
    }
}
