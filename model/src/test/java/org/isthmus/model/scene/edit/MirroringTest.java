package org.isthmus.model.scene.edit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.scene.edit.Checks.assertSamePose;
import static org.isthmus.model.scene.edit.Checks.messages;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.List;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.ScenePoses;
import org.isthmus.model.scene.SceneText;
import org.isthmus.model.scene.edit.Mirroring.Plane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MirroringTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private Scene mirrored(Scene scene, Plane plane) {
        Scene copy = scene.copy();
        Mirroring.mirror(copy, plane, diagnostics);
        return copy;
    }

    /// `S v`.
    private static Vec3 reflect(Plane plane, Vec3 v) {
        return switch (plane) {
            case YZ -> new Vec3(-v.x(), v.y(), v.z());
            case XZ -> new Vec3(v.x(), -v.y(), v.z());
            case XY -> new Vec3(v.x(), v.y(), -v.z());
        };
    }

    /// `S R S`, by matrices.
    private static Pose reflect(Plane plane, Pose pose) {
        Rotation r = pose.rotation().toRotation();
        Vec3 x = reflect(plane, r.times(reflect(plane, Vec3.X)));
        Vec3 y = reflect(plane, r.times(reflect(plane, Vec3.Y)));
        Vec3 z = reflect(plane, r.times(reflect(plane, Vec3.Z)));
        return new Pose(reflect(plane, pose.position()), Rotation.fromColumns(x, y, z).toQuat());
    }

    @ParameterizedTest
    @EnumSource
    void mirroredTwiceIsTheSameBitByBit(Plane plane) {
        Scene scene = SampleScenes.everything();
        assertThat(SceneText.of(mirrored(scene, plane))).isNotEqualTo(SceneText.of(scene)).doesNotContain("-0 ");
        SceneText.assertSame(mirrored(mirrored(scene, plane), plane), scene);
    }

    @ParameterizedTest
    @EnumSource
    void theKeyframeStandsAsTheMirrorImageOfTheKeyframe(Plane plane) {
        Scene scene = SampleScenes.everything();
        Scene mirror = mirrored(scene, plane);
        assertThat(mirror.keyframes.getFirst().qpos).startsWith(0.1, 0.2).isNotEqualTo(scene.keyframes.getFirst().qpos);
        List<Pose> poses = ScenePoses.of(scene, scene.keyframes.getFirst().qpos);
        List<Pose> images = ScenePoses.of(mirror, mirror.keyframes.getFirst().qpos);
        for (int i = 0; i < poses.size(); i++) {
            assertSamePose(images.get(i), reflect(plane, poses.get(i)), ROUNDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void inertiaIsTheImageOfTheInertia(Plane plane) {
        Inertial a = inertial(SampleScenes.everything());
        Inertial b = inertial(mirrored(SampleScenes.everything(), plane));
        assertClose(b.pos().toArray(), reflect(plane, a.pos()).toArray(), 0);
        // the kinetic energy of the image of a rotation is that of the rotation
        Vec3 omega = new Vec3(0.3, -0.7, 0.2);
        Vec3 image = reflect(plane, omega).negate();
        assertClose(energy(b, image), energy(a, omega), ROUNDING);
    }

    private static Inertial inertial(Scene scene) {
        return requireNonNull(Checks.body(scene, "arm").inertial);
    }

    private static double energy(Inertial inertial, Vec3 omega) {
        Vec3 local = inertial.quat().rotateInverse(omega);
        return local.dot(inertial.inertia().times(local)) / 2;
    }

    @ParameterizedTest
    @EnumSource
    void cameraSeesTheMirrorImage(Plane plane) {
        Camera a = Checks.body(SampleScenes.everything(), "arm").cameras.getFirst();
        Camera b = Checks.body(mirrored(SampleScenes.everything(), plane), "arm").cameras.getFirst();
        Vec3 point = new Vec3(0.3, 0.4, -0.9);
        Vec3 seen = a.pose().inverseTransform(point);
        Vec3 seenInMirror = b.pose().inverseTransform(reflect(plane, point));
        assertClose(seenInMirror.toArray(), new Vec3(-seen.x(), seen.y(), seen.z()).toArray(), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void meshIsTheImageOfTheMesh(Plane plane) {
        Scene scene = SampleScenes.everything();
        Scene mirror = mirrored(scene, plane);
        Vec3 vertex = new Vec3(0.1, 0.2, 0.3);
        assertClose(placed(mirror, vertex).toArray(), reflect(plane, placed(scene, vertex)).toArray(), ROUNDING);
    }

    /// A vertex of the mesh file in the frame of the body that shows it.
    private static Vec3 placed(Scene scene, Vec3 vertex) {
        var mesh = scene.meshes.getFirst();
        Vec3 inMesh = mesh.refQuat.rotateInverse(vertex.minus(mesh.refPos)).times(Vec3.of(mesh.scale, 0));
        return requireNonNull(scene.geom("slider_mesh")).pose().transform(inMesh);
    }

    @ParameterizedTest
    @EnumSource
    void floorFacesTheMirroredSide(Plane plane) {
        Geom floor = requireNonNull(mirrored(SampleScenes.everything(), plane).geom("floor"));
        assertClose(floor.quat.rotate(Vec3.Z).toArray(), reflect(plane, Vec3.Z).toArray(), 0);
    }

    @ParameterizedTest
    @EnumSource
    void endsOfACapsuleGiveTheMirroredFrame(Plane plane) {
        Geom a = requireNonNull(SampleScenes.everything().geom("arm_capsule"));
        Geom b = requireNonNull(mirrored(SampleScenes.everything(), plane).geom("arm_capsule"));
        assertSamePose(frame(b), reflect(plane, frame(a)), ROUNDING);
    }

    /// The frame that MJCF gives a geom between two ends: z from the first to the second, turned there the shortest way.
    private static Pose frame(Geom geom) {
        Vec3 from = Vec3.of(geom.fromTo, 0);
        Vec3 to = Vec3.of(geom.fromTo, 3);
        return new Pose(from.lerp(to, 0.5), Quat.between(Vec3.Z, to.minus(from)));
    }

    @ParameterizedTest
    @EnumSource
    void forceOfAnActuatorAtASiteIsMirrored(Plane plane) {
        Vec3[] a = wrench(SampleScenes.everything());
        Vec3[] b = wrench(mirrored(SampleScenes.everything(), plane));
        assertClose(b[0].toArray(), reflect(plane, a[0]).toArray(), ROUNDING);
        assertClose(b[1].toArray(), reflect(plane, a[1]).negate().toArray(), ROUNDING);
    }

    /// Force and torque of unit activation in the frame of the site's body.
    private static Vec3[] wrench(Scene scene) {
        double[] gear = requireNonNull(scene.actuator("jet")).gear;
        Quat q = requireNonNull(scene.site("tip")).quat;
        return new Vec3[]{q.rotate(Vec3.of(gear, 0)), q.rotate(Vec3.of(gear, 3))};
    }

    @ParameterizedTest
    @EnumSource
    void heightFieldIsMirroredOrStaysUpright(Plane plane) {
        double[] elevation = mirrored(SampleScenes.everything(), plane).heightFields.getFirst().elevation;
        assertThat(elevation).containsExactly(switch (plane) {
            case YZ -> new double[]{2, 1, 0, 5, 4, 3};
            case XZ -> new double[]{3, 4, 5, 0, 1, 2};
            case XY -> new double[]{0, 1, 2, 3, 4, 5};
        });
        assertThat(messages(diagnostics)).hasSize(plane == Plane.XY ? 1 : 0)
                .allMatch("warning: height field 'hills' cannot be mirrored upside down; it stays upright"::equals);
    }

    @ParameterizedTest
    @EnumSource
    void namesStay(Plane plane) {
        Scene scene = mirrored(SampleScenes.everything(), plane);
        assertThat(scene.bodies()).extracting((Body b) -> b.name)
                .isEqualTo(SampleScenes.everything().bodies().stream().map(b -> b.name).toList());
    }
}
