package org.isthmus.model.urdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.urdf.Urdf.joint;
import static org.isthmus.model.urdf.Urdf.link;
import static org.isthmus.model.urdf.Urdf.messages;
import static org.isthmus.model.urdf.Urdf.read;
import static org.isthmus.model.urdf.Urdf.robot;

import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.VelocityLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrdfReaderTest {
    private static final String TWO = link("a") + link("b");

    private static Joint only(String type, String... parts) {
        return read(robot(TWO, joint("j", type, "a", "b", parts))).bodies().getLast().joints.getFirst();
    }

    @Test
    void linksBecomeBodiesUnderTheirParents() {
        Scene scene = read(robot(link("b"), link("a"), joint("j", "fixed", "a", "b",
                "<origin xyz='1 2 3' rpy='0 0 1.5707963267948966'/>")));
        assertThat(scene.name).isEqualTo("r");
        Body a = scene.world.children.getFirst();
        assertThat(a.name).isEqualTo("a");
        assertThat(a.joints).isEmpty();
        Body b = a.children.getFirst();
        assertThat(b.name).isEqualTo("b");
        assertThat(b.joints).isEmpty();
        assertThat(b.pos).isEqualTo(new Vec3(1, 2, 3));
        assertThat(b.quat.angleTo(Quat.fromAxisAngle(Vec3.Z, Math.PI / 2))).isLessThan(1e-12);
        assertThat(b.source).hasToString("/robots/r.urdf:2:1");
    }

    @Test
    void rpyTurnsAboutFixedAxesRollFirst() {
        Body b = read(robot(TWO, joint("j", "fixed", "a", "b", "<origin rpy='0.1 0.2 0.3'/>"))).bodies().getLast();
        Quat expected = Quat.fromAxisAngle(Vec3.Z, 0.3)
                .times(Quat.fromAxisAngle(Vec3.Y, 0.2))
                .times(Quat.fromAxisAngle(Vec3.X, 0.1));
        assertThat(b.quat.angleTo(expected)).isLessThan(1e-12);
    }

    @Test
    void aRootLinkCalledWorldIsTheWorld() {
        Scene scene = read(
                robot("<link name='world'><collision><geometry><sphere radius='1'/></geometry></collision></link>",
                        link("a"), joint("j", "revolute", "world", "a", "<limit lower='-1' upper='1'/>")));
        assertThat(scene.world.geoms).hasSize(1);
        assertThat(scene.world.children).singleElement().satisfies(a -> assertThat(a.joints).hasSize(1));
    }

    @Test
    void theWorldNeedsNoLink() {
        Scene scene = read(robot(link("a"), joint("weld", "fixed", "world", "a", "<origin xyz='0 0 1'/>")));
        assertThat(scene.world.children.getFirst().pos).isEqualTo(Vec3.Z);
    }

    @Test
    void theBaseFloatsOnDemand() {
        UrdfReader reader = new UrdfReader(Urdf.files()).withFloatingBase();
        Scene scene = reader.parse(Urdf.FILE, robot(link("a")), new Diagnostics());
        Joint joint = scene.world.children.getFirst().joints.getFirst();
        assertThat(joint.type).isEqualTo(JointType.FREE);
        assertThat(joint.name).isEqualTo("a_free");
        assertThat(messages(reader, robot("<link name='world'/>", link("a"), joint("j", "fixed", "world", "a"))))
                .isEqualTo("1: warning: the robot hangs on the link 'world': its base does not float; "
                        + "expected another root link");
    }

    @ParameterizedTest
    @CsvSource({"revolute,HINGE", "continuous,HINGE", "prismatic,SLIDE", "spherical,BALL", "ball,BALL"})
    void aSimpleTypeIsOneJoint(String type, JointType expected) {
        Joint joint = only(type);
        assertThat(joint.type).isEqualTo(expected);
        assertThat(joint.name).isEqualTo("j");
    }

    @Test
    void theAxisIsXUnlessGivenAndOfUnitLength() {
        assertThat(only("continuous").axis).isEqualTo(Vec3.X);
        assertThat(only("continuous", "<axis xyz='0 0 -2'/>").axis).isEqualTo(new Vec3(0, 0, -1));
    }

    @Test
    void aPlanarJointIsTwoSlidesAndAHinge() {
        Body b = read(robot(TWO, joint("j", "planar", "a", "b", "<axis xyz='0 1 0'/>"))).bodies().getLast();
        assertThat(b.joints).extracting(j -> j.name).containsExactly("j_TX", "j_TY", "j_RZ");
        assertThat(b.joints).extracting(j -> j.type).containsExactly(JointType.SLIDE, JointType.SLIDE, JointType.HINGE);
        assertThat(b.joints.get(0).axis.minus(new Vec3(1, 0, 0)).length()).isLessThan(1e-12);
        assertThat(b.joints.get(1).axis.minus(new Vec3(0, 0, -1)).length()).isLessThan(1e-12);
        assertThat(b.joints.get(2).axis).isEqualTo(Vec3.Y);
    }

    @Test
    void aFloatingJointIsFreeUnderTheWorldOnly() {
        Scene free = read(robot(link("a"), joint("j", "floating", "world", "a")));
        assertThat(free.joint("j")).extracting(j -> j.type).isEqualTo(JointType.FREE);
        Scene inner = read(robot(TWO, joint("j", "floating", "a", "b")));
        assertThat(inner.bodies().getLast().joints).extracting(j -> j.name)
                .containsExactly("j_TX", "j_TY", "j_TZ", "j_R");
    }

    @Test
    void aUniversalJointIsTwoHinges() {
        Body b = read(robot(TWO, joint("j", "universal", "a", "b").replace("joint name", "drake:joint name")
                .replace("/joint", "/drake:joint"))).bodies().getLast();
        assertThat(b.joints).extracting(j -> j.axis).containsExactly(Vec3.X, Vec3.Y);
    }

    @Test
    void limitsAreKept() {
        Scene scene = read(robot(TWO, joint("j", "revolute", "a", "b",
                "<limit lower='-1' upper='2' effort='5' velocity='3'/><dynamics damping='0.5' friction='0.1'/>")));
        Joint joint = scene.bodies().getLast().joints.getFirst();
        assertThat(joint.range).containsExactly(-1, 2);
        assertThat(joint.actuatorForceRange).containsExactly(-5, 5);
        assertThat(VelocityLimits.of(scene)).isEqualTo(Map.of("j", 3.0));
        assertThat(joint.damping).containsExactly(0.5, 0, 0);
        assertThat(joint.frictionLoss).isEqualTo(0.1);
    }

    @Test
    void aContinuousJointHasNoRange() {
        assertThat(only("continuous", "<limit lower='-1' upper='2' effort='5' velocity='3'/>").range).containsExactly(0,
                0);
    }

    @Test
    void infiniteLimitsLimitNothing() {
        Joint joint = only("revolute", "<limit lower='-inf' upper='inf' effort='inf' velocity='inf'/>");
        assertThat(joint.range).containsExactly(0, 0);
        assertThat(joint.actuatorForceRange).containsExactly(0, 0);
        assertThat(only("prismatic", "<limit lower='0' upper='inf'/>").range).containsExactly(0, 1e10);
    }

    @Test
    void limitsOfZeroAreToldOnceForAllJoints() {
        String limit = "<limit lower='-1' upper='1' effort='0' velocity='-2'/>";
        assertThat(messages(robot(TWO, link("c"), joint("i", "revolute", "a", "b", limit),
                joint("j", "revolute", "b", "c", limit)))).isEqualTo("""
                        4: warning: joints 'i', 'j': the effort limit is not positive, so none is used; \
                        expected a positive number
                        4: warning: joints 'i', 'j': the velocity limit is not positive, so none is used; \
                        expected a positive number""");
    }

    @Test
    void aRangeWithoutExtentLimitsNothing() {
        String text = robot(TWO, joint("j", "revolute", "a", "b", "<limit lower='1' upper='0'/>"));
        assertThat(messages(text))
                .isEqualTo("3: warning: joint 'j': limits that leave no range: motion without end; "
                        + "expected a lower limit below the upper; use the type 'continuous' or 'fixed' if that "
                        + "is meant");
        assertThat(only("revolute", "<limit lower='1' upper='0'/>").range).containsExactly(0, 0);
        assertThat(messages(robot(TWO, joint("j", "prismatic", "a", "b")))).isEqualTo(
                "3: warning: joint 'j': no limit: motion without end; expected a 'limit'; "
                        + "use the type 'continuous' if that is meant");
    }

    @Test
    void mimicIsAnEqualityOfJoints() {
        Scene scene = read(robot(TWO, link("c"), joint("i", "continuous", "a", "b"),
                joint("j", "continuous", "b", "c", "<mimic joint='i' multiplier='-2' offset='0.3'/>")));
        Equality equality = scene.equalities.getFirst();
        assertThat(equality.type).isEqualTo(EqualityType.JOINT);
        assertThat(equality.first).isEqualTo("j");
        assertThat(equality.second).isEqualTo("i");
        assertThat(equality.polycoef).containsExactly(0.3, -2, 0, 0, 0);
    }

    @Test
    void wrongMimicsAreErrors() {
        assertThat(messages(robot(TWO, joint("elbow", "continuous", "a", "b", "<mimic joint='elbov'/>")))).isEqualTo(
                "3: error: joint 'elbow' mimics the unknown joint 'elbov'; "
                        + "expected a revolute, continuous or prismatic joint; did you mean 'elbow'?");
        assertThat(messages(robot(TWO, link("c"), joint("i", "continuous", "a", "b", "<mimic joint='j'/>"),
                joint("j", "continuous", "b", "c", "<mimic joint='i'/>")))).isEqualTo("""
                        4: error: joint 'i' mimics itself, through 'j'; expected another joint
                        5: error: joint 'j' mimics itself, through 'i'; expected another joint""");
        assertThat(messages(robot(TWO, joint("i", "planar", "a", "b", "<mimic joint='j'/>")))).isEqualTo(
                "3: warning: 'mimic' of joint 'i' of type 'planar' is not read; "
                        + "expected it for revolute, continuous and prismatic joints only");
    }

    @Test
    void framesOfDrakeAreSites() {
        Scene scene = read(robot(link("a"), "<frame name='f' link='a' xyz='1 2 3' rpy='0 0 0'/>"));
        assertThat(scene.site("f")).extracting(s -> s.pos).isEqualTo(new Vec3(1, 2, 3));
        assertThat(messages(robot(link("arm"), "<frame name='f' link='arn'/>"))).isEqualTo(
                "3: error: frame 'f' is on the unknown link 'arn'; expected the name of a link; did you mean 'arm'?");
    }

    @Test
    void theBlockOfMujocoIsHonoured() {
        Scene scene = read(robot("<mujoco><compiler balanceinertia='true' boundmass='0.1' discardvisual='true' "
                + "fusestatic='true' autolimits='false' angle='radian'/><option timestep='0.004'/></mujoco>",
                link("a")));
        assertThat(scene.compiler.balanceInertia).isTrue();
        assertThat(scene.compiler.boundMass).isEqualTo(0.1);
        assertThat(scene.compiler.discardVisual).isTrue();
        assertThat(scene.compiler.fuseStatic).isTrue();
        assertThat(scene.compiler.autolimits).isTrue();
        assertThat(scene.physics.timestep).isEqualTo(0.004);
        assertThat(read(robot(link("a"))).compiler.fuseStatic).isFalse();
        assertThat(messages(robot("<mujoco><compiler boundmass='x' autolimits='true'/></mujoco>", link("a"))))
                .isEqualTo(
                        "2: error: attribute 'boundmass' of 'compiler' is 'x'; expected a finite number");
    }

    @Test
    void whatIsNotReadIsToldOnceForEachKind() {
        assertThat(messages(robot(TWO, "<gazebo><static/></gazebo><gazebo/>",
                joint("j", "continuous", "a", "b", "<safety_controller k_velocity='1'/><calibration rising='0'/>"),
                link("c", "<colision/><visual naem='v'><geometry><box size='1 1 1'/></geometry></visual>"),
                joint("k", "fixed", "a", "c"))))
                .isEqualTo("""
                                3: warning: element 'gazebo' in 'robot' is not read (2 times)
                                4: warning: element 'safety_controller' in 'joint' is not read
                                4: warning: element 'calibration' in 'joint' is not read
                                5: warning: element 'colision' in 'link' is not read; did you mean 'collision'?
                                5: warning: attribute 'naem' in 'visual' is not read; did you mean 'name'?""");
    }
}
