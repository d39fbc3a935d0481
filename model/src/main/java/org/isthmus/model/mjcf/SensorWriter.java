package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Sensor;
import org.isthmus.model.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/// Writes `sensor`.
final class SensorWriter {
    private final ElementWriter elements;
    private final XmlWriter out;

    SensorWriter(ElementWriter elements) {
        this.elements = elements;
        this.out = elements.out;
    }

    void write(Sensor sensor) {
        out.open(sensor.type.keyword());
        elements.names(sensor, new Sensor(), Sensor.SCHEMA);
        switch (sensor.type) {
            case RANGEFINDER -> writeRangefinder(sensor);
            case CAMPROJECTION -> {
                elements.optional("site", sensor.object);
                elements.optional("camera", sensor.reference);
            }
            case INSIDESITE -> {
                writeNamed("obj", sensor.objectType, sensor.object);
                elements.optional("site", sensor.reference);
            }
            case DISTANCE, NORMAL, FROMTO -> {
                writeByKind(sensor.objectType, sensor.object, "1");
                writeByKind(sensor.referenceType, sensor.reference, "2");
            }
            case CONTACT -> writeContact(sensor);
            case USER -> writeUser(sensor);
            default -> writeObjects(sensor);
        }
        elements.others(sensor, new Sensor(), Sensor.SCHEMA, Set.of());
        out.close();
    }

    /// Sensors of one kind of thing name it; those of frames name kind and thing, twice.
    private void writeObjects(Sensor sensor) {
        ObjectType kind = sensor.type.object();
        if (kind != null) {
            elements.optional(kind.word(), sensor.object);
        } else {
            writeNamed("obj", sensor.objectType, sensor.object);
            writeNamed("ref", sensor.referenceType, sensor.reference);
        }
    }

    private void writeNamed(String prefix, @Nullable ObjectType type, @Nullable String name) {
        if (type != null && name != null) {
            out.attribute(prefix + "type", type.word()).attribute(prefix + "name", name);
        }
    }

    private void writeByKind(@Nullable ObjectType type, @Nullable String name, String number) {
        if (type != null) {
            elements.optional((type == ObjectType.XBODY ? "subtree" : type.word()) + number, name);
        }
    }

    private void writeRangefinder(Sensor sensor) {
        if (sensor.objectType != null) {
            elements.optional(sensor.objectType.word(), sensor.object);
        }
        writeData(sensor.dataSpec[0], SensorReader.RAY_DATA);
    }

    private void writeContact(Sensor sensor) {
        if (sensor.objectType == ObjectType.SITE) {
            elements.optional("site", sensor.object);
        } else {
            writeByKind(sensor.objectType, sensor.object, "1");
        }
        writeByKind(sensor.referenceType, sensor.reference, "2");
        writeData(sensor.dataSpec[0], SensorReader.CONTACT_DATA);
        if (sensor.dataSpec[1] > 0) {
            SensorReader.Reduction reduction = SensorReader.Reduction.values()[sensor.dataSpec[1]];
            out.attribute("reduce", reduction.name().toLowerCase(Locale.ROOT));
        }
        if (sensor.dataSpec[2] > 1) {
            out.attribute("num", String.valueOf(sensor.dataSpec[2]));
        }
    }

    /// The words of the bits; the first word alone is what a reader assumes.
    private void writeData(int bits, String[] words) {
        List<String> present = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if ((bits >> i & 1) != 0) {
                present.add(words[i]);
            }
        }
        if (bits > 1) {
            out.attribute("data", String.join(" ", present));
        }
    }

    private void writeUser(Sensor sensor) {
        Sensor builtIn = new Sensor();
        writeNamed("obj", sensor.objectType, sensor.object);
        out.attribute("dim", String.valueOf(sensor.userSize));
        if (sensor.userStage != builtIn.userStage) {
            out.attribute("needstage", sensor.userStage.name().toLowerCase(Locale.ROOT));
        }
        if (sensor.userData != builtIn.userData) {
            out.attribute("datatype", sensor.userData.name().toLowerCase(Locale.ROOT));
        }
    }
}
