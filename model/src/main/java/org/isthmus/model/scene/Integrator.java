package org.isthmus.model.scene;

/// How time is stepped. The order is MuJoCo's `mjtIntegrator`.
public enum Integrator implements Keyword {
    /// Semi-implicit Euler.
    EULER("Euler"),
    /// Fourth-order Runge-Kutta.
    RK4("RK4"),
    /// Implicit in velocity.
    IMPLICIT("implicit"),
    /// Implicit in velocity, symmetric.
    IMPLICIT_FAST("implicitfast"),
    DISCRETE("discrete");

    private final String keyword;

    Integrator(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
