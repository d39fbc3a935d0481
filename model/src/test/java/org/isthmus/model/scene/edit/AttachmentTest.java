package org.isthmus.model.scene.edit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.model.scene.edit.Attachment.attachToBody;
import static org.isthmus.model.scene.edit.Attachment.attachToSite;
import static org.isthmus.model.scene.edit.Checks.assertSamePose;
import static org.isthmus.model.scene.edit.Checks.assertSound;
import static org.isthmus.model.scene.edit.Checks.body;
import static org.isthmus.model.scene.edit.Checks.messages;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.List;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.FrictionCone;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Limited;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.ScenePoses;
import org.isthmus.model.scene.SceneText;
import org.junit.jupiter.api.Test;

class AttachmentTest {
    private static final Pose X = new Pose(new Vec3(0.3, -0.2, 0.5), Quat.fromRollPitchYaw(0.4, 0.5, -0.6));

    private final Diagnostics diagnostics = new Diagnostics();

    /// Two hinges; a keyframe `home`; a site `flange` on the last body.
    private static Scene arm() {
        Scene arm = new Scene();
        arm.name = "arm";
        Body upper = arm.world.addBody("upper", Pose.at(0, 0, 0.1));
        upper.addJoint("j1", JointType.HINGE, j -> j.axis = Vec3.Y);
        upper.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        Body lower = upper.addBody("lower", Pose.at(0, 0, 0.5));
        lower.addJoint("j2", JointType.HINGE, j -> j.axis = Vec3.X);
        lower.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        lower.addSite("flange", new Pose(new Vec3(0, 0.1, 0.4), Quat.fromRollPitchYaw(0.1, 0.2, 0.3)));
        Body other = arm.world.addBody("other", Pose.IDENTITY);
        other.addJoint("j3", JointType.SLIDE, j -> j.ref = 0.25);
        other.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        arm.keyframes.add(key("home", 1, 2, 3));
        return arm;
    }

    private static Scene gripper() {
        Scene gripper = new Scene();
        gripper.name = "gripper";
        gripper.world.addGeom(GeomType.BOX, new double[]{0.1, 0.1, 0.1}, g -> g.name = "palm");
        Body finger = gripper.world.addBody("finger", Pose.at(0.1, 0, 0));
        finger.addJoint("slide", JointType.SLIDE, j -> j.axis = Vec3.X);
        finger.addGeom(GeomType.SPHERE, new double[]{0.02}, g -> {});
        return gripper;
    }

    private static Keyframe key(String name, double... qpos) {
        Keyframe key = new Keyframe();
        key.name = name;
        key.qpos = qpos;
        return key;
    }

    @Test
    void allKindsOfThingsComeAlongUnderThePrefix() {
        Scene scene = SampleScenes.everything();
        Scene part = SampleScenes.everything();
        attachToBody(scene, "base", X, part, "b/", diagnostics);
        assertSound(scene);
        assertThat(scene.bodies()).hasSize(2 * part.bodies().size() - 1);
        assertThat(scene.actuators).hasSize(2 * part.actuators.size());
        assertThat(scene.sensors).hasSize(2 * part.sensors.size());
        assertThat(scene.tendons).hasSize(2 * part.tendons.size());
        assertThat(scene.equalities).hasSize(2 * part.equalities.size());
        assertThat(scene.contactPairs).hasSize(2);
        assertThat(scene.contactExclusions).hasSize(2);
        assertThat(scene.customFields).hasSize(6);
        assertThat(scene.defaults.find("b/soft")).isNotNull();
        assertThat(body(scene, "b/arm").childClass).isEqualTo("b/soft");
        assertThat(body(scene, "b/base").childClass).isNull();
    }

    @Test
    void aRootClassOfOtherValuesBecomesAClassOfTheScene() {
        Scene scene = arm();
        Scene part = SampleScenes.everything();
        part.defaults.geom.friction[0] = 2;
        attachToBody(scene, "lower", X, part, "", diagnostics);
        assertSound(scene);
        assertThat(requireNonNull(scene.defaults.find("main_2")).geom.friction[0]).isEqualTo(2);
        assertThat(requireNonNull(scene.defaults.find("soft")).parent).isSameAs(scene.defaults.find("main_2"));
        assertThat(body(scene, "base").childClass).isEqualTo("main_2");
        assertThat(body(scene, "arm").childClass).isEqualTo("soft");
        assertThat(requireNonNull(scene.geom("floor")).defaultClass).isEqualTo("main_2");
        assertThat(requireNonNull(scene.actuator("servo")).defaultClass).isEqualTo("main_2");
    }

    @Test
    void classesThatTheSceneHasAlreadyAreShared() {
        Scene scene = SampleScenes.everything();
        Scene part = new Scene();
        part.defaults = SampleScenes.everything().defaults;
        part.world.addBody("box", X).childClass = "soft";
        part.materials.addAll(SampleScenes.everything().materials);
        part.textures.addAll(SampleScenes.everything().textures);
        attachToBody(scene, "world", X, part, "", diagnostics);
        assertSound(scene);
        assertThat(scene.defaults.children).hasSize(1);
    }

    @Test
    void thePartItselfIsNotChanged() {
        Scene part = SampleScenes.everything();
        attachToBody(SampleScenes.everything(), "base", X, part, "b/", diagnostics);
        SceneText.assertSame(part, SampleScenes.everything());
    }

    @Test
    void identicalAssetsAreSharedAndDifferentOnesAreNot() {
        Scene scene = SampleScenes.everything();
        Scene part = SampleScenes.everything();
        Naming.rename(part, (type, name) -> name.equals("grain") ? "bark" : name);
        Material red = new Material();
        red.name = "wood2";
        red.rgba[1] = 0;
        part.materials.add(red);
        part.heightFields.getFirst().elevation[0] = 9;
        attachToBody(scene, "base", X, part, "b/", diagnostics);
        assertSound(scene);
        assertThat(scene.textures).hasSize(1);
        assertThat(scene.meshes).hasSize(1);
        assertThat(scene.materials).extracting(m -> m.name).containsExactly("wood", "b/wood2");
        assertThat(scene.heightFields).extracting(h -> h.name).containsExactly("hills", "b/hills");
        assertThat(requireNonNull(scene.geom("b/slider_mesh")).mesh).isEqualTo("wedge");
    }

    @Test
    void aPartWithoutClassesAddsNone() {
        Scene scene = arm();
        attachToSite(scene, "flange", gripper(), "g/", diagnostics);
        assertThat(scene.defaults.children).isEmpty();
        assertThat(messages(diagnostics)).isEmpty();
    }

    @Test
    void attachedBodiesStandWhereTheSiteSays() {
        Scene scene = arm();
        List<Body> roots = attachToSite(scene, "flange", gripper(), "g/", diagnostics);
        assertThat(roots).extracting(b -> b.name).containsExactly("g/finger");
        double[] qpos = {0.3, 0.4, 0.05, 0};
        Pose flange = ScenePoses.of(scene, qpos, "lower").times(requireNonNull(scene.site("flange")).pose());
        assertSamePose(ScenePoses.of(scene, qpos, "g/finger"), flange.times(Pose.at(0.15, 0, 0)), ROUNDING);
        assertSamePose(requireNonNull(scene.geom("g/palm")).pose(), requireNonNull(scene.site("flange")).pose(),
                ROUNDING);
        assertThat(body(scene, "lower").geoms).contains(scene.geom("g/palm"));
    }

    @Test
    void keyframesOfOneNameBecomeOneInTheOrderOfTheTree() {
        Scene scene = arm();
        Scene gripper = gripper();
        gripper.keyframes.add(key("home", 0.01));
        gripper.keyframes.add(key("open", 0.02));
        attachToSite(scene, "flange", gripper, "g/", diagnostics);
        assertThat(scene.keyframes).extracting(k -> k.name).containsExactly("home", "g/open");
        assertThat(scene.keyframes.getFirst().qpos).containsExactly(1, 2, 0.01, 3);
        assertThat(scene.keyframes.get(1).qpos).containsExactly(0, 0, 0.02, 0.25);
        assertThat(scene.keyframes.getFirst().ctrl).isEmpty();
    }

    @Test
    void aKeyframeOfTheWrongLengthIsLeftOutWithAWarning() {
        Scene scene = arm();
        scene.keyframes.add(key("short", 1));
        attachToSite(scene, "flange", gripper(), "g/", diagnostics);
        assertThat(scene.keyframes).hasSize(1);
        assertThat(messages(diagnostics)).containsExactly(
                "warning: keyframe 'short' has 1 numbers of qpos and is left out; expected 3 numbers");
    }

    @Test
    void aFloatingPartKeepsFloatingInTheWorldAndItsStateMovesAlong() {
        Scene scene = arm();
        Scene part = SampleScenes.everything();
        attachToBody(scene, "world", X, part, "b/", diagnostics);
        assertThat(messages(diagnostics)).isEmpty();
        Keyframe home = scene.keyframes.getFirst();
        assertThat(home.qpos).hasSize(3 + 13);
        Pose before = new Pose(new Vec3(1, 2, 3), new Quat(0.6, 0, 0.8, 0));
        Pose after = new Pose(Vec3.of(home.qpos, 9), Quat.of(home.qpos, 12));
        assertSamePose(after, X.times(before), ROUNDING);
        assertClose(Vec3.of(home.qvel, 3 + 5).toArray(), X.rotation().rotate(new Vec3(4, 5, 6)).toArray(), ROUNDING);
        assertThat(Vec3.of(home.qvel, 3 + 8)).isEqualTo(new Vec3(7, 8, 9));
        assertClose(Vec3.of(home.mocapPos, 0).toArray(), X.transform(new Vec3(0.1, 0.2, 1)).toArray(), ROUNDING);
    }

    @Test
    void aFloatingPartOnABodyIsFixedWithAWarning() {
        Scene scene = arm();
        attachToBody(scene, "lower", X, SampleScenes.everything(), "b/", diagnostics);
        assertThat(body(scene, "b/loose").joints).isEmpty();
        assertThat(body(scene, "b/mocap_hand").mocap).isFalse();
        assertThat(messages(diagnostics)).containsExactly(
                "warning: body 'b/loose' is fixed to body 'lower'; a free joint is possible only below the world",
                "warning: body 'b/mocap_hand' is fixed to body 'lower'; a mocap body is possible only below the world");
        assertThat(scene.keyframes.getFirst().qpos).hasSize(3 + 6);
    }

    @Test
    void thePartsWorldBecomesTheBody() {
        Scene scene = arm();
        Scene part = SampleScenes.everything();
        Equality weld = part.equalities.get(1);
        weld.second = null;
        attachToBody(scene, "lower", X, part, "b/", diagnostics);
        assertThat(scene.contactExclusions.getFirst().body1).isEqualTo("lower");
        assertThat(scene.equalities.getFirst().second).isEqualTo("lower");
        Equality moved = scene.equalities.get(1);
        assertThat(moved.second).isEqualTo("lower");
        Pose relative = new Pose(new Vec3(0.1, 0.2, 0.3), Quat.fromRollPitchYaw(0.1, 0.5, 0.2));
        Pose now = new Pose(Vec3.of(moved.relativePose, 0), Quat.of(moved.relativePose, 3));
        assertSamePose(now.times(X), relative, ROUNDING);
        assertClose(requireNonNull(moved.anchor).toArray(), X.transform(new Vec3(0.3, 0.2, 0.1)).toArray(), ROUNDING);
    }

    @Test
    void optionsOfThePartAreWrittenIntoItsElementsOrTold() {
        Scene scene = arm();
        scene.compiler.autolimits = false;
        Scene part = SampleScenes.everything();
        part.compiler.fuseStatic = true;
        part.physics.cone = FrictionCone.ELLIPTIC;
        part.physics.impratio = 10;
        attachToBody(scene, "world", X, part, "b/", diagnostics);
        assertThat(requireNonNull(scene.joint("b/shoulder")).limited).isEqualTo(Limited.TRUE);
        assertThat(requireNonNull(scene.joint("b/ball")).limited).isEqualTo(Limited.FALSE);
        assertThat(requireNonNull(scene.actuator("b/servo")).controlLimited).isEqualTo(Limited.TRUE);
        assertThat(messages(diagnostics)).containsExactly(
                "warning: 'everything' was made for other compiler options than 'arm': fusestatic true (not false); "
                        + "those of 'arm' hold; set them there if the attached part needs them",
                "warning: 'everything' was made for other physics options than 'arm': impratio 10 (not 1), "
                        + "cone elliptic (not pyramidal); those of 'arm' hold; set them there if the attached part needs "
                        + "them");
    }

    @Test
    void namesThatClashAreAnErrorAndChangeNothing() {
        Scene scene = arm();
        Scene before = scene.copy();
        assertThatThrownBy(() -> attachToBody(scene, "lower", X, arm(), "", diagnostics))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage("error: 'arm' has already body 'lower', body 'other', body 'upper' and 4 more; "
                        + "expected names that are new; attach 'arm' with another prefix");
        SceneText.assertSame(scene, before);
    }

    @Test
    void anUnknownPlaceIsAnErrorThatNamesTheNearest() {
        assertThatThrownBy(() -> attachToSite(arm(), "flang", gripper(), "g/", diagnostics))
                .hasMessage("error: scene 'arm' has no site 'flang'; did you mean 'flange'?");
        assertThatThrownBy(() -> attachToBody(arm(), "hand", X, gripper(), "g/", new Diagnostics()))
                .hasMessage("error: scene 'arm' has no body 'hand'");
    }

    @Test
    void aSceneCanBeAttachedToItself() {
        Scene scene = arm();
        attachToSite(scene, "flange", scene, "again/", diagnostics);
        assertSound(scene);
        assertThat(scene.keyframes.getFirst().qpos).containsExactly(1, 2, 1, 2, 3, 3);
    }
}
