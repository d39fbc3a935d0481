package org.isthmus.model.compile;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.SensorType;
import org.jspecify.annotations.Nullable;

/// Compiles sensors: what they are attached to, how many numbers they give, where those stand.
final class Sensors {
    /// Numbers per field of a contact sensor: found, force, torque, dist, pos, normal, tangent.
    private static final int[] CONTACT_FIELDS = {1, 3, 3, 1, 3, 3, 3};
    /// Numbers per field of a rangefinder: dist, dir, origin, point, normal, depth.
    private static final int[] RAY_FIELDS = {1, 3, 3, 3, 3, 1};
    /// The most numbers that one sensor gives.
    static final int MAX_DIM = 100_000_000;
    private static final Set<ObjectType> FRAMES = EnumSet.of(ObjectType.BODY, ObjectType.XBODY, ObjectType.GEOM,
            ObjectType.SITE, ObjectType.CAMERA);
    private static final Set<ObjectType> SURFACES = EnumSet.of(ObjectType.BODY, ObjectType.GEOM);
    private static final Set<ObjectType> CONTACT_PARTIES = EnumSet.of(ObjectType.BODY, ObjectType.XBODY,
            ObjectType.GEOM, ObjectType.SITE);

    private final Compilation c;

    private Sensors(Compilation c) {
        this.c = c;
    }

    static void copy(Compilation c) {
        for (Sensor sensor : c.scene.sensors) {
            c.sensors.add(new SensorDraft(Sensor.SCHEMA.copy(sensor)));
        }
        c.sensors.number();
        c.sensors.indexNames(c.diagnostics);
    }

    static void compile(Compilation c) {
        Sensors stage = new Sensors(c);
        long address = 0;
        for (SensorDraft sensor : c.sensors.list) {
            stage.compile(sensor);
            sensor.adr = (int) address;
            address += sensor.dim;
            if (address > MAX_DIM) {
                throw c.diagnostics.fatal(sensor.element.source,
                        "all sensors together give more than " + MAX_DIM + " numbers",
                        "fewer", "lower resolutions or remove sensors");
            }
        }
    }

    private void compile(SensorDraft sensor) {
        Sensor e = sensor.element;
        checkNumbers(sensor);
        sensor.data = e.type == SensorType.USER ? e.userData : e.type.data();
        sensor.stage = e.type == SensorType.USER ? e.userStage : e.type.stage();
        sensor.object = resolve(sensor, e.objectType, e.object, "object");
        sensor.reference = resolve(sensor, e.referenceType, e.reference, "reference");
        checkKinds(sensor);
        if (sensor.object != null) {
            checkObject(sensor, sensor.object);
        }
        sensor.dim = dim(sensor);
        boolean unit = sensor.data == SensorType.Data.AXIS || sensor.data == SensorType.Data.QUATERNION;
        if (e.cutoff > 0 && unit && e.type != SensorType.NORMAL) {
            c.error(sensor, "cuts off values of unit length", "no cutoff", "remove cutoff");
        }
    }

    private void checkNumbers(SensorDraft sensor) {
        Sensor e = sensor.element;
        if (e.noise < 0 || e.cutoff < 0) {
            c.error(sensor, "has noise " + Frames.number(e.noise) + " and cutoff " + Frames.number(e.cutoff),
                    "numbers that are not negative", "0 is none");
        }
        if (e.delay > 0 && e.samples < 1) {
            c.error(sensor, "has a delay but no samples to hold it", "nsample of at least 1", "add nsample=\"…\"");
        }
        if (e.interval[0] < 0 || e.interval[1] > 0) {
            c.error(sensor, "has interval " + Frames.numbers(e.interval),
                    "a period that is not negative, then a time up to 0",
                    "0 0 samples at every step");
        }
    }

    private @Nullable Draft<?> resolve(SensorDraft sensor, @Nullable ObjectType type, @Nullable String name,
            String role) {
        Register<?> register = type == null ? null : c.of(type);
        if (type != null && register == null) {
            c.error(sensor, "is attached to a " + type.word(), "something with a place", "correct objtype or reftype");
        }
        Draft<?> found = register == null ? null : c.require(register, sensor, role, name);
        if (found instanceof GeomDraft geom) {
            geom.visual = false;
        }
        return found;
    }

    private void checkKinds(SensorDraft sensor) {
        Sensor e = sensor.element;
        Set<ObjectType> objects = switch (e.type) {
            case RANGEFINDER -> EnumSet.of(ObjectType.SITE, ObjectType.CAMERA);
            case FRAMEPOS, FRAMEQUAT, FRAMEXAXIS, FRAMEYAXIS, FRAMEZAXIS, FRAMELINVEL, FRAMEANGVEL, FRAMELINACC,
                    FRAMEANGACC, INSIDESITE -> FRAMES;
            case DISTANCE, NORMAL, FROMTO -> SURFACES;
            case CONTACT -> e.objectType == null ? Set.of() : CONTACT_PARTIES;
            case USER -> e.objectType == null ? Set.of() : EnumSet.allOf(ObjectType.class);
            case E_POTENTIAL, E_KINETIC, CLOCK -> Set.of();
            default -> e.type.object() == null ? Set.of() : EnumSet.of(e.type.object());
        };
        check(sensor, "attached to", e.objectType, objects);
        Set<ObjectType> references = switch (e.type) {
            case CAMPROJECTION -> EnumSet.of(ObjectType.CAMERA);
            case INSIDESITE -> EnumSet.of(ObjectType.SITE);
            case DISTANCE, NORMAL, FROMTO -> SURFACES;
            case CONTACT -> CONTACT_PARTIES;
            default -> FRAMES;
        };
        boolean optional = references.equals(FRAMES) || e.type == SensorType.CONTACT;
        if (!optional || e.referenceType != null) {
            check(sensor, "measured against", e.referenceType, references);
        }
    }

    private void check(SensorDraft sensor, String relation, @Nullable ObjectType type, Set<ObjectType> allowed) {
        boolean right = type == null ? allowed.isEmpty() : allowed.contains(type);
        if (!right) {
            String list = String.join(", ", allowed.stream().map(ObjectType::word).toList());
            c.error(sensor, "of type " + sensor.element.type.name().toLowerCase(Locale.ROOT) + " is " + relation + " "
                    + (type == null ? "nothing" : "a " + type.word()), allowed.isEmpty() ? "nothing" : list,
                    "correct the sensor");
        }
    }

    private void checkObject(SensorDraft sensor, Draft<?> object) {
        SensorType type = sensor.element.type;
        switch (type) {
            case JOINTPOS, JOINTVEL, JOINTACTUATORFRC -> requireJoint(sensor, object, JointType.HINGE, JointType.SLIDE);
            case BALLQUAT, BALLANGVEL -> requireJoint(sensor, object, JointType.BALL, JointType.BALL);
            case JOINTLIMITPOS, JOINTLIMITVEL, JOINTLIMITFRC, TENDONLIMITPOS, TENDONLIMITVEL, TENDONLIMITFRC -> {
                boolean limited = object instanceof JointDraft j && j.limited
                        || object instanceof TendonDraft t && t.limited;
                if (!limited) {
                    c.error(sensor, "measures the limit of " + object.title() + ", which has none",
                            "something with limits",
                            "give it a range");
                }
            }
            case DISTANCE, NORMAL, FROMTO -> {
                if (object.equals(sensor.reference)) {
                    c.error(sensor, "measures between " + object.title() + " and itself", "two different things",
                            "correct one of the names");
                }
                if (isHeightField(object) || isHeightField(sensor.reference)) {
                    c.error(sensor, "measures the distance of a height field", "convex shapes", "use another geom");
                }
            }
            default -> {
            }
        }
    }

    private void requireJoint(SensorDraft sensor, Draft<?> object, JointType first, JointType second) {
        if (object instanceof JointDraft joint && joint.element.type != first && joint.element.type != second) {
            c.error(sensor,
                    "is attached to " + joint.title() + ", a " + joint.element.type.name().toLowerCase(Locale.ROOT),
                    first == second ? "a ball" : "a hinge or slide", "use another joint or sensor");
        }
    }

    private static boolean isHeightField(@Nullable Draft<?> draft) {
        return draft instanceof GeomDraft geom && geom.element.type == GeomType.HFIELD;
    }

    private int dim(SensorDraft sensor) {
        Sensor e = sensor.element;
        long dim = switch (e.type) {
            case RANGEFINDER -> fields(RAY_FIELDS, e.dataSpec[0]) * (long) pixels(sensor.object);
            case CONTACT -> fields(CONTACT_FIELDS, e.dataSpec[0]) * (long) Math.max(0, e.dataSpec[2]);
            case USER -> e.userSize;
            default -> e.type.size();
        };
        if (e.type == SensorType.USER) {
            checkUser(sensor);
        } else if (dim == 0) {
            c.error(sensor, "gives no numbers", "at least one field of data", "add data=\"…\"");
        }
        return (int) Math.clamp(dim, 0, (long) MAX_DIM + 1);
    }

    private static int fields(int[] sizes, int mask) {
        int sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            sum += (mask >> i & 1) * sizes[i];
        }
        return sum;
    }

    private static double pixels(@Nullable Draft<?> object) {
        if (object instanceof CameraDraft camera) {
            Camera e = camera.element;
            return e.resolution[0] * e.resolution[1];
        }
        return 1;
    }

    private void checkUser(SensorDraft sensor) {
        int size = sensor.element.userSize;
        boolean axis = sensor.data == SensorType.Data.AXIS && size != 3;
        boolean quaternion = sensor.data == SensorType.Data.QUATERNION && size != 4;
        if (size < 0 || axis || quaternion) {
            c.error(sensor, "gives " + size + " numbers",
                    axis ? "3 for an axis" : quaternion ? "4 for a quaternion" : "0 or more",
                    "correct dim or datatype");
        }
    }
}
