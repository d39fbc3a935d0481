/// What learners see: signals → rows of floats, in named groups.
///
/// A group is what one reader gets: the policy, its critic, a teacher. In come the rows of signals of all worlds at each control step; out goes
/// one array per group, scaled, noisy, late and stacked as declared. A policy's group takes measured signals only: the compiler sees to it.
///
/// Read [ObservationGroup] first.
@NullMarked
package org.isthmus.task.observation;

import org.jspecify.annotations.NullMarked;
