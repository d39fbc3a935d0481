package org.isthmus.model.mjcf;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.scene.SensorType;
import org.isthmus.model.scene.SensorType.Data;
import org.isthmus.model.scene.SensorType.Stage;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `sensor`.
final class SensorReader {
    /// The data of a rangefinder, in the order of the bits of its data specification (MuJoCo's `mjtRayDataField`).
    static final String[] RAY_DATA = {"dist", "dir", "origin", "point", "normal", "depth"};
    /// The data of a contact sensor (MuJoCo's `mjtConDataField`).
    static final String[] CONTACT_DATA = {"found", "force", "torque", "dist", "pos", "normal", "tangent"};
    /// How a contact sensor reduces contacts, by number.
    enum Reduction {
        NONE,
        MINDIST,
        MAXFORCE,
        NETFORCE
    }

    /// Kinds of things with a frame of their own, under their names as [ObjectType].
    private enum FrameType {
        BODY,
        XBODY,
        GEOM,
        SITE,
        CAMERA
    }

    private static final Set<String> OF_HISTORY = Set.of("delay", "nsample", "interp", "interval");

    private final Context context;
    private final Children<Scene> children;

    SensorReader(Context context) {
        this.context = context;
        children = context.children();
        Map<SensorType, BiConsumer<Sensor, Attributes>> special = special();
        for (SensorType type : SensorType.values()) {
            BiConsumer<Sensor, Attributes> target = special.getOrDefault(type, this::readOwnObject);
            children.on(type.keyword(), (xml, scene) -> readSensor(xml, scene, type, target));
        }
    }

    void read(XmlElement xml) {
        context.attributes(xml).done();
        children.read(xml, context.scene);
    }

    /// The sensors that are not simply attached to a thing of their kind.
    private Map<SensorType, BiConsumer<Sensor, Attributes>> special() {
        Map<SensorType, BiConsumer<Sensor, Attributes>> special = new EnumMap<>(SensorType.class);
        special.put(SensorType.RANGEFINDER, this::readRangefinder);
        special.put(SensorType.CAMPROJECTION, this::readProjection);
        for (SensorType type : SensorType.values()) {
            if (type.keyword().startsWith("frame")) {
                special.put(type, this::readFrames);
            }
        }
        special.put(SensorType.FRAMELINACC, this::readFrameObject);
        special.put(SensorType.FRAMEANGACC, this::readFrameObject);
        special.put(SensorType.INSIDESITE, this::readInsideSite);
        special.put(SensorType.DISTANCE, this::readGeomPair);
        special.put(SensorType.NORMAL, this::readGeomPair);
        special.put(SensorType.FROMTO, this::readGeomPair);
        special.put(SensorType.CONTACT, this::readContact);
        special.put(SensorType.USER, this::readUser);
        return special;
    }

    private void readSensor(XmlElement xml, Scene scene, SensorType type, BiConsumer<Sensor, Attributes> target) {
        Attributes attributes = context.attributes(xml);
        Sensor sensor = new Sensor();
        attributes.fill(sensor, Sensor.SCHEMA, type == SensorType.USER ? OF_HISTORY : Set.of());
        sensor.type = type;
        target.accept(sensor, attributes);
        context.finish(attributes);
        scene.sensors.add(sensor);
    }

    private void readOwnObject(Sensor sensor, Attributes attributes) {
        ObjectType kind = sensor.type.object();
        if (kind != null) {
            sensor.objectType = kind;
            sensor.object = attributes.required(kind.word());
        }
    }

    private void readProjection(Sensor sensor, Attributes attributes) {
        readOwnObject(sensor, attributes);
        sensor.referenceType = ObjectType.CAMERA;
        sensor.reference = attributes.required("camera");
    }

    private void readFrames(Sensor sensor, Attributes attributes) {
        readFrameObject(sensor, attributes);
        if (attributes.has("reftype") != attributes.has("refname")) {
            context.error(attributes.xml().location(),
                    "<" + attributes.xml().name() + "> has only one of 'reftype' and 'refname'",
                    "both or none", "");
            return;
        }
        sensor.referenceType = frameType("reftype", attributes);
        sensor.reference = attributes.text("refname");
    }

    private void readFrameObject(Sensor sensor, Attributes attributes) {
        if (attributes.isGiven("objtype")) {
            sensor.objectType = frameType("objtype", attributes);
        }
        sensor.object = attributes.required("objname");
    }

    private @Nullable ObjectType frameType(String name, Attributes attributes) {
        return attributes.has(name)
                ? ObjectType.valueOf(attributes.choice(name, FrameType.class, FrameType.BODY).name())
                : null;
    }

    private void readInsideSite(Sensor sensor, Attributes attributes) {
        readFrameObject(sensor, attributes);
        sensor.referenceType = ObjectType.SITE;
        sensor.reference = attributes.required("site");
    }

    private void readGeomPair(Sensor sensor, Attributes attributes) {
        if (attributes.exactlyOneOf("geom1", "body1") & attributes.exactlyOneOf("geom2", "body2")) {
            readObject(sensor, attributes, "geom1", ObjectType.GEOM);
            readObject(sensor, attributes, "body1", ObjectType.BODY);
            readReference(sensor, attributes, "geom2", ObjectType.GEOM);
            readReference(sensor, attributes, "body2", ObjectType.BODY);
        }
    }

    private static void readObject(Sensor sensor, Attributes attributes, String name, ObjectType type) {
        if (attributes.has(name)) {
            sensor.objectType = type;
            sensor.object = attributes.text(name);
        }
    }

    private static void readReference(Sensor sensor, Attributes attributes, String name, ObjectType type) {
        if (attributes.has(name)) {
            sensor.referenceType = type;
            sensor.reference = attributes.text(name);
        }
    }

    private void readRangefinder(Sensor sensor, Attributes attributes) {
        if (attributes.exactlyOneOf("site", "camera")) {
            readObject(sensor, attributes, "site", ObjectType.SITE);
            readObject(sensor, attributes, "camera", ObjectType.CAMERA);
        }
        sensor.dataSpec[0] = dataBits(RAY_DATA, attributes);
    }

    /// A subtree is given by its body's own frame.
    private void readContact(Sensor sensor, Attributes attributes) {
        attributes.countOf("geom1", "body1", "subtree1", "site");
        attributes.countOf("geom2", "body2", "subtree2");
        readObject(sensor, attributes, "site", ObjectType.SITE);
        readObject(sensor, attributes, "body1", ObjectType.BODY);
        readObject(sensor, attributes, "subtree1", ObjectType.XBODY);
        readObject(sensor, attributes, "geom1", ObjectType.GEOM);
        readReference(sensor, attributes, "body2", ObjectType.BODY);
        readReference(sensor, attributes, "subtree2", ObjectType.XBODY);
        readReference(sensor, attributes, "geom2", ObjectType.GEOM);
        sensor.dataSpec[0] = dataBits(CONTACT_DATA, attributes);
        sensor.dataSpec[1] = attributes.choice("reduce", Reduction.class, Reduction.NONE).ordinal();
        sensor.dataSpec[2] = attributes.integer("num", 1);
        if (sensor.dataSpec[2] < 1) {
            context.error(attributes.at("num"), "num " + sensor.dataSpec[2] + " of <contact>", "at least 1", "");
        }
    }

    /// The words of attribute `data`, which must be in order, as bits; the first word alone when it is absent.
    private int dataBits(String[] words, Attributes attributes) {
        String text = attributes.text("data");
        int bits = 0;
        for (String word : text == null ? new String[]{words[0]} : text.strip().split("\\s+")) {
            int index = Arrays.asList(words).indexOf(word);
            int bit = 1 << Math.max(index, 0);
            if (index < 0 || bit <= bits) {
                context.error(attributes.at("data"),
                        "'" + word + "' in attribute 'data' of <" + attributes.xml().name() + ">",
                        "some of " + String.join(", ", words) + ", in this order", "");
                return 1;
            }
            bits |= bit;
        }
        return bits;
    }

    private void readUser(Sensor sensor, Attributes attributes) {
        if (attributes.has("objtype") != attributes.has("objname")) {
            context.error(attributes.xml().location(), "<user> has only one of 'objtype' and 'objname'", "both or none",
                    "");
        } else if (attributes.has("objtype")) {
            sensor.objectType = CustomReader.objectType(attributes, context);
            sensor.object = attributes.text("objname");
        }
        if (attributes.isGiven("dim")) {
            sensor.userSize = attributes.integer("dim", 0);
        }
        if (sensor.userSize < 0 || sensor.userSize > OptionReader.MAX_SIZE) {
            context.error(attributes.at("dim"), "dim " + sensor.userSize + " of <user>",
                    "0 to " + OptionReader.MAX_SIZE, "");
        }
        sensor.userStage = attributes.choice("needstage", Stage.class, sensor.userStage);
        sensor.userData = attributes.choice("datatype", Data.class, sensor.userData);
    }
}
