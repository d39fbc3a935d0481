/// Constraints as MuJoCo means them: soft, convex, solved for the acceleration.
///
/// [Rows][org.isthmus.physics.constraint.Rows] traces constraints whose Jacobians are known by degree of freedom (limits, friction,
/// equalities); [Contacts][org.isthmus.physics.constraint.Contacts] lists what may touch, and
/// [ContactKernels][org.isthmus.physics.constraint.ContactKernels] traces what all contacts of one kind share.
/// [Newton][org.isthmus.physics.constraint.Newton] traces the rest of Newton's method on the cost
///
///     minimise over a:  ½ (a − a₀)ᵀ M (a − a₀) + Σ sᵣ(Jᵣ a − aref)
///
/// where `a₀` is the acceleration without constraints and `s` a quadratic (equality), half a quadratic (limit), Huber's function
/// (dry friction), or the function of a friction cone: MuJoCo documentation, "Computation", sections "Constraint model" and
/// "Solver". [ConstraintSolver][org.isthmus.physics.constraint.ConstraintSolver] runs the kernels for a block of worlds until every
/// lane has converged; a lane that has is left as it is, so its bits do not depend on its neighbours.
///
/// Read `ConstraintSolver` first: it is the walk of the data.
@NullMarked
package org.isthmus.physics.constraint;

import org.jspecify.annotations.NullMarked;
