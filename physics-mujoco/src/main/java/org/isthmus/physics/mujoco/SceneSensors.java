package org.isthmus.physics.mujoco;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.SensorTable;
import org.isthmus.model.scene.Interpolation;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.SensorType;

/// Sensors of a model as a scene's.
final class SceneSensors {
    private final ModelScene owner;
    private final Model model;

    SceneSensors(ModelScene owner) {
        this.owner = owner;
        model = owner.model;
    }

    void add() {
        for (int i = 0; i < model.sizes().nsensor(); i++) {
            owner.scene.sensors.add(sensor(i));
        }
    }

    private Sensor sensor(int i) {
        SensorTable table = model.sensors();
        Sensor sensor = new Sensor();
        sensor.name = owner.name(ObjectType.SENSOR, i);
        sensor.type = SensorType.values()[table.type().get(i)];
        int object = table.objType().get(i);
        if (object >= 0) {
            sensor.objectType = ObjectType.values()[object];
            sensor.object = owner.name(sensor.objectType, table.objId().get(i));
        }
        int reference = table.refType().get(i);
        if (reference >= 0) {
            sensor.referenceType = ObjectType.values()[reference];
            sensor.reference = owner.name(sensor.referenceType, table.refId().get(i));
        }
        sensor.cutoff = table.cutoff().get(i);
        sensor.noise = table.noise().get(i);
        for (int k = 0; k < sensor.dataSpec.length; k++) {
            sensor.dataSpec[k] = table.intPrm().get(sensor.dataSpec.length * i + k);
        }
        sensor.userSize = table.dim().get(i);
        sensor.userStage = SensorType.Stage.values()[table.needStage().get(i)];
        sensor.userData = SensorType.Data.values()[table.dataType().get(i)];
        sensor.delay = table.delay().get(i);
        sensor.samples = table.history().get(2 * i);
        sensor.interpolation = Interpolation.values()[table.history().get(2 * i + 1)];
        ModelScene.copy(table.interval(), i, sensor.interval);
        sensor.user = ModelScene.user(table.user(), i, model.sizes().nuserSensor());
        return sensor;
    }
}
