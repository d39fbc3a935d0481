package org.isthmus.model.mjcf;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/// Writes `worldbody`.
final class BodyWriter {
    private static final Set<String> OF_FREE_JOINTS = Set.of("name", "group", "align");

    private final ElementWriter elements;
    private final XmlWriter out;
    private final WrittenClasses classes;

    BodyWriter(ElementWriter elements) {
        this.elements = elements;
        this.out = elements.out;
        this.classes = elements.classes;
    }

    void writeWorld(Body world) {
        out.open("worldbody");
        writeContent(world, classes.root());
        out.close();
    }

    private void writeBody(Body body, DefaultClass around) {
        out.open("body");
        elements.names(body, new Body(), Body.SCHEMA);
        elements.others(body, new Body(), Body.SCHEMA, Set.of());
        writeContent(body, classes.find(body.childClass, around));
        out.close();
    }

    private void writeContent(Body body, DefaultClass inside) {
        if (body.inertial != null) {
            writeInertial(body.inertial);
        }
        body.joints.forEach(joint -> writeJoint(joint, inside));
        writeAll(Kind.GEOM, body.geoms, g -> g.defaultClass, inside);
        writeAll(Kind.SITE, body.sites, s -> s.defaultClass, inside);
        writeAll(Kind.CAMERA, body.cameras, c -> c.defaultClass, inside);
        writeAll(Kind.LIGHT, body.lights, l -> l.defaultClass, inside);
        body.children.forEach(child -> writeBody(child, inside));
    }

    private <E extends Element> void writeAll(
            Kind<E> kind, List<E> list, Function<E, @Nullable String> className, DefaultClass inside) {
        list.forEach(element -> elements.element(element, kind, className.apply(element), inside));
    }

    private void writeJoint(Joint joint, DefaultClass inside) {
        boolean free = isFreeJoint(joint);
        Joint base = free ? new Joint() : classes.base(Kind.JOINT, classes.find(joint.defaultClass, inside));
        out.open(free ? "freejoint" : "joint");
        elements.names(joint, base, Joint.SCHEMA);
        elements.others(joint, base, Joint.SCHEMA, free ? Set.of("type") : Kind.JOINT.notInDefaults());
        out.close();
    }

    /// Whether a joint is what MJCF's `freejoint` makes.
    static boolean isFreeJoint(Joint joint) {
        if (joint.type != JointType.FREE) {
            return false;
        }
        Joint free = new Joint();
        free.type = JointType.FREE;
        for (Attribute<Joint> attribute : Joint.SCHEMA.attributes()) {
            if (!OF_FREE_JOINTS.contains(attribute.name()) && !attribute.same(joint, free)) {
                return false;
            }
        }
        return true;
    }

    /// A full inertia must be in the body's axes; a diagonal one has axes of its own.
    private void writeInertial(Inertial inertial) {
        Sym3 i = inertial.inertia();
        boolean diagonal = i.xy() == 0 && i.xz() == 0 && i.yz() == 0;
        boolean turned = !inertial.quat().equals(Quat.IDENTITY);
        out.open("inertial").attribute("pos", Codec.VECTOR.format(inertial.pos()));
        if (diagonal && turned) {
            out.attribute("quat", Codec.QUATERNION.format(inertial.quat()));
        }
        out.attribute("mass", Codec.NUMBER.format(inertial.mass()));
        if (diagonal) {
            out.attribute("diaginertia", Codec.VECTOR.format(new Vec3(i.xx(), i.yy(), i.zz())));
        } else {
            Sym3 f = turned ? i.rotated(inertial.quat().toRotation()) : i;
            out.attribute("fullinertia",
                    Codec.NUMBERS.format(new double[]{f.xx(), f.yy(), f.zz(), f.xy(), f.xz(), f.yz()}));
        }
        out.close();
    }
}
