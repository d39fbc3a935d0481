/// Constraints as MuJoCo means them: soft, convex, solved for the acceleration.
///
/// [Rows][org.isthmus.physics.constraint.Rows] and [Contacts][org.isthmus.physics.constraint.Contacts] trace what each constraint measures: its violation, its Jacobian, the acceleration
/// it asks for and how hard ([Softness][org.isthmus.physics.constraint.Softness]).
/// [NewtonTrace][org.isthmus.physics.constraint.NewtonTrace] traces one step of Newton's method on the dual-free cost
///
///     minimise over a:  ½ (a − a₀)ᵀ M (a − a₀) + Σ sᵣ(Jᵣ a − aref)
///
/// where `a₀` is the acceleration without constraints and `s` a quadratic (equality), half a quadratic (limit), Huber's function
/// (dry friction), or the function of a friction cone: MuJoCo documentation, "Computation", sections "Constraint model" and "Solver". The engine repeats the step
/// until every lane has converged; a lane that has is left as it is, so its bits do not depend on its neighbours.
@NullMarked
package org.isthmus.physics.constraint;

import org.jspecify.annotations.NullMarked;
