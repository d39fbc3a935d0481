package org.isthmus.model.mjcf;

import java.util.Set;

import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.Tendon.Wrap;
import org.isthmus.model.xml.XmlElement;

/// Reads `tendon`: spatial and fixed tendons with their paths.
final class TendonReader {
    /// Attributes that fixed tendons have not.
    static final Set<String> OF_SPATIAL = Set.of("width", "material", "rgba");

    private final Context context;
    private final Children<Scene> children;
    private final Children<Tendon> spatialPath;
    private final Children<Tendon> fixedPath;

    TendonReader(Context context) {
        this.context = context;
        children = context.<Scene>children()
                .on("spatial", (xml, scene) -> readTendon(xml, scene, true))
                .on("fixed", (xml, scene) -> readTendon(xml, scene, false));
        spatialPath = context.<Tendon>children()
                .on("site", this::readSite)
                .on("geom", this::readGeom)
                .on("pulley", this::readPulley);
        fixedPath = context.<Tendon>children().on("joint", this::readJoint);
    }

    void read(XmlElement xml) {
        context.attributes(xml).done();
        children.read(xml, context.scene);
    }

    private void readTendon(XmlElement xml, Scene scene, boolean spatial) {
        Attributes attributes = context.attributes(xml);
        Tendon tendon = Tendon.SCHEMA.copy(context.defaultClass(attributes, "class", scene.defaults).tendon);
        tendon.spatial = spatial;
        attributes.fill(tendon, Tendon.SCHEMA, spatial ? Set.of() : OF_SPATIAL);
        completeSpringLength(tendon, attributes);
        attributes.done();
        (spatial ? spatialPath : fixedPath).read(xml, tendon);
        scene.tendons.add(tendon);
    }

    /// One spring length stands for both ends of the dead band.
    static void completeSpringLength(Tendon tendon, Attributes attributes) {
        String text = attributes.text("springlength");
        if (text != null && text.strip().split("\\s+").length == 1) {
            tendon.springLength[1] = tendon.springLength[0];
        }
    }

    private void readSite(XmlElement xml, Tendon tendon) {
        Attributes attributes = context.attributes(xml);
        String site = attributes.required("site");
        context.finish(attributes);
        if (site != null) {
            tendon.path.add(new Wrap.ThroughSite(site));
        }
    }

    private void readGeom(XmlElement xml, Tendon tendon) {
        Attributes attributes = context.attributes(xml);
        String geom = attributes.required("geom");
        String side = attributes.text("sidesite");
        context.finish(attributes);
        if (geom != null) {
            tendon.path.add(new Wrap.AroundGeom(geom, side));
        }
    }

    private void readPulley(XmlElement xml, Tendon tendon) {
        Attributes attributes = context.attributes(xml);
        boolean given = attributes.isGiven("divisor");
        double divisor = attributes.number("divisor", 1);
        context.finish(attributes);
        if (given) {
            tendon.path.add(new Wrap.Pulley(divisor));
        }
    }

    private void readJoint(XmlElement xml, Tendon tendon) {
        Attributes attributes = context.attributes(xml);
        boolean given = attributes.isGiven("coef");
        double coefficient = attributes.number("coef", 1);
        String joint = attributes.required("joint");
        context.finish(attributes);
        if (joint != null && given) {
            tendon.path.add(new Wrap.OfJoint(joint, coefficient));
        }
    }
}
