package org.isthmus.model.scene.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Renaming;
import org.isthmus.model.scene.Scene;

/// Replaces a body by numbered copies of itself.
public final class Replication {
    private final Scene scene;
    private final Body original;
    private final Dependents dependents;

    private Replication(Scene scene, Body original) {
        this.scene = scene;
        this.original = original;
        this.dependents = new Dependents(scene, original);
    }

    /// Puts copies of a body, and of all below it, in its place, one at each pose. What refers to them (actuators, sensors,
    /// tendons, constraints, pairs, exclusions) is copied too; cameras and lights outside that aim at the body aim at its first
    /// copy, and tuples name its first copy. All copies share the assets. In keyframes every copy has the state of the body, a
    /// floating one moved along with its pose.
    ///
    /// The copies' names end with `separator` and their number from 0 on, with as many digits as the last needs: `cube_00` to
    /// `cube_11`. Without poses the body is removed.
    ///
    /// @param poses frames of the copies in the frame of the body's parent, m
    /// @return the copies
    /// @throws DiagnosticException when there is no such body, it is the world, or new names clash; the scene is then as before
    public static List<Body> replicate(
            Scene scene, String body, List<Pose> poses, String separator, Diagnostics diagnostics) {
        Body parent = Removal.parentOf(scene, body, diagnostics);
        if (poses.isEmpty()) {
            Removal.remove(scene, body, diagnostics);
            return List.of();
        }
        Body original = parent.children.stream().filter(b -> body.equals(b.name)).findFirst().orElseThrow();
        return new Replication(scene, original).replicate(parent, poses, separator, diagnostics);
    }

    private List<Body> replicate(Body parent, List<Pose> poses, String separator, Diagnostics diagnostics) {
        refuseClashes(poses.size(), separator, diagnostics);
        KeyframeParts keys = KeyframeParts.take(scene, diagnostics);
        List<Scene> extras = new ArrayList<>();
        List<Body> copies = new ArrayList<>();
        for (int i = 0; i < poses.size(); i++) {
            Scene extra = copyDependents(keys);
            Body copy = original.copy();
            copy.setPose(poses.get(i));
            copyStates(copy, poses.get(i), keys);
            extra.world.children.add(copy);
            Naming.rename(extra, only(suffix(i, poses.size(), separator)));
            copies.add(copy);
            extras.add(extra);
        }
        parent.children.addAll(parent.children.indexOf(original), copies);
        parent.children.remove(original);
        removeDependents();
        extras.forEach(extra -> Part.OF_SCENE.forEach(part -> part.moveAll(extra, scene)));
        aimAtFirst(only(suffix(0, poses.size(), separator)));
        keys.put(scene);
        return copies;
    }

    private void refuseClashes(int count, String separator, Diagnostics diagnostics) {
        Set<Name> names = dependents.names();
        Set<Name> taken = Naming.namesIn(scene);
        taken.removeAll(names);
        Set<String> clashes = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            String suffix = suffix(i, count, separator);
            for (Name name : names) {
                Name copy = new Name(name.type(), name.name() + suffix);
                if (taken.contains(copy)) {
                    clashes.add(copy.toString());
                }
            }
        }
        if (!clashes.isEmpty()) {
            throw Attachment.clash(scene, clashes, "use another separator than '" + separator + "'", diagnostics);
        }
    }

    private static String suffix(int i, int count, String separator) {
        int digits = Integer.toString(count - 1).length();
        return separator + String.format(Locale.ROOT, "%0" + digits + "d", i);
    }

    /// Renames the body and what depends on it, and nothing else.
    private Renaming only(String suffix) {
        return (type, name) -> dependents.contains(new Name(type, name)) ? name + suffix : name;
    }

    /// Copies of what depends on the body, in a scene of their own; the controls of copied actuators go into `keys`.
    private Scene copyDependents(KeyframeParts keys) {
        Scene extra = new Scene();
        for (Part<Scene, ?> part : Part.OF_SCENE) {
            copyDependents(part, extra, keys);
        }
        return extra;
    }

    private <E extends Element> void copyDependents(Part<Scene, E> part, Scene extra, KeyframeParts keys) {
        for (E element : part.listOf().apply(scene)) {
            Member<E> member = part.member(element);
            if (!dependents.contains(member)) {
                continue;
            }
            E copy = member.schema().copy(element);
            part.listOf().apply(extra).add(copy);
            if (element instanceof Actuator from && copy instanceof Actuator to) {
                keys.frames.forEach(frame -> {
                    copyState(frame.ctrl, from, to);
                    copyState(frame.act, from, to);
                });
            }
        }
    }

    private static <K> void copyState(Map<K, double[]> states, K from, K to) {
        double[] state = states.get(from);
        if (state != null) {
            states.put(to, state.clone());
        }
    }

    private void copyStates(Body copy, Pose pose, KeyframeParts keys) {
        List<Body> from = new ArrayList<>();
        List<Body> to = new ArrayList<>();
        original.forEach(from::add);
        copy.forEach(to::add);
        Pose moved = pose.times(original.pose().inverse());
        for (KeyframeParts.Frame frame : keys.frames) {
            for (int b = 0; b < from.size(); b++) {
                copyStates(from.get(b), to.get(b), moved, frame);
            }
        }
    }

    private static void copyStates(Body from, Body to, Pose moved, KeyframeParts.Frame frame) {
        for (int j = 0; j < from.joints.size(); j++) {
            Joint joint = to.joints.get(j);
            copyState(frame.qpos, from.joints.get(j), joint);
            copyState(frame.qvel, from.joints.get(j), joint);
            if (joint.type == JointType.FREE) {
                States.moveFree(frame, joint, moved);
            }
        }
        copyState(frame.mocapPos, from, to);
        copyState(frame.mocapQuat, from, to);
        States.moveMocap(frame, to, moved);
    }

    private void removeDependents() {
        Part.OF_SCENE.forEach(part -> part.removeIf(scene, dependents::contains));
    }

    private void aimAtFirst(Renaming first) {
        scene.world.forEach(body -> Part.OF_BODY.forEach(part -> part.forEach(body, m -> m.renameReferences(first))));
        scene.customFields.replaceAll(field -> Naming.renamed(field, first));
    }
}
