package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.Limited;
import org.isthmus.model.scene.Transmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActuatorReaderTest {
    private static Actuator read(String actuator, String defaults) {
        return Mjcf.read("<default>" + defaults + "</default><actuator>" + actuator + "</actuator>").actuators.get(0);
    }

    /// Values of MuJoCo 3.14; parameters without trailing zeros.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "motor                                   | NONE 1         | FIXED 1    | NONE ",
        "position                                | NONE 1         | FIXED 1    | AFFINE 0 -1",
        "position kp='5' kv='2'                  | NONE 1         | FIXED 5    | AFFINE 0 -5 -2",
        "position kp='5' dampratio='1'           | NONE 1         | FIXED 5    | AFFINE 0 -5 1",
        "position kp='-5' timeconst='0.3'        | FILTER_EXACT 0.3 | FIXED -5 | AFFINE 0 5",
        "position timeconst='0'                  | NONE           | FIXED 1    | AFFINE 0 -1",
        "velocity kv='-3'                        | NONE 1         | FIXED -3   | AFFINE 0 0 3",
        "intvelocity kp='5' kv='2'               | INTEGRATOR 1   | FIXED 5    | AFFINE 0 -5 -2",
        "damper kv='3' ctrlrange='0 1'           | NONE 1         | AFFINE 0 0 -3 | NONE",
        "cylinder timeconst='.4' area='2' bias='1 2 3' | FILTER 0.4 | FIXED 2  | AFFINE 1 2 3",
        "cylinder diameter='2' area='7'          | FILTER 1       | FIXED 3.141592653589793 | AFFINE",
        "muscle                                  | MUSCLE 0.01 0.04 | MUSCLE 0.75 1.05 -1 200 0.5 1.6 1.5 1.3 1.2 "
                + "| MUSCLE 0.75 1.05 -1 200 0.5 1.6 1.5 1.3 1.2",
        "muscle timeconst='.1 .2' tausmooth='.3' range='.5 2' force='10' scale='5' lmin='.1' lmax='3' vmax='4' fpmax='5' "
                + "fvmax='6' | MUSCLE 0.1 0.2 0.3 | MUSCLE 0.5 2 10 5 0.1 3 4 5 6 | MUSCLE 0.5 2 10 5 0.1 3 4 5 6",
        "muscle force='-5' timeconst='-1 0'      | MUSCLE 0.01 | MUSCLE 0.75 1.05 -1 200 0.5 1.6 1.5 1.3 1.2 "
                + "| MUSCLE 0.75 1.05 -1 200 0.5 1.6 1.5 1.3 1.2"})
    void shortcutsAreTheseGeneralActuators(String shortcut, String dynamics, String gain, String bias) {
        Actuator a = read("<" + shortcut + " joint='j'/>", "");
        assertThat(text(a.dynType, a.dynPrm)).isEqualTo(dynamics);
        assertThat(text(a.gainType, a.gainPrm)).isEqualTo(gain);
        assertThat(text(a.biasType, a.biasPrm)).isEqualTo(bias.strip());
    }

    private static String text(Enum<?> type, double[] prm) {
        int n = prm.length;
        while (n > 0 && prm[n - 1] == 0) {
            n--;
        }
        StringBuilder text = new StringBuilder(type.name());
        for (double p : Arrays.copyOf(prm, n)) {
            text.append(' ').append(p == Math.rint(p) ? String.valueOf((long) p) : String.valueOf(p));
        }
        return text.toString();
    }

    /// Values of MuJoCo 3.14, which changes a class's parameters in place.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "motor       | NONE 9 10 11       | FIXED 1 4 5  | NONE 6 -3 8",
        "position    | FILTER 9 10 11     | FIXED 3 4 5  | AFFINE 6 -3 8",
        "velocity    | NONE 9 10 11       | FIXED 3 4 5  | AFFINE 0 0 -3",
        "intvelocity | INTEGRATOR 9 10 11 | FIXED 3 4 5  | AFFINE 6 -3 8",
        "damper kv='2' ctrlrange='0 1' | NONE 9 10 11 | AFFINE 0 0 -2 | NONE 6 -3 8",
        "cylinder    | FILTER 9 10 11     | FIXED 3 4 5  | AFFINE 6 -3 8",
        "muscle      | MUSCLE 9 10 11     | MUSCLE 3 4 5 200 0.5 1.6 1.5 1.3 1.2 | MUSCLE 3 4 5 200 0.5 1.6 1.5 1.3 1.2"})
    void aShortcutKeepsTheParametersOfItsClassThatItDoesNotSet(String shortcut, String dynamics, String gain,
            String bias) {
        Actuator a = read("<" + shortcut + " joint='j'/>",
                "<general gaintype='affine' gainprm='3 4 5' biastype='affine' "
                        + "biasprm='6 7 8' dyntype='filter' dynprm='9 10 11'/><position inheritrange='0.5'/>");
        assertThat(text(a.dynType, a.dynPrm)).isEqualTo(dynamics);
        assertThat(text(a.gainType, a.gainPrm)).isEqualTo(gain);
        assertThat(text(a.biasType, a.biasPrm)).isEqualTo(bias);
        assertThat(a.inheritRange).isEqualTo(0.5);
    }

    @Test
    void adhesionActsOnABodyAndLimitsItsControl() {
        Actuator a = read("<adhesion body='b' gain='7' ctrlrange='0 1'/>", "");
        assertThat(a.transmission).isEqualTo(Transmission.BODY);
        assertThat(a.target).isEqualTo("b");
        assertThat(a.gainPrm[0]).isEqualTo(7);
        assertThat(a.controlLimited).isEqualTo(Limited.TRUE);
    }

    @Test
    void transmissionsAreOfSixKinds() {
        var scene = Mjcf.read("""
                <actuator>
                  <motor joint="a"/><motor jointinparent="a"/><motor tendon="a"/><motor site="a" refsite="r"/>
                  <motor cranksite="a" slidersite="s" cranklength="2"/><general body="a"/>
                </actuator>""");
        assertThat(scene.actuators).extracting(a -> a.transmission).containsExactly(Transmission.JOINT,
                Transmission.JOINT_IN_PARENT, Transmission.TENDON, Transmission.SITE, Transmission.SLIDER_CRANK,
                Transmission.BODY);
        assertThat(scene.actuators).allSatisfy(a -> assertThat(a.target).isEqualTo("a"));
        assertThat(scene.actuators.get(3).refSite).isEqualTo("r");
        assertThat(scene.actuators.get(4).sliderSite).isEqualTo("s");
        assertThat(scene.actuators.get(4).crankLength).isEqualTo(2);
    }

    @Test
    void aGeneralActuatorHasItsOwnTypes() {
        Actuator a = read(
                "<general joint='j' dyntype='filterexact' gaintype='affine' biastype='muscle' dynprm='1 2' actdim='3' "
                        + "actearly='true' ctrlrange='-1 1' user='1 2'/>",
                "");
        assertThat(a.dynType).isEqualTo(DynType.FILTER_EXACT);
        assertThat(a.gainType).isEqualTo(GainType.AFFINE);
        assertThat(a.biasType).isEqualTo(BiasType.MUSCLE);
        assertThat(a.activationDim).isEqualTo(3);
        assertThat(a.activationEarly).isTrue();
        assertThat(a.user).containsExactly(1, 2);
    }
}
