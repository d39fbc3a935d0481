package org.isthmus.model.linkage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Body;
import org.jspecify.annotations.Nullable;

/// Links and the connections between them, made into trees.
public final class Linkage {
    /// Bodies below each other.
    public static final int MAX_DEPTH = 1_000;
    /// The name under which joints may mean the scene's world without a link of that name.
    public static final String WORLD = "world";

    private final Body world;
    private final Diagnostics diagnostics;
    private final Map<String, Body> links = new LinkedHashMap<>();
    /// The joint that moves each child link, for messages.
    private final Map<Body, Connection> parents = new IdentityHashMap<>();

    /// @param world the scene's world; a link called `world` is this body itself
    public Linkage(Body world, Diagnostics diagnostics) {
        this.world = world;
        this.diagnostics = diagnostics;
    }

    /// A new link, or the scene's world for the name `world`; null after an error: the name is taken.
    public @Nullable Body addLink(String name, SourceLocation source) {
        Body body = name.equals(WORLD) ? world : new Body(name);
        Body before = links.putIfAbsent(name, body);
        if (before != null) {
            diagnostics.error(source, "link '" + name + "' is described twice", "one link of that name",
                    "rename one; the first is at " + before.source);
            return null;
        }
        body.source = source;
        return body;
    }

    /// All links by name, in the order in which they were added.
    public Map<String, Body> links() {
        return Collections.unmodifiableMap(links);
    }

    /// Hangs each child on its parent.
    ///
    /// Unknown links, second parents, loops and trees deeper than [#MAX_DEPTH] are errors.
    ///
    /// @return the links that hang on nothing, the world excepted
    public List<Body> assemble(List<Connection> connections) {
        connections.forEach(this::hang);
        List<Body> roots = links.values().stream().filter(b -> b != world && !parents.containsKey(b)).toList();
        Set<Body> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        boolean shallow = reach(List.of(world), reached) & reach(roots, reached);
        if (shallow) {
            reportLoops(reached);
        }
        return roots;
    }

    private void hang(Connection connection) {
        if (isOfWorld(connection.child(), connection.name(), connection.source())) {
            return;
        }
        Body parent = connection.parent().equals(WORLD) ? world : known(connection.parent(), "parent", connection);
        Body child = known(connection.child(), "child", connection);
        if (parent == null || child == null) {
            return;
        }
        Connection before = parents.putIfAbsent(child, connection);
        if (before != null) {
            diagnostics.error(connection.source(),
                    "link '" + connection.child() + "' is the child of joints '" + before.name() + "' and '"
                            + connection.name() + "'",
                    "one parent for each link",
                    "cut the loop here and close it by an equality constraint in the scene");
            return;
        }
        child.setPose(connection.pose());
        child.joints.addAll(connection.joints());
        parent.children.add(child);
    }

    /// Whether a joint's child is the world, which is an error.
    public boolean isOfWorld(String child, String joint, SourceLocation source) {
        if (child.equals(WORLD)) {
            diagnostics.error(source, "joint '" + joint + "' has 'world' as its child", "a link that can move",
                    "swap parent and child");
        }
        return child.equals(WORLD);
    }

    private @Nullable Body known(String link, String role, Connection connection) {
        Body body = links.get(link);
        if (body == null) {
            diagnostics.error(connection.source(),
                    "joint '" + connection.name() + "' has the unknown " + role + " link '" + link + "'",
                    "the name of a link", Nearest.remedy(link, links.keySet()));
        }
        return body;
    }

    /// Visits the trees below `roots` level by level, so that no depth exhausts the stack; false when they are too
    /// deep.
    private boolean reach(List<Body> roots, Set<Body> reached) {
        List<Body> level = roots;
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > MAX_DEPTH) {
                diagnostics.error(level.getFirst().source, "link " + level.getFirst().label() + " is at depth " + depth,
                        "at most " + MAX_DEPTH + " links below each other", "");
                return false;
            }
            reached.addAll(level);
            List<Body> next = new ArrayList<>();
            level.forEach(b -> next.addAll(b.children));
            level = next;
        }
        return true;
    }

    /// Links that no root leads to hang on each other in circles; each circle is told once.
    private void reportLoops(Set<Body> reached) {
        Map<Body, Body> parentOf = new IdentityHashMap<>();
        links.values().forEach(b -> b.children.forEach(c -> parentOf.put(c, b)));
        for (Body link : links.values()) {
            if (reached.contains(link)) {
                continue;
            }
            List<Body> walk = new ArrayList<>();
            Body at = link;
            while (reached.add(at)) {
                walk.add(at);
                at = parentOf.get(at);
            }
            int start = walk.indexOf(at);
            if (start >= 0) {
                reportLoop(walk.subList(start, walk.size()).reversed());
            }
        }
    }

    private void reportLoop(List<Body> loop) {
        String names = loop.stream().limit(10).map(Body::label).collect(Collectors.joining(" → "));
        diagnostics.error(loop.getFirst().source, "the links " + names + " → … form a loop",
                "a tree with one root", "cut the loop and close it by an equality constraint in the scene");
    }
}
