package org.isthmus.model.sdf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.math.Pose;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.linkage.Assets;
import org.isthmus.model.linkage.EmptyLinks;
import org.isthmus.model.linkage.GeomRoles;
import org.isthmus.model.linkage.Linkage;
import org.isthmus.model.linkage.MovingMass;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;

/// One reading of one SDF document.
final class DocumentReader {
    private final XmlDocument document;
    private final Diagnostics diagnostics;
    private final boolean fixedBase;
    private final Scene scene = new Scene();
    private final Fields fields;
    private final Scopes scopes;
    private final Frames frames;
    private final Assets assets;
    private final LinkReader links;
    private final JointReader joints;
    private final Linkage linkage;
    private final Map<String, Pose> linkPoses = new HashMap<>();
    /// The scope of each link, by its name in the scene.
    private final Map<String, Scope> scopeOf = new HashMap<>();

    DocumentReader(XmlDocument document, FileAccess files, boolean fixedBase, Severity missingFiles,
            Diagnostics diagnostics) {
        this.document = document;
        this.diagnostics = diagnostics;
        this.fixedBase = fixedBase;
        fields = new Fields(diagnostics);
        scopes = new Scopes(fields, new Includes(files, missingFiles, fields));
        frames = new Frames(fields);
        UniqueNames materialNames = new UniqueNames();
        assets = new Assets(scene, files, materialNames, diagnostics);
        links = new LinkReader(fields, frames, assets, new Paints(scene, fields, assets, materialNames),
                missingFiles);
        linkage = new Linkage(scene.world, diagnostics);
        joints = new JointReader(fields, frames, linkage, linkPoses);
    }

    Scene read() {
        refuseOthers();
        Scope root = scopes.root(document);
        String name = root.element.attribute("name", "");
        scene.name = name.isBlank() ? "scene" : name;
        scene.world.source = root.element.location();
        root.forEach(this::readLinks);
        links.finish();
        root.forEach(this::readJoints);
        hang(linkage.assemble(joints.connections()));
        joints.finish(scene);
        root.forEach(this::readFrames);
        if (root.isWorld()) {
            new WorldReader(fields, frames).read(root, scene);
        }
        diagnostics.throwIfErrors();
        EmptyLinks.fold(scene.world, diagnostics);
        MovingMass.ensure(scene.world, diagnostics);
        assets.dropUnused();
        GeomRoles.showCollisionsWithoutVisuals(scene);
        SdfGrammar.sdf().reportUnread(document.root(), diagnostics);
        return scene;
    }

    private void refuseOthers() {
        String name = document.root().name();
        if (name.equals("sdf")) {
            return;
        }
        String format = name.equals("robot") ? "this is URDF, not SDF"
                : name.equals("mujoco") ? "this is MJCF, not SDF" : "the root element is '" + name + "'";
        throw diagnostics.fatal(document.root().location(), format, "a root element 'sdf'", "");
    }

    private void readLinks(Scope scope) {
        scope.links.forEach((name, element) -> {
            String full = scope.prefix + name;
            Body body = linkage.addLink(full, element.location());
            if (body == null) {
                return;
            }
            if (linkage.links().size() > SdfReader.MAX_LINKS) {
                throw diagnostics.fatal(element.location(), "more than " + SdfReader.MAX_LINKS + " links",
                        "at most " + SdfReader.MAX_LINKS, "");
            }
            scopeOf.put(full, scope);
            linkPoses.put(full, frames.inWorld(scope, name, element.location()));
            links.read(scope, element, body);
        });
    }

    private void readJoints(Scope scope) {
        if (!scope.isStatic) {
            scope.joints.forEach((name, element) -> joints.read(scope, name, element));
            return;
        }
        for (XmlElement joint : scope.joints.values()) {
            if (!joint.attribute("type", "").equals("fixed")) {
                diagnostics.warning(joint.location(), "the model is static, so joint '" + joint.attribute("name", "")
                        + "' holds still", "no moving joints in static models", "");
            }
        }
    }

    /// Places the links that hang on nothing in the world.
    private void hang(List<Body> roots) {
        UniqueNames names = new UniqueNames();
        joints.connections().forEach(c -> c.joints().forEach(j -> names.take(String.valueOf(j.name))));
        for (Body root : roots) {
            root.setPose(linkPoses.getOrDefault(String.valueOf(root.name), Pose.IDENTITY));
            scene.world.children.add(root);
            Scope scope = scopeOf.get(String.valueOf(root.name));
            if (!fixedBase && scope != null && !scope.isStatic) {
                root.addFreeJoint(names.take(root.name + "_free"));
            }
        }
    }

    /// Named frames become sites on the links that they are attached to.
    private void readFrames(Scope scope) {
        scope.frames.forEach((name, element) -> {
            String link = frames.link(scope, name, element.location());
            if (link == null) {
                return;
            }
            Body body = link.equals(Linkage.WORLD) ? scene.world : Objects.requireNonNull(linkage.links().get(link));
            Pose linkPose = linkPoses.getOrDefault(link, Pose.IDENTITY);
            Pose pose = linkPose.inverse().times(frames.inWorld(scope, name, element.location()));
            body.addSite(scope.prefix + name, pose).source = element.location();
        });
    }
}
