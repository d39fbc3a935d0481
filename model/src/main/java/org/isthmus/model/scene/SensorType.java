package org.isthmus.model.scene;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a sensor measures; the words are MJCF's, the order is MuJoCo's `mjtSensor`.
public enum SensorType implements Keyword {
    TOUCH(ObjectType.SITE, 1, Stage.ACC, Data.POSITIVE),
    ACCELEROMETER(ObjectType.SITE, 3, Stage.ACC, Data.REAL),
    VELOCIMETER(ObjectType.SITE, 3, Stage.VEL, Data.REAL),
    GYRO(ObjectType.SITE, 3, Stage.VEL, Data.REAL),
    FORCE(ObjectType.SITE, 3, Stage.ACC, Data.REAL),
    TORQUE(ObjectType.SITE, 3, Stage.ACC, Data.REAL),
    MAGNETOMETER(ObjectType.SITE, 3, Stage.POS, Data.REAL),
    /// Distance from a site along its z axis, or of a camera's pixels; by [Sensor#dataSpec].
    RANGEFINDER(null, -1, Stage.POS, Data.REAL),
    /// Pixel coordinates of a site in the image of a camera.
    CAMPROJECTION(ObjectType.SITE, 2, Stage.POS, Data.REAL),
    JOINTPOS(ObjectType.JOINT, 1, Stage.POS, Data.REAL),
    JOINTVEL(ObjectType.JOINT, 1, Stage.VEL, Data.REAL),
    TENDONPOS(ObjectType.TENDON, 1, Stage.POS, Data.REAL),
    TENDONVEL(ObjectType.TENDON, 1, Stage.VEL, Data.REAL),
    ACTUATORPOS(ObjectType.ACTUATOR, 1, Stage.POS, Data.REAL),
    ACTUATORVEL(ObjectType.ACTUATOR, 1, Stage.VEL, Data.REAL),
    ACTUATORFRC(ObjectType.ACTUATOR, 1, Stage.ACC, Data.REAL),
    JOINTACTUATORFRC(ObjectType.JOINT, 1, Stage.ACC, Data.REAL),
    TENDONACTUATORFRC(ObjectType.TENDON, 1, Stage.ACC, Data.REAL),
    BALLQUAT(ObjectType.JOINT, 4, Stage.POS, Data.QUATERNION),
    BALLANGVEL(ObjectType.JOINT, 3, Stage.VEL, Data.REAL),
    JOINTLIMITPOS(ObjectType.JOINT, 1, Stage.POS, Data.REAL),
    JOINTLIMITVEL(ObjectType.JOINT, 1, Stage.VEL, Data.REAL),
    JOINTLIMITFRC(ObjectType.JOINT, 1, Stage.ACC, Data.REAL),
    TENDONLIMITPOS(ObjectType.TENDON, 1, Stage.POS, Data.REAL),
    TENDONLIMITVEL(ObjectType.TENDON, 1, Stage.VEL, Data.REAL),
    TENDONLIMITFRC(ObjectType.TENDON, 1, Stage.ACC, Data.REAL),
    FRAMEPOS(null, 3, Stage.POS, Data.REAL),
    FRAMEQUAT(null, 4, Stage.POS, Data.QUATERNION),
    FRAMEXAXIS(null, 3, Stage.POS, Data.AXIS),
    FRAMEYAXIS(null, 3, Stage.POS, Data.AXIS),
    FRAMEZAXIS(null, 3, Stage.POS, Data.AXIS),
    FRAMELINVEL(null, 3, Stage.VEL, Data.REAL),
    FRAMEANGVEL(null, 3, Stage.VEL, Data.REAL),
    FRAMELINACC(null, 3, Stage.ACC, Data.REAL),
    FRAMEANGACC(null, 3, Stage.ACC, Data.REAL),
    SUBTREECOM(ObjectType.BODY, 3, Stage.POS, Data.REAL),
    SUBTREELINVEL(ObjectType.BODY, 3, Stage.VEL, Data.REAL),
    SUBTREEANGMOM(ObjectType.BODY, 3, Stage.VEL, Data.REAL),
    /// 1 when an object is inside the volume of a site.
    INSIDESITE(null, 1, Stage.POS, Data.POSITIVE),
    DISTANCE(null, 1, Stage.POS, Data.REAL),
    NORMAL(null, 3, Stage.POS, Data.AXIS),
    FROMTO(null, 6, Stage.POS, Data.REAL),
    /// Contacts between two things; size by [Sensor#dataSpec].
    CONTACT(null, -1, Stage.ACC, Data.REAL),
    E_POTENTIAL(null, 1, Stage.POS, Data.REAL),
    E_KINETIC(null, 1, Stage.POS, Data.REAL),
    CLOCK(null, 1, Stage.POS, Data.REAL),
    /// Filled in by the user's program; size, stage and kind of data are the sensor's.
    USER(null, -1, Stage.ACC, Data.REAL);

    /// Marks a size that the sensor decides.
    public static final int VARIABLE_SIZE = -1;

    /// What must be known to compute a sensor. The order is MuJoCo's `mjtStage`.
    public enum Stage {
        NONE,
        POS,
        VEL,
        ACC
    }

    /// What the numbers are, for noise and cut-off. The order is MuJoCo's `mjtDataType`.
    public enum Data {
        REAL,
        POSITIVE,
        AXIS,
        QUATERNION
    }

    private final @Nullable ObjectType object;
    private final int size;
    private final Stage stage;
    private final Data data;

    SensorType(@Nullable ObjectType object, int size, Stage stage, Data data) {
        this.object = object;
        this.size = size;
        this.stage = stage;
        this.data = data;
    }

    @Override
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What kind of thing it is attached to; null where the sensor names the kind, or there is none.
    public @Nullable ObjectType object() {
        return object;
    }

    /// How many numbers it gives, or [#VARIABLE_SIZE].
    public int size() {
        return size;
    }

    public Stage stage() {
        return stage;
    }

    public Data data() {
        return data;
    }
}
