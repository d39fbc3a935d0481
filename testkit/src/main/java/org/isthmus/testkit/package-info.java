/// What tests of every module share; depends on no other module of the project.
///
/// - [Property][org.isthmus.testkit.Property]: a seeded loop over random cases; a failing trial can be re-run alone.
/// - [Fuzz][org.isthmus.testkit.Fuzz]: feeds mutated inputs to a reader under bounds of time and memory;
///   [Mutator][org.isthmus.testkit.Mutator] makes the inputs.
/// - [Tolerances][org.isthmus.testkit.Tolerances]: the shared vocabulary of "equal enough".
/// - [Allocation][org.isthmus.testkit.Allocation]: bytes per run, for tests that a step allocates nothing.
/// - [SharedData][org.isthmus.testkit.SharedData]: real robots and objects, where the machine has them.
///
/// Everything is deterministic: a failure message names the seed that repeats it. Read
/// [Property][org.isthmus.testkit.Property] first.
@NullMarked
package org.isthmus.testkit;

import org.jspecify.annotations.NullMarked;
