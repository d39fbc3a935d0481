package org.isthmus.model.dump;

import java.util.List;

import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.CameraMode;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.LightType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Projection;
import org.isthmus.model.scene.SensorType;
import org.isthmus.model.scene.Transmission;

/// The enums whose ordinals stand in a compiled model.
final class Enums {
    static final List<Class<? extends Enum<?>>> ALL = List.of(BiasType.class, CameraMode.class, DynType.class,
            EqualityType.class, GainType.class, GeomType.class, JointType.class, LightType.class, ObjectType.class,
            Projection.class, SensorType.class, SensorType.Data.class, SensorType.Stage.class, Transmission.class);

    private Enums() {}
}
