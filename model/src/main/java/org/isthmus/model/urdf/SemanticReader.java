package org.isthmus.model.urdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.linkage.Grammar;
import org.isthmus.model.linkage.UniqueNames;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// One reading of one SRDF document into one scene.
final class SemanticReader {
    private static final Grammar GRAMMAR = grammar();
    /// Groups that one group may consist of, directly or not.
    private static final int MAX_NESTED_GROUPS = 1_000;

    private final XmlElement robot;
    private final Scene scene;
    private final Diagnostics diagnostics;
    private final Fields fields;
    private final Map<String, Body> bodies = new LinkedHashMap<>();
    private final Map<String, Body> parents = new LinkedHashMap<>();
    private final Set<String> joints = new LinkedHashSet<>();
    private final Map<String, XmlElement> groups = new LinkedHashMap<>();
    private final Map<Pair, ContactExclusion> exclusions = new LinkedHashMap<>();
    /// Joints that hold the robot in the world; groups may name them.
    private final Set<String> virtualJoints = new HashSet<>();
    private int members;

    /// Two names, whatever their order.
    private record Pair(String first, String second) {
        static Pair of(String a, String b) {
            return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }

    SemanticReader(XmlElement robot, Scene scene, Diagnostics diagnostics) {
        this.robot = robot;
        this.scene = scene;
        this.diagnostics = diagnostics;
        this.fields = new Fields(diagnostics);
        scene.world.forEach(body -> {
            bodies.put(String.valueOf(body.name), body);
            body.children.forEach(c -> parents.put(String.valueOf(c.name), body));
            body.joints.forEach(j -> joints.add(String.valueOf(j.name)));
        });
        scene.contactExclusions
                .forEach(e -> exclusions.put(Pair.of(String.valueOf(e.body1), String.valueOf(e.body2)), e));
    }

    private static Grammar grammar() {
        Grammar pair = Grammar.of("link1", "link2", "reason");
        return Grammar.of("name", "version")
                .with("group", Grammar.of("name")
                        .with("joint", Grammar.of("name"))
                        .with("link", Grammar.of("name"))
                        .with("group", Grammar.of("name"))
                        .with("chain", Grammar.of("base_link", "tip_link")))
                .with("group_state", Grammar.of("name", "group").with("joint", Grammar.of("name", "value")))
                .with("end_effector", Grammar.of("name", "parent_link", "group", "parent_group"))
                .with("virtual_joint", Grammar.of("name", "type", "parent_frame", "child_link"))
                .with("disable_default_collisions", Grammar.of("link"))
                .with("disable_collisions", pair)
                .with("enable_collisions", pair);
    }

    void read() {
        checkRoot();
        robot.children("virtual_joint").forEach(this::checkVirtualJoint);
        robot.children("disable_default_collisions").forEach(this::excludeFromAll);
        robot.children("enable_collisions").forEach(e -> readPair(e, false));
        robot.children("disable_collisions").forEach(e -> readPair(e, true));
        scene.contactExclusions.clear();
        scene.contactExclusions.addAll(exclusions.values());
        readGroups();
        robot.children("end_effector").forEach(this::readEndEffector);
        readStates();
        GRAMMAR.reportUnread(robot, diagnostics);
    }

    private void checkRoot() {
        if (!robot.name().equals("robot")) {
            throw diagnostics.fatal(robot.location(), "the root element is '" + robot.name() + "'", "'robot'", "");
        }
        String name = robot.attribute("name", "");
        if (!name.equals(scene.name)) {
            diagnostics.warning(robot.locationOf("name"), "the file is for the robot '" + name + "'",
                    "'" + scene.name + "', the scene's name", "");
        }
    }

    private void checkVirtualJoint(XmlElement joint) {
        virtualJoints.add(joint.attribute("name", ""));
        Body child = body(joint, "child_link");
        String type = joint.attribute("type", "");
        boolean floats = child != null && !child.joints.isEmpty();
        if (child != null
                && (parents.get(String.valueOf(child.name)) != scene.world || floats == type.equals("fixed"))) {
            diagnostics.warning(joint.location(),
                    "link '" + child.name + "' stands in the world by a joint of type '" + type
                            + "', but not in the scene: it is left as it is",
                    "", "read the URDF with or without a floating base");
        }
    }

    private void excludeFromAll(XmlElement element) {
        Body body = body(element, "link");
        if (body != null) {
            bodies.values().stream().filter(other -> other != body).forEach(other -> exclude(element, body, other));
        }
    }

    private void readPair(XmlElement element, boolean excluded) {
        Body first = body(element, "link1");
        Body second = body(element, "link2");
        if (first == null || second == null || first == second) {
            return;
        }
        if (excluded) {
            exclude(element, first, second);
        } else {
            exclusions.remove(Pair.of(String.valueOf(first.name), String.valueOf(second.name)));
        }
    }

    private void exclude(XmlElement element, Body first, Body second) {
        ContactExclusion exclusion = new ContactExclusion();
        exclusion.source = element.location();
        exclusion.body1 = first.name;
        exclusion.body2 = second.name;
        if (exclusions.size() >= SrdfReader.MAX_EXCLUSIONS) {
            throw diagnostics.fatal(element.location(),
                    "more than " + SrdfReader.MAX_EXCLUSIONS + " contact exclusions",
                    "at most " + SrdfReader.MAX_EXCLUSIONS, "");
        }
        exclusions.putIfAbsent(Pair.of(String.valueOf(first.name), String.valueOf(second.name)), exclusion);
    }

    /// The body that an attribute names; null after a diagnostic.
    private @Nullable Body body(XmlElement element, String attribute) {
        String name = fields.requiredName(element, attribute);
        if (name == null) {
            return null;
        }
        Body body = bodies.get(name);
        if (body == null) {
            diagnostics.warning(element.locationOf(attribute), "the scene has no link '" + name + "'",
                    "the name of a link", fields.nearest(name, bodies.keySet()));
        }
        return body;
    }

    private void readGroups() {
        for (XmlElement group : robot.children("group")) {
            String name = fields.requiredName(group, "name");
            if (name != null && groups.putIfAbsent(name, group) != null) {
                diagnostics.error(group.locationOf("name"), "group '" + name + "' is described twice",
                        "one group of that name", "rename one");
            }
        }
        groups.forEach((name, group) -> {
            Members members = new Members();
            collect(name, group, members, new HashSet<>());
            members.report(name, group);
            addTuple("group:" + name, members.entries, group);
        });
    }

    /// What a group consists of, without repetition.
    private final class Members {
        final List<CustomField.Entry> entries = new ArrayList<>();
        final Set<String> unknown = new LinkedHashSet<>();
        private final Set<CustomField.Entry> seen = new HashSet<>();

        void add(ObjectType type, @Nullable String name) {
            CustomField.Entry entry = new CustomField.Entry(type, String.valueOf(name), 0);
            if (seen.add(entry)) {
                entries.add(entry);
            }
        }

        void report(String group, XmlElement at) {
            if (!unknown.isEmpty()) {
                diagnostics.warning(at.location(),
                        "group '" + group + "' names what the scene does not have: "
                                + String.join(", ", unknown.stream().limit(10).toList()),
                        "joints and links that are not fixed away", "");
            }
        }
    }

    /// @param done groups whose members are in `into` or on their way
    private void collect(String name, XmlElement group, Members into, Set<String> done) {
        if (!done.add(name)) {
            return;
        }
        if (done.size() > MAX_NESTED_GROUPS) {
            throw diagnostics.fatal(group.location(), "more than " + MAX_NESTED_GROUPS + " groups make up one",
                    "at most " + MAX_NESTED_GROUPS, "name joints instead");
        }
        for (XmlElement part : group.children()) {
            if (++members > SrdfReader.MAX_MEMBERS) {
                throw diagnostics.fatal(part.location(),
                        "the groups have more than " + SrdfReader.MAX_MEMBERS + " members",
                        "at most " + SrdfReader.MAX_MEMBERS, "");
            }
            switch (part.name()) {
                case "joint" -> collectJoint(part, into);
                case "link" -> collectLink(part, into);
                case "chain" -> collectChain(part, into);
                case "group" -> {
                    String innerName = part.attribute("name", "");
                    XmlElement inner = groups.get(innerName);
                    if (inner == null) {
                        into.unknown.add("group '" + innerName + "'");
                    } else {
                        collect(innerName, inner, into, done);
                    }
                }
                default -> {
                    // reported by the grammar
                }
            }
        }
    }

    private void collectJoint(XmlElement part, Members into) {
        String name = part.attribute("name", "");
        if (joints.contains(name)) {
            into.add(ObjectType.JOINT, name);
        } else if (!virtualJoints.contains(name)) {
            into.unknown.add("joint '" + name + "'");
        }
    }

    private void collectLink(XmlElement part, Members into) {
        Body body = bodies.get(part.attribute("name", ""));
        if (body == null) {
            into.unknown.add("link '" + part.attribute("name", "") + "'");
        } else {
            body.joints.forEach(j -> into.add(ObjectType.JOINT, j.name));
            into.add(ObjectType.BODY, body.name);
        }
    }

    private void collectChain(XmlElement part, Members into) {
        Body base = body(part, "base_link");
        Body tip = body(part, "tip_link");
        List<Body> path = new ArrayList<>();
        for (Body at = tip; at != null && at != base; at = parents.get(String.valueOf(at.name))) {
            path.add(at);
        }
        if (base == null || tip == null) {
            return;
        }
        if (path.getLast() == scene.world) {
            diagnostics.warning(part.location(), "link '" + base.name + "' is not above link '" + tip.name + "'",
                    "a chain from the base outwards", "");
            return;
        }
        path.reversed().forEach(body -> body.joints.forEach(j -> into.add(ObjectType.JOINT, j.name)));
        into.add(ObjectType.BODY, tip.name);
    }

    private void readEndEffector(XmlElement element) {
        String name = fields.requiredName(element, "name");
        Body parent = body(element, "parent_link");
        String group = fields.requiredName(element, "group");
        if (name == null || parent == null || group == null) {
            return;
        }
        List<CustomField.Entry> entries = new ArrayList<>();
        entries.add(new CustomField.Entry(ObjectType.BODY, String.valueOf(parent.name), 0));
        if (groups.containsKey(group)) {
            entries.add(new CustomField.Entry(ObjectType.TUPLE, "group:" + group, 0));
        } else {
            diagnostics.warning(element.locationOf("group"), "there is no group '" + group + "'",
                    "the name of a group", fields.nearest(group, groups.keySet()));
        }
        addTuple("end_effector:" + name, entries, element);
    }

    private void addTuple(String name, List<CustomField.Entry> entries, XmlElement element) {
        if (!entries.isEmpty()) {
            scene.customFields.add(new CustomField.Tuple(name, List.copyOf(entries), element.location()));
        }
    }

    private void readStates() {
        UniqueNames names = new UniqueNames();
        scene.keyframes.forEach(k -> names.takeExactly(String.valueOf(k.name)));
        GroupStates states = new GroupStates(scene);
        for (XmlElement state : robot.children("group_state")) {
            String name = fields.requiredName(state, "name");
            if (name == null) {
                continue;
            }
            Map<String, Double> values = values(state, name);
            if ((scene.keyframes.size() + 1L) * states.size() > SrdfReader.MAX_STATE_NUMBERS) {
                throw diagnostics.fatal(state.location(),
                        "the group states have more than " + SrdfReader.MAX_STATE_NUMBERS + " numbers",
                        "at most " + SrdfReader.MAX_STATE_NUMBERS, "");
            }
            if (values != null) {
                scene.keyframes.add(states.keyframe(names.take(name), values, state.location()));
            }
        }
    }

    /// Null after a diagnostic: a joint is not known.
    private @Nullable Map<String, Double> values(XmlElement state, String name) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (XmlElement joint : state.children("joint")) {
            String jointName = joint.attribute("name", "");
            if (!joints.contains(jointName)) {
                diagnostics.warning(joint.locationOf("name"),
                        "group state '" + name + "' is left out: the scene has no joint '" + jointName + "'",
                        "joints that move", fields.nearest(jointName, joints));
                return null;
            }
            values.put(jointName, fields.number(joint, "value", 0));
        }
        return values;
    }
}
