package org.isthmus.model.compile;

import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// An equality while its scene is compiled.
final class EqualityDraft extends Draft<Equality> {
    /// Number of `mjNEQDATA`.
    static final int DATA = 11;

    /// Body, site, joint or tendon.
    ObjectType objectType = ObjectType.BODY;
    @Nullable
    Draft<?> first;
    @Nullable
    Draft<?> second;
    /// [11] by type, as in MuJoCo
    final double[] data = new double[DATA];

    EqualityDraft(Equality equality) {
        super(ObjectType.EQUALITY, equality);
    }
}
