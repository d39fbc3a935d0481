package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.CustomField.Entry;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `custom` (the user's own numbers, texts and tuples) and `keyframe`.
final class CustomReader {
    private final Context context;
    private final Children<Scene> customs;
    private final Children<Scene> keys;
    private final Children<List<Entry>> entries;

    CustomReader(Context context) {
        this.context = context;
        customs = context.<Scene>children()
                .on("numeric", this::readNumeric)
                .on("text", this::readText)
                .on("tuple", this::readTuple);
        keys = context.<Scene>children().on("key", this::readKey);
        entries = context.<List<Entry>>children().on("element", this::readEntry);
    }

    void readCustoms(XmlElement xml) {
        context.attributes(xml).done();
        customs.read(xml, context.scene);
    }

    void readKeyframes(XmlElement xml) {
        context.attributes(xml).done();
        keys.read(xml, context.scene);
    }

    private void readNumeric(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        String name = attributes.required("name");
        double[] given = attributes.list("data");
        double[] data = given == null ? new double[0] : given;
        int size = attributes.integer("size", data.length);
        if (size < 1 || size > OptionReader.MAX_SIZE || data.length > size) {
            context.error(xml.location(), "<numeric> of size " + size + " with " + data.length + " numbers",
                    "1 to " + OptionReader.MAX_SIZE + " numbers, at most as many as 'size' says", "");
        }
        context.finish(attributes);
        if (name != null) {
            scene.customFields.add(new CustomField.Numeric(name, data, size, xml.location()));
        }
    }

    /// The text stands in attribute `data`, or in the element.
    private void readText(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        String name = attributes.required("name");
        String data = attributes.has("data") ? attributes.text("data") : xml.text();
        if (data == null || data.isEmpty()) {
            context.error(xml.location(), "<text> has no text", "attribute 'data'", "");
        }
        context.finish(attributes);
        if (name != null && data != null) {
            scene.customFields.add(new CustomField.Text(name, data, xml.location()));
        }
    }

    private void readTuple(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        String name = attributes.required("name");
        attributes.done();
        List<Entry> list = new ArrayList<>();
        entries.read(xml, list);
        if (name != null) {
            scene.customFields.add(new CustomField.Tuple(name, List.copyOf(list), xml.location()));
        }
    }

    private void readEntry(XmlElement xml, List<Entry> list) {
        Attributes attributes = context.attributes(xml);
        ObjectType type = attributes.isGiven("objtype") ? objectType(attributes, context) : null;
        String object = attributes.required("objname");
        double parameter = attributes.number("prm", 0);
        context.finish(attributes);
        if (type != null && object != null) {
            list.add(new Entry(type, object, parameter));
        }
    }

    /// The kind of thing that attribute `objtype` names; null after an error.
    static @Nullable ObjectType objectType(Attributes attributes, Context context) {
        ObjectType type = attributes.choice("objtype", ObjectType.class, ObjectType.BODY);
        if (type == ObjectType.DEFAULT) {
            context.error(attributes.at("objtype"),
                    "'default' in attribute 'objtype' of <" + attributes.xml().name() + ">",
                    "a kind of element of the model", "");
            return null;
        }
        return type;
    }

    private void readKey(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        Keyframe key = new Keyframe();
        attributes.fill(key, Keyframe.SCHEMA);
        context.finish(attributes);
        scene.keyframes.add(key);
    }
}
