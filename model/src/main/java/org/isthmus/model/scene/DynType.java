package org.isthmus.model.scene;

/// Activation dynamics of an actuator. The order is MuJoCo's `mjtDyn`.
public enum DynType implements Keyword {
    /// No state.
    NONE("none"),
    /// `da/dt = u`.
    INTEGRATOR("integrator"),
    /// `da/dt = (u − a)/τ`.
    FILTER("filter"),
    /// The same, integrated exactly.
    FILTER_EXACT("filterexact"),
    /// Two time constants.
    MUSCLE("muscle"),
    DCMOTOR("dcmotor"),
    PID("pid"),
    USER("user");

    private final String keyword;

    DynType(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
