package org.isthmus.model.mjcf;

import org.isthmus.model.scene.AlignFree;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.LightType;
import org.isthmus.model.scene.Site;
import org.isthmus.model.xml.XmlElement;

/// Reads the attributes of what is fixed to a body, both for elements and for the prototypes of default classes.
final class BodyElementReader {
    /// The words of `output` of a camera.
    private static final String OUTPUTS = "rgb|depth|distance|normal|segmentation";

    private final Context context;
    private final Orientation orientation;

    BodyElementReader(Context context) {
        this.context = context;
        orientation = new Orientation(context);
    }

    void fillJoint(XmlElement xml, Joint joint, boolean inDefault) {
        Attributes attributes = context.attributes(xml, inDefault);
        attributes.fill(joint, Joint.SCHEMA, Kind.JOINT.notInDefaults());
        context.finish(attributes);
    }

    /// A free joint takes nothing from default classes.
    void fillFreeJoint(XmlElement xml, Joint joint) {
        Attributes attributes = context.attributes(xml);
        joint.source = xml.location();
        joint.type = JointType.FREE;
        joint.name = attributes.text("name");
        joint.group = attributes.integer("group", 0);
        joint.align = attributes.choice("align", AlignFree.class, joint.align);
        context.finish(attributes);
    }

    void fillGeom(XmlElement xml, Geom geom, boolean inDefault) {
        Attributes attributes = context.attributes(xml, inDefault);
        attributes.fill(geom, Kind.GEOM);
        orientation.read(geom, attributes);
        context.finish(attributes);
    }

    void fillSite(XmlElement xml, Site site, boolean inDefault) {
        Attributes attributes = context.attributes(xml, inDefault);
        attributes.fill(site, Kind.SITE);
        orientation.read(site, attributes);
        context.finish(attributes);
    }

    void fillCamera(XmlElement xml, Camera camera, boolean inDefault) {
        Attributes attributes = context.attributes(xml, inDefault);
        attributes.fill(camera, Kind.CAMERA);
        orientation.read(camera, attributes);
        attributes.countOf("fovy", "sensorsize");
        checkResolution(camera, attributes);
        checkOutput(camera, attributes);
        context.finish(attributes);
    }

    private void checkResolution(Camera camera, Attributes attributes) {
        for (double pixels : camera.resolution) {
            if (pixels != Math.rint(pixels) || pixels < 0) {
                context.error(attributes.at("resolution"),
                        Context.label("camera", camera) + " has " + Codec.NUMBER.format(pixels) + " pixels",
                        "whole numbers, width and height", "");
                camera.resolution[0] = 1;
                camera.resolution[1] = 1;
                return;
            }
        }
    }

    private void checkOutput(Camera camera, Attributes attributes) {
        if (camera.output != null && !camera.output.strip().matches("(%1$s)(\\s+(%1$s))*".formatted(OUTPUTS))) {
            context.error(attributes.at("output"), "'" + camera.output + "' in attribute 'output' of <camera>",
                    "words of " + OUTPUTS.replace("|", ", "), "");
            camera.output = null;
        }
    }

    void fillLight(XmlElement xml, Light light, boolean inDefault) {
        Attributes attributes = context.attributes(xml, inDefault);
        attributes.fill(light, Kind.LIGHT);
        attributes.countOf("directional", "type");
        if (attributes.has("directional")) {
            light.type = attributes.flag("directional", false) ? LightType.DIRECTIONAL : LightType.SPOT;
        }
        context.finish(attributes);
    }
}
