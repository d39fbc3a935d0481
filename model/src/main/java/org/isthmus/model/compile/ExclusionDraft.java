package org.isthmus.model.compile;

import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// Two bodies that do not collide, while their scene is compiled.
final class ExclusionDraft extends Draft<ContactExclusion> {
    @Nullable
    BodyDraft first;
    @Nullable
    BodyDraft second;

    ExclusionDraft(ContactExclusion exclusion) {
        super(ObjectType.EXCLUDE, exclusion);
    }

    /// `body1 · 65536 + body2` with the lower number first.
    int signature() {
        return first == null || second == null ? -1 : signature(first, second);
    }

    static int signature(BodyDraft a, BodyDraft b) {
        return (Math.min(a.id, b.id) << 16) + Math.max(a.id, b.id);
    }
}
