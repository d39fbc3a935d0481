/// Motions over time, and how fast they may be.
///
/// In: waypoints in coordinates of a [JointGroup][org.isthmus.motion.kinematics.JointGroup] or poses, and limits. Out:
/// a [Trajectory][org.isthmus.motion.trajectory.Trajectory], which can be sampled at any time and rate:
///
/// - [Splines][org.isthmus.motion.trajectory.Splines]: cubic, quintic and minimum-jerk curves through points;
/// - [PointToPoint][org.isthmus.motion.trajectory.PointToPoint]: trapezoidal and jerk-limited moves from rest to rest;
/// - [TimeOptimal][org.isthmus.motion.trajectory.TimeOptimal]: the fastest way along a given path within limits of
///   velocity,   acceleration and torque (TOPP-RA);
/// - [PosePath][org.isthmus.motion.trajectory.PosePath]: between two poses;
/// - [Smoothness][org.isthmus.motion.trajectory.Smoothness]: how smooth a sampled motion is.
///
/// Curves are [PiecewisePolynomial][org.isthmus.motion.trajectory.PiecewisePolynomial]s: read that first.
@NullMarked
package org.isthmus.motion.trajectory;

import org.jspecify.annotations.NullMarked;
