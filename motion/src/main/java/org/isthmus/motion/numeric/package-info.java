/// Small dense mathematics that robots need: triangular solutions, eigenvalues, bounded quadratic programs, bounded
/// nonlinear least squares, balls inside hulls of points, sequences that fill a box evenly.
///
/// In and out are flat arrays, row by row. All methods work on the caller's memory or on workspaces made once, and give
/// the same bits everywhere. Sizes are those of robots: 1 to some tens of unknowns; nothing here is meant for sparse or
/// large problems.
///
/// [BoxQp][org.isthmus.motion.numeric.BoxQp] is the core: one step of
/// [LeastSquares][org.isthmus.motion.numeric.LeastSquares], which inverse kinematics and retargeting run, is such a
/// program, and so is one step of differential inverse kinematics. Joint limits are its bounds, and so hold exactly.
///
/// Read `BoxQp`, then `LeastSquares`.
@NullMarked
package org.isthmus.motion.numeric;

import org.jspecify.annotations.NullMarked;
