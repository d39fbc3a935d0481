package org.isthmus.model.sdf;

import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.Assets;
import org.isthmus.model.linkage.GeomRoles;
import org.isthmus.model.linkage.GeometryReader;
import org.isthmus.model.linkage.Inertias;
import org.isthmus.model.linkage.Repeats;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads what is on a `link`: mass, visuals and collisions.
final class LinkReader {
    private final Fields fields;
    private final Diagnostics diagnostics;
    private final Frames frames;
    private final Assets assets;
    private final Paints paints;
    private final Severity missingCollision;
    private final GeometryReader geometries;
    private final UniqueNames geomNames = new UniqueNames();
    private final Repeats repeats = new Repeats("link");

    LinkReader(Fields fields, Frames frames, Assets assets, Paints paints, Severity missingCollision) {
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
        this.frames = frames;
        this.assets = assets;
        this.paints = paints;
        this.missingCollision = missingCollision;
        this.geometries = new GeometryReader(fields, diagnostics);
    }

    void read(Scope scope, XmlElement link, Body body) {
        body.inertial = inertial(scope, link, body);
        body.gravcomp = fields.flag(link, "gravity", true) ? 0 : 1;
        for (XmlElement visual : link.children("visual")) {
            Geom geom = geom(scope, link, visual, body, Severity.WARNING);
            if (geom != null) {
                GeomRoles.makeVisual(geom);
                paints.apply(scope, visual, geom);
                body.geoms.addAll(assets.dress(geom));
            }
        }
        double density = density(link);
        for (XmlElement collision : link.children("collision")) {
            Geom geom = geom(scope, link, collision, body, missingCollision);
            if (geom != null) {
                GeomRoles.makeCollision(geom);
                geom.density = fields.number(collision, "density", density);
                geom.friction[0] = friction(collision, geom.friction[0]);
                body.geoms.add(geom);
            }
        }
    }

    /// Tells what several links lack.
    void finish() {
        repeats.report(diagnostics);
    }

    private double density(XmlElement link) {
        XmlElement inertial = link.child("inertial");
        double otherwise = new Geom().density;
        return inertial == null ? otherwise : fields.number(inertial, "density", otherwise);
    }

    private double friction(XmlElement collision, double otherwise) {
        XmlElement at = collision;
        for (String step : List.of("surface", "friction", "ode")) {
            at = at == null ? null : at.child(step);
        }
        return at == null ? otherwise : Math.max(0, fields.number(at, "mu", otherwise));
    }

    private @Nullable Geom geom(Scope scope, XmlElement link, XmlElement parent, Body body, Severity missing) {
        Geom geom = geometries.read(parent, (mesh, scale) -> find(scope, mesh, scale, missing));
        if (geom != null) {
            Pose pose = frames.onLink(scope, link.attribute("name", ""), parent);
            // the shape itself may be turned, a plane by its normal
            geom.setPose(pose.times(geom.pose()));
            geom.source = parent.location();
            geom.name = name(parent, body);
        }
        return geom;
    }

    private @Nullable MeshAsset find(Scope scope, XmlElement mesh, Vec3 scale, Severity missing) {
        String uri = fields.required(mesh, "uri");
        return uri == null ? null : assets.mesh(List.of(uri), scope.folder, scale, missing, mesh.location());
    }

    /// Names of geoms are unique in a link only; `link::visual` is unique in the scene.
    private @Nullable String name(XmlElement parent, Body body) {
        String name = parent.attribute("name", "");
        if (name.isBlank()) {
            return null;
        }
        return geomNames.takeExactly(name) ? name : geomNames.take(body.name + "::" + name);
    }

    /// SDF's default is 1 kg and 1 kg·m² about each axis; `auto` takes them from the collisions.
    private @Nullable Inertial inertial(Scope scope, XmlElement link, Body body) {
        XmlElement inertial = link.child("inertial");
        if (inertial == null) {
            if (!scope.isStatic) {
                repeats.add(String.valueOf(body.name), link.location(),
                        "no inertial, so it has SDF's 1 kg and 1 kg·m² about each axis", "an inertial", "");
            }
            return new Inertial(Vec3.ZERO, Pose.IDENTITY.rotation(), 1, Sym3.diagonal(Vec3.ONE));
        }
        if (inertial.attribute("auto", "false").matches("1|true")) {
            return null;
        }
        double mass = fields.number(inertial, "mass", 1);
        if (mass < 0) {
            diagnostics.error(inertial.location(), "link '" + body.name + "' has mass " + mass,
                    "a mass that is not negative", "");
            return null;
        }
        Pose pose = fields.pose(inertial);
        int errors = diagnostics.errorCount();
        Inertial given = new Inertial(pose.position(), pose.rotation(), mass, tensor(inertial.child("inertia")));
        return diagnostics.errorCount() > errors ? given
                : Inertias.mended(given, false, String.valueOf(body.name), inertial.location(), diagnostics);
    }

    private Sym3 tensor(@Nullable XmlElement inertia) {
        if (inertia == null) {
            return Sym3.diagonal(Vec3.ONE);
        }
        return new Sym3(fields.number(inertia, "ixx", 1), fields.number(inertia, "iyy", 1),
                fields.number(inertia, "izz", 1), fields.number(inertia, "ixy", 0), fields.number(inertia, "ixz", 0),
                fields.number(inertia, "iyz", 0));
    }
}
