package org.isthmus.model.compile;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.SensorType;
import org.jspecify.annotations.Nullable;

/// A sensor while its scene is compiled.
final class SensorDraft extends Draft<Sensor> {
    @Nullable
    Draft<?> object;
    @Nullable
    Draft<?> reference;
    int dim;
    int adr;
    SensorType.Data data = SensorType.Data.REAL;
    SensorType.Stage stage = SensorType.Stage.ACC;

    SensorDraft(Sensor sensor) {
        super(ObjectType.SENSOR, sensor);
    }
}
