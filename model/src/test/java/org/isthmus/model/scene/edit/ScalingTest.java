package org.isthmus.model.scene.edit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.model.scene.edit.Checks.assertSound;
import static org.isthmus.model.scene.edit.Checks.messages;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.List;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.ScenePoses;
import org.isthmus.model.scene.SceneText;
import org.isthmus.model.scene.Tendon;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private Scene scaled(double s) {
        Scene scene = SampleScenes.everything();
        Scaling.scale(scene, s, diagnostics);
        return scene;
    }

    @Test
    void scaledThereAndBackIsTheSame() {
        Property.check(1, 20, random -> {
            double s = random.nextDouble(0.1, 10);
            Scene scene = scaled(s);
            assertSound(scene);
            Scaling.scale(scene, 1 / s, diagnostics);
            SceneText.assertSame(scene, SampleScenes.everything(), ROUNDING);
        });
    }

    @Test
    void scaledByOneIsTheSameBitByBit() {
        SceneText.assertSame(scaled(1), SampleScenes.everything());
    }

    @Test
    void twoScalesMultiply() {
        Scene scene = scaled(2);
        Scaling.scale(scene, 3, diagnostics);
        SceneText.assertSame(scene, scaled(6), ROUNDING);
    }

    @Test
    void theKeyframeStandsScaled() {
        Scene scene = SampleScenes.everything();
        Scene large = scaled(3);
        List<Pose> poses = ScenePoses.of(scene, scene.keyframes.getFirst().qpos);
        List<Pose> scaled = ScenePoses.of(large, large.keyframes.getFirst().qpos);
        for (int i = 0; i < poses.size(); i++) {
            assertClose(scaled.get(i).position().toArray(), poses.get(i).position().times(3).toArray(), ROUNDING);
            assertThat(scaled.get(i).rotation().angleTo(poses.get(i).rotation())).isLessThan(1e-7);
        }
    }

    @Test
    void massGoesByTheCubeAndInertiaByTheFifthPower() {
        Inertial a = requireNonNull(Checks.body(SampleScenes.everything(), "arm").inertial);
        Inertial b = requireNonNull(Checks.body(scaled(2), "arm").inertial);
        assertThat(b.mass()).isEqualTo(8 * a.mass());
        assertThat(b.inertia()).isEqualTo(a.inertia().times(32));
        assertThat(b.pos()).isEqualTo(a.pos().times(2));
    }

    @Test
    void aShellsMassGoesByTheCubeToo() {
        Scene scene = new Scene();
        Geom shell = scene.world.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> g.shellInertia = true);
        Geom solid = scene.world.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        Scaling.scale(scene, 2, diagnostics);
        // area by s², so density by s
        assertThat(shell.density).isEqualTo(2000);
        assertThat(solid.density).isEqualTo(1000);
        assertThat(shell.mass).isNaN();
    }

    @Test
    void aServoMovesTheScaledLinkAsFast() {
        Scene large = scaled(2);
        Joint joint = requireNonNull(large.joint("shoulder"));
        Actuator servo = requireNonNull(large.actuator("servo"));
        // a hinge: stiffness and damping against an inertia that goes by 2⁵
        assertThat(servo.gainPrm[0]).isEqualTo(3200);
        assertThat(servo.biasPrm).startsWith(0, -3200, -320);
        assertThat(servo.controlRange).containsExactly(-1, 2);
        assertThat(joint.damping[0]).isEqualTo(16);
        assertThat(joint.armature).isEqualTo(0.32);
        assertThat(joint.range).containsExactly(-1, 2);
    }

    @Test
    void aSlideIsALength() {
        Scene large = scaled(2);
        Joint slide = requireNonNull(large.joint("slide"));
        assertThat(slide.range).containsExactly(0, 0.4);
        assertThat(slide.ref).isEqualTo(0.02);
        Actuator pusher = requireNonNull(large.actuator("pusher"));
        // a motor: the same signal gives a force that goes by 2⁴
        assertThat(pusher.gainPrm[0]).isEqualTo(16);
        assertThat(large.keyframes.getFirst().qpos).startsWith(0.1, 0.4);
        // y is a length, x an angle
        assertThat(large.equalities.get(2).polycoef).startsWith(0, 0.2);
    }

    @Test
    void hingesAmongSlidesPullATendonByALength() {
        Tendon tendon = scaled(2).tendons.getFirst();
        assertThat(tendon.path).containsExactly(new Tendon.Wrap.OfJoint("shoulder", 1),
                new Tendon.Wrap.OfJoint("slide", 2));
    }

    @Test
    void gravityStays() {
        assertThat(scaled(2).physics.gravity).isEqualTo(new Vec3(0, 0, -9.81));
    }

    @Test
    void aScaleMustBePositive() {
        for (double s : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> scaled(s)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("scale " + s + ", expected a finite number above 0");
        }
    }

    @Test
    void anActuatorOfUnknownLawKeepsItsParametersWithAWarning() {
        Scene scene = SampleScenes.everything();
        requireNonNull(scene.actuator("twist")).gainType = GainType.USER;
        Scaling.scale(scene, 2, diagnostics);
        assertThat(messages(diagnostics)).containsExactly("warning: actuator 'twist' keeps the parameters of its law; "
                + "expected affine gain and bias, or a muscle; scale them by hand");
    }
}
