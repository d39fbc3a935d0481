package org.isthmus.model.scene.edit;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Lets exclusions and constraints of a part against its world hold against the body it is attached to.
final class WorldEnds {
    private static final String WORLD = Name.WORLD.name();

    private final String target;
    /// The part's world in the target body's frame.
    private final Pose X_TW;

    /// @param target the name of the body that takes the world's place
    WorldEnds(String target, Pose X_TW) {
        this.target = target;
        this.X_TW = X_TW;
    }

    void move(Scene part) {
        for (ContactExclusion e : part.contactExclusions) {
            e.body1 = WORLD.equals(e.body1) ? target : e.body1;
            e.body2 = WORLD.equals(e.body2) ? target : e.body2;
        }
        part.equalities.forEach(this::move);
    }

    private void move(Equality e) {
        boolean bodies = e.type == EqualityType.CONNECT || e.type == EqualityType.WELD;
        if (!bodies || e.site1 != null) {
            return;
        }
        if (isWorld(e.first)) {
            moveFirst(e);
        }
        if (isWorld(e.second)) {
            moveSecond(e);
        }
    }

    private static boolean isWorld(@Nullable String body) {
        return body == null || body.equals(WORLD);
    }

    private void moveFirst(Equality e) {
        e.first = target;
        if (e.type == EqualityType.WELD) {
            setRelativePose(e, X_TW.times(relativePose(e)));
        } else if (e.anchor != null) {
            e.anchor = X_TW.transform(e.anchor);
        }
    }

    private void moveSecond(Equality e) {
        e.second = target;
        if (e.type == EqualityType.WELD) {
            setRelativePose(e, relativePose(e).times(X_TW.inverse()));
            Vec3 anchor = e.anchor == null ? Vec3.ZERO : e.anchor;
            e.anchor = X_TW.transform(anchor);
        }
    }

    static Pose relativePose(Equality e) {
        return new Pose(Vec3.of(e.relativePose, 0), Quat.of(e.relativePose, 3));
    }

    /// A quaternion of zeros means "as in the reference configuration", whatever that is.
    static boolean hasRelativePose(Equality e) {
        return Quat.of(e.relativePose, 3).length() > 0;
    }

    /// Sets the relative pose of a weld that has one.
    static void setRelativePose(Equality e, Pose pose) {
        if (hasRelativePose(e)) {
            pose.position().into(e.relativePose, 0);
            pose.rotation().into(e.relativePose, 3);
        }
    }
}
