package org.isthmus.model.urdf;

import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Assets;
import org.isthmus.model.linkage.GeomRoles;
import org.isthmus.model.linkage.Inertias;
import org.isthmus.model.linkage.Linkage;
import org.isthmus.model.linkage.Shapes;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `link`: mass, visuals and collisions.
final class LinkReader {
    private static final List<String> SHAPES = List.of("box", "sphere", "cylinder", "capsule", "ellipsoid", "plane",
            "mesh");

    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Assets assets;
    private final String folder;
    private final Paints paints;
    private final MujocoBlock options;
    private final Severity missingCollision;
    private final Shapes shapes;
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
        this.shapes = new Shapes(diagnostics);
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
        XmlElement geometry = parent.child("geometry");
        if (geometry == null) {
            diagnostics.error(parent.location(), "'" + parent.name() + "' has no 'geometry'", "one", "");
            return null;
        }
        Geom geom = shape(geometry, missing);
        if (geom != null) {
            // the shape itself may be turned, a plane by its normal
            geom.setPose(fields.origin(parent).times(geom.pose()));
            geom.source = parent.location();
            geom.name = name(parent, body);
        }
        return geom;
    }

    /// Names of geoms are unique in a scene, those of URDF often repeat from link to link.
    private @Nullable String name(XmlElement parent, Body body) {
        String name = parent.attribute("name", "");
        if (name.isBlank()) {
            return null;
        }
        return geomNames.takeExactly(name) ? name : geomNames.take(body.name + "_" + name);
    }

    private @Nullable Geom shape(XmlElement geometry, Severity missing) {
        for (XmlElement shape : geometry.children()) {
            SourceLocation at = shape.location();
            switch (shape.name()) {
                case "box" -> {
                    return shapes.box(fields.requiredNumbers(shape, "size", 3), at);
                }
                case "sphere" -> {
                    return shapes.sphere(fields.requiredNumbers(shape, "radius", 1), at);
                }
                case "cylinder" -> {
                    return round(GeomType.CYLINDER, shape);
                }
                case "capsule", "drake:capsule" -> {
                    return round(GeomType.CAPSULE, shape);
                }
                case "ellipsoid", "drake:ellipsoid" -> {
                    return ellipsoid(shape);
                }
                case "plane" -> {
                    return shapes.plane(fields.vector(shape, "normal", Vec3.Z), at);
                }
                case "mesh" -> {
                    return mesh(shape, missing);
                }
                default -> {
                    // reported by the grammar
                }
            }
        }
        reportNoShape(geometry);
        return null;
    }

    private void reportNoShape(XmlElement geometry) {
        List<XmlElement> children = geometry.children();
        diagnostics.error(geometry.location(), "'geometry' has no shape that is known",
                "one of " + String.join(", ", SHAPES),
                children.isEmpty() ? "" : Nearest.remedy(children.getFirst().name(), SHAPES));
    }

    private @Nullable Geom round(GeomType type, XmlElement shape) {
        return shapes.round(type, fields.requiredNumbers(shape, "radius", 1),
                fields.requiredNumbers(shape, "length", 1), shape.location());
    }

    private @Nullable Geom ellipsoid(XmlElement shape) {
        double[] a = fields.requiredNumbers(shape, "a", 1);
        double[] b = fields.requiredNumbers(shape, "b", 1);
        double[] c = fields.requiredNumbers(shape, "c", 1);
        return a == null || b == null || c == null ? null
                : shapes.ellipsoid(new double[]{a[0], b[0], c[0]}, shape.location());
    }

    private @Nullable Geom mesh(XmlElement mesh, Severity missing) {
        String reference = fields.requiredName(mesh, "filename");
        Vec3 scale = fields.vector(mesh, "scale", Vec3.ONE);
        if (scale.x() == 0 || scale.y() == 0 || scale.z() == 0) {
            diagnostics.error(mesh.locationOf("scale"), "a mesh is scaled by 0", "factors other than 0", "");
            return null;
        }
        if (reference == null) {
            return null;
        }
        MeshAsset asset = assets.mesh(options.meshReferences(reference), folder, scale, missing,
                mesh.locationOf("filename"));
        return asset == null ? null : Shapes.mesh(asset);
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
