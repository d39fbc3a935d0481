package org.isthmus.model.scene.edit;

import org.isthmus.model.scene.Sensor;

/// Scales the cut-offs and noises of sensors by the law of [Scaling].
final class SensorScaling {
    private final double s;
    private final Units units;

    SensorScaling(double s, Units units) {
        this.s = s;
        this.units = units;
    }

    void scale(Sensor sensor) {
        double factor = factor(sensor);
        sensor.cutoff *= factor;
        sensor.noise *= factor;
    }

    /// Of what the sensor measures.
    private double factor(Sensor sensor) {
        Units.Scale length = Units.scale(true, s);
        Units.Scale angle = Units.scale(false, s);
        Units.Scale joint = Units.scale(units.isLengthJoint(sensor.object), s);
        Units.Scale tendon = Units.scale(units.isLengthTendon(sensor.object), s);
        Units.Scale actuator = Units.scale(units.isLengthActuator(sensor.object), s);
        return switch (sensor.type) {
            case ACCELEROMETER, VELOCIMETER, RANGEFINDER, FRAMEPOS, FRAMELINVEL, FRAMELINACC, SUBTREECOM, SUBTREELINVEL,
                    DISTANCE, FROMTO -> s;
            case TOUCH, FORCE -> length.force();
            case TORQUE, SUBTREEANGMOM, E_POTENTIAL, E_KINETIC -> angle.force();
            case JOINTPOS, JOINTVEL, JOINTLIMITPOS, JOINTLIMITVEL -> joint.position();
            case JOINTACTUATORFRC, JOINTLIMITFRC -> joint.force();
            case TENDONPOS, TENDONVEL, TENDONLIMITPOS, TENDONLIMITVEL -> tendon.position();
            case TENDONACTUATORFRC, TENDONLIMITFRC -> tendon.force();
            case ACTUATORPOS, ACTUATORVEL -> actuator.position();
            case ACTUATORFRC -> actuator.force();
            case GYRO, MAGNETOMETER, CAMPROJECTION, BALLQUAT, BALLANGVEL, FRAMEQUAT, FRAMEXAXIS, FRAMEYAXIS, FRAMEZAXIS,
                    FRAMEANGVEL, FRAMEANGACC, INSIDESITE, NORMAL, CONTACT, CLOCK, USER -> 1;
        };
    }
}
