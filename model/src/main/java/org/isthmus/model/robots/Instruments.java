package org.isthmus.model.robots;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.SensorType;

/// Puts the usual sensors at the places of a robot.
final class Instruments {
    private Instruments() {}

    /// An inertial measurement unit: `<site>_accelerometer`, `<site>_gyro` and `<site>_orientation`.
    static void addImu(Scene scene, String site) {
        add(scene, SensorType.ACCELEROMETER, site, "_accelerometer");
        add(scene, SensorType.GYRO, site, "_gyro");
        add(scene, SensorType.FRAMEQUAT, site, "_orientation");
    }

    /// A force-torque sensor: what the body beyond the joint before the site bears, `<site>_force` and `<site>_torque`.
    static void addWrench(Scene scene, String site) {
        add(scene, SensorType.FORCE, site, "_force");
        add(scene, SensorType.TORQUE, site, "_torque");
    }

    /// The sum of normal forces of contacts within the site: `<site>_touch`.
    static void addTouch(Scene scene, String site) {
        add(scene, SensorType.TOUCH, site, "_touch");
    }

    private static void add(Scene scene, SensorType type, String site, String suffix) {
        Sensor sensor = new Sensor();
        sensor.name = site + suffix;
        sensor.type = type;
        sensor.objectType = ObjectType.SITE;
        sensor.object = site;
        scene.sensors.add(sensor);
    }
}
