package org.isthmus.physics;

/// What the constraint solver of a batch has done since it was made. Worlds that are solved together count once, with as many iterations as
/// the slowest of them took. A world that its block does not wait for counts there and where it begins anew.
///
/// @param solves problems solved
/// @param iterations of Newton's method in all of them
/// @param evaluations of the cost along a direction of search, in all iterations
public record SolverWork(long solves, long iterations, long evaluations) {
    /// Iterations of Newton's method per problem.
    public double iterationsPerSolve() {
        return solves == 0 ? 0 : (double) iterations / solves;
    }

    public SolverWork plus(SolverWork other) {
        return new SolverWork(solves + other.solves, iterations + other.iterations, evaluations + other.evaluations);
    }

    /// The work since an earlier moment.
    public SolverWork since(SolverWork earlier) {
        return new SolverWork(solves - earlier.solves, iterations - earlier.iterations,
                evaluations - earlier.evaluations);
    }
}
