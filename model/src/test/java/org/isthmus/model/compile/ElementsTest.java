package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.testing.Models.compile;

import java.util.Arrays;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.SensorType;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

/// What single elements become, where it is more than a copy.
class ElementsTest {
    private static final String TWO = """
            <worldbody><geom name="floor" type="plane" size="1 1 1"/><site name="w" pos="1 0 0"/>
            <body name="a" pos="0 0 1"><freejoint/><geom name="ga" size="0.1"/><site name="sa"/></body>
            <body name="b" pos="0 1 1"><joint name="j" range="-1 2" ref="0.5" axis="0 0 2"/><geom name="gb" size="0.1"/>
            <site name="sb" pos="0 0 1"/></body></worldbody>""";

    @Test
    void jointsAreLimitedWhereTheyHaveARange() {
        Model model = compile("<compiler angle='radian'/>" + TWO);
        assertThat(model.joints().limited().toArray()).containsExactly(0, 1);
        assertThat(model.joints().axis().vec3(1)).isEqualTo(Vec3.Z);
        assertThat(model.qpos0().toArray()).endsWith(0.5);
        assertThat(compile("<compiler autolimits='false'/>" + TWO.replace("range=", "limited='false' range="))
                .joints().limited().toArray()).containsExactly(0, 0);
    }

    @Test
    void pairsAndExclusionsAreSortedByTheirBodies() {
        Model model = compile(TWO + """
                <contact><pair name="late" geom1="gb" geom2="ga"/><pair name="early" geom1="ga" geom2="floor"/>
                <exclude body1="b" body2="a"/><exclude body1="b" body2="world"/></contact>""");
        assertThat(model.names().all(ObjectType.PAIR)).containsExactly("early", "late");
        assertThat(model.pairs().geom1().toArray()).containsExactly(0, 1);
        assertThat(model.pairs().geom2().toArray()).containsExactly(1, 2);
        assertThat(model.pairs().signature().toArray()).containsExactly(1, 1 << 16 | 2);
        assertThat(model.excludeSignature().toArray()).containsExactly(2, 1 << 16 | 2);
    }

    @Test
    void anchorsAndRelativePosesFollowFromTheReferenceConfiguration() {
        Model model = compile(TWO + """
                <equality><connect body1="a" body2="b" anchor="0.1 0.2 0.3"/><weld body1="a" body2="b"/>
                <weld site1="sa" site2="sb"/><joint joint1="j" polycoef="1 2 3 4 5"/></equality>""");
        double[] data = model.equalities().data().toArray();
        Tolerances.assertClose(Arrays.copyOf(data, 6), new double[]{0.1, 0.2, 0.3, 0.1, -0.8, 0.3},
                Tolerances.ROUNDING);
        // b stands 1 m along y, seen from a
        Tolerances.assertClose(Arrays.copyOfRange(data, 11, 22), new double[]{0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1},
                Tolerances.ROUNDING);
        assertThat(Arrays.copyOfRange(data, 33, 38)).containsExactly(1, 2, 3, 4, 5);
        assertThat(model.equalities().obj1Id().toArray()).containsExactly(1, 1, 1, 1);
        assertThat(model.equalities().obj2Id().toArray()).containsExactly(2, 2, 2, -1);
    }

    @Test
    void rangesOfServosMayComeFromTheirJoints() {
        Model model = compile("<compiler angle='radian'/>" + TWO + """
                <actuator><position joint="j" inheritrange="1"/><position joint="j" inheritrange="0.5"/>
                <intvelocity joint="j" inheritrange="2"/></actuator>""");
        Tolerances.assertClose(model.actuators().ctrlRange().toArray(), new double[]{-1, 2, -0.25, 1.25, 0, 0},
                Tolerances.ROUNDING);
        Tolerances.assertClose(model.actuators().actRange().toArray(), new double[]{0, 0, 0, 0, -2.5, 3.5},
                Tolerances.ROUNDING);
        assertThat(model.actuators().ctrlLimited().toArray()).containsExactly(1, 1, 0);
        assertThat(model.actuators().actLimited().toArray()).containsExactly(0, 0, 1);
        assertThat(model.actuators().actAdr().toArray()).containsExactly(-1, -1, 0);
        assertThat(model.sizes().na()).isEqualTo(1);
    }

    @Test
    void sensorsGiveAsManyNumbersAsTheirTypeAndDataSay() {
        Model model = compile(TWO + """
                <sensor><touch site="sa"/><accelerometer site="sa"/><framequat objtype="body" objname="a"/>
                <fromto geom1="ga" geom2="gb" cutoff="1"/><contact data="found force torque dist pos normal tangent"
                num="2"/>
                <rangefinder site="sa" data="dist dir origin point normal depth"/><user dim="5"/></sensor>""");
        assertThat(model.sensors().dim().toArray()).containsExactly(1, 3, 4, 6, 34, 14, 5);
        assertThat(model.sensors().adr().toArray()).containsExactly(0, 1, 4, 8, 14, 48, 62);
        assertThat(model.sizes().nsensordata()).isEqualTo(67);
        assertThat(model.sensors().dataType().get(2)).isEqualTo(SensorType.Data.QUATERNION.ordinal());
        assertThat(model.sensors().needStage().get(1)).isEqualTo(SensorType.Stage.ACC.ordinal());
    }

    @Test
    void keyframesAreFilledFromTheReference() {
        Model model = compile("""
                <worldbody><body><joint name="j" ref="2" type="slide"/><geom size="1"/></body>
                <body mocap="true" pos="1 2 3" quat="0 1 0 0"/></worldbody>
                <actuator><intvelocity joint="j"/></actuator>
                <keyframe><key/><key name="k" time="3" qpos="4" qvel="5" act="6" ctrl="7" mpos="8 9 10" mquat="0 0 2
                0"/>
                </keyframe>""");
        assertThat(model.keyframes().qpos().toArray()).containsExactly(2, 4);
        assertThat(model.keyframes().qvel().toArray()).containsExactly(0, 5);
        assertThat(model.keyframes().act().toArray()).containsExactly(0, 6);
        assertThat(model.keyframes().ctrl().toArray()).containsExactly(0, 7);
        assertThat(model.keyframes().time().toArray()).containsExactly(0, 3);
        assertThat(model.keyframes().mpos().toArray()).containsExactly(1, 2, 3, 8, 9, 10);
        assertThat(model.keyframes().mquat().toArray()).containsExactly(0, 1, 0, 0, 0, 0, 1, 0);
    }

    @Test
    void heightFieldsAreScaledToTheUnitInterval() {
        String mjcf = """
                <asset><hfield name="h" nrow="2" ncol="2" size="1 2 3 4" elevation="%s"/></asset>
                <worldbody><geom type="hfield" hfield="h"/></worldbody>""";
        Model model = compile(mjcf.formatted("-1 0 1 3"));
        // rows of the file start at the far side, +y
        assertThat(model.heightFields().get(0).elevation().toArray()).containsExactly(0.5f, 1, 0, 0.25f);
        assertThat(compile(mjcf.formatted("5 5 5 5")).heightFields().get(0).elevation().toArray()).containsOnly(0);
        assertThat(model.geoms().size().vec3(0)).isEqualTo(new Vec3(1, 2, 0.25 * 3 + 0.5 * 4));
        assertThat(model.geoms().aabb().toArray()).containsExactly(0, 0, -0.5, 1, 2, 3.5);
    }

    @Test
    void camerasWithASensorHaveItsFieldOfView() {
        Model model = compile("""
                <worldbody><camera resolution="640 480" sensorsize="0.0064 0.0048" focal="0.0048 0.0048"/>
                <camera resolution="640 480" sensorsize="0.0064 0.0048" focalpixel="480 480" principalpixel="1 2"/>
                <camera/></worldbody>""");
        // the half height is half the focal length
        double fovy = 2 * Math.toDegrees(StrictMath.atan(0.5));
        Tolerances.assertClose(model.cameras().fovy().toArray(), new double[]{fovy, fovy, 45}, Tolerances.SINGLE);
        Tolerances.assertClose(model.cameras().intrinsic().toArray(),
                new float[]{0.0048f, 0.0048f, 0, 0, 0.0048f, 0.0048f,
                    1e-5f, 2e-5f, 0.01f, 0.01f, 0, 0},
                1e-6);
    }

    @Test
    void userNumbersAreAsWideAsTheWidest() {
        Model model = compile("""
                <worldbody><body user="1 2 3"/><body user="4"/></worldbody>""");
        assertThat(model.bodies().user().toArray()).containsExactly(0, 0, 0, 1, 2, 3, 4, 0, 0);
        assertThat(compile("<size nuser_body='4'/><worldbody/>").bodies().user().length()).isEqualTo(4);
    }

    @Test
    void marginsOfBodiesHoldThoseOfTheirGeoms() {
        Model model = compile("""
                <worldbody><body><geom size="1" margin="0.1" gap="0.2" contype="4" conaffinity="2"/>
                <geom size="1" margin="0.05" contype="8" conaffinity="1"/></body></worldbody>""");
        Tolerances.assertClose(model.bodies().margin().get(1), 0.3, Tolerances.ROUNDING);
        assertThat(model.bodies().contype().get(1)).isEqualTo(12);
        assertThat(model.bodies().conaffinity().get(1)).isEqualTo(3);
    }

    @Test
    void mocapBodiesAreNumberedAndMayCarryPlanes() {
        Model model = compile(
                """
                <worldbody><body mocap="true"><geom type="plane" size="1 1 1"/></body><body/><body mocap="true"/>
                </worldbody>""");
        assertThat(model.bodies().mocapId().toArray()).containsExactly(-1, 0, -1, 1);
        assertThat(model.bodies().weldId().toArray()).containsExactly(0, 1, 0, 3);
    }

    @Test
    void tendonsAreLimitedAndWrappedAsTheyAreWritten() {
        Model model = compile(
                TWO.replace("<site name=\"sb\"", "<geom name='c' type='cylinder' size='0.1 1'/><site name=\"sb\"") + """
                <tendon><spatial range="1 2"><site site="w"/><geom geom="c" sidesite="sa"/><site site="sb"/>
                <pulley divisor="2"/><site site="w"/><site site="sa"/></spatial></tendon>""");
        assertThat(model.wraps().type().toArray()).containsExactly(3, 5, 3, 2, 3, 3);
        assertThat(model.wraps().objId().toArray()).containsExactly(0, 3, 2, -1, 0, 1);
        assertThat(model.wraps().prm().toArray()).startsWith(0, 1).contains(2);
        assertThat(model.tendons().limited().get(0)).isEqualTo(1);
    }
}
