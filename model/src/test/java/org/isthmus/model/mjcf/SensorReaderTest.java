package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;

import org.isthmus.model.scene.Interpolation;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.SensorType;
import org.isthmus.model.scene.SensorType.Data;
import org.isthmus.model.scene.SensorType.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorReaderTest {
    private static Sensor read(String sensor) {
        return Mjcf.read("<sensor>" + sensor + "</sensor>").sensors.get(0);
    }

    /// Kinds and data specifications of MuJoCo 3.14.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<touch site='a'/>                                | SITE a | none | 0 0 0",
        "<jointlimitfrc joint='a'/>                       | JOINT a | none | 0 0 0",
        "<tendonactuatorfrc tendon='a'/>                  | TENDON a | none | 0 0 0",
        "<actuatorpos actuator='a'/>                      | ACTUATOR a | none | 0 0 0",
        "<subtreecom body='a'/>                           | BODY a | none | 0 0 0",
        "<clock/>                                         | none | none | 0 0 0",
        "<e_kinetic/>                                     | none | none | 0 0 0",
        "<camprojection site='a' camera='b'/>             | SITE a | CAMERA b | 0 0 0",
        "<framepos objtype='xbody' objname='a'/>          | XBODY a | none | 0 0 0",
        "<frameangvel objtype='geom' objname='a' reftype='site' refname='b'/> | GEOM a | SITE b | 0 0 0",
        "<framelinacc objtype='camera' objname='a'/>      | CAMERA a | none | 0 0 0",
        "<insidesite site='b' objtype='body' objname='a'/> | BODY a | SITE b | 0 0 0",
        "<distance geom1='a' body2='b'/>                  | GEOM a | BODY b | 0 0 0",
        "<fromto body1='a' geom2='b'/>                    | BODY a | GEOM b | 0 0 0",
        "<rangefinder site='a'/>                          | SITE a | none | 1 0 0",
        "<rangefinder camera='a' data='dist dir'/>        | CAMERA a | none | 3 0 0",
        "<rangefinder site='a' data='dist dir origin point normal depth'/> | SITE a | none | 63 0 0",
        "<contact/>                                       | none | none | 1 0 1",
        "<contact geom1='a' geom2='b'/>                   | GEOM a | GEOM b | 1 0 1",
        "<contact subtree1='a' data='found force' reduce='netforce' num='3'/> | XBODY a | none | 3 3 3",
        "<contact site='a' body2='b' reduce='maxforce'/>  | SITE a | BODY b | 1 2 1",
        "<contact body1='a' subtree2='b' data='found force torque dist pos normal tangent'/> | BODY a | XBODY b | 127 0 1"})
    void aSensorIsAttachedToThis(String xml, String object, String reference, String data) {
        Sensor sensor = read(xml);
        assertThat(sensor.type.keyword()).isEqualTo(xml.substring(1).split("[ /]")[0]);
        assertThat(sensor.objectType == null ? "none" : sensor.objectType + " " + sensor.object).isEqualTo(object);
        assertThat(sensor.referenceType == null ? "none" : sensor.referenceType + " " + sensor.reference)
                .isEqualTo(reference);
        assertThat(Arrays.toString(sensor.dataSpec)).isEqualTo("[" + data.replace(" ", ", ") + "]");
    }

    @Test
    void everyTypeThatIsAttachedToOneKindReadsThatKind() {
        for (SensorType type : SensorType.values()) {
            ObjectType kind = type.object();
            if (kind != null && type != SensorType.CAMPROJECTION) {
                Sensor sensor = read("<" + type.keyword() + " " + kind.name().toLowerCase(Locale.ROOT) + "='a'/>");
                assertThat(sensor.type).isEqualTo(type);
                assertThat(sensor.objectType).isEqualTo(kind);
            }
        }
    }

    @Test
    void sharedAttributesAreRead() {
        Sensor s = read(
                "<gyro name='n' site='a' cutoff='3' noise='.1' delay='.01' nsample='4' interp='cubic' interval='.1 -.05' "
                        + "user='1 2'/>");
        assertThat(s.name).isEqualTo("n");
        assertThat(s.cutoff).isEqualTo(3);
        assertThat(s.delay).isEqualTo(.01);
        assertThat(s.samples).isEqualTo(4);
        assertThat(s.interpolation).isEqualTo(Interpolation.CUBIC);
        assertThat(s.interval).containsExactly(.1, -.05);
        assertThat(s.user).containsExactly(1, 2);
    }

    @Test
    void aUserSensorSaysWhatItGives() {
        Sensor s = read("<user dim='4' needstage='vel' datatype='quaternion' objtype='body' objname='a'/>");
        assertThat(s.userSize).isEqualTo(4);
        assertThat(s.userStage).isEqualTo(Stage.VEL);
        assertThat(s.userData).isEqualTo(Data.QUATERNION);
        assertThat(read("<user dim='1'/>").userStage).isEqualTo(Stage.ACC);
    }
}
