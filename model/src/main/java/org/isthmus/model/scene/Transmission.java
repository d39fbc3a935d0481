package org.isthmus.model.scene;

/// What an actuator acts on. The order is MuJoCo's `mjtTrn`.
public enum Transmission implements Keyword {
    JOINT("joint"),
    /// A ball or free joint, force in the parent's frame.
    JOINT_IN_PARENT("jointinparent"),
    /// A site through a slider-crank linkage.
    SLIDER_CRANK("slidercrank"),
    TENDON("tendon"),
    /// Force and torque at a site.
    SITE("site"),
    /// Adhesion of a body's contacts.
    BODY("body");

    private final String keyword;

    Transmission(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
