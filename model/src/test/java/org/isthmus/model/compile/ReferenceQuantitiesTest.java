package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.testing.Models.compile;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

/// Numbers that follow from the reference configuration, against what a pencil gives.
class ReferenceQuantitiesTest {
    /// 2 kg at 0.5 m on a hinge; its own inertia is 0.1.
    private static final String PENDULUM = """
            <worldbody><body name="b"><joint name="j" axis="0 1 0" range="-90 90" %s/>
            <inertial pos="0 0 -0.5" mass="2" diaginertia="0.1 0.1 0.1"/><site name="tip" pos="0 0 -1"/></body>
            <site name="wall" pos="1 0 -1"/></worldbody>""";
    private static final double INERTIA = 0.1 + 2 * 0.25;

    @Test
    void freeBodiesHaveTheInverseOfTheirMassAndInertia() {
        Model model = compile(
                """
                <worldbody><body><freejoint/><inertial pos="0.1 0.2 0.3" mass="4" diaginertia="0.5 0.5 0.5"/></body>
                </worldbody>""");
        Tolerances.assertClose(model.bodies().invWeight0().toArray(), new double[]{0, 0, 0.25, 2}, Tolerances.ROUNDING);
        Tolerances.assertClose(model.dofs().M0().get(0), 4, Tolerances.ROUNDING);
    }

    @Test
    void aPendulumHasTheInverseOfItsInertiaAboutTheHinge() {
        Model model = compile(PENDULUM.formatted("armature='0.4'"));
        Tolerances.assertClose(model.dofs().M0().get(0), INERTIA + 0.4, Tolerances.ROUNDING);
        Tolerances.assertClose(model.dofs().invWeight0().get(0), 1 / (INERTIA + 0.4), Tolerances.ROUNDING);
        // one of three directions moves, with lever 0.5
        Tolerances.assertClose(model.bodies().invWeight0().get(2), 0.25 / (INERTIA + 0.4) / 3, Tolerances.ROUNDING);
    }

    @Test
    void springsAndDampersHaveTheGivenTimeConstantAndRatio() {
        Model model = compile(PENDULUM.formatted("springdamper='0.2 0.5'"));
        Tolerances.assertClose(model.joints().stiffness().get(0), INERTIA / (0.2 * 0.2 * 0.5 * 0.5),
                Tolerances.ROUNDING);
        Tolerances.assertClose(model.dofs().damping().get(0), 2 * INERTIA / 0.2, Tolerances.ROUNDING);
    }

    @Test
    void aDampingRatioOfOneIsCriticalDamping() {
        Model model = compile(PENDULUM.formatted("") + """
                <actuator><position joint="j" kp="30" dampratio="1" gear="2"/></actuator>""");
        // through the gear the servo sees the inertia divided by its square
        double critical = 2 * Math.sqrt(30 * INERTIA / 4);
        Tolerances.assertClose(model.actuators().biasPrm().toArray(),
                new double[]{0, -30, -critical, 0, 0, 0, 0, 0, 0, 0},
                Tolerances.ROUNDING);
        Tolerances.assertClose(model.actuators().acc0().get(0), 2 / INERTIA, Tolerances.ROUNDING);
    }

    @Test
    void tendonsKnowTheirLengthAndInverseInertia() {
        Model model = compile(PENDULUM.formatted("") + """
                <tendon><spatial><site site="wall"/><site site="tip"/></spatial>
                <fixed springlength="0.3"><joint joint="j" coef="2"/></fixed></tendon>
                <actuator><motor tendon="%s" gear="3"/></actuator>""".formatted("t").replace("<spatial>",
                "<spatial name='t'>"));
        // the tip moves along the tendon, at a lever of 1 m
        Tolerances.assertClose(model.tendons().length0().toArray(), new double[]{1, 0}, Tolerances.ROUNDING);
        Tolerances.assertClose(model.tendons().invWeight0().toArray(), new double[]{1 / INERTIA, 4 / INERTIA},
                Tolerances.ROUNDING);
        assertThat(model.tendons().lengthSpring().toArray()).containsExactly(1, 1, 0.3, 0.3);
        Tolerances.assertClose(model.actuators().length0().get(0), 3, Tolerances.ROUNDING);
    }

    @Test
    void armaturesOfActuatorsAndTendonsAddToTheMassMatrix() {
        Model model = compile(PENDULUM.formatted("")
                + """
                <tendon><fixed name="t" armature="0.5"><joint joint="j" coef="2"/></fixed></tendon>
                <actuator><motor joint="j" gear="3" armature="0.01"/><motor tendon="t" gear="3" armature="0.02"/>
                </actuator>""");
        double more = 0.01 * 9 + 4 * (0.5 + 0.02 * 9);
        Tolerances.assertClose(model.dofs().invWeight0().get(0), 1 / (INERTIA + more), Tolerances.ROUNDING);
        Tolerances.assertClose(model.statistic().meanInertia(), INERTIA + more, Tolerances.ROUNDING);
    }

    @Test
    void statisticsMeasureTheModel() {
        Model model = compile(
                PENDULUM.formatted("") + "<worldbody><geom type='plane' size='0 0 1' pos='3 0 0'/></worldbody>");
        assertThat(model.statistic().meanMass()).isEqualTo(2);
        Tolerances.assertClose(model.statistic().meanInertia(), INERTIA, Tolerances.ROUNDING);
        assertThat(model.statistic().meanSize()).as("from the centre of mass to the hinge").isEqualTo(0.5);
        // from the hinge to the infinite plane, which counts a centimetre
        Tolerances.assertClose(model.statistic().extent(), 3.01, Tolerances.ROUNDING);
        Tolerances.assertClose(model.statistic().center().x(), 3.01 / 2, Tolerances.ROUNDING);
    }

    @Test
    void anEmptySceneHasTheStatisticsOfMuJoCo() {
        Model model = compile("<worldbody/>");
        assertThat(model.statistic().extent()).isEqualTo(2);
        assertThat(model.statistic().meanSize()).isEqualTo(0.2);
        assertThat(model.statistic().center()).isEqualTo(Vec3.ZERO);
        assertThat(compile("<statistic extent='7' center='1 2 3' meansize='4'/>").statistic().extent()).isEqualTo(7);
    }

    @Test
    void camerasAndLightsKnowTheirPlaceFromBodyAndCentreOfMass() {
        Model model = compile("""
                <worldbody><body pos="0 0 2" euler="0 0 90"><freejoint/><geom size="0.1" pos="1 0 0"/>
                <camera pos="2 0 0"/><light pos="3 0 0" dir="1 0 0"/></body></worldbody>""");
        Tolerances.assertClose(model.cameras().pos0().toArray(), new double[]{0, 2, 0}, Tolerances.ROUNDING);
        Tolerances.assertClose(model.cameras().posCom0().toArray(), new double[]{0, 1, 0}, Tolerances.ROUNDING);
        Tolerances.assertClose(model.lights().posCom0().toArray(), new double[]{0, 2, 0}, Tolerances.ROUNDING);
        Tolerances.assertClose(model.lights().dir0().toArray(), new double[]{0, 1, 0}, Tolerances.ROUNDING);
    }
}
