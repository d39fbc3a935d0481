package org.isthmus.task.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.task.Task;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.scene.Terrain;

/// The tasks that come with the product, by id. A new one is added here.
public final class Tasks {
    private static final List<Entry> ALL = List.of(
            new Entry("CartPole-v1", List.of(), robot -> CartPole.task()),
            new Entry("Pendulum-v1", List.of(), robot -> Pendulum.task()),
            new Entry("Acrobot-v1", List.of(), robot -> Acrobot.task()),
            new Entry("SlideBlock-v1", List.of(), robot -> SlideBlock.task()),
            new Entry("Reach-v1", ArmOnTable.robots(), Reach::task),
            new Entry("PushCube-v1", ArmOnTable.robots(), PushCube::away),
            new Entry("PushToGoal-v1", ArmOnTable.robots(), PushCube::anywhere),
            new Entry("PickCube-v1", ArmOnTable.robots(), PickCube::task),
            new Entry("StackCube-v1", ArmOnTable.robots(), StackCube::task),
            new Entry("PlaceInBin-v1", ArmOnTable.robots(), PlaceInBin::task),
            new Entry("PegInsertion-v1", ArmOnTable.robots(), PegInsertion::task),
            // the wrist of aubo-i5 turns over where the cup is tipped
            new Entry("PourCup-v1", List.of("widowx-250s", "panda", "rokae-sr3"), PourCup::task),
            new Entry("TurnFaucet-v1", ArmOnTable.robots(), TurnFaucet::task),
            new Entry("OpenDrawer-v1", ArmOnTable.robots(), OpenDrawer::task),
            new Entry("OpenBox-v1", first("aubo-i5"), OpenBox::task),
            new Entry("GraspObject-v1", first("rokae-sr3"), GraspObject::task),
            new Entry("FollowObjectMotion-v1", ArmOnTable.robots(), FollowObjectMotion::task),
            new Entry("TablewareRearrange-v1", List.of("widowx-250s"), TablewareRearrange::task),
            new Entry("InHandRotation-v1", List.of(), robot -> InHand.rotation()),
            new Entry("HandGrasp-v1", List.of(), robot -> InHand.grasp()),
            new Entry("MotionTracking-v1", List.of("humanoid"), MotionTracking::task),
            walk("WalkFlat-v1", Terrain.FLAT),
            walk("WalkRough-v1", Terrain.ROUGH),
            walk("WalkSlopes-v1", Terrain.SLOPES),
            walk("WalkStairs-v1", Terrain.STAIRS),
            walk("WalkStones-v1", Terrain.STONES));

    private Tasks() {}

    private static Entry walk(String id, Terrain terrain) {
        return new Entry(id, LeggedRobot.ROBOTS, robot -> Walk.task(id, terrain, robot));
    }

    /// All arms, one of them as the usual one.
    private static List<String> first(String usual) {
        List<String> robots = new ArrayList<>(ArmOnTable.robots());
        robots.remove(usual);
        robots.addFirst(usual);
        return robots;
    }

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

    /// `GraspObject-v1` with the meshes of a folder for objects ([org.isthmus.task.scene.ObjectSet]).
    ///
    /// @param robot one of [ArmOnTable#robots]
    /// @throws IllegalArgumentException when no mesh can be read, or those that can do not fit on the table or do not stand still there
    public static Task graspObjects(String robot, Path folder, Diagnostics diagnostics) {
        return GraspObject.task(robot, folder, diagnostics);
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
