package org.isthmus.model.scene.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.AttributeFormatException;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Site;

/// Joins scenes: puts a part (a gripper, a camera, an object) on a body or site of a scene.
///
/// - The part's world becomes the body it is attached to: its bodies become children of that body, what is fixed in its world
///   is fixed to that body, and exclusions and constraints against its world are against that body. Other references to the
///   world (of sensors, say) still mean the world.
/// - Every name of the part gets the prefix. Assets that the scene has already, whatever they are called, are shared.
/// - The part's default classes go below the scene's root class, under their prefixed names, unless the scene has them; the part's
///   own root class does so only where it has other values than the scene's.
/// - Options of the compiler that the part has and the scene has not are written into the part's elements where that is possible,
///   and told as a warning where not; the scene's physics, statistic and visual preferences hold.
/// - Keyframes of one name become one, as do custom tuples; a keyframe that only one side has holds the default state of the other.
/// - Free joints and mocap bodies are only possible below the world: elsewhere they become fixed, with a warning.
///
/// The part itself is not changed.
public final class Attachment {
    private final Scene scene;
    private final Body target;
    private final Pose X_TW;
    private final Scene part;
    private final String prefix;
    private final Diagnostics diagnostics;

    private Attachment(Scene scene, Body target, Pose X_TW, Scene part, String prefix, Diagnostics diagnostics) {
        this.scene = scene;
        this.target = target;
        this.X_TW = X_TW;
        this.part = part.copy();
        this.prefix = prefix;
        this.diagnostics = diagnostics;
    }

    /// Attaches a copy of `part` to a body of `scene`.
    ///
    /// @param body name of the body; `world` for the world
    /// @param pose frame of the part's world in the body's frame, m
    /// @param prefix put before all names of the part, such as `left/`; may be empty when no names clash
    /// @return the part's topmost bodies, now in `scene`
    /// @throws DiagnosticException when there is no such body, or names clash; the scene is then as before
    public static List<Body> attachToBody(
            Scene scene, String body, Pose pose, Scene part, String prefix, Diagnostics diagnostics) {
        Body target = scene.body(body);
        if (target == null) {
            throw unknown(scene, new Name(ObjectType.BODY, body), diagnostics);
        }
        return new Attachment(scene, target, pose, part, prefix, diagnostics).attach();
    }

    /// Attaches a copy of `part` to a site of `scene`: the part's world frame becomes the site's frame. Otherwise as
    /// [#attachToBody].
    public static List<Body> attachToSite(
            Scene scene, String site, Scene part, String prefix, Diagnostics diagnostics) {
        for (Body body : scene.bodies()) {
            for (Site s : body.sites) {
                if (site.equals(s.name)) {
                    return new Attachment(scene, body, s.pose(), part, prefix, diagnostics).attach();
                }
            }
        }
        throw unknown(scene, new Name(ObjectType.SITE, site), diagnostics);
    }

    /// The error for a name that the scene does not have, with the nearest that it has.
    static DiagnosticException unknown(Scene scene, Name name, Diagnostics diagnostics) {
        List<String> known = new ArrayList<>();
        for (Name n : Naming.namesIn(scene)) {
            if (n.type() == name.type()) {
                known.add(n.name());
            }
        }
        return diagnostics.fatal(SourceLocation.UNKNOWN, "scene '" + scene.name + "' has no " + name, "",
                Nearest.remedy(name.name(), known));
    }

    private List<Body> attach() {
        SharedParts shared = SharedParts.take(part, scene, prefix);
        if (!shared.hasRootClass()) {
            nameRootClass();
        }
        KeyframeParts partKeys = KeyframeParts.take(part, diagnostics);
        part.keyframes.clear();
        Naming.rename(part, shared.renaming());
        refuseClashes();

        KeyframeParts sceneKeys = KeyframeParts.take(scene, diagnostics);
        OptionMerge.adapt(part, scene, diagnostics);
        fitRoots(partKeys);
        Placement.moveContents(part.world, X_TW);
        new WorldEnds(targetName(), X_TW).move(part);
        List<Body> roots = List.copyOf(part.world.children);
        moveIntoScene(shared.hasRootClass());
        sceneKeys.absorb(partKeys, prefix);
        sceneKeys.put(scene);
        return roots;
    }

    /// Lets elements that have the part's root class for want of another name it, as they will live below another root.
    private void nameRootClass() {
        String root = part.world.childClass == null ? part.defaults.name : part.world.childClass;
        for (Body body : part.world.children) {
            body.childClass = body.childClass == null ? root : body.childClass;
        }
        Part.OF_BODY.forEach(list -> list.forEach(part.world, member -> nameClass(member, root)));
        Part.OF_SCENE.forEach(list -> list.forEach(part, member -> nameClass(member, part.defaults.name)));
    }

    private static <E extends Element> void nameClass(Member<E> member, String root) {
        Attribute<E> attribute = member.schema().attribute("class");
        if (attribute != null && attribute.format(member.element()) == null) {
            setClass(attribute, member.element(), root);
        }
    }

    private static <E extends Element> void setClass(Attribute<E> attribute, E element, String name) {
        try {
            attribute.parse(element, name);
        } catch (AttributeFormatException e) {
            throw new AssertionError("a name was refused: " + e.getMessage(), e);
        }
    }

    /// Fails, before anything is changed, when a name of the part is taken.
    private void refuseClashes() {
        Set<Name> taken = Naming.namesIn(scene);
        Name rootClass = new Name(ObjectType.DEFAULT, scene.defaults.name);
        Set<String> clashes = new TreeSet<>();
        for (Name name : Naming.namesIn(part)) {
            boolean merged = name.type() == ObjectType.TUPLE || name.equals(rootClass);
            if (taken.contains(name) && !merged) {
                clashes.add(name.toString());
            }
        }
        if (!clashes.isEmpty()) {
            throw clash(scene, clashes, "attach '" + part.name + "' with another prefix", diagnostics);
        }
    }

    /// The error for names that the scene has already.
    static DiagnosticException clash(Scene scene, Set<String> names, String remedy, Diagnostics diagnostics) {
        String some = String.join(", ", names.stream().limit(3).toList());
        String more = names.size() > 3 ? " and " + (names.size() - 3) + " more" : "";
        return diagnostics.fatal(SourceLocation.UNKNOWN, "'" + scene.name + "' has already " + some + more,
                "names that are new", remedy);
    }

    /// Free joints and mocap bodies of the part's topmost bodies: moves their states along, or fixes them where they cannot be.
    private void fitRoots(KeyframeParts keys) {
        boolean belowWorld = target == scene.world;
        for (Body body : part.world.children) {
            if (belowWorld) {
                keys.frames.forEach(frame -> moveState(body, frame));
            } else {
                fix(body);
            }
        }
    }

    private void fix(Body body) {
        boolean free = body.joints.removeIf(joint -> joint.type == JointType.FREE);
        if (free || body.mocap) {
            diagnostics.warning(body.source,
                    "body " + body.label() + " is fixed to body '" + target.name + "'",
                    "", (free ? "a free joint" : "a mocap body") + " is possible only below the world");
        }
        body.mocap = false;
    }

    private void moveState(Body body, KeyframeParts.Frame frame) {
        for (Joint joint : body.joints) {
            if (joint.type == JointType.FREE) {
                States.moveFree(frame, joint, X_TW);
            }
        }
        States.moveMocap(frame, body, X_TW);
    }

    private String targetName() {
        if (target.name == null) {
            target.name = prefix + "mount";
        }
        return target.name;
    }

    private void moveIntoScene(boolean sameRootClass) {
        Part.OF_BODY.forEach(list -> list.moveAll(part.world, target));
        target.children.addAll(part.world.children);
        Part.OF_SCENE.forEach(list -> list.moveAll(part, scene));
        part.customFields.forEach(this::addCustom);
        List<DefaultClass> classes = sameRootClass ? part.defaults.children : List.of(part.defaults);
        classes.forEach(c -> scene.defaults.addCopy(c, (type, name) -> name));
    }

    /// Tuples of one name become one.
    private void addCustom(CustomField field) {
        for (int i = 0; i < scene.customFields.size(); i++) {
            if (field instanceof CustomField.Tuple(var name, var more, var source)
                    && scene.customFields.get(i) instanceof CustomField.Tuple there && there.name().equals(name)) {
                List<CustomField.Entry> entries = new ArrayList<>(there.entries());
                entries.addAll(more);
                scene.customFields.set(i, new CustomField.Tuple(name, List.copyOf(entries), there.source()));
                return;
            }
        }
        scene.customFields.add(field);
    }
}
