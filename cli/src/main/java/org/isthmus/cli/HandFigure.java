package org.isthmus.cli;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.retarget.Beside;
import org.isthmus.render.mesh.MeshConversion;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Rgb;

/// A hand of 21 balls and 20 rods in a rendered scene.
final class HandFigure {
    private static final double JOINT = 0.0075;
    private static final double BONE = 0.0055;
    private static final Rgb FLESH = Rgb.srgb(0.93, 0.62, 0.42);
    private static final Rgb BRIGHT = Rgb.srgb(0.95, 0.78, 0.58);
    private static final Rgb RED = Rgb.srgb(0.85, 0.08, 0.08);

    private final RenderScene scene;
    private final int firstInstance;
    private final int firstMaterial;

    /// Adds a hand to a scene: [#scene].
    HandFigure(RenderScene stage) {
        List<RenderMesh> meshes = new ArrayList<>(stage.meshes());
        List<PbrMaterial> materials = new ArrayList<>(stage.materials());
        List<Instance> instances = new ArrayList<>(stage.instances());
        firstInstance = instances.size();
        firstMaterial = materials.size();
        int firstMesh = meshes.size();
        meshes.add(MeshConversion.convert("joint", Shapes.sphere(1, 20, 12)));
        meshes.add(MeshConversion.convert("bone", Shapes.cylinder(1, 0.5, 16)));
        for (Rgb color : List.of(FLESH, BRIGHT, RED)) {
            materials.add(PbrMaterial.of(color).withRoughness(0.5));
        }
        for (int l = 0; l < HandMotion.LANDMARKS; l++) {
            instances.add(Instance.fixed("joint", firstMesh, firstMaterial, Pose.IDENTITY));
        }
        for (int l = 1; l < HandMotion.LANDMARKS; l++) {
            instances.add(Instance.fixed("bone", firstMesh + 1, firstMaterial + 1, Pose.IDENTITY));
        }
        scene = new RenderScene(meshes, materials, instances, stage.lights(), stage.lightIds(), stage.environment());
    }

    RenderScene scene() {
        return scene;
    }

    /// Puts the hand where it is in a frame; what is not known is not shown, what was lost is red.
    ///
    /// @param raw the recording with its gaps
    void place(WorldState world, Beside beside, HandMotion raw, int frame, Place place) {
        Vec3[] at = new Vec3[HandMotion.LANDMARKS];
        for (int l = 0; l < at.length; l++) {
            at[l] = place.of(beside.landmark(frame, l));
            int joint = firstInstance + l;
            world.visible[joint] = at[l].isFinite();
            world.material[joint] = firstMaterial + (raw.isKnown(frame, l) ? 0 : 2);
            if (world.visible[joint]) {
                double radius = JOINT * place.scale;
                world.set(joint, Pose.at(at[l]), new Vec3(radius, radius, radius));
            }
            if (l > 0) {
                int start = Beside.boneStart(l);
                while (!at[start].isFinite() && start > 0) {
                    start = Beside.boneStart(start);
                }
                place(world, firstInstance + HandMotion.LANDMARKS + l - 1, at[start], at[l], BONE * place.scale);
            }
        }
    }

    private static void place(WorldState world, int bone, Vec3 start, Vec3 end, double radius) {
        double length = start.distance(end);
        world.visible[bone] = length > 0 && Double.isFinite(length);
        if (world.visible[bone]) {
            world.set(bone, new Pose(start.lerp(end, 0.5), Quat.between(Vec3.Z, end.minus(start))),
                    new Vec3(radius, radius, length));
        }
    }

    /// Where the hand is shown: scaled about a centre, and moved aside.
    record Place(Vec3 center, double scale, Vec3 aside) {
        Vec3 of(Vec3 point) {
            return center.plusScaled(point.minus(center), scale).plus(aside);
        }
    }

    /// The box around the hand in a frame, where the robot should have its own.
    static Aabb bounds(Beside beside, int frame) {
        Aabb box = Aabb.EMPTY;
        for (int l = 0; l < HandMotion.LANDMARKS; l++) {
            Vec3 at = beside.landmark(frame, l);
            box = at.isFinite() ? box.union(Aabb.centered(at, new Vec3(JOINT, JOINT, JOINT))) : box;
        }
        return box;
    }
}
