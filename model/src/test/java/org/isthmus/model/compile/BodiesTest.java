package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.testing.Models.compile;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

/// Where masses and inertias come from.
class BodiesTest {
    @Test
    void severalGeomsAddUpByTheParallelAxisTheorem() {
        // a dumb-bell: two balls of 1 kg at ±2 m along x
        Model model = compile("""
                <worldbody><body><freejoint/><geom size="0.5" mass="1" pos="2 0 1"/><geom size="0.5" mass="1" pos="-2 0
                1"/>
                </body></worldbody>""");
        double ball = 2.0 / 5 * 0.25;
        assertThat(model.bodies().mass().get(1)).isEqualTo(2);
        assertThat(model.bodies().ipos().vec3(1)).isEqualTo(new Vec3(0, 0, 1));
        Tolerances.assertClose(model.bodies().inertia().vec3(1).toArray(),
                new double[]{2 * ball + 8, 2 * ball + 8, 2 * ball}, Tolerances.ROUNDING);
    }

    @Test
    void groupsOutsideTheRangeDoNotCount() {
        Model model = compile("""
                <compiler inertiagrouprange="1 2"/>
                <worldbody><body><freejoint/><geom size="1" mass="5" group="0"/><geom size="1" mass="3" group="1"/>
                <geom size="1" mass="7" group="3"/></body></worldbody>""");
        assertThat(model.bodies().mass().get(1)).isEqualTo(3);
    }

    @Test
    void givenInertiasHoldUnlessGeomsAreToDecide() {
        String mjcf = """
                <compiler inertiafromgeom="%s"/>
                <worldbody><body><freejoint/><inertial pos="1 2 3" mass="4" diaginertia="1 1 1"/><geom size="1"
                mass="5"/>
                <body/></body></worldbody>""";
        assertThat(compile(mjcf.formatted("auto")).bodies().mass().get(1)).isEqualTo(4);
        assertThat(compile(mjcf.formatted("false")).bodies().mass().get(1)).isEqualTo(4);
        assertThat(compile(mjcf.formatted("true")).bodies().mass().get(1)).isEqualTo(5);
        assertThat(compile(mjcf.formatted("auto")).bodies().ipos().vec3(1)).isEqualTo(new Vec3(1, 2, 3));
    }

    @Test
    void fullInertiasAreTurnedIntoTheirPrincipalAxes() {
        // 2 and 4 about the diagonals of the x-y plane
        Model model = compile(
                """
                <worldbody><body><freejoint/><inertial pos="0 0 0" mass="1" fullinertia="3 3 5 1 0 0"/></body>
                </worldbody>""");
        Tolerances.assertClose(model.bodies().inertia().vec3(1).toArray(), new double[]{5, 4, 2}, Tolerances.ROUNDING);
        Vec3 axis = model.bodies().iquat().quat(1).rotate(Vec3.Z);
        Tolerances.assertClose(Math.abs(axis.dot(new Vec3(Math.sqrt(0.5), -Math.sqrt(0.5), 0))), 1,
                Tolerances.ROUNDING);
    }

    @Test
    void boundsRaiseMassesAndInertias() {
        Model model = compile(
                """
                <compiler boundmass="2" boundinertia="0.5"/>
                <worldbody><body><freejoint/><inertial pos="0 0 0" mass="1" diaginertia="0.4 0.6 0.7"/></body><body/>
                </worldbody>""");
        assertThat(model.bodies().mass().toArray()).containsExactly(0, 2, 2);
        assertThat(model.bodies().inertia().vec3(1)).isEqualTo(new Vec3(0.5, 0.6, 0.7));
        assertThat(model.bodies().inertia().vec3(2)).isEqualTo(new Vec3(0.5, 0.5, 0.5));
    }

    @Test
    void impossibleInertiasAreReplacedByTheirMeanOnRequest() {
        Model model = compile(
                """
                <compiler balanceinertia="true"/>
                <worldbody><body><freejoint/><inertial pos="0 0 0" mass="1" diaginertia="1 1 4"/></body>
                </worldbody>""");
        assertThat(model.bodies().inertia().vec3(1)).isEqualTo(new Vec3(2, 2, 2));
    }

    @Test
    void totalMassScalesMassesAndInertiasAlike() {
        Model model = compile("""
                <compiler settotalmass="12"/>
                <worldbody><body><freejoint/><inertial pos="0 0 0" mass="1" diaginertia="1 1 1"/></body>
                <body><freejoint/><inertial pos="0 0 0" mass="3" diaginertia="2 2 2"/></body></worldbody>""");
        assertThat(model.bodies().mass().toArray()).containsExactly(0, 3, 9);
        assertThat(model.bodies().inertia().vec3(2)).isEqualTo(new Vec3(6, 6, 6));
        assertThat(model.bodies().subtreeMass().toArray()).containsExactly(12, 3, 9);
    }

    @Test
    void aBodyMayMoveWithTheMassOfWhatIsFixedToIt() {
        Model model = compile("<worldbody><body><freejoint/><body><geom size='1' mass='1'/></body></body></worldbody>");
        assertThat(model.bodies().mass().toArray()).containsExactly(0, 0, 1);
        assertThat(model.bodies().weldId().toArray()).containsExactly(0, 1, 1);
    }
}
