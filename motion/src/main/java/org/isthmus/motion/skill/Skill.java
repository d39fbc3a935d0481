package org.isthmus.motion.skill;

/// A skill, declared: what must hold before, what it does, what must hold after.
///
/// @param name one word
/// @param failure how it is counted when its effect is not there
/// @param before its pre-condition
/// @param action what it does, closed loop
/// @param after its effect
record Skill(String name, Outcome failure, Check before, Action action, Check after) {
    /// Says what is wrong; empty: nothing.
    interface Check {
        String of(SkillWorld world);

        /// Nothing to check.
        Check NONE = world -> "";
    }

    /// Something that takes time.
    interface Action {
        /// Gives the commands of one period.
        ///
        /// @param tick periods since the action began
        /// @return whether it is done
        boolean act(SkillWorld world, int tick);

        /// This, and then another.
        default Action then(Action next) {
            int[] ended = {-1};
            return (world, tick) -> {
                if (ended[0] < 0) {
                    ended[0] = act(world, tick) ? tick + 1 : -1;
                    return false;
                }
                return next.act(world, tick - ended[0]);
            };
        }
    }
}
