/// What an action does: numbers of a learner → controls of actuators.
///
/// A task's action is the numbers of its [ActionTerm]s, one after the other. Each is declared as a record; bound to the worlds of a batch it
/// writes controls once per control step.
///
/// Read [ActionTerm] first.
@NullMarked
package org.isthmus.task.action;

import org.jspecify.annotations.NullMarked;
