package org.isthmus.model.urdf;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Assets;
import org.isthmus.model.linkage.GeomRoles;
import org.isthmus.model.linkage.GeometryReader;
import org.isthmus.model.linkage.Inertias;
import org.isthmus.model.linkage.Linkage;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `link`: mass, visuals and collisions.
final class LinkReader {
    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Assets assets;
    private final String folder;
    private final Paints paints;
    private final MujocoBlock options;
    private final Severity missingCollision;
    private final GeometryReader geometries;
    private final UniqueNames geomNames = new UniqueNames();

    LinkReader(Fields fields, Assets assets, String folder, Paints paints, MujocoBlock options,
            Severity missingCollision) {
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
        this.assets = assets;
        this.folder = folder;
        this.paints = paints;
        this.options = options;
        this.missingCollision = missingCollision;
        this.geometries = new GeometryReader(fields, diagnostics);
    }

    void read(XmlElement link, Linkage linkage) {
        String name = fields.requiredName(link, "name");
        if (name == null) {
            return;
        }
        Body body = linkage.addLink(name, link.location());
        if (body == null) {
            return;
        }
        body.inertial = inertial(link, name);
        for (XmlElement visual : link.children("visual")) {
            addVisual(visual, body);
        }
        double friction = friction(link);
        for (XmlElement collision : link.children("collision")) {
            addCollision(collision, body, friction);
        }
    }

    private void addVisual(XmlElement visual, Body body) {
        Geom geom = geom(visual, body, Severity.WARNING);
        if (geom != null) {
            GeomRoles.makeVisual(geom);
            paints.apply(visual, geom);
            body.geoms.addAll(assets.dress(geom));
        }
    }

    private void addCollision(XmlElement collision, Body body, double friction) {
        Geom geom = geom(collision, body, missingCollision);
        if (geom != null) {
            GeomRoles.makeCollision(geom);
            geom.friction[0] = friction;
            body.geoms.add(geom);
        }
    }

    /// Bullet's `contact`: the friction of all collisions of the link.
    private double friction(XmlElement link) {
        double otherwise = new Geom().friction[0];
        XmlElement contact = link.child("contact");
        XmlElement lateral = contact == null ? null : contact.child("lateral_friction");
        return lateral == null ? otherwise : Math.max(0, fields.number(lateral, "value", otherwise));
    }

    private @Nullable Geom geom(XmlElement parent, Body body, Severity missing) {
        Geom geom = geometries.read(parent, (mesh, scale) -> find(mesh, scale, missing));
        if (geom != null) {
            // the shape itself may be turned, a plane by its normal
            geom.setPose(fields.origin(parent).times(geom.pose()));
            geom.source = parent.location();
            geom.name = name(parent, body);
        }
        return geom;
    }

    private @Nullable MeshAsset find(XmlElement mesh, Vec3 scale, Severity missing) {
        String reference = fields.requiredName(mesh, "filename");
        return reference == null ? null
                : assets.mesh(options.meshReferences(reference), folder, scale, missing, mesh.locationOf("filename"));
    }

    /// Names of geoms are unique in a scene, those of URDF often repeat from link to link.
    private @Nullable String name(XmlElement parent, Body body) {
        String name = parent.attribute("name", "");
        if (name.isBlank()) {
            return null;
        }
        return geomNames.takeExactly(name) ? name : geomNames.take(body.name + "_" + name);
    }

    private @Nullable Inertial inertial(XmlElement link, String name) {
        XmlElement inertial = link.child("inertial");
        if (inertial == null) {
            return null;
        }
        XmlElement mass = inertial.child("mass");
        XmlElement inertia = inertial.child("inertia");
        if (mass == null) {
            diagnostics.error(inertial.location(), "'inertial' of link '" + name + "' has no 'mass'", "one", "");
            return null;
        }
        double[] kilograms = fields.requiredNumbers(mass, "value", 1);
        if (kilograms == null) {
            return null;
        }
        if (kilograms[0] < 0) {
            diagnostics.error(mass.locationOf("value"), "link '" + name + "' has mass " + kilograms[0],
                    "a mass that is not negative", "");
            return null;
        }
        Pose origin = fields.origin(inertial);
        int errors = diagnostics.errorCount();
        Inertial given = new Inertial(origin.position(), origin.rotation(), kilograms[0],
                inertia == null ? Sym3.ZERO : tensor(inertia));
        return diagnostics.errorCount() > errors ? given
                : Inertias.mended(given, options.balances(), name, inertial.location(), diagnostics);
    }

    private Sym3 tensor(XmlElement e) {
        return new Sym3(moment(e, "ixx"), moment(e, "iyy"), moment(e, "izz"), fields.number(e, "ixy", 0),
                fields.number(e, "ixz", 0), fields.number(e, "iyz", 0));
    }

    private double moment(XmlElement inertia, String attribute) {
        double[] value = fields.requiredNumbers(inertia, attribute, 1);
        return value == null ? 0 : value[0];
    }
}
