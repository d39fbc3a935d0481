package org.isthmus.motion.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.Robots;
import org.isthmus.motion.numeric.LowDiscrepancy;
import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.SharedData;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupKinematicsTest {
    private static final String MIMIC = """
            <mujoco><worldbody>
              <body name="a" pos="0 0 .1" euler="20 10 0"><joint name="a" type="hinge" axis="0 1 1" pos="0 .02 0" range="-90 90" ref="10"/>
                <geom size=".01"/>
                <body name="b" pos=".2 0 0"><joint name="b" type="slide" axis="1 0 0" range="-.1 .3"/><geom size=".01"/>
                  <body name="c" pos="0 .1 0"><joint name="c" axis="0 0 1" range="-40 20"/><geom size=".01"/>
                    <site name="tip" pos=".1 .05 0" euler="0 30 0"/></body></body></body>
              <body name="free" pos="1 1 1"><freejoint/><geom size=".1"/>
                <body name="ball" pos="0 0 .2"><joint type="ball" pos="0 0 .05"/><geom size=".05"/>
                  <body name="d"><joint name="d" axis="1 0 0"/><geom size=".1"/></body></body></body>
            </worldbody>
            <equality><joint joint1="c" joint2="a" polycoef=".1 -.5 0 0 0"/></equality></mujoco>""";

    @ParameterizedTest
    @ValueSource(strings = {"panda", "widowx-250s", "rokae-sr3", "aubo-i5", "five-finger-hand", "humanoid",
        "dual-arm-table"})
    void agreesWithTheKinematicsOfTheWholeModel(String robot) {
        Model model = Robots.load(robot);
        JointGroup group = JointGroup.of(model).below(new Frame("world", 0, Pose.IDENTITY)).build();
        List<Frame> frames = model.names().all(ObjectType.SITE).stream()
                .filter(name -> !name.isEmpty()).map(name -> Frame.of(model, name)).toList();
        GroupKinematics ours = new GroupKinematics(group, frames);
        Kinematics whole = new Kinematics(model);
        Property.check(1, 20, random -> {
            double[] x = Robots.random(group, random);
            ours.compute(x);
            whole.compute(group.qpos(x));
            for (int f = 0; f < frames.size(); f++) {
                Pose expected = whole.bodyPose(frames.get(f).body()).times(frames.get(f).offset());
                assertThat(ours.position(f).distance(expected.position())).isLessThan(1e-12);
                assertThat(ours.pose(f).rotation().angleTo(expected.rotation())).isLessThan(1e-7);
            }
        });
    }

    @Test
    void jointsThatFollowOthersMoveWithThem() {
        Model model = Robots.parse(MIMIC);
        JointGroup group = JointGroup.of(model).to(Frame.of(model, "tip")).build();
        assertThat(group.names()).containsExactly("a", "b");
        double[] qpos = group.qpos(new double[]{0.3, 0.1});
        double reference = Math.toRadians(10);
        assertThat(qpos[2]).isCloseTo(0.1 - 0.5 * (0.3 - reference), within(1e-12));
        // c stays above -40 degrees only while a is below what takes it there
        assertThat(group.upper().get(0)).isEqualTo(Math.toRadians(90), within(1e-9));
        assertThat(group.lower().get(0))
                .isEqualTo((Math.toRadians(20) - 0.1 - 0.5 * reference) / -0.5, within(1e-9));
        assertThat(group.fromQpos(qpos)).containsExactly(0.3, 0.1);
    }

    @Test
    void bodiesBelowFreeAndBallJointsStandWhereRestHasThem() {
        Model model = Robots.parse(MIMIC);
        double[] rest = model.qpos0().toArray();
        double[] turned = {0.5, 0.5, -0.5, 0.5};
        System.arraycopy(turned, 0, rest, 6, 4);
        System.arraycopy(turned, 0, rest, 10, 4);
        JointGroup group = JointGroup.of(model).joints("d").rest(rest).build();
        GroupKinematics ours = new GroupKinematics(group, Frame.of(model, "d"));
        ours.compute(new double[]{0.7});
        Kinematics whole = new Kinematics(model);
        whole.compute(group.qpos(new double[]{0.7}));
        Pose expected = whole.bodyPose(Frame.of(model, "d").body());
        assertThat(ours.position(0).distance(expected.position())).isLessThan(1e-12);
        assertThat(ours.pose(0).rotation().angleTo(expected.rotation())).isLessThan(1e-7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"panda", "five-finger-hand", "mimic"})
    void jacobiansAreTheDerivativesOfPoses(String robot) {
        Model model = robot.equals("mimic") ? Robots.parse(MIMIC) : Robots.load(robot);
        String site = model.names().all(ObjectType.SITE).getLast();
        JointGroup group = JointGroup.to(Frame.of(model, site), model);
        GroupKinematics kinematics = new GroupKinematics(group, Frame.of(model, site));
        Property.check(2, 20, random -> {
            double[] x = Robots.random(group, random);
            kinematics.compute(x);
            double[] geometric = kinematics.jacobian(0);
            double[] rpy = AnalyticJacobian.ROLL_PITCH_YAW.of(kinematics, 0);
            double[] vector = AnalyticJacobian.ROTATION_VECTOR.of(kinematics, 0);
            for (int i = 0; i < x.length; i++) {
                Pose before = moved(kinematics, x, i, -1e-6);
                Pose after = moved(kinematics, x, i, 1e-6);
                assertColumn(geometric, x.length, i, 0, after.position().minus(before.position()).times(5e5), 1e-7);
                Vec3 omega = after.rotation().times(before.rotation().conjugate()).toRotationVector().times(5e5);
                assertColumn(geometric, x.length, i, 3, omega, 1e-7);
                assertColumn(rpy, x.length, i, 3, rate(AnalyticJacobian.ROLL_PITCH_YAW, before, after), 1e-4);
                assertColumn(vector, x.length, i, 3, rate(AnalyticJacobian.ROTATION_VECTOR, before, after), 1e-4);
            }
        });
    }

    private static Pose moved(GroupKinematics kinematics, double[] x, int i, double by) {
        double[] y = x.clone();
        y[i] += by;
        kinematics.compute(y);
        return kinematics.pose(0);
    }

    private static Vec3 rate(AnalyticJacobian kind, Pose before, Pose after) {
        return kind.coordinates(after.rotation()).minus(kind.coordinates(before.rotation())).times(5e5);
    }

    private static void assertColumn(double[] jacobian, int n, int column, int row, Vec3 expected, double tolerance) {
        if (expected.length() > 1e3) {
            return; // a jump of the coordinates by a whole turn
        }
        Tolerances.assertClose(new double[]{jacobian[row * n + column], jacobian[(row + 1) * n + column],
            jacobian[(row + 2) * n + column]}, expected.toArray(), tolerance);
    }

    @Test
    void computingAllocatesNothing() {
        Model model = Robots.load("panda");
        Frame tool = Frame.of(model, "link7");
        GroupKinematics kinematics = new GroupKinematics(JointGroup.to(tool, model), tool);
        double[] x = kinematics.group().middle();
        double[] jacobian = new double[6 * x.length];
        Allocation.assertNone(1000, () -> {
            x[0] += 1e-3;
            kinematics.compute(x);
            kinematics.jacobian(0, jacobian, 0);
        });
    }

    @Test
    void anArmStretchedOutIsSingular() {
        Model model = Robots.load("aubo-i5");
        Frame tool = Frame.of(model, "tcp");
        GroupKinematics kinematics = new GroupKinematics(JointGroup.to(tool, model), tool);
        kinematics.compute(new double[6]);
        assertThat(Manipulability.of(kinematics, 0, 0.3).yoshikawa()).isLessThan(1e-6);
        kinematics.compute(new double[]{0.2, -0.4, 1.2, 0.3, 1.4, 0});
        assertThat(Manipulability.of(kinematics, 0, 0.3).yoshikawa()).isGreaterThan(1e-3);
        assertThat(Manipulability.of(kinematics, 0, 0.3).isotropy()).isBetween(0.01, 1.0);
    }

    @Test
    void theReachOfAnArmIsThatOfItsDataSheet() {
        Model model = Robots.load("aubo-i5");
        // the centre of the wrist: upper arm 408 mm and fore arm 376 mm in line, 121.5 mm beside the shoulder
        Frame wrist = Frame.of(model, "wrist1_Link");
        Workspace workspace = Workspace.sample(JointGroup.to(wrist, model), wrist, LowDiscrepancy.SOBOL, 5_000);
        assertThat(workspace.reach(new Vec3(0, 0, 0.122))).isBetween(0.79, 0.79336);
        assertThat(workspace.min().x()).isLessThan(-0.75);
        assertThat(workspace.max().z()).isGreaterThan(0.88);
    }

    @Test
    void realHandsWithMimicJointsHaveOneCoordinatePerMotor() {
        Model mia = Robots
                .load(SharedData.require("robots/mia_hand_urdf/mia_hand_description/urdf/mia_hand.urdf").toString());
        JointGroup group = JointGroup.of(mia).below(new Frame("world", 0, Pose.IDENTITY)).build();
        assertThat(group.names()).containsExactlyInAnyOrder("j_index_fle", "j_mrl_fle", "j_thumb_fle", "j_thumb_opp");
        assertThat(group.velocity().get(group.names().indexOf("j_thumb_opp"))).isEqualTo(4.0);
    }

    @Test
    void unknownNamesAreToldWithTheNearestKnownOne() {
        Model model = Robots.load("panda");
        assertThatThrownBy(() -> Frame.of(model, "link17")).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("model 'panda' has no frame 'link17'")
                .hasMessageContaining("did you mean 'link1'?");
        assertThatThrownBy(() -> JointGroup.of(model).joints("joint1", "jont2"))
                .hasMessageContaining("has no hinge or slide 'jont2'").hasMessageContaining("did you mean 'joint2'?");
        assertThatThrownBy(() -> JointGroup.of(model).couple("joint1", "joint1", 1, 0))
                .hasMessageContaining("joint 'joint1' cannot follow 'joint1'");
        assertThatThrownBy(() -> JointGroup.of(model).couple("joint1", "joint2", 1, 100).joints("joint1").build())
                .hasMessageContaining("the limits of the joints that follow 'joint2' exclude each other");
    }
}
