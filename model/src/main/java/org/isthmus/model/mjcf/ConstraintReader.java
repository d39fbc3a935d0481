package org.isthmus.model.mjcf;

import java.util.Locale;

import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.ContactPair;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.xml.XmlElement;

/// Reads `contact` (pairs and exclusions) and `equality`.
final class ConstraintReader {
    private final Context context;
    private final Children<Scene> contacts;
    private final Children<Scene> equalities;

    ConstraintReader(Context context) {
        this.context = context;
        contacts = context.<Scene>children().on("pair", this::readPair).on("exclude", this::readExclusion);
        equalities = context.children();
        for (EqualityType type : EqualityType.values()) {
            equalities.on(type.name().toLowerCase(Locale.ROOT), (xml, scene) -> readEquality(xml, scene, type));
        }
    }

    void readContacts(XmlElement xml) {
        context.attributes(xml).done();
        contacts.read(xml, context.scene);
    }

    void readEqualities(XmlElement xml) {
        context.attributes(xml).done();
        equalities.read(xml, context.scene);
    }

    private void readPair(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        ContactPair pair = ContactPair.SCHEMA.copy(context.defaultClass(attributes, "class", scene.defaults).pair);
        attributes.fill(pair, Kind.PAIR);
        if (attributes.isGiven("geom1") & attributes.isGiven("geom2")) {
            scene.contactPairs.add(pair);
        }
        context.finish(attributes);
    }

    private void readExclusion(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        ContactExclusion exclusion = new ContactExclusion();
        attributes.fill(exclusion, ContactExclusion.SCHEMA);
        if (attributes.isGiven("body1") & attributes.isGiven("body2")) {
            scene.contactExclusions.add(exclusion);
        }
        context.finish(attributes);
    }

    private void readEquality(XmlElement xml, Scene scene, EqualityType type) {
        Attributes attributes = context.attributes(xml);
        DefaultClass defaults = context.defaultClass(attributes, "class", scene.defaults);
        Schema<Equality> schema = Equality.schema(type);
        Equality equality = schema.create();
        Equality.DEFAULTS.attributes().forEach(a -> a.copy(defaults.equality, equality));
        attributes.fill(equality, schema);
        if (hasWhatItNeeds(type, attributes)) {
            scene.equalities.add(equality);
        }
        context.finish(attributes);
    }

    private boolean hasWhatItNeeds(EqualityType type, Attributes attributes) {
        return switch (type) {
            case CONNECT -> hasBodiesOrSites(attributes, "body1", "body2", "anchor")
                    && (!attributes.has("body1") || attributes.isGiven("anchor"));
            case WELD -> hasBodiesOrSites(attributes, "body1", "body2", "anchor", "relpose");
            case JOINT -> attributes.isGiven("joint1");
            case TENDON -> attributes.isGiven("tendon1");
        };
    }

    /// Either the first body, or both sites and nothing that goes with bodies.
    private boolean hasBodiesOrSites(Attributes attributes, String body, String... ofBodies) {
        if (!attributes.has("site1") && !attributes.has("site2")) {
            return attributes.exactlyOneOf(body, "site1");
        }
        boolean right = attributes.isGiven("site1") & attributes.isGiven("site2")
                & attributes.countOf("site1", body) == 1;
        for (String other : ofBodies) {
            right &= attributes.countOf("site1", other) == 1;
        }
        return right;
    }
}
