package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.testing.Models.compile;

import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

/// Shortest and longest lengths where a pencil finds them, too.
class LengthRangesTest {
    /// A bar of 1 m on a hinge at (1 0 0) that points up at 0 and away from the origin at 90 degrees.
    private static String lever(String range, String more) {
        return """
                <worldbody><site name="w"/><body pos="1 0 0"><joint name="j" axis="0 1 0" %s/>
                <geom type="capsule" size="0.02" fromto="0 0 0 0 0 1"/><site name="s" pos="0 0 1"/></body>
                <body><joint name="k" type="slide"/><geom size="1"/></body></worldbody>
                <tendon><spatial name="t"><site site="w"/><site site="s"/></spatial></tendon>""".formatted(range)
                + more;
    }

    private static double[] range(String mjcf) {
        return compile(mjcf).actuators().lengthRange().toArray();
    }

    @Test
    void extremesAreAtLimitsOrBetweenThem() {
        // straight out at 90 degrees, folded back to the origin at −90
        Tolerances.assertClose(range(lever("range='-170 170'", "<actuator><muscle tendon='t' gear='2'/></actuator>")),
                new double[]{0, 4}, Tolerances.SINGLE);
        Tolerances.assertClose(range(lever("range='0 60'", "<actuator><muscle tendon='t'/></actuator>")),
                new double[]{Math.sqrt(2), Math.sqrt(2 + 2 * StrictMath.sin(Math.toRadians(60)))}, Tolerances.SINGLE);
        Tolerances.assertClose(range(lever("range='-30 60'", "<actuator><muscle joint='j' gear='-3'/></actuator>")),
                new double[]{-Math.PI, Math.PI / 2}, Tolerances.ROUNDING);
    }

    @Test
    void givenRangesAreKeptUnlessTheyAreNotToBe() {
        String muscle = "<actuator><muscle joint='j' lengthrange='-9 9'/></actuator>";
        assertThat(range(lever("range='-30 60'", muscle))).containsExactly(-9, 9);
        Tolerances.assertClose(range("<compiler><lengthrange useexisting='false'/></compiler>"
                + lever("range='-30 60'", muscle)), new double[]{-Math.PI / 6, Math.PI / 3}, Tolerances.ROUNDING);
    }

    @Test
    void theModeSaysWhose() {
        String actuators = """
                <actuator><motor joint="j"/><general joint="j" gaintype="user"/><muscle joint="j"/></actuator>""";
        for (String mode : new String[]{"none", "muscle", "muscleuser", "all"}) {
            double[] ranges = range("<compiler><lengthrange mode='%s'/></compiler>".formatted(mode)
                    + lever("range='0 1'", actuators));
            assertThat(ranges[1] > 0).isEqualTo(mode.equals("all"));
            assertThat(ranges[3] > 0).isEqualTo(mode.equals("all") || mode.equals("muscleuser"));
            assertThat(ranges[5] > 0).isEqualTo(!mode.equals("none"));
        }
    }

    @Test
    void limitsMayBeTakenAsTheyAre() {
        assertThat(range("<compiler><lengthrange uselimit='true'/></compiler>"
                + lever("range='0 1'", "<actuator><muscle joint='j' gear='5'/></actuator>").replace("name=\"t\"",
                        "name='t' range='0.5 0.7'")))
                .containsExactly(0, Math.toRadians(1));
        assertThat(range("<compiler><lengthrange uselimit='true'/></compiler>"
                + lever("range='0 1'", "<actuator><muscle tendon='t' gear='5'/></actuator>").replace("name=\"t\"",
                        "name='t' range='0.5 0.7'")))
                .containsExactly(0.5, 0.7);
    }

    @Test
    void theLimitsOfItsTendonEndAnActuator() {
        Tolerances.assertClose(range(lever("range='-170 170'", "<actuator><muscle tendon='t' gear='-2'/></actuator>")
                .replace("name=\"t\"", "name='t' range='0.5 1.5'")), new double[]{-3, -1}, Tolerances.SINGLE);
    }

    @Test
    void followersMoveWithTheirLeaders() {
        double low = -Math.PI / 6;
        double high = Math.PI / 3;
        Tolerances.assertClose(range(lever("range='-30 60'", """
                <equality><joint joint1="k" joint2="j" polycoef="0.1 2 1 0 0"/></equality>
                <actuator><muscle joint="k" lengthrange="0 0"/></actuator>""")),
                new double[]{0.1 + 2 * low + low * low, 0.1 + 2 * high + high * high}, Tolerances.ROUNDING);
    }
}
