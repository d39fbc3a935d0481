package org.isthmus.pipeline;

import java.util.Locale;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.solve.Scripts;

/// The actors that come with the product, which recipes name.
public enum ActorKind {
    /// A script of tool motions that knows where everything is; some tasks have one.
    SCRIPT,
    /// Actions that wander about.
    CHANCE;

    /// The script of a task that has one, else chance.
    public static ActorKind usual(String task) {
        return Scripts.ids().contains(task) ? SCRIPT : CHANCE;
    }

    /// An actor of this kind.
    ///
    /// @param robot of the environment's task
    /// @throws IllegalArgumentException when the task has no script
    public Actor make(VectorEnv env, String robot, Parallel pool) {
        return switch (this) {
            case SCRIPT -> Actor.following(Scripts.solver(env, robot, pool));
            case CHANCE -> Actor.random();
        };
    }

    /// In recipes and on the command line: `script`, `chance`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
