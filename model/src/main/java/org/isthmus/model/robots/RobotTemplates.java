package org.isthmus.model.robots;

import java.util.List;
import java.util.Optional;

/// The robots that come with the product, by name. A new one is added here.
public final class RobotTemplates {
    private static final List<RobotTemplate> ALL = List.of(
            new RobotTemplate("rokae-sr3", "Rokae xMate SR3, arm of 6 joints", () -> RokaeSr3.arm().scene()),
            new RobotTemplate("aubo-i5", "AUBO i5, arm of 6 joints", () -> AuboI5.arm().scene()),
            new RobotTemplate("widowx-250s", "WidowX 250 S, desktop arm of 6 joints with gripper", WidowX250s::scene),
            new RobotTemplate("panda", "arm of 7 joints like Franka's Panda, with its hand", Panda::scene),
            new RobotTemplate("parallel-gripper", "gripper of two fingers, 85 mm opening",
                    () -> ParallelGripper.standard().scene()),
            new RobotTemplate("five-finger-hand", "right hand of 20 joints, 16 of them driven",
                    () -> FiveFingerHand.standard(FiveFingerHand.Side.RIGHT).scene()),
            new RobotTemplate("five-finger-hand-left", "its mirror image",
                    () -> FiveFingerHand.standard(FiveFingerHand.Side.LEFT).scene()),
            new RobotTemplate("dual-arm-table", "two arms with grippers and cameras on a table",
                    () -> DualArmTable.standard().scene()),
            new RobotTemplate("quadruped", "walking robot of 4 legs and 12 joints, like Unitree's Go2",
                    () -> Quadruped.standard().scene()),
            new RobotTemplate("humanoid", "walking robot of 29 joints, like Unitree's G1",
                    () -> Humanoid.standard().scene()));

    private RobotTemplates() {}

    /// All templates, in the order in which they are listed.
    public static List<RobotTemplate> all() {
        return ALL;
    }

    /// The template of that name.
    public static Optional<RobotTemplate> find(String name) {
        return ALL.stream().filter(template -> template.name().equals(name)).findFirst();
    }
}
