package org.isthmus.model.mjcf;

import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.xml.XmlElement;

/// Reads `default`: the tree of default classes.
///
/// Angles of joints stay in the file's unit in the classes until everything is read ([JointAngles]): which of them are
/// angles depends on the joint that takes them.
final class DefaultsReader {
    /// The most default classes of a file.
    static final int MAX_CLASSES = 10_000;

    private final Context context;
    private final Children<DefaultClass> elements;

    DefaultsReader(Context context, BodyElementReader bodyElements, AssetReader assets, ActuatorReader actuators) {
        this.context = context;
        elements = context.<DefaultClass>children()
                .once("mesh", this::readMesh)
                .once("material", (xml, c) -> assets.fillMaterial(xml, c.material, true))
                .once("joint", (xml, c) -> bodyElements.fillJoint(xml, c.joint, true))
                .once("geom", (xml, c) -> bodyElements.fillGeom(xml, c.geom, true))
                .once("site", (xml, c) -> bodyElements.fillSite(xml, c.site, true))
                .once("camera", (xml, c) -> bodyElements.fillCamera(xml, c.camera, true))
                .once("light", (xml, c) -> bodyElements.fillLight(xml, c.light, true))
                .once("pair", this::readPair)
                .once("equality", this::readEquality)
                .once("tendon", this::readTendon);
        for (String shortcut : ActuatorReader.TAGS) {
            elements.once(shortcut, (xml, c) -> actuators.fill(xml, c.actuator, true));
        }
        elements.on("default", (xml, c) -> {});
    }

    /// Reads a `default` at the top, whose values are those of the root class.
    void read(XmlElement xml) {
        Attributes attributes = context.attributes(xml);
        String name = attributes.text("class");
        String root = context.scene.defaults.name;
        if (name != null && !name.equals(root)) {
            context.error(attributes.at("class"), "the outermost default class is called '" + name + "'",
                    "no name, or '" + root + "'", "put the class inside a <default> without a name");
        }
        attributes.done();
        readContent(xml, context.scene.defaults);
    }

    /// A class begins with the values that its parent has in the end, wherever they stand.
    private void readContent(XmlElement xml, DefaultClass into) {
        elements.read(xml, into);
        for (XmlElement nested : xml.children("default")) {
            readNested(nested, into);
        }
    }

    private void readNested(XmlElement xml, DefaultClass parent) {
        Attributes attributes = context.attributes(xml);
        String name = attributes.required("class");
        attributes.done();
        if (name == null) {
            return;
        }
        if (context.classes.containsKey(name)) {
            context.error(attributes.at("class"), "a second default class '" + name + "'", "a name of its own",
                    "rename it, or join the two");
            return;
        }
        if (context.classes.size() == MAX_CLASSES) {
            throw context.diagnostics.fatal(xml.location(), "more than " + MAX_CLASSES + " default classes",
                    "at most " + MAX_CLASSES, "");
        }
        DefaultClass child = parent.addChild(name);
        context.classes.put(name, child);
        readContent(xml, child);
    }

    private void readMesh(XmlElement xml, DefaultClass into) {
        Attributes attributes = context.attributes(xml, true);
        attributes.fill(into.mesh, Kind.MESH);
        AssetReader.checkHullVertices(into.mesh, attributes, context);
        context.finish(attributes);
    }

    private void readPair(XmlElement xml, DefaultClass into) {
        Attributes attributes = context.attributes(xml, true);
        attributes.fill(into.pair, Kind.PAIR);
        context.finish(attributes);
    }

    private void readEquality(XmlElement xml, DefaultClass into) {
        Attributes attributes = context.attributes(xml, true);
        attributes.fill(into.equality, Kind.EQUALITY);
        context.finish(attributes);
    }

    private void readTendon(XmlElement xml, DefaultClass into) {
        Attributes attributes = context.attributes(xml, true);
        attributes.fill(into.tendon, Kind.TENDON);
        TendonReader.completeSpringLength(into.tendon, attributes);
        context.finish(attributes);
    }
}
