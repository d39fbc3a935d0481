package org.isthmus.model.mjcf;

import java.util.List;
import java.util.function.Function;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.scene.Site;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `worldbody`: the tree of bodies. Frames are dissolved into the poses of what they hold.
final class BodyReader {
    private enum Simple {
        FALSE,
        AUTO
    }

    private final Context context;
    private final Orientation orientation;
    private final InertialReader inertials;
    private final BodyElementReader elements;
    private final Children<Place> children;

    BodyReader(Context context, BodyElementReader elements, ModelLibrary models) {
        this.context = context;
        Replicator replicator = new Replicator(context);
        Attacher attacher = new Attacher(context, models);
        this.elements = elements;
        orientation = new Orientation(context);
        inertials = new InertialReader(context, orientation);
        children = context.<Place>children()
                .on("body", this::readBody)
                .on("frame", this::readFrame)
                .on("replicate", (xml, place) -> replicator.read(xml, place, this))
                .on("attach", attacher::read)
                .once("inertial", this::readInertial)
                .on("joint", this::readJoint)
                .on("freejoint", this::readFreeJoint)
                .on("geom", this::readGeom)
                .on("site", this::readSite)
                .on("camera", this::readCamera)
                .on("light", this::readLight);
    }

    void readWorld(XmlElement xml) {
        context.attributes(xml).done();
        readContent(xml, Place.in(context.scene.world, context.scene.defaults));
    }

    void readContent(XmlElement xml, Place place) {
        children.read(xml, place);
    }

    private void readBody(XmlElement xml, Place place) {
        Attributes attributes = context.attributes(xml);
        Body body = new Body();
        attributes.fill(body, Body.SCHEMA);
        orientation.read(body, attributes);
        attributes.choice("simple", Simple.class, Simple.AUTO);
        attributes.done();
        DefaultClass classes = context.defaultClass(attributes, "childclass", place.classes());
        if (body.childClass == null) {
            body.childClass = place.frameClass();
        }
        place.movement().move(body);
        place.body().children.add(body);
        readContent(xml, Place.in(body, classes));
    }

    private void readFrame(XmlElement xml, Place place) {
        Attributes attributes = context.attributes(xml);
        String name = attributes.text("name");
        double[] pos = attributes.numbers("pos", 3, 3);
        Quat quat = orientation.read(attributes);
        Place inside = inClass(attributes, place)
                .framed(new Pose(pos == null ? Vec3.ZERO : Vec3.of(pos, 0), quat == null ? Quat.IDENTITY : quat));
        attributes.done();
        Contents before = Contents.of(place.body());
        readContent(xml, inside);
        if (name != null && context.frames.putIfAbsent(name, before.addedTo(place.body())) != null) {
            context.error(attributes.at("name"), "a second frame '" + name + "'", "a name of its own", "");
        }
    }

    /// How much a body holds.
    private record Contents(List<Integer> counts, int children) {
        static Contents of(Body body) {
            return new Contents(BodyPart.ALL.stream().map(part -> part.list().apply(body).size()).toList(),
                    body.children.size());
        }

        /// What the body holds now and did not hold then.
        Body addedTo(Body body) {
            Body added = new Body();
            for (int i = 0; i < counts.size(); i++) {
                add(BodyPart.ALL.get(i), counts.get(i), body, added);
            }
            added.children.addAll(body.children.subList(children, body.children.size()));
            return added;
        }

        private static <E extends Element> void add(BodyPart<E> part, int from, Body body, Body added) {
            List<E> all = part.list().apply(body);
            part.list().apply(added).addAll(all.subList(from, all.size()));
        }
    }

    /// The place with the class that `childclass` names.
    Place inClass(Attributes attributes, Place place) {
        DefaultClass named = context.defaultClass(attributes, "childclass", place.classes());
        return named == place.classes() ? place : place.withClass(named);
    }

    private void readInertial(XmlElement xml, Place place) {
        if (isWorld(xml, place)) {
            return;
        }
        Inertial inertial = inertials.read(xml);
        if (place.body().inertial != null) {
            context.error(xml.location(), "a second <inertial> in " + Context.label("body", place.body()),
                    "at most one", "");
        } else if (inertial != null) {
            place.body().inertial = place.movement().move(inertial);
        }
    }

    private void readJoint(XmlElement xml, Place place) {
        Joint joint = start(xml, place, Joint.SCHEMA, c -> c.joint);
        elements.fillJoint(xml, joint, false);
        if (isWorld(xml, place)) {
            return;
        }
        joint.defaultClass = className(joint.defaultClass, place);
        JointAngles.convert(joint, context.settings);
        place.movement().move(joint);
        place.body().joints.add(joint);
    }

    private void readFreeJoint(XmlElement xml, Place place) {
        Joint joint = new Joint();
        elements.fillFreeJoint(xml, joint);
        if (!isWorld(xml, place)) {
            place.body().joints.add(joint);
        }
    }

    private void readGeom(XmlElement xml, Place place) {
        Geom geom = start(xml, place, Geom.SCHEMA, c -> c.geom);
        elements.fillGeom(xml, geom, false);
        geom.defaultClass = className(geom.defaultClass, place);
        FromTo.check(geom, context);
        place.movement().move(geom);
        place.body().geoms.add(geom);
    }

    private void readSite(XmlElement xml, Place place) {
        Site site = start(xml, place, Site.SCHEMA, c -> c.site);
        elements.fillSite(xml, site, false);
        site.defaultClass = className(site.defaultClass, place);
        FromTo.check(site, context);
        place.movement().move(site);
        place.body().sites.add(site);
    }

    private void readCamera(XmlElement xml, Place place) {
        Camera camera = start(xml, place, Camera.SCHEMA, c -> c.camera);
        elements.fillCamera(xml, camera, false);
        camera.defaultClass = className(camera.defaultClass, place);
        place.movement().move(camera);
        place.body().cameras.add(camera);
    }

    private void readLight(XmlElement xml, Place place) {
        Light light = start(xml, place, Light.SCHEMA, c -> c.light);
        elements.fillLight(xml, light, false);
        light.defaultClass = className(light.defaultClass, place);
        place.movement().move(light);
        place.body().lights.add(light);
    }

    /// A new element with the values of its default class.
    private <E> E start(XmlElement xml, Place place, Schema<E> schema, Function<DefaultClass, E> prototype) {
        DefaultClass classes = context.defaultClass(context.attributes(xml), "class", place.classes());
        return schema.copy(prototype.apply(classes));
    }

    private static @Nullable String className(@Nullable String own, Place place) {
        return own == null ? place.frameClass() : own;
    }

    private boolean isWorld(XmlElement xml, Place place) {
        if (place.body() != context.scene.world) {
            return false;
        }
        context.error(xml.location(), "<" + xml.name() + "> in the world",
                "a body, since the world neither moves nor weighs",
                "put it inside a <body>");
        return true;
    }
}
