package org.isthmus.model.scene;

import org.jspecify.annotations.Nullable;

/// Two bodies whose geoms do not collide (MJCF `exclude`).
public final class ContactExclusion extends Element {
    public static final Schema<ContactExclusion> SCHEMA = schema();

    public @Nullable String body1;
    public @Nullable String body2;

    public ContactExclusion() {}

    private static Schema<ContactExclusion> schema() {
        return Schema.of("exclude", ContactExclusion::new)
                .text("name", e -> e.name, (e, v) -> e.name = v)
                .reference("body1", ObjectType.BODY, e -> e.body1, (e, v) -> e.body1 = v)
                .reference("body2", ObjectType.BODY, e -> e.body2, (e, v) -> e.body2 = v);
    }
}
