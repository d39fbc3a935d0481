/// Trajectories as ManiSkill keeps them.
///
/// In: episodes of a store. Out: `trajectory.h5` and `trajectory.json`. Read [ManiSkillExporter][org.isthmus.dataset.maniskill.ManiSkillExporter] first;
/// `Places` says which channel is which dataset.
@NullMarked
package org.isthmus.dataset.maniskill;

import org.jspecify.annotations.NullMarked;
