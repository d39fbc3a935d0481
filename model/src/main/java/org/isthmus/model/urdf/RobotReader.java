package org.isthmus.model.urdf;

import java.util.List;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.linkage.Assets;
import org.isthmus.model.linkage.EmptyLinks;
import org.isthmus.model.linkage.GeomRoles;
import org.isthmus.model.linkage.Linkage;
import org.isthmus.model.linkage.MovingMass;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlAttribute;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// One reading of one URDF document.
final class RobotReader {
    private final XmlElement robot;
    private final Diagnostics diagnostics;
    private final boolean floatingBase;
    private final Scene scene = new Scene();
    private final Fields fields;
    private final Linkage linkage;
    private final Assets assets;
    private final Paints paints;
    private final MujocoBlock mujoco = new MujocoBlock();
    private final LinkReader links;
    private final JointReader joints;

    RobotReader(XmlDocument document, FileAccess files, boolean floatingBase, Severity missingCollision,
            Diagnostics diagnostics) {
        this.robot = document.root();
        this.diagnostics = diagnostics;
        this.floatingBase = floatingBase;
        fields = new Fields(diagnostics);
        linkage = new Linkage(scene.world, diagnostics);
        String folder = FileAccess.folderOf(document.file());
        UniqueNames materialNames = new UniqueNames();
        assets = new Assets(scene, files, materialNames, diagnostics);
        paints = new Paints(scene, fields, assets, materialNames, folder);
        links = new LinkReader(fields, assets, folder, paints, mujoco, missingCollision);
        joints = new JointReader(fields);
    }

    Scene read() {
        refuseOthers();
        scene.name = robot.attribute("name", "").isBlank() ? "robot" : robot.attribute("name", "");
        scene.world.source = robot.location();
        mujoco.read(robot, scene, diagnostics);
        paints.learn(robot);
        readLinks();
        readJoints();
        buildTree();
        joints.finish(scene);
        new Transmissions(scene, fields, joints).read(robot);
        readFrames();
        assets.dropUnused();
        GeomRoles.showCollisionsWithoutVisuals(scene);
        UrdfGrammar.robot().reportUnread(robot, diagnostics);
        return scene;
    }

    private void refuseOthers() {
        switch (robot.name()) {
            case "robot" -> refuseXacro();
            case "sdf", "mujoco" -> throw diagnostics.fatal(robot.location(),
                    "this is " + (robot.name().equals("sdf") ? "SDF" : "MJCF") + ", not URDF", "a root element 'robot'",
                    "read it by the reader of that format");
            default -> throw diagnostics.fatal(robot.location(), "the root element is '" + robot.name() + "'",
                    "'robot'", "");
        }
    }

    private void refuseXacro() {
        XmlElement macro = firstMacro(robot);
        if (macro != null) {
            throw diagnostics.fatal(macro.location(), "this is a xacro file: '" + macro.name() + "' holds a macro",
                    "plain URDF", "run xacro first: xacro FILE > robot.urdf");
        }
    }

    /// The first element that xacro would replace or fill in, or null. Depth is bounded by the XML reader.
    private static @Nullable XmlElement firstMacro(XmlElement element) {
        if (element.name().startsWith("xacro:")) {
            return element;
        }
        for (XmlAttribute attribute : element.attributes()) {
            if (attribute.value().contains("${") || attribute.value().contains("$(")) {
                return element;
            }
        }
        for (XmlElement child : element.children()) {
            XmlElement found = firstMacro(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void readLinks() {
        robot.children("link").forEach(link -> links.read(link, linkage));
        if (linkage.links().isEmpty()) {
            diagnostics.error(robot.location(), "the robot has no link", "at least one", "");
        }
    }

    private void readJoints() {
        for (XmlElement child : robot.children()) {
            if (child.name().equals("joint") || child.name().equals("drake:joint")) {
                joints.read(child);
            }
        }
    }

    private void buildTree() {
        int errors = diagnostics.errorCount();
        List<Body> roots = linkage.assemble(joints.connections());
        boolean inWorld = !scene.world.children.isEmpty() || linkage.links().containsKey(Linkage.WORLD);
        if (roots.size() > (inWorld ? 0 : 1) && diagnostics.errorCount() == errors) {
            reportRoots(roots, inWorld);
        }
        diagnostics.throwIfErrors(); // what follows needs a tree
        scene.world.children.addAll(roots);
        roots.forEach(this::hangBase);
        if (floatingBase && roots.isEmpty()) {
            diagnostics.warning(robot.location(), "the robot hangs on the link 'world': its base does not float",
                    "another root link", "");
        }
        EmptyLinks.fold(scene.world, diagnostics);
        MovingMass.ensure(scene.world, diagnostics);
    }

    private void reportRoots(List<Body> roots, boolean inWorld) {
        String names = roots.stream().limit(10).map(Body::label).collect(Collectors.joining(", "));
        String found = inWorld ? "links hang on nothing: " + names : "the robot has several root links: " + names;
        diagnostics.error(roots.getLast().source, found, "one tree of links",
                "connect them by joints, fixed ones if need be");
    }

    private void hangBase(Body root) {
        if (floatingBase) {
            UniqueNames names = new UniqueNames();
            scene.bodies().forEach(b -> b.joints.forEach(j -> names.take(String.valueOf(j.name))));
            root.addFreeJoint(names.take(root.name + "_free"));
        }
    }

    /// Drake's `frame`: a named place on a link.
    private void readFrames() {
        UniqueNames names = new UniqueNames();
        for (XmlElement frame : robot.children("frame")) {
            String name = fields.requiredName(frame, "name");
            String link = fields.requiredName(frame, "link");
            if (name == null || link == null) {
                continue;
            }
            Body body = linkage.links().get(link);
            if (body == null) {
                diagnostics.error(frame.locationOf("link"),
                        "frame '" + name + "' is on the unknown link '" + link + "'",
                        "the name of a link", Nearest.remedy(link, linkage.links().keySet()));
                continue;
            }
            body.addSite(names.take(name), fields.pose(frame)).source = frame.location();
        }
    }
}
