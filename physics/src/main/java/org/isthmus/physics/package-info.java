/// The engine interface: many worlds of one model, stepped together.
///
/// [PhysicsEngine#named] finds an engine; [PhysicsEngine#create] makes a [WorldBatch] of N worlds of a compiled model; a batch is
/// written (controls, states), stepped and read. [PhysicsEngine#dynamics] answers questions about configurations
/// ([Dynamics]), and [GeomDistances] about distances, beside any worlds. Quantities and units are MuJoCo's.
///
/// Read `WorldBatch` first.
@NullMarked
package org.isthmus.physics;

import org.jspecify.annotations.NullMarked;
