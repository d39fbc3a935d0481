package org.isthmus.model.urdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.isthmus.model.urdf.Urdf.joint;
import static org.isthmus.model.urdf.Urdf.link;
import static org.isthmus.model.urdf.Urdf.messages;
import static org.isthmus.model.urdf.Urdf.read;
import static org.isthmus.model.urdf.Urdf.robot;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.junit.jupiter.api.Test;

class TransmissionsTest {
    private static String arm(String... parts) {
        return robot(link("base"), link("arm"), joint("j", "revolute", "base", "arm",
                "<limit lower='-1' upper='2' effort='20' velocity='3'/>"), String.join("", parts));
    }

    private static String transmission(String joint, String interfaces, String reduction) {
        return "<transmission name='t'><type>transmission_interface/SimpleTransmission</type><joint name='" + joint
                + "'>"
                + interfaces + "</joint><actuator name='motor'>" + reduction + "</actuator></transmission>";
    }

    private static String hardware(String name) {
        return "<hardwareInterface>hardware_interface/" + name + "</hardwareInterface>";
    }

    private static Actuator only(String... parts) {
        return read(arm(parts)).actuators.getFirst();
    }

    @Test
    void anEffortInterfaceIsAMotorBehindAGear() {
        Actuator motor = only(transmission("j", hardware("EffortJointInterface"),
                "<mechanicalReduction>-10</mechanicalReduction>"));
        assertThat(motor.name).isEqualTo("motor");
        assertThat(motor.target).isEqualTo("j");
        assertThat(motor.gear[0]).isEqualTo(-10);
        assertThat(motor.controlRange).containsExactly(-2, 2);
        assertThat(motor.forceRange).containsExactly(-2, 2);
        assertThat(motor.gainPrm[0]).isEqualTo(1);
        assertThat(motor.biasType).isEqualTo(BiasType.NONE);
    }

    @Test
    void aPositionInterfaceIsACriticallyDampedServo() {
        Actuator servo = only(transmission("j", hardware("JointStateInterface") + hardware("PositionJointInterface"),
                "<mechanicalReduction>2</mechanicalReduction>"));
        // full effort, 20 N·m at the joint, at 0.1 rad: 10 N·m at the motor for 0.2 rad
        assertThat(servo.gainPrm[0]).isEqualTo(50);
        assertThat(servo.biasPrm).startsWith(0, -50, 1);
        assertThat(servo.biasType).isEqualTo(BiasType.AFFINE);
        assertThat(servo.controlRange).containsExactly(-2, 4);
        assertThat(servo.forceRange).containsExactly(-10, 10);
    }

    @Test
    void aVelocityInterfaceIsADamper() {
        Actuator servo = only(transmission("j", hardware("VelocityJointInterface"), ""));
        assertThat(servo.gainPrm[0]).isCloseTo(20 / 0.3, within(1e-12));
        assertThat(servo.biasPrm[2]).isEqualTo(-servo.gainPrm[0]);
        assertThat(servo.controlRange).containsExactly(-3, 3);
    }

    @Test
    void aTransmissionWithoutInterfaceIsAMotor() {
        assertThat(only("<transmission name='t' type='SimpleTransmission'><actuator name='m'/><joint name='j'/>"
                + "<mechanicalReduction>1</mechanicalReduction></transmission>").biasType).isEqualTo(BiasType.NONE);
    }

    @Test
    void jointsOfRos2ControlAreActuators() {
        Actuator servo = only(
                "<ros2_control name='s' type='system'><joint name='j'><command_interface name='position'/>"
                        + "<state_interface name='velocity'/></joint></ros2_control>");
        assertThat(servo.name).isEqualTo("j");
        assertThat(servo.biasPrm[2]).isEqualTo(1);
        assertThat(read(arm(
                "<ros2_control><joint name='j'><state_interface name='position'/></joint></ros2_control>")).actuators)
                .isEmpty();
    }

    @Test
    void whatCannotBeDrivenIsTold() {
        assertThat(messages(arm(transmission("jj", "", "")))).isEqualTo(
                "5: warning: joint 'jj' of the transmission cannot be driven: the actuator is left out; "
                        + "expected a revolute, continuous or prismatic joint; did you mean 'j'?");
        assertThat(messages(arm(transmission("j", "", ""), transmission("j", "", "")))).isEqualTo(
                "5: warning: joint 'j' is driven a second time: this actuator is left out; "
                        + "expected one actuator for each joint");
        assertThat(messages(arm("<transmission/>"))).isEqualTo(
                "5: warning: the transmission has no 'joint': it is left out; expected one");
        assertThat(messages(arm(transmission("j", hardware("SpringInterface"), "")))).isEqualTo(
                "5: warning: the interface 'hardware_interface/SpringInterface' is not known; "
                        + "expected one for position, velocity or effort");
        assertThat(messages(arm(transmission("j", "", "<mechanicalReduction>0</mechanicalReduction>")))).isEqualTo(
                "5: error: 'mechanicalReduction' is 0; expected a number other than 0");
        assertThat(messages(
                arm(transmission("j", hardware("PositionJointInterface") + hardware("EffortJointInterface"), ""))))
                .isEqualTo(
                        "5: warning: joint 'j' has several interfaces: it is driven by position; expected one "
                                + "interface");
    }

    @Test
    void coupledJointsGetAnActuatorEach() {
        String text = robot(link("a"), link("b"), link("c"), joint("i", "continuous", "a", "b"),
                joint("j", "continuous", "b", "c"), "<transmission><joint name='i'/><joint name='j'/>"
                        + "<actuator name='m'/><actuator name='n'/></transmission>");
        assertThat(read(text).actuators).extracting(a -> a.name).containsExactly("m", "n");
        assertThat(messages(text)).isEqualTo("7: warning: the transmission couples 2 joints: "
                + "each gets an actuator of its own; expected one joint; couple them by a tendon in the scene");
    }
}
