package org.isthmus.task.suite;

import java.util.List;
import java.util.function.Function;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.task.Task;
import org.isthmus.task.scene.ArmOnTable;

/// The tasks that come with the product, by id. A new one is added here.
public final class Tasks {
    private static final List<Entry> ALL = List.of(
            new Entry("CartPole-v1", List.of(), robot -> CartPole.task()),
            new Entry("PickCube-v1", ArmOnTable.robots(), PickCube::task));

    private Tasks() {}

    /// A task that can be made.
    ///
    /// @param id name and version
    /// @param robots that can do it, the usual one first; empty: it has its own
    public record Entry(String id, List<String> robots, Function<String, Task> maker) {
        /// The task with its usual robot.
        public Task make() {
            return maker.apply(robots.isEmpty() ? "" : robots.getFirst());
        }

        /// The task with another robot.
        ///
        /// @throws IllegalArgumentException when it is not one of [#robots]
        public Task make(String robot) {
            if (!robots.contains(robot)) {
                throw new IllegalArgumentException("task " + id + " is not there for robot '" + robot + "', but for "
                        + robots + " " + Nearest.remedy(robot, robots));
            }
            return maker.apply(robot);
        }
    }

    public static List<Entry> all() {
        return ALL;
    }

    /// The task of that id.
    ///
    /// @throws IllegalArgumentException when there is none; the message names the nearest
    public static Entry named(String id) {
        List<String> ids = ALL.stream().map(Entry::id).toList();
        return ALL.stream().filter(e -> e.id.equals(id)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("no task '" + id + "' " + Nearest.remedy(id, ids)));
    }
}
