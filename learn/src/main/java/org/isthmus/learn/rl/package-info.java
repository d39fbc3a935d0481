/// Reinforcement learning: tasks' worlds → policies, by Proximal Policy Optimization, Soft Actor-Critic and TD3; and from a
/// teacher's policy to a student's, or to one that tells from its history what is hidden.
///
/// Each algorithm is one class to be read from top to bottom, with a record of settings beside it; docs/algorithms has a page for
/// each. [org.isthmus.learn.rl.TrainingRun] runs them in a folder, [org.isthmus.learn.rl.Exam] tells how good they are. Begin with [org.isthmus.learn.rl.Ppo].
@NullMarked
package org.isthmus.learn.rl;

import org.jspecify.annotations.NullMarked;
