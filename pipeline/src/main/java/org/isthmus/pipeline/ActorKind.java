package org.isthmus.pipeline;

import java.util.Locale;

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

    /// In recipes and on the command line: `script`, `seed`, `chance`, `other`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
