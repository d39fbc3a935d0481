package org.isthmus.model.sdf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.model.linkage.Linkage;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Where frames are and what they are fixed to: poses may be relative to any frame of the same scope or of one nested
/// in it, `arm::hand::grip`.
///
/// See "Pose Frame Semantics" of SDFormat (sdformat.org). Poses that are relative to each other in a circle, and frames
/// that do not exist, are errors.
final class Frames {
    /// Frames that follow from each other.
    private static final int MAX_CHAIN = 500;
    /// Characters of a name in which `::` is looked for.
    private static final int MAX_NAME = 1_000;

    private final Fields fields;
    private final Diagnostics diagnostics;
    /// Poses of frames in their scope's frame.
    private final Map<Key, Pose> known = new HashMap<>();
    private final Map<Scope, Pose> scopes = new HashMap<>();
    private final Set<Key> open = new HashSet<>();

    private record Key(Scope scope, String frame) {}

    Frames(Fields fields) {
        this.fields = fields;
        this.diagnostics = fields.diagnostics;
    }

    /// The pose of a scope in the world of the scene.
    Pose inWorld(Scope scope) {
        Pose pose = scopes.get(scope);
        if (pose == null) {
            Pose own = inParent(scope);
            pose = scope.parent == null ? own : inWorld(scope.parent).times(own);
            scopes.put(scope, pose);
        }
        return pose;
    }

    /// The pose of a frame of a scope in the world of the scene.
    Pose inWorld(Scope scope, String frame, SourceLocation at) {
        return inWorld(scope).times(inScope(scope, frame, at));
    }

    /// The pose of something on a link, in the link's frame.
    ///
    /// @param element has a `pose`, relative to the link where it does not say
    Pose onLink(Scope scope, String link, XmlElement element) {
        Pose raw = fields.pose(element);
        String frame = Fields.relativeTo(element);
        if (frame.isEmpty() || frame.equals(link)) {
            return raw;
        }
        Pose linkInScope = inScope(scope, link, element.location());
        return linkInScope.inverse().times(inScope(scope, frame, element.location())).times(raw);
    }

    private Pose inParent(Scope scope) {
        if (scope.isWorld()) {
            return Pose.IDENTITY;
        }
        Pose placed = fields.pose(scope.placing);
        String frame = Fields.relativeTo(scope.placing);
        if (scope.parent != null && !frame.isEmpty()) {
            placed = inScope(scope.parent, frame, scope.placing.location()).times(placed);
        }
        return scope.placementFrame.isEmpty() ? placed
                : placed.times(inScope(scope, scope.placementFrame, scope.placing.location()).inverse());
    }

    private Pose inScope(Scope scope, String frame, SourceLocation at) {
        if (frame.equals(scope.isWorld() ? Linkage.WORLD : Scope.MODEL_FRAME)) {
            return Pose.IDENTITY;
        }
        Key key = new Key(scope, frame);
        Pose pose = known.get(key);
        if (pose != null) {
            return pose;
        }
        if (!enter(key, at)) {
            return Pose.IDENTITY;
        }
        pose = resolve(scope, frame, at);
        open.remove(key);
        known.put(key, pose);
        return pose;
    }

    private boolean enter(Key key, SourceLocation at) {
        if (!open.add(key)) {
            diagnostics.error(at, "the pose of '" + key.frame + "' is relative to itself",
                    "poses that start from the model",
                    "");
            return false;
        }
        if (open.size() > MAX_CHAIN) {
            throw diagnostics.fatal(at, "more than " + MAX_CHAIN + " poses follow from each other",
                    "at most " + MAX_CHAIN,
                    "");
        }
        return true;
    }

    private Pose resolve(Scope scope, String frame, SourceLocation at) {
        if (scope.links.get(frame) instanceof XmlElement link) {
            return posed(scope, link, Scope.MODEL_FRAME);
        }
        if (scope.frames.get(frame) instanceof XmlElement element) {
            return posed(scope, element, element.attribute("attached_to", ""));
        }
        if (scope.joints.get(frame) instanceof XmlElement joint) {
            return posed(scope, joint, String.valueOf(Fields.text(joint, "child")));
        }
        if (scope.models.get(frame) instanceof Scope model) {
            return inParent(model);
        }
        Scope model = outermost(scope, frame);
        if (model != null) {
            return inScope(scope, name(scope, frame), at).times(inScope(model, rest(scope, frame), at));
        }
        reportUnknown(scope, frame, at);
        return Pose.IDENTITY;
    }

    /// @param otherwise the frame that the pose is relative to where it does not say; empty: the scope's own
    private Pose posed(Scope scope, XmlElement element, String otherwise) {
        String given = Fields.relativeTo(element);
        String frame = given.isEmpty() ? otherwise : given;
        Pose raw = fields.pose(element);
        return frame.isEmpty() ? raw : inScope(scope, frame, element.location()).times(raw);
    }

    private void reportUnknown(Scope scope, String frame, SourceLocation at) {
        diagnostics.error(at, "there is no frame '" + frame + "'", "the name of a link, joint, frame or model",
                Nearest.remedy(frame, scope.names()));
    }

    /// The link, by its name in the scene, that a frame is fixed to; `world` for the world's; null after an error.
    @Nullable
    String link(Scope scope, String frame, SourceLocation at) {
        return link(scope, frame, at, 0);
    }

    private @Nullable String link(Scope scope, String frame, SourceLocation at, int steps) {
        if (steps > MAX_CHAIN) {
            diagnostics.error(at, "frame '" + frame + "' is attached to itself", "frames that are attached to links",
                    "");
            return null;
        }
        if (scope.links.containsKey(frame)) {
            return scope.prefix + frame;
        }
        if (frame.equals(Linkage.WORLD)) {
            return Linkage.WORLD;
        }
        if (frame.equals(Scope.MODEL_FRAME)) {
            return canonical(scope, at, steps);
        }
        if (scope.frames.get(frame) instanceof XmlElement element) {
            String to = element.attribute("attached_to", "");
            return to.isEmpty() ? canonical(scope, element.location(), steps)
                    : link(scope, to, element.location(), steps + 1);
        }
        if (scope.joints.get(frame) instanceof XmlElement joint) {
            return link(scope, String.valueOf(Fields.text(joint, "child")), joint.location(), steps + 1);
        }
        if (scope.models.get(frame) instanceof Scope model) {
            return canonical(model, at, steps);
        }
        Scope model = outermost(scope, frame);
        if (model == null) {
            reportUnknown(scope, frame, at);
            return null;
        }
        return link(model, rest(scope, frame), at, steps + 1);
    }

    private @Nullable String canonical(Scope scope, SourceLocation at, int steps) {
        if (scope.isWorld()) {
            return Linkage.WORLD;
        }
        String given = scope.element.attribute("canonical_link", "");
        if (!given.isEmpty()) {
            return link(scope, given, scope.element.location(), steps + 1);
        }
        if (!scope.links.isEmpty()) {
            return scope.prefix + scope.links.keySet().iterator().next();
        }
        if (scope.models.isEmpty()) {
            diagnostics.error(at, "the model '" + scope.element.attribute("name", "") + "' has no link", "at least one",
                    "");
            return null;
        }
        return canonical(scope.models.values().iterator().next(), at, steps + 1);
    }

    /// The nested model that `arm::hand` starts with; names may themselves contain `::`.
    private static @Nullable Scope outermost(Scope scope, String frame) {
        return scope.models.get(name(scope, frame));
    }

    /// The longest beginning of `frame` that names a nested model.
    private static String name(Scope scope, String frame) {
        if (frame.length() > MAX_NAME) {
            return "";
        }
        for (int end = frame.lastIndexOf("::"); end > 0; end = frame.lastIndexOf("::", end - 1)) {
            if (scope.models.containsKey(frame.substring(0, end))) {
                return frame.substring(0, end);
            }
        }
        return "";
    }

    private static String rest(Scope scope, String frame) {
        return frame.substring(name(scope, frame).length() + 2);
    }
}
