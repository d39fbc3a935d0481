package org.isthmus.motion.retarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.Recordings;
import org.isthmus.motion.Robots;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.hand.Repair;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.trajectory.Smoothness;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetargetTest {
    private static final double QUARTER = Math.PI / 2;

    private static RobotHand hand(String name) {
        String file = switch (name) {
            case "allegro" -> SharedData.require("robots/allegro_hand_mjcf/right_hand.xml").toString();
            case "shadow" -> SharedData.require("robots/shadow_hand_mjcf/right_hand.xml").toString();
            case "mia" -> SharedData.require("robots/mia_hand_urdf/mia_hand_description/urdf/mia_hand.urdf").toString();
            default -> name;
        };
        return RobotHand.named(name, Robots.load(file));
    }

    private static HandMotion clean(HandMotion raw) {
        return Repair.smoothed(Repair.filled(Repair.withoutOutliers(raw, 4, 4, 0.01), 60), 6);
    }

    /// A human hand that is the robot's, in configurations that change slowly: what retargeting has to give back.
    private static HandMotion disguised(RobotHand hand, double[][] x) {
        GroupKinematics kinematics = new GroupKinematics(hand.group(), hand.frames());
        Pose elsewhere = new Pose(new Vec3(0.3, -1, 2), Quat.fromAxisAngle(new Vec3(1, -2, 0.3), 2));
        double[][] points = new double[x.length][63];
        for (int f = 0; f < x.length; f++) {
            kinematics.compute(x[f]);
            for (int i = 0; i < hand.fingers().size(); i++) {
                Finger finger = hand.fingers().get(i);
                int[] landmarks = {finger.knuckle(), finger.middle(), finger.tip() - 1, finger.tip()};
                for (int k = 0; k < 4; k++) {
                    Vec3 p = k == 2 ? kinematics.position(3 * i + 1).lerp(kinematics.position(3 * i + 2), 0.5)
                            : kinematics.position(3 * i + (k == 3 ? 2 : k));
                    elsewhere.transform(p).into(points[f], 3 * landmarks[k]);
                }
            }
            Vec3 knuckle = Vec3.of(points[f], 3 * Finger.MIDDLE.knuckle());
            Vec3 along = elsewhere.rotation().rotate(hand.shape().rotation().rotate(Vec3.Z));
            knuckle.plusScaled(along, -0.09).into(points[f], 0);
        }
        return new HandMotion(100, points, true);
    }

    @ParameterizedTest
    @EnumSource
    void aHandOfTheRobotsOwnShapeIsFollowedToMillimetres(HandRetargeter.Objective objective) {
        RobotHand hand = hand("five-finger-hand");
        double[] a = hand.group().middle();
        hand.group().clamp(a);
        double[][] x = new double[100][];
        Arrays.setAll(x, f -> {
            double[] y = new double[a.length];
            for (int i = 0; i < y.length; i++) {
                double range = hand.group().upper().get(i) - hand.group().lower().get(i);
                y[i] = a[i] + 0.3 * range * StrictMath.sin(0.06 * f + i);
            }
            return y;
        });
        HandRetargeter.Options options = new HandRetargeter.Options(objective, 1e-3, 50, 1e-6, 2e-6, 10);
        HandRetargeter.Result result = new HandRetargeter(hand, options).retarget(disguised(hand, x));
        // bent, a finger's bones are no longer than they are, so scales are 1 for this hand
        assertThat(Arrays.stream(result.tipErrors()).skip(5).average().orElseThrow()).isLessThan(4e-3);
        assertThat(Arrays.stream(result.x()).allMatch(hand.group()::isWithinLimits)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"allegro, 12", "shadow, 8", "mia, 28", "five-finger-hand, 9"})
    void theRealRecordingIsRetargetedWithinLimitsAndWithoutJumps(String name, double mostMillimetres)
            throws IOException {
        RobotHand hand = hand(name);
        HandMotion motion = clean(Recordings.landmarks());
        HandRetargeter.Options options = HandRetargeter.Options.DEFAULT.with(HandRetargeter.Objective.VECTOR);
        HandRetargeter.Result result = new HandRetargeter(hand, options).retarget(motion);
        assertThat(result.x()).hasDimensions(621, hand.group().size());
        assertThat(Arrays.stream(result.x()).allMatch(hand.group()::isWithinLimits)).isTrue();
        assertThat(Smoothness.of(result.x(), 30).largestStep()).isLessThanOrEqualTo(0.2 + 1e-12);
        RetargetReport report = RetargetReport.of(hand, result, 30);
        assertThat(report.figures().get("fingertip vector error, mean, mm")).isLessThan(mostMillimetres);
        assertThat(report.figures().get("least distance from a limit, part of the range")).isGreaterThanOrEqualTo(0);
        HandRetargeter.Result again = new HandRetargeter(hand, options).retarget(motion);
        assertThat(Arrays.deepEquals(result.x(), again.x())).isTrue();
    }

    @Test
    void aLeftHandMovesARightRobotAsItsMirrorImageWould() {
        RobotHand hand = hand("five-finger-hand");
        double[][] x = new double[30][];
        Arrays.setAll(x, f -> {
            double[] y = hand.group().middle();
            hand.group().clamp(y);
            y[1] = 0.02 * f;
            return y;
        });
        HandMotion right = disguised(hand, x);
        double[][] mirrored = Arrays.stream(right.points()).map(double[]::clone).toArray(double[][]::new);
        for (double[] frame : mirrored) {
            for (int k = 0; k < 63; k += 3) {
                frame[k] = -frame[k];
            }
        }
        HandRetargeter retargeter = new HandRetargeter(hand, HandRetargeter.Options.DEFAULT);
        double[][] ours = retargeter.retarget(right).x();
        double[][] mirror = retargeter.retarget(new HandMotion(100, mirrored, false)).x();
        for (int f = 0; f < 30; f++) {
            assertThat(mirror[f]).containsExactly(ours[f], within(1e-6));
        }
    }

    @Test
    void whereHumanFingersTouchTheRobotsDoToo() throws IOException {
        RobotHand hand = hand("shadow");
        HandMotion motion = clean(Recordings.landmarks());
        HandRetargeter.Options options = new HandRetargeter.Options(HandRetargeter.Objective.DEXPILOT, 0.01, 6, 0.03,
                0.06, 10);
        HandRetargeter.Result pinch = new HandRetargeter(hand, options).retarget(motion);
        GroupKinematics kinematics = new GroupKinematics(hand.group(), hand.frames());
        int touches = 0;
        for (int f = 5; f < motion.frames(); f++) {
            boolean held = true;
            for (int g = f - 2; g <= f; g++) { // long enough that the speed limit lets the robot follow
                held &= motion.point(g, Finger.THUMB.tip()).distance(motion.point(g, Finger.INDEX.tip())) < 0.03;
            }
            if (held) {
                kinematics.compute(pinch.x()[f]);
                assertThat(kinematics.position(2).distance(kinematics.position(5))).isLessThan(0.015);
                touches++;
            }
        }
        assertThat(touches).isGreaterThan(3);
    }

    @Test
    void theMotionCapturePlaysThroughItsLostMarkersOnTheMiaHand() throws IOException {
        RobotHand mia = hand("mia");
        HandMotion raw = Recordings.markers();
        HandRetargeter retargeter = new HandRetargeter(mia,
                HandRetargeter.Options.DEFAULT.with(HandRetargeter.Objective.POSITION));
        double[][] filled = retargeter.retarget(Repair.smoothed(Repair.filled(raw, 60), 6)).x();
        double[][] asRecorded = retargeter.retarget(raw).x();
        for (double[][] x : List.of(filled, asRecorded)) {
            assertThat(x).hasNumberOfRows(6000);
            assertThat(Arrays.stream(x).allMatch(mia.group()::isWithinLimits)).isTrue();
            assertThat(Smoothness.of(x, 100).largestStep()).isLessThanOrEqualTo(0.06 + 1e-12); // 6 rad/s
        }
        assertThat(Smoothness.of(filled, 100).rootMeanSquareJerk())
                .isLessThan(Smoothness.of(asRecorded, 100).rootMeanSquareJerk());
    }

    @Test
    void anArmWithAGripperFollowsThumbAndFinger() throws IOException {
        HandMotion motion = clean(Recordings.landmarks());
        for (String name : RobotGripper.builtin()) {
            RobotGripper gripper = RobotGripper.named(name, Robots.load(name));
            GripperRetargeter.Options options = GripperRetargeter.Options.ofWidth(gripper.jaw().width());
            GripperRetargeter.Result result = new GripperRetargeter(options).retarget(motion,
                    GripperRetargeter.pivot(motion));
            GroupKinematics kinematics = new GroupKinematics(gripper.arm(), gripper.tool());
            kinematics.compute(gripper.arm().fromQpos(gripper.arm().rest().toArray()));
            Pose turn = new Pose(kinematics.position(0), Quat.fromAxisAngle(Vec3.Y, QUARTER));
            ArmRetargeter.Placement placement = ArmRetargeter.Placement.of(result.poses(), 1, turn);
            List<Pose> poses = result.poses().stream().map(placement::of).toList();
            ArmRetargeter.Result arm = new ArmRetargeter(gripper.arm(), gripper.tool(), ArmRetargeter.Options.DEFAULT)
                    .follow(poses, 30);
            assertThat(Arrays.stream(arm.x()).allMatch(gripper.arm()::isWithinLimits)).isTrue();
            assertThat(Smoothness.of(arm.x(), 30).largestStep()).isLessThanOrEqualTo(0.1 + 1e-12);
            double[] sorted = arm.positionErrors().clone();
            Arrays.sort(sorted);
            assertThat(sorted[sorted.length / 2]).as(name).isLessThan(0.01);
            for (double width : result.widths()) {
                double[] jaw = {gripper.jaw().coordinate(width)};
                assertThat(gripper.jawGroup().isWithinLimits(jaw)).isTrue();
            }
        }
    }

    @Test
    void jawsOpenAsWideAsAsked() {
        Model panda = Robots.load("panda");
        RobotGripper gripper = RobotGripper.named("panda", panda);
        assertThat(gripper.jaw().width()).isCloseTo(0.08, within(1e-9));
        assertThat(gripper.jaw().coordinate(0.05)).isCloseTo(0.025, within(1e-9));
        assertThat(gripper.jaw().coordinate(1)).isEqualTo(gripper.jawGroup().upper().get(0), within(1e-9));
        assertThat(gripper.jaw().coordinate(-1)).isEqualTo(gripper.jawGroup().lower().get(0), within(1e-9));
    }

    @Test
    void theToolStandsBetweenTheTipsAcrossTheJaw() {
        GripperRetargeter retargeter = new GripperRetargeter(GripperRetargeter.Options.ofWidth(0.08));
        Property.check(1, 50, random -> {
            double[][] points = new double[3][];
            Arrays.setAll(points, f -> Property.uniform(random, 63, -0.1, 0.1));
            HandMotion motion = new HandMotion(30, points, true);
            GripperRetargeter.Result result = retargeter.retarget(motion, Finger.INDEX);
            Pose tool = result.poses().get(2);
            Vec3 thumb = tool.inverseTransform(motion.point(2, Finger.THUMB.tip()));
            assertThat(Math.hypot(thumb.x(), thumb.z())).isLessThan(1e-9);
            assertThat(thumb.y()).isPositive();
            Vec3 root = tool.inverseTransform(
                    motion.point(2, Finger.THUMB.knuckle()).lerp(motion.point(2, Finger.INDEX.knuckle()), 0.5));
            assertThat(root.z()).isNegative();
            assertThat(Math.abs(root.x())).isLessThan(1e-9);
            assertThat(result.widths()[2]).isBetween(0.0, 0.08);
        });
    }

    @Test
    void whatIsWrongInADescriptionIsTold() {
        Model model = Robots.load("five-finger-hand");
        assertThatThrownBy(() -> RobotHand.named("alegro", model)).hasMessageContaining("there is no hand 'alegro'")
                .hasMessageContaining("did you mean 'allegro'?");
        assertThatThrownBy(() -> RobotHand.named("allegro", model)).hasMessageContaining("has no frame");
        assertThatThrownBy(() -> RobotGripper.named("pandy", model)).hasMessageContaining("did you mean 'panda'?");
        assertThatThrownBy(() -> RobotHand.read("h.json",
                "{\"palm\": 3, \"side\": \"up\", \"fingers\": {\"INDX\": {}}}", model, new Diagnostics()))
                .hasMessageContaining("h.json: error: palm: 3; expected a text")
                .hasMessageContaining("side: 'up'; expected one of left, right")
                .hasMessageContaining("fingers.INDX: 'INDX'").hasMessageContaining("did you mean 'INDEX'?");
        assertThatThrownBy(() -> RobotHand.read("h.json", "[", model, new Diagnostics()))
                .hasMessageContaining("h.json:1");
        assertThatThrownBy(() -> RobotGripper.read("g.json",
                "{\"tool\": \"palm\", \"left\": \"palm\", \"right\": \"index_tip\", \"z\": 1}", model,
                new Diagnostics())).hasMessageContaining("z: unknown");
        assertThatThrownBy(() -> RobotGripper.read("g.json",
                "{\"tool\": \"palm\", \"left\": \"palm\", \"right\": \"index_tip\"}", model,
                new Diagnostics())).hasMessageContaining("expected one coordinate with limits");
    }
}
