/// What a task wants: numbers and yes-or-no answers about a world, from its signals.
///
/// A term is declared as a record ([Objective], [Condition]); bound to the signals of a scene it is a function of a row, called once per
/// world and control step. Success is a condition of its own and no reward.
///
/// Read [Objective] first, then [Objectives] for those that are there.
@NullMarked
package org.isthmus.task.objective;

import org.jspecify.annotations.NullMarked;
