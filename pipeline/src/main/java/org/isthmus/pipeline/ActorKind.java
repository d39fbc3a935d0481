package org.isthmus.pipeline;

import java.util.Locale;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.solve.Scripts;

/// Who acts, as recipes name it.
public enum ActorKind {
    /// A script of tool motions that knows where everything is; some tasks have one.
    SCRIPT,
    /// A seed: the motion of one demonstration, executed where things are; some tasks can be done by it.
    SEED,
    /// Actions that wander about.
    CHANCE,
    /// What a program made itself; recipes cannot make its episodes again.
    OTHER;

    /// The script of a task that has one, else chance.
    public static ActorKind usual(String task) {
        return Scripts.ids().contains(task) ? SCRIPT : CHANCE;
    }

    /// An actor of this kind.
    ///
    /// @param robot of the environment's task
    /// @throws IllegalArgumentException when the task has no script, and for [#SEED], which [Recording#actor(VectorEnv, Parallel)] makes, and [#OTHER]
    public Actor make(VectorEnv env, String robot, Parallel pool) {
        return switch (this) {
            case SCRIPT -> Actor.following(Scripts.solver(env, robot, pool));
            case CHANCE -> Actor.random();
            case SEED -> throw new IllegalArgumentException("a recording makes the actor of its seed");
            case OTHER -> throw new IllegalArgumentException("a program's own actor is not made here");
        };
    }

    /// In recipes and on the command line: `script`, `seed`, `chance`, `other`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
