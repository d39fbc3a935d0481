package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.List;
import java.util.Objects;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.AlignFree;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.LightType;
import org.isthmus.model.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyReaderTest {
    private static Body body(String content) {
        return Objects.requireNonNull(
                Mjcf.read("<worldbody><body name='b'>" + content + "</body></worldbody>").body("b"));
    }

    /// Values of MuJoCo 3.14 for a geom with this orientation.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "degree | xyz | quat='2 0 0 0'           | 1 0 0 0",
        "degree | xyz | axisangle='1 1 0 30'     | 0.96592583 0.1830127 0.1830127 0",
        "degree | xyz | xyaxes='1 0 0 1 1 0'     | 1 0 0 0",
        "degree | xyz | zaxis='0 0 -1'           | 0 1 0 0",
        "degree | xyz | zaxis='1 2 3'            | 0.94915323 -0.2815786 0.1407893 0",
        "radian | ZYX | euler='1 2 3'            | -0.36887136 0.5015091 -0.20614923 0.7549338",
        "radian | zyx | euler='1 2 3'            | 0.43595284 0.44443511 0.31062245 -0.71828702",
        "radian | xYz | euler='1 2 3'            | 0.43595284 0.7549338 -0.20614923 0.44443511",
        "radian | xxy | euler='1 2 3'            | 0.00500375 0.07056 0.07056 0.99499625"})
    void everyFormOfOrientationMeansWhatItMeansToMujoco(String angle, String sequence, String form, String expected) {
        Scene scene = Mjcf
                .read("<compiler angle='" + angle + "' eulerseq='" + sequence + "'/><worldbody><geom size='1' " + form
                        + "/></worldbody>");
        Quat q = scene.world.geoms.get(0).quat;
        double[] e = List.of(expected.split(" ")).stream().mapToDouble(Double::parseDouble).toArray();
        double sign = q.dot(Quat.of(e, 0)) < 0 ? -1 : 1;
        assertClose(new double[]{sign * q.w(), sign * q.x(), sign * q.y(), sign * q.z()}, e, 1e-8);
    }

    @Test
    void aUnitQuaternionStaysAsItIsWritten() {
        assertThat(body("<geom size='1' quat='0.6 0 0.8 0'/>").geoms.get(0).quat).isEqualTo(new Quat(0.6, 0, 0.8, 0));
    }

    @Test
    void framesAreDissolvedIntoThePosesOfWhatTheyHold() {
        Body body = body("""
                <frame pos="1 2 3" euler="90 0 0">
                  <joint axis="0 1 0" pos="1 0 0" range="-90 90"/>
                  <light pos="1 0 0" dir="0 1 0"/>
                  <frame pos="0 0 1"><site pos="0 1 0"/></frame>
                  <camera pos="0 1 0"/>
                  <inertial pos="1 0 0" mass="2" diaginertia="1 2 2.5"/>
                  <body name="inner" pos="1 1 1" euler="0 90 0"/>
                </frame>""");
        near(body.joints.get(0).pos, 2, 2, 3);
        near(body.joints.get(0).axis, 0, 0, 1);
        near(body.lights.get(0).pos, 2, 2, 3);
        near(body.lights.get(0).dir, 0, 0, 1);
        near(body.sites.get(0).pos, 1, 1, 4);
        near(body.cameras.get(0).pos, 1, 2, 4);
        Inertial inertial = Objects.requireNonNull(body.inertial);
        near(inertial.pos(), 2, 2, 3);
        assertClose(inertial.quat().toArray(), new double[]{Math.sqrt(.5), Math.sqrt(.5), 0, 0}, ROUNDING);
        near(body.children.get(0).pos, 2, 1, 4);
        assertClose(body.children.get(0).quat.toArray(), new double[]{.5, .5, .5, .5}, ROUNDING);
    }

    private static void near(Vec3 actual, double x, double y, double z) {
        assertClose(actual.toArray(), new double[]{x, y, z}, ROUNDING);
    }

    @Test
    void endPointsBecomePoseAndSizeInAFrameOnly() {
        Body body = body("""
                <geom type="capsule" size=".1" fromto="0 0 0 1 2 3"/>
                <frame pos="1 0 0" euler="90 0 0">
                  <geom type="capsule" size=".1" fromto="0 0 0 1 2 3"/><geom type="box" size=".1 .2" fromto="0 0 0 1 2 3"/>
                </frame>""");
        assertThat(body.geoms.get(0).fromTo).containsExactly(0, 0, 0, 1, 2, 3);
        assertThat(body.geoms.get(1).fromTo[0]).isNaN();
        // of MuJoCo 3.14
        near(body.geoms.get(1).pos, 1.5, -1.5, 1);
        assertClose(body.geoms.get(1).quat.toArray(), new double[]{-0.37768978, 0.82290465, -0.30014861, -0.30014861},
                1e-8);
        assertClose(body.geoms.get(1).size, new double[]{.1, Math.sqrt(14) / 2, 0}, ROUNDING);
        assertClose(body.geoms.get(2).size, new double[]{.1, .1, Math.sqrt(14) / 2}, ROUNDING);
    }

    @Test
    void inertiaIsDiagonalOrFull() {
        Inertial diagonal = Objects.requireNonNull(
                body("<inertial pos='1 2 3' mass='4' diaginertia='5 6 7' euler='0 0 180'/>").inertial);
        assertThat(diagonal.mass()).isEqualTo(4);
        assertThat(diagonal.inertia().yy()).isEqualTo(6);
        assertClose(diagonal.quat().toArray(), new double[]{0, 0, 0, 1}, ROUNDING);
        Inertial full = Objects.requireNonNull(
                body("<inertial pos='1 2 3' mass='4' fullinertia='5 6 7 .1 .2 .3'/>").inertial);
        assertThat(full.inertia().xy()).isEqualTo(.1);
        assertThat(full.inertia().yz()).isEqualTo(.3);
    }

    @Test
    void aFreeJointTakesNothingFromDefaultClasses() {
        Scene scene = Mjcf.read("<default><joint armature='1' group='3'/></default>"
                + "<worldbody><body><freejoint name='f' group='2' align='true'/></body></worldbody>");
        assertThat(scene.joint("f")).isNotNull().satisfies(j -> {
            assertThat(j.type).isEqualTo(JointType.FREE);
            assertThat(j.armature).isZero();
            assertThat(j.group).isEqualTo(2);
            assertThat(j.align).isEqualTo(AlignFree.TRUE);
        });
    }

    @Test
    void lightsUnderstandTheirOldAttribute() {
        Body body = body("<light directional='true'/><light directional='false'/><light type='point'/><light/>");
        assertThat(body.lights).extracting(l -> l.type)
                .containsExactly(LightType.DIRECTIONAL, LightType.SPOT, LightType.POINT, LightType.SPOT);
    }

    @Test
    void elementsKnowWhereTheyStand() {
        Scene scene = Mjcf.read("\n<worldbody>\n  <geom size='1'/></worldbody>");
        assertThat(scene.world.geoms.get(0).source).hasToString("/scene.xml:3:3");
    }
}
