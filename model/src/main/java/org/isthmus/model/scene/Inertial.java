package org.isthmus.model.scene;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;

/// Mass and rotational inertia of a body, given instead of computed from its geoms (MJCF `inertial`).
///
/// @param pos centre of mass in the body's frame, m
/// @param quat frame of `inertia` in the body's frame
/// @param mass kg
/// @param inertia about the centre of mass, in the frame `quat`, kg·m²
public record Inertial(Vec3 pos, Quat quat, double mass, Sym3 inertia) {}
