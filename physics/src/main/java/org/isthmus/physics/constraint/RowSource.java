package org.isthmus.physics.constraint;

import java.util.List;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.dynamics.BodyPull;
import org.isthmus.physics.trace.Expr;

/// What a row belongs to, and where its force pulls.
///
/// @param isLimit it holds a range
/// @param owner joint, tendon or equality
/// @param id number of the owner
/// @param pulls on bodies for unit force of the row; none where the force stays within joints
record RowSource(boolean isLimit, ObjectType owner, int id, List<BodyPull> pulls) {
    static RowSource limit(ObjectType owner, int id, List<BodyPull> pulls) {
        return new RowSource(true, owner, id, pulls);
    }

    static RowSource of(ObjectType owner, int id, List<BodyPull> pulls) {
        return new RowSource(false, owner, id, pulls);
    }

    RowSource times(Expr scale) {
        return new RowSource(isLimit, owner, id, pulls.stream().map(pull -> pull.times(scale)).toList());
    }
}
