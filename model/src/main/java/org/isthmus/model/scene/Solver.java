package org.isthmus.model.scene;

/// The constraint solver. The order is MuJoCo's `mjtSolver`.
public enum Solver implements Keyword {
    /// Projected Gauss-Seidel.
    PGS("PGS"),
    /// Conjugate gradients.
    CG("CG"),
    NEWTON("Newton");

    private final String keyword;

    Solver(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
