package org.isthmus.motion.hand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.motion.Robots;
import org.isthmus.motion.retarget.HandRetargeter;
import org.isthmus.motion.retarget.RobotHand;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class ManoTest {
    private static final double[] FLAT = new double[ManoSkeleton.POSE];

    private static HandMotion motion(double[] pose, boolean right) {
        return HandMotion.fromMano(30, new double[][]{new ManoSkeleton(right).joints(pose, Vec3.ZERO)}, right);
    }

    @Test
    void atRestTheHandIsFlatWithItsFingersAlongMinusXAndItsPalmDown() {
        HandMotion right = motion(FLAT, true);
        HandMotion left = motion(FLAT, false);
        Vec3 along = right.palm(0).rotation().rotate(Vec3.Z);
        Vec3 out = right.palm(0).rotation().rotate(Vec3.X);
        assertThat(along.distance(Vec3.X.negate())).isLessThan(0.01);
        assertThat(out.distance(Vec3.Y.negate())).isLessThan(0.1);
        assertThat(right.point(0, Finger.THUMB.tip()).z()).isGreaterThan(0.05);
        for (int l = 0; l < HandMotion.LANDMARKS; l++) {
            Vec3 p = right.point(0, l);
            assertThat(left.point(0, l).distance(new Vec3(-p.x(), p.y(), p.z()))).isLessThan(1e-15);
        }
        for (Finger finger : Finger.values()) {
            assertThat(right.bend(0, finger)).isLessThan(1e-6);
        }
    }

    @Test
    void aTurnAboutZBendsAFingerTowardsThePalmByItsAngle() {
        double[] pose = FLAT.clone();
        pose[3 * 2 + 2] = 0.7; // the index finger's middle joint
        HandMotion motion = motion(pose, true);
        assertThat(motion.bend(0, Finger.INDEX)).isCloseTo(0.7, within(1e-9));
        assertThat(motion.bend(0, Finger.MIDDLE)).isLessThan(1e-6);
        assertThat(motion.point(0, Finger.INDEX.tip()).y())
                .isLessThan(motion.point(0, Finger.INDEX.knuckle()).y() - 0.02);
    }

    /// The same tree of ball joints, compiled and placed by the model's kinematics.
    @Test
    void jointsAreWhereTheKinematicsOfBallJointsHasThem() {
        HandMotion rest = motion(FLAT, true);
        StringBuilder text = new StringBuilder("<mujoco><worldbody><body name='wrist'><freejoint/><geom size='.01'/>");
        for (Finger finger : new Finger[]{Finger.INDEX, Finger.MIDDLE, Finger.LITTLE, Finger.RING, Finger.THUMB}) {
            Vec3 last = Vec3.ZERO;
            for (int k = 0; k < 4; k++) {
                Vec3 p = rest.point(0, finger.knuckle() + k).minus(last);
                last = rest.point(0, finger.knuckle() + k);
                text.append("<body name='").append(finger).append(k).append("' pos='").append(p.x()).append(' ')
                        .append(p.y()).append(' ').append(p.z()).append("'>")
                        .append(k < 3 ? "<joint type='ball'/>" : "")
                        .append("<geom size='.01'/>");
            }
            text.append("</body></body></body></body>");
        }
        Model model = Robots.parse(text.append("</body></worldbody></mujoco>").toString());
        Kinematics kinematics = new Kinematics(model);
        Property.check(1, 50, random -> {
            double[] pose = Property.uniform(random, ManoSkeleton.POSE, -1.2, 1.2);
            Vec3 wrist = new Vec3(0.3, -0.2, 0.5);
            double[] qpos = new double[3 + 4 * ManoSkeleton.JOINTS];
            wrist.into(qpos, 0);
            for (int j = 0; j < ManoSkeleton.JOINTS; j++) {
                Vec3 v = Vec3.of(pose, 3 * j);
                Quat turn = Quat.fromAxisAngle(v, v.length());
                turn.into(qpos, 3 + 4 * j);
            }
            kinematics.compute(qpos);
            HandMotion motion = HandMotion.fromMano(30, new double[][]{new ManoSkeleton(true).joints(pose, wrist)},
                    true);
            for (Finger finger : Finger.values()) {
                for (int k = 0; k < 4; k++) {
                    int body = model.names().id(org.isthmus.model.scene.ObjectType.BODY, finger + "" + k);
                    assertThat(motion.point(0, finger.knuckle() + k).distance(kinematics.bodyPose(body).position()))
                            .isLessThan(1e-12);
                }
            }
        });
    }

    @Test
    void parametersFromATableMoveARobotsHand() {
        StringBuilder text = new StringBuilder("frame,…\n");
        for (int f = 0; f < 30; f++) {
            double[] numbers = new double[51];
            for (int j = 1; j <= 12; j++) {
                numbers[3 * j + 2] = 0.03 * f;
            }
            text.append(f).append(',').append(Arrays.stream(numbers).mapToObj(Double::toString)
                    .collect(Collectors.joining(","))).append('\n');
        }
        HandMotion motion = ManoCsv.read("pose.csv", text.toString(), 30, true, new Diagnostics());
        assertThat(motion.frames()).isEqualTo(30);
        RobotHand hand = RobotHand.named("five-finger-hand", Robots.load("five-finger-hand"));
        HandRetargeter.Options options = HandRetargeter.Options.DEFAULT.with(HandRetargeter.Objective.VECTOR);
        HandRetargeter.Result result = new HandRetargeter(hand, options).retarget(motion);
        assertThat(Arrays.stream(result.tipErrors()).average().orElseThrow()).isLessThan(0.015);
        int bend = hand.group().names().indexOf("index_pip");
        assertThat(bend).as(hand.group().names().toString()).isNotNegative();
        assertThat(result.x()[29][bend]).isGreaterThan(result.x()[0][bend] + 0.3);
    }

    @Test
    void whatIsWrongInATableIsTold() {
        Diagnostics diagnostics = new Diagnostics();
        assertThatThrownBy(() -> ManoCsv.read("p.csv", "h\n0,1,2\n1" + ",x".repeat(51), 30, true, diagnostics))
                .hasMessageContaining("p.csv:2: error: 3 fields")
                .hasMessageContaining("52: the frame's number, 48 of the pose, 3 of the wrist's place")
                .hasMessageContaining("'x' in field 2");
        assertThatThrownBy(() -> ManoCsv.read("p.csv", "", 30, true, new Diagnostics()))
                .hasMessageContaining("no frames");
        HandMotion lost = ManoCsv.read("p.csv", "h\n0" + ",".repeat(51) + "\n", 30, true, new Diagnostics());
        assertThat(lost.lost()).isEqualTo(1);
    }
}
