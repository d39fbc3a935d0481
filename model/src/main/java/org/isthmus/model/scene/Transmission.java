package org.isthmus.model.scene;

/// What an actuator acts on. The order is MuJoCo's `mjtTrn`.
public enum Transmission implements Keyword {
    JOINT("joint", ObjectType.JOINT),
    /// A ball or free joint, force in the parent's frame.
    JOINT_IN_PARENT("jointinparent", ObjectType.JOINT),
    /// A site through a slider-crank linkage.
    SLIDER_CRANK("slidercrank", ObjectType.SITE),
    TENDON("tendon", ObjectType.TENDON),
    /// Force and torque at a site.
    SITE("site", ObjectType.SITE),
    /// Adhesion of a body's contacts.
    BODY("body", ObjectType.BODY);

    private final String keyword;
    private final ObjectType target;

    Transmission(String keyword, ObjectType target) {
        this.keyword = keyword;
        this.target = target;
    }

    /// The kind of thing it acts on.
    public ObjectType target() {
        return target;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
