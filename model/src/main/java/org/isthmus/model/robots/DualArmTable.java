package org.isthmus.model.robots;

import static org.isthmus.model.robots.Shape.box;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.edit.Attachment;

/// Two arms with grippers on a table, seen by a camera in front and one on each gripper.
///
/// The world's origin is on the floor below the middle of the table's rear edge; x points from the arms over the table. Names of
/// the arms begin with `left/` and `right/`, of their grippers with `left/gripper/` and `right/gripper/`. Cameras: `front`,
/// `left/gripper/wrist`, `right/gripper/wrist`.
///
/// @param arm both arms; its base stands on the table
/// @param gripper both grippers
/// @param table depth, width and height, m
/// @param distance between the arms, m
public record DualArmTable(SerialArm arm, ParallelGripper gripper, Vec3 table, double distance) {
    /// Thickness of the table's top, m.
    private static final double TOP = 0.03;
    private static final double LEG = 0.025;
    /// Of the arms' bases from the rear edge, m.
    private static final double REAR = 0.14;

    /// Two Rokae SR3 with parallel grippers on a table of 0.9 by 1.4 m.
    public static DualArmTable standard() {
        return new DualArmTable(RokaeSr3.arm(), ParallelGripper.standard(), new Vec3(0.9, 1.4, 0.74), 0.7);
    }

    /// The rig.
    public Scene scene() {
        Scene scene = RobotDescription.fixed("dual-arm-table", List.of(tableLink())).toScene();
        GraspSettings.applyTo(scene.physics);
        addArm(scene, "left/", distance / 2);
        addArm(scene, "right/", -distance / 2);
        scene.world.cameras.add(frontCamera());
        return scene;
    }

    private Link tableLink() {
        double x = table.x() / 2;
        double y = table.y() / 2;
        double z = table.z();
        List<Shape> shapes = new ArrayList<>();
        shapes.add(box(new Vec3(x, 0, z - TOP / 2), new Vec3(x, y, TOP / 2)).in(Finish.WOOD));
        for (int i = 0; i < 4; i++) {
            double side = i < 2 ? 1 : -1;
            double end = i % 2 == 0 ? 1 : -1;
            Vec3 foot = new Vec3(x + side * (x - 2 * LEG), end * (y - 2 * LEG), (z - TOP) / 2);
            shapes.add(box(foot, new Vec3(LEG, LEG, (z - TOP) / 2)).in(Finish.GREY));
        }
        return Link.base("table", 38, shapes.toArray(Shape[]::new)).with("table_top", Pose.at(x, 0, z));
    }

    private void addArm(Scene scene, String prefix, double y) {
        Scene robot = arm.scene();
        Scene tool = gripper.scene();
        Body palm = tool.bodies().get(1);
        palm.cameras.add(wristCamera());
        Tools.mount(robot, tool, Quat.IDENTITY, "gripper/");
        Attachment.attachToBody(scene, "table", Pose.at(REAR, y, table.z()), robot, prefix, new Diagnostics());
    }

    /// Looks back at the arms from above the far edge of the table.
    private Camera frontCamera() {
        Camera camera = camera("front", 58);
        Vec3 eye = new Vec3(table.x() + 0.55, 0, table.z() + 0.75);
        Vec3 target = new Vec3(0.4 * table.x(), 0, table.z() + 0.1);
        camera.pos = eye;
        camera.quat = looking(target.minus(eye), Vec3.Z);
        return camera;
    }

    /// Looks from beside the palm at what is between the fingers.
    private Camera wristCamera() {
        Camera camera = camera("wrist", 70);
        Vec3 eye = new Vec3(gripper.palm().x() + 0.045, 0, 0.3 * gripper.palm().z());
        Vec3 tip = new Vec3(0, 0, gripper.fingerBase() + gripper.fingerLength() + 0.03);
        camera.pos = eye;
        camera.quat = looking(tip.minus(eye), Vec3.X);
        return camera;
    }

    private static Camera camera(String name, double fovy) {
        Camera camera = new Camera();
        camera.name = name;
        camera.fovy = fovy;
        camera.resolution[0] = 640;
        camera.resolution[1] = 480;
        return camera;
    }

    /// The orientation of a camera (it looks along −z, y up) that looks in a direction.
    private static Quat looking(Vec3 direction, Vec3 up) {
        Vec3 z = direction.negate().normalized();
        Vec3 x = up.cross(z).normalized();
        return Rotation.fromColumns(x, z.cross(x), z).toQuat();
    }
}
