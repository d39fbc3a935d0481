package org.isthmus.task.solve;

import java.util.function.Predicate;

/// A motion of the tool, after which it rests a while.
///
/// @param name one word
/// @param way where the tool goes
/// @param jaw the gripper's action on the way and after it: −1 closed, 1 open
/// @param speed greatest of the tool, m/s
/// @param rest at the end, s
/// @param after what must be so at the end; else the script begins anew
public record Move(String name, Way way, double jaw, double speed, double rest, Predicate<Sight> after) {
    /// A straight motion to where a goal is when it begins.
    static Move to(String name, Way.Goal goal, double jaw, double speed) {
        return new Move(name, Way.to(goal), jaw, speed, 0.1, sight -> true);
    }

    /// No motion but the jaw's, until it has stopped, or for so long.
    static Move jaw(String name, double jaw, double seconds) {
        return new Move(name, Way.STAY, jaw, 1, seconds, sight -> true);
    }

    /// The same with another rest.
    Move rest(double seconds) {
        return new Move(name, way, jaw, speed, seconds, after);
    }

    /// The same with an effect that must be there.
    Move expect(Predicate<Sight> effect) {
        return new Move(name, way, jaw, speed, rest, effect);
    }
}
