package org.isthmus.physics.dynamics;

import org.isthmus.physics.trace.Expr;

/// What decides the forces of a step, traced.
///
/// @param qpos [nq] with unit quaternions
/// @param qvel [nv]
/// @param act [na]
/// @param ctrl [nu] not yet clamped
/// @param mocap [nmocap][7] positions and unit quaternions
/// @param history past controls, as [ControlHistory] keeps them
/// @param applied [nv] forces from outside
public record State(Expr[] qpos, Expr[] qvel, Expr[] act, Expr[] ctrl, Expr[] history, Expr[] mocap, Expr[] applied) {}
