package org.isthmus.model.compiled;

import org.isthmus.core.math.Vec3;

/// What is computed about a whole model at `qpos0`.
///
/// @param meanInertia mean diagonal entry of the mass matrix, kg·m² and kg
/// @param meanMass of the moving bodies, kg
/// @param meanSize typical length, m
/// @param extent half the size of the scene, m
/// @param center of the scene, world frame, m
public record ModelStatistic(double meanInertia, double meanMass, double meanSize, double extent, Vec3 center) {}
